package corpus

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Names is one name or a list of names.
type Names []string

// UnmarshalYAML reads one name, or a list of names.
func (n *Names) UnmarshalYAML(node *yaml.Node) error {
	*n = nil
	if node.Kind == yaml.ScalarNode {
		*n = Names{node.Value}
		return nil
	}
	return node.Decode((*[]string)(n))
}

// MarshalYAML writes the shorter form that UnmarshalYAML reads.
func (n Names) MarshalYAML() (any, error) {
	if len(n) == 1 {
		return n[0], nil
	}
	return []string(n), nil
}

// Group joins the records of a file that agree in the fields By into one
// document: the paragraphs of a speech, a row each. Their texts stand in it in the order
// of the file, or by the field Order, with an empty line between; its other fields are
// those of the records, where they differ the distinct values joined with "; ".
// Records of one document must agree on the date, and may lie anywhere in the
// file: so a file is read to its end before its first document is done, but no
// more of it is held than limits.member. Where it is longer, documents are
// closed, and a later record of one is rejected: sort such a file by By.
// A record without a text is passed over.
type Group struct {
	By    Names  `yaml:"by"`
	Order string `yaml:"order,omitempty"`
}

// UnmarshalYAML reads by and order, or only the fields of by.
func (g *Group) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		*g = Group{}
		return node.Decode(&g.By)
	}
	for i := 0; i < len(node.Content); i += 2 {
		if key := node.Content[i]; key.Value != "by" && key.Value != "order" {
			return fmt.Errorf("line %d: group has no key %s: it has by and order", key.Line, key.Value)
		}
	}
	type plain Group
	return node.Decode((*plain)(g))
}

// MarshalYAML writes the shorter form that UnmarshalYAML reads.
func (g Group) MarshalYAML() (any, error) {
	type plain Group
	if g.Order == "" {
		return g.By, nil
	}
	return plain(g), nil
}

// IsZero lets omitempty leave out what is not set.
func (g Group) IsZero() bool { return len(g.By) == 0 && g.Order == "" }

// Split makes several documents of one text: each begins behind what Pattern
// fits, and ends before the next. Pattern is a Go regular expression in which
// ^ and $ are those of a line. What its named groups capture fills the fields
// and columns of these names ((?P<issuer>…), (?P<date>…)), before what the file says. Ids and
// sources get # and the number of the part; offsets are those of the whole
// text. What stands before the first is left out as ignored.
type Split struct {
	Pattern string `yaml:"pattern"`
}

// Part is one of several documents in one record: the question and the answer,
// or a language.
type Part struct {
	// Name follows the id of the record after #; the default is the first field of Text.
	Name string `yaml:"name,omitempty"`
	// Text is the record field, or the fields, of the text. A record in which it is
	// empty has no such document.
	Text Names `yaml:"text"`
	// Fields says which record field fills a document field of this part, before corpus.fields.
	Fields map[string]string `yaml:"fields,omitempty"`
	// Set holds constants of this part, which win over corpus.set.
	Set map[string]string `yaml:"set,omitempty"`
}

func (p Part) name() string {
	if p.Name == "" && len(p.Text) > 0 {
		return p.Text[0]
	}
	return p.Name
}
