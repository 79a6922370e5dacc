package keys

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// Problem is what is wrong in one line of a file.
type Problem struct {
	Line int
	What string
}

// Problems are all that is wrong with a file, as an error.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = fmt.Sprintf("line %d: %s", one.Line, one.What)
	}
	return strings.Join(lines, "\n")
}

// Check compares a YAML file with the form it is to have: keys that are not
// there, values of another kind, numbers that are none, a second document. What is
// no YAML is an error.
func Check(raw []byte, form *Form) (Problems, error) {
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	var file, second yaml.Node
	if err := dec.Decode(&file); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, err
	}
	c := checker{root: form}
	c.value(file.Content[0], form, nil)
	switch err := dec.Decode(&second); {
	case err == nil && !empty(&second):
		c.found(second.Line, "a second document begins here (---), which would not be read: keep one, or make two files")
	case err != nil && !errors.Is(err, io.EOF):
		return nil, err
	}
	slices.SortStableFunc(c.problems, func(a, b Problem) int { return a.Line - b.Line })
	return c.problems, nil
}

func empty(document *yaml.Node) bool {
	return len(document.Content) == 0 || document.Content[0].Tag == "!!null"
}

// mostNodes bounds what is looked at: aliases of aliases grow beyond any bound.
// mostProblems is more than a person reads.
const mostNodes, mostDepth, mostProblems = 1_000_000, 100, 50

type checker struct {
	root     *Form
	problems Problems
	nodes    int
	depth    int
}

func (c *checker) found(line int, format string, args ...any) {
	if len(c.problems) < mostProblems {
		c.problems = append(c.problems, Problem{line, fmt.Sprintf(format, args...)})
	}
}

// value looks at one value, of which path are the keys.
func (c *checker) value(n *yaml.Node, form *Form, path []string) {
	if c.nodes++; c.nodes > mostNodes || c.depth > mostDepth {
		return
	}
	c.depth++
	defer func() { c.depth-- }()
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Tag == "!!null" || len(form.Types) > 0 && !c.fits(n, form, path) {
		return
	}
	switch n.Kind {
	case yaml.SequenceNode:
		for _, item := range n.Content {
			if form.Items != nil {
				c.value(item, form.Items, path)
			}
		}
	case yaml.MappingNode:
		c.object(n, form, path)
	}
}

func (c *checker) object(n *yaml.Node, form *Form, path []string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		inner := append(path[:len(path):len(path)], key.Value)
		switch at := slices.IndexFunc(form.Keys, func(k Key) bool { return k.Name == key.Value }); {
		case key.Tag == "!!merge":
			c.merged(value, form, path)
		case form.Items != nil:
			c.value(value, form.Items, inner)
		case at >= 0:
			c.value(value, form.Keys[at].Form, inner)
		case form.Keys != nil:
			c.found(key.Line, "unknown key %s%s%s", key.Value, under(path), c.advice(key.Value, form))
		}
	}
}

// merged looks at what is merged into an object: another, or a list of them.
func (c *checker) merged(n *yaml.Node, form *Form, path []string) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	list := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		list = n.Content
	}
	for _, one := range list {
		c.value(one, form, path)
	}
}

func under(path []string) string {
	if len(path) == 0 {
		return ""
	}
	return " under " + strings.Join(path, ".")
}

// fits says whether the value is of a kind that the form takes.
func (c *checker) fits(n *yaml.Node, form *Form, path []string) bool {
	takes := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(form.Types, name) })
	}
	found := "one value, " + fmt.Sprintf("%.40q", n.Value)
	ok := takes("string")
	switch n.Kind {
	case yaml.MappingNode:
		ok, found = takes("object"), "keys with values"
	case yaml.SequenceNode:
		ok, found = takes("array"), "a list"
	default:
		if takes("number", "integer") && (n.Tag == "!!int" || n.Tag == "!!float") {
			ok = finite(n)
		}
		ok = ok || takes("boolean") && n.Tag == "!!bool"
	}
	if !ok {
		c.found(n.Line, "%s: want %s, found %s", strings.Join(path, "."), form.Words(), found)
	}
	return ok
}

func finite(n *yaml.Node) bool {
	var v float64
	err := n.Decode(&v)
	return err != nil || !math.IsNaN(v) && !math.IsInf(v, 0)
}

// advice names the key that may have been meant: one like it here, or the same
// elsewhere.
func (c *checker) advice(name string, form *Form) string {
	var names []string
	for _, k := range form.Keys {
		names = append(names, k.Name)
	}
	if near := usage.Near(name, names); near != "" {
		return ": did you mean " + near + "?"
	}
	if place := c.root.place(name, ""); place != "" {
		return ": it belongs to " + place
	}
	if len(names) > mostNamed {
		return ": frameshift config reference lists the keys"
	}
	return ": there are " + strings.Join(names, ", ")
}

// mostNamed is how many keys are named in a message.
const mostNamed = 12

// place finds a key by its name, first outside and then further in.
func (f *Form) place(name, at string) string {
	for _, k := range f.Keys {
		if k.Name == name {
			return at + k.Name
		}
	}
	for _, k := range f.Keys {
		form, dots := k.Form, k.Name+"."
		if form.Keys == nil && form.Items != nil {
			form, dots = form.Items, k.Name+"[]."
		}
		if place := form.place(name, at+dots); place != "" {
			return place
		}
	}
	return ""
}
