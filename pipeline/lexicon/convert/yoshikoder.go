package convert

import (
	"bufio"
	"encoding/xml"
	"strconv"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// nodes reads the cnodes and pnodes that Yoshikoder and Lexicoder 2 share;
// pattern reads what stands in one pnode.
type nodes struct {
	*draft
	pattern func(e *element, frame int) error
}

func readYoshikoder(text string, d *draft) error {
	root, err := parseXML(text, d)
	if err != nil {
		return err
	}
	root.visit(d, "style", "patternengine", "patternengineclassname", "windowsize", "name")
	y := &nodes{draft: d}
	y.pattern = y.glob
	if root.get("patternengine") == "regexp" {
		y.pattern = y.regexp
	}
	return y.categories(y.unwrap(root), nil)
}

// unwrap returns the element that holds the categories. Yoshikoder keeps all of
// a dictionary in one cnode that bears its name.
func (y *nodes) unwrap(root *element) *element {
	if len(root.children) != 1 {
		return root
	}
	only := root.children[0]
	for _, c := range only.children {
		if c.name == "cnode" {
			y.title = clean(only.get("name"))
			return only
		}
	}
	return root
}

func (y *nodes) categories(e *element, path []string) error {
	for _, c := range e.children {
		var err error
		switch {
		case c.name == "cnode":
			err = y.node(c, append(path[:len(path):len(path)], c.get("name")))
		case c.name == "pnode" && path == nil && e.name == "cnode":
			err = y.rootPattern(c, e)
		case c.name != "pnode" || path == nil:
			y.lose(c.line, "the element "+c.name, "left out, with what it holds: want cnode, and pnode in it")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rootPattern reads a pattern beside the outermost categories: they make a
// frame of the dictionary's name.
func (y *nodes) rootPattern(c, root *element) error {
	frame, _, err := y.category(c.line, []string{root.get("name")})
	if err != nil {
		return err
	}
	return y.pattern(c, frame)
}

// node reads one category: its own patterns, then the categories in it.
func (y *nodes) node(c *element, path []string) error {
	c.visit(y.draft, "name", "desc")
	if err := y.patterns(c, path); err != nil {
		return err
	}
	return y.categories(c, path)
}

func (y *nodes) patterns(c *element, path []string) error {
	frame, isNew := -1, true
	for _, p := range c.children {
		if p.name != "pnode" {
			continue
		}
		if frame < 0 {
			var err error
			if frame, isNew, err = y.category(c.line, path); err != nil {
				return err
			}
			if !isNew {
				y.again(c.line, frame)
			}
		}
		if err := y.pattern(p, frame); err != nil {
			return err
		}
	}
	return y.describe(c, frame, len(c.children) == 0, path)
}

// describe keeps a category's description as its frame's definition.
func (y *nodes) describe(c *element, frame int, empty bool, path []string) error {
	desc := clean(c.get("desc"))
	switch {
	case empty:
		y.lose(c.line, "category "+quote(keyOf(path)), "left out: it has no entry")
	case frame >= 0 && y.frames[frame].Definition == "":
		y.frames[frame].Definition = desc
	case desc != "":
		y.lose(c.line, "the description of "+quote(keyOf(path)), "left out: the category is no frame of its own")
	}
	return nil
}

func (y *nodes) glob(p *element, frame int) error {
	p.visit(y.draft, "name", "score")
	y.childless(p)
	if y.literal(p.line, frame, p.get("name"), `?\`) {
		return nil
	}
	return y.scored(p, frame, plain(p.get("name"), 1))
}

func (y *nodes) regexp(p *element, frame int) error {
	p.visit(y.draft, "name", "score")
	y.childless(p)
	return y.scored(p, frame, lexicon.Entry{Term: p.get("name"), Weight: 1, Match: lexicon.MatchRegex})
}

func (y *nodes) scored(p *element, frame int, e lexicon.Entry) error {
	if score := p.get("score"); score != "" {
		w, err := strconv.ParseFloat(score, 64)
		if err != nil {
			y.lose(p.line, "the score "+quote(score)+" of "+quote(e.Term), "it is no number: read with the weight 1")
			w = 1
		}
		e.Weight = w
	}
	return y.add(p.line, frame, e)
}

// childless lists what stands inside a pattern, where nothing may.
func (y *nodes) childless(p *element) {
	for _, c := range p.children {
		y.lose(c.line, "the element "+c.name+" "+quote(c.get("name"))+" in a pattern", "left out, with what it holds: a pattern holds nothing")
	}
}

type ykDictionary struct {
	XMLName xml.Name `xml:"dictionary"`
	Style   string   `xml:"style,attr"`
	Engine  string   `xml:"patternengine,attr"`
	Root    ykNode   `xml:"cnode"`
}

type ykNode struct {
	Name     string      `xml:"name,attr"`
	Desc     string      `xml:"desc,attr"`
	Patterns []ykPattern `xml:"pnode"`
	Nodes    []ykNode    `xml:"cnode"`
}

type ykPattern struct {
	Name  string `xml:"name,attr"`
	Score string `xml:"score,attr,omitempty"`
}

// writeYoshikoder writes the style of Yoshikoder 0.6.
func writeYoshikoder(w *bufio.Writer, p *plan) error {
	root := p.tree()
	root.name = clean(p.title)
	doc := ykDictionary{Style: "050805", Engine: "substring", Root: ykBranch(root)}
	w.WriteString(xml.Header)
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	return w.WriteByte('\n')
}

func ykBranch(b *branch) ykNode {
	n := ykNode{Name: b.name}
	if b.section != nil {
		n.Desc = b.section.definition
	}
	for _, e := range b.entries() {
		p := ykPattern{Name: e.Term}
		if e.Weight != 1 {
			p.Score = number(e.Weight)
		}
		n.Patterns = append(n.Patterns, p)
	}
	for _, c := range b.children {
		n.Nodes = append(n.Nodes, ykBranch(c))
	}
	return n
}
