package survey

import (
	"bytes"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// YAML is the configuration as a file, with the reasons of each guess above its key.
// head are lines to begin with.
func (r *Result) YAML(head ...string) ([]byte, error) {
	var n yaml.Node
	if err := n.Encode(r.Config); err != nil {
		return nil, err
	}
	compact(&n, 0)
	r.comment(&n, "")
	var b bytes.Buffer
	for _, line := range head {
		fmt.Fprintf(&b, "%s\n", line)
	}
	fmt.Fprintf(&b, "# Guessed by frameshift init: %s\n# What the keys mean: frameshift config reference\n\n", r.Trial.says())
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(&n); err != nil {
		return nil, err
	}
	if err := e.Close(); err != nil {
		return nil, err
	}
	if len(r.Offers) > 0 {
		b.WriteString("\n# It could also say:\n")
	}
	for _, offer := range r.Offers {
		fmt.Fprintf(&b, "# %s\n", offer)
	}
	return b.Bytes(), nil
}

// says is what came of the configuration, in one line.
func (t *Trial) says() string {
	text := fmt.Sprintf("%d documents", t.Documents)
	if !t.All {
		text = "the first " + text
	}
	if first, last := t.Years(); t.Documents > 0 {
		text += fmt.Sprintf(", %d to %d", first, last)
	}
	if reasons := t.reasons(); reasons != "" {
		text += "; not read: " + reasons
	}
	return text
}

// comment puts the notes above their keys.
func (r *Result) comment(n *yaml.Node, prefix string) {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if note := r.Notes[prefix+key.Value]; note != "" {
			key.HeadComment = "# " + oneLine(note)
		}
		if prefix == "" && key.Value == "corpus" {
			r.comment(n.Content[i+1], "corpus.")
		}
	}
}

// oneLine keeps what a name of a file could hold from ending a comment.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff {
			return ' '
		}
		return r
	}, s)
}

// longestLine is how long a list or mapping may be in one line, in bytes.
const longestLine = 110

// compact writes short lists and mappings in one line, as people do.
func compact(n *yaml.Node, depth int) {
	for _, c := range n.Content {
		compact(c, depth+1)
	}
	plain := len(n.Content) > 0
	length := 0
	for _, c := range n.Content {
		plain = plain && (c.Kind == yaml.ScalarNode || c.Style == yaml.FlowStyle && c.Kind == yaml.SequenceNode)
		length += len(c.Value) + 3
	}
	if depth > 1 && plain && length < longestLine || depth == 1 && n.Kind == yaml.SequenceNode && plain && length < longestLine {
		n.Style = yaml.FlowStyle
	}
}
