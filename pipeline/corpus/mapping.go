package corpus

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Pair is one entry of a Mapping.
type Pair struct{ From, To string }

// Mapping is a YAML mapping of names that keeps the order it was written in,
// because that becomes the order of columns.
type Mapping []Pair

// UnmarshalYAML reads a mapping of scalars.
func (m *Mapping) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: want a mapping such as {Year: year}", node.Line)
	}
	*m = nil
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if value.Kind != yaml.ScalarNode {
			return fmt.Errorf("line %d: %s: want one name", value.Line, key.Value)
		}
		*m = append(*m, Pair{From: key.Value, To: value.Value})
	}
	return nil
}

// MarshalYAML writes the mapping in its order.
func (m Mapping) MarshalYAML() (any, error) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, p := range m {
		node.Content = append(node.Content, scalar(p.From), scalar(p.To))
	}
	return node, nil
}

func scalar(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}

// Columns is a list of record fields, or the word all.
type Columns struct {
	All   bool
	Names []string
}

// UnmarshalYAML reads the word all, one name, or a list of names.
func (c *Columns) UnmarshalYAML(node *yaml.Node) error {
	*c = Columns{}
	if node.Kind != yaml.ScalarNode {
		return node.Decode(&c.Names)
	}
	if node.Value == "all" {
		c.All = true
		return nil
	}
	c.Names = []string{node.Value}
	return nil
}

// MarshalYAML writes the shorter form that UnmarshalYAML reads.
func (c Columns) MarshalYAML() (any, error) {
	if c.All {
		return "all", nil
	}
	return c.Names, nil
}

// IsZero lets omitempty leave out an unset list.
func (c Columns) IsZero() bool { return !c.All && len(c.Names) == 0 }
