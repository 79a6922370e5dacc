package convert

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// element is one node of a dictionary in XML: a category (cnode) with patterns
// (pnode) and categories in it.
type element struct {
	name     string
	line     int
	attr     []xml.Attr
	children []*element
}

// parseXML reads a dictionary's elements. encoding/xml expands no entities but
// the five of XML and fetches nothing; what a file declares itself is an error
// where it's used.
func parseXML(text string, d *draft) (*element, error) {
	dec := xml.NewDecoder(strings.NewReader(text))
	// The text has been decoded, whatever its declaration still says.
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	top := &element{}
	open := []*element{top}
	for tokens := 1; ; tokens++ {
		tok, err := dec.Token()
		line, _ := dec.InputPos()
		switch {
		case errors.Is(err, io.EOF):
			return top.root(line)
		case err != nil:
			return nil, xmlError(line, err)
		case tokens > maxNodes:
			return nil, at(line, "more than %d elements: split the file", maxNodes)
		case len(open) > maxDepth+4: // top, dictionary, the cnode of its name, a pnode
			return nil, at(line, "categories stand more than %d deep in each other", maxDepth)
		}
		open = grow(open, tok, line, d)
	}
}

// grow adds a token to the element that is open last.
func grow(open []*element, tok xml.Token, line int, d *draft) []*element {
	parent := open[len(open)-1]
	switch tok := tok.(type) {
	case xml.StartElement:
		e := &element{name: tok.Name.Local, line: line, attr: tok.Attr}
		parent.children = append(parent.children, e)
		return append(open, e)
	case xml.EndElement:
		return open[:len(open)-1]
	case xml.CharData:
		if s := clean(string(tok)); s != "" {
			d.lose(line, "the text "+quote(s), "left out: terms stand in attributes")
		}
	}
	return open
}

func (e *element) root(line int) (*element, error) {
	if len(e.children) != 1 || e.children[0].name != "dictionary" {
		return nil, at(line, "want one element dictionary: is the file whole, and the format the right one?")
	}
	return e.children[0], nil
}

func xmlError(line int, err error) error {
	var broken *xml.SyntaxError
	if errors.As(err, &broken) {
		return at(broken.Line, "the XML can't be read: %s", broken.Msg)
	}
	return at(line, "the XML can't be read: %v", err)
}

// visit lists the attributes of an element that no reader knows.
func (e *element) visit(d *draft, known ...string) {
	for _, a := range e.attr {
		if key := a.Name.Local; !slices.Contains(known, key) {
			d.lose(e.line, fmt.Sprintf("the attribute %s of %s %s", quote(key), e.name, quote(e.get("name"))), "left out: it was not understood")
		}
	}
}

func (e *element) get(key string) string {
	for _, a := range e.attr {
		if a.Name.Local == key {
			return a.Value
		}
	}
	return ""
}
