package convert

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// writeOwn writes frameshift's format, the same lexicon always as the same
// bytes: keys in the order of the documentation, languages by the alphabet,
// entries of a term alone as plain strings.
func writeOwn(w *bufio.Writer, lex *lexicon.Lexicon) error {
	var b bytes.Buffer
	var kept lists
	if err := encodeOwn(&b, lex, kept.entries); err != nil {
		return err
	}
	if kept.write(w, b.Bytes()) {
		return nil
	}
	return encodeOwn(w, lex, entryNodes)
}

func parseOwn(text string, o Options) (*lexicon.Lexicon, error) {
	if o.Checked {
		return lexicon.ParseChecked(text, o.Name)
	}
	return lexicon.Parse(strings.NewReader(text), o.Name)
}

// encodeOwn leaves to entries how a list of them is written.
func encodeOwn(w io.Writer, lex *lexicon.Lexicon, entries func([]lexicon.Entry) []*yaml.Node) error {
	m := mapping{}
	m.text("name", lex.Name)
	m.text("version", lex.Version)
	m.text("title", lex.Title)
	m.text("about", lex.About)
	m.list("frames", len(lex.Frames), func(i int) *yaml.Node {
		f := lex.Frames[i]
		return termsNode(f.Key, f.Label, f.Definition, f.Entries, f.Except, entries)
	})
	m.list("contrasts", len(lex.Contrasts), func(i int) *yaml.Node {
		c := lex.Contrasts[i]
		return contrastNode(&c)
	})
	m.list("pairs", len(lex.Pairs), func(i int) *yaml.Node {
		p := lex.Pairs[i]
		return sidesNode(p.Key, p.Label, p.Topic, "a", p.A, "b", p.B)
	})
	m.list("topics", len(lex.Topics), func(i int) *yaml.Node {
		t := lex.Topics[i]
		return termsNode(t.Key, t.Label, t.Definition, t.Entries, t.Except, entries)
	})
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	if err := enc.Encode(m.node()); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return enc.Close()
}

// mapping is a YAML mapping in the order its keys are given.
type mapping struct{ yaml.Node }

func (m *mapping) node() *yaml.Node {
	m.Kind = yaml.MappingNode
	return &m.Node
}

func (m *mapping) set(key string, value *yaml.Node) {
	m.Content = append(m.Content, text(key), value)
}

func (m *mapping) text(key, value string) {
	if value != "" {
		m.set(key, prose(value))
	}
}

func (m *mapping) list(key string, n int, item func(int) *yaml.Node) {
	if n == 0 {
		return
	}
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range n {
		list.Content = append(list.Content, item(i))
	}
	m.set(key, list)
}

// prose is a string node, in lines if it has some. A tab in it is written as
// \t, since lexicon.Parse takes one at a line's start for a mistake.
func prose(s string) *yaml.Node {
	n := text(s)
	switch {
	case strings.Contains(s, "\t"):
		n.Style = yaml.DoubleQuotedStyle
	case strings.Contains(s, "\n"):
		n.Style = yaml.LiteralStyle
	}
	return n
}

func termsNode(key, label, definition string, terms, except map[string][]lexicon.Entry, entries func([]lexicon.Entry) []*yaml.Node) *yaml.Node {
	m := mapping{}
	m.text("key", key)
	m.text("label", label)
	m.text("definition", definition)
	m.set("entries", byLanguage(terms, entries))
	if len(except) > 0 {
		m.set("except", byLanguage(except, entries))
	}
	return m.node()
}

func byLanguage(lists map[string][]lexicon.Entry, entries func([]lexicon.Entry) []*yaml.Node) *yaml.Node {
	m := mapping{}
	for _, lang := range languages(lists) {
		m.set(lang, &yaml.Node{Kind: yaml.SequenceNode, Content: entries(lists[lang])})
	}
	return m.node()
}

func entryNodes(list []lexicon.Entry) (nodes []*yaml.Node) {
	for _, e := range list {
		nodes = append(nodes, entryNode(e))
	}
	return nodes
}

func entryNode(e lexicon.Entry) *yaml.Node {
	m := mapping{}
	m.text("id", e.ID)
	m.text("term", e.Term)
	if e.Weight != 1 {
		m.set("weight", &yaml.Node{Kind: yaml.ScalarNode, Value: strconv.FormatFloat(e.Weight, 'g', -1, 64)})
	}
	m.text("match", matchOf(&e))
	if e.Case {
		m.set("case", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"})
	}
	m.text("note", e.Note)
	m.text("source", e.Source)
	if len(m.Content) == 2 {
		return m.Content[1]
	}
	m.Style = yaml.FlowStyle
	return m.node()
}

func contrastNode(c *lexicon.Contrast) *yaml.Node {
	m := mapping{}
	m.text("key", c.Key)
	m.text("label", c.Label)
	m.text("count", c.Count)
	m.set("positive", sideNode(c.Positive))
	m.set("negative", sideNode(c.Negative))
	m.text("topic", c.Topic)
	return m.node()
}

// sideNode is a list of frames, or a mapping where there are pairs.
func sideNode(s lexicon.Side) *yaml.Node {
	if len(s.Pairs) == 0 {
		return keysNode(s.Frames)
	}
	m := mapping{}
	if len(s.Frames) > 0 {
		m.set("frames", keysNode(s.Frames))
	}
	m.set("pairs", keysNode(s.Pairs))
	m.Style = yaml.FlowStyle
	return m.node()
}

func sidesNode(key, label, topic, first string, a []string, second string, b []string) *yaml.Node {
	m := mapping{}
	m.text("key", key)
	m.text("label", label)
	m.set(first, keysNode(a))
	m.set(second, keysNode(b))
	m.text("topic", topic)
	return m.node()
}

func keysNode(keys []string) *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, k := range keys {
		list.Content = append(list.Content, text(k))
	}
	return list
}
