package convert

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// quanteda walks a YAML dictionary: a key holds a term, a list of terms, or
// further keys; as.yaml of quanteda also puts further keys into the list.
type quanteda struct {
	*draft
	nodes int
}

func readQuanteda(text string, d *draft) error {
	dec := yaml.NewDecoder(strings.NewReader(text))
	root, err := decodeYAML(dec)
	if quoted := quoteAsking(text); err != nil && quoted != text {
		dec = yaml.NewDecoder(strings.NewReader(quoted))
		root, err = decodeYAML(dec)
	}
	if errors.Is(err, io.EOF) {
		return at(1, "the file is empty")
	}
	if err != nil {
		return err
	}
	if root.Kind != yaml.MappingNode {
		return at(max(root.Line, 1), "want keys with lists of terms: is this a quanteda dictionary?")
	}
	d.last = lineAt(text, len(text)) // what is left empty at the end counts as the line after it
	q := &quanteda{draft: d}
	if err := q.mapping(root, nil); err != nil {
		return err
	}
	next, err := decodeYAML(dec)
	if err == nil && next.Tag != "!!null" {
		d.lose(next.Line, "the documents from here on", "left out: a dictionary is the first one of its file")
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

func (q *quanteda) mapping(n *yaml.Node, path []string) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" {
			q.lose(key.Line, "a key", "left out: it is no name")
			continue
		}
		if err := q.category(key.Line, value, append(path[:len(path):len(path)], key.Value)); err != nil {
			return err
		}
	}
	return nil
}

func (q *quanteda) category(line int, value *yaml.Node, path []string) error {
	value, err := q.resolve(value)
	if err != nil {
		return err
	}
	if value.Kind == yaml.MappingNode {
		if len(path) >= maxDepth {
			return at(line, "keys stand more than %d deep in each other", maxDepth)
		}
		return q.mapping(value, path)
	}
	frame, isNew, err := q.draft.category(line, path)
	if err != nil {
		return err
	}
	if !isNew {
		q.again(line, frame)
	}
	if value.Kind == yaml.ScalarNode {
		return q.scalar(value, frame)
	}
	return q.list(value, frame, path)
}

func (q *quanteda) list(list *yaml.Node, frame int, path []string) error {
	for _, item := range list.Content {
		item, err := q.resolve(item)
		if err != nil {
			return err
		}
		switch item.Kind {
		case yaml.ScalarNode:
			err = q.scalar(item, frame)
		case yaml.MappingNode:
			err = q.mapping(item, path)
		default:
			q.lose(item.Line, "a list in the list of "+q.frames[frame].Key, "left out: want terms and keys")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scalar takes a term as it is written: 1990 and no are words here, whatever
// YAML makes of them.
func (q *quanteda) scalar(n *yaml.Node, frame int) error {
	if n.Tag == "!!null" || clean(n.Value) == "" {
		q.lose(n.Line, "a term of "+q.frames[frame].Key, "left out: it is empty")
		return nil
	}
	if q.literal(n.Line, frame, n.Value, `\`) {
		return nil
	}
	return q.term(n.Line, frame, n.Value)
}

// resolve follows an alias and counts, so that neither aliases to aliases nor a
// circle of them goes on for ever.
func (q *quanteda) resolve(n *yaml.Node) (*yaml.Node, error) {
	for {
		if q.nodes++; q.nodes > maxNodes {
			return nil, at(n.Line, "more than %d nodes, with the aliases followed: write the lists out", maxNodes)
		}
		if n.Kind != yaml.AliasNode {
			return n, nil
		}
		n = n.Alias
	}
}

func writeQuanteda(w *bufio.Writer, p *plan) error {
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	if err := enc.Encode(quantedaNode(p.tree())); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return enc.Close()
}

// quantedaNode gives a list for a category of terms, a mapping for one of
// categories, and for both a list that ends in a mapping.
func quantedaNode(b *branch) *yaml.Node {
	inner := &yaml.Node{Kind: yaml.MappingNode}
	for _, c := range b.children {
		inner.Content = append(inner.Content, text(c.name), quantedaNode(c))
	}
	if b.section == nil {
		return inner
	}
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, e := range b.section.entries {
		list.Content = append(list.Content, text(e.Term))
	}
	if len(inner.Content) > 0 {
		list.Content = append(list.Content, inner)
	}
	return list
}
