package convert

import (
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxNodes bounds a tree, also where aliases in YAML make it larger than the file.
const maxNodes = 4 * maxEntries

// limitYAML counts what must stand between two nodes of YAML, before the parser
// makes nodes of them, each many times the size of its text.
func limitYAML(text string, f Format) error {
	if f != Own && f != Quanteda {
		return nil
	}
	marks, line := 0, 1
	for i := range len(text) {
		switch text[i] {
		case '\n':
			line++
			marks++
		case ',', '[', '{':
			marks++
		}
		if marks > 2*maxEntries {
			return at(line, "more than %d lines and list items: split the file", 2*maxEntries)
		}
	}
	return nil
}

var reYAMLLine = regexp.MustCompile(`line (\d+): (.*)`)

// decodeYAML reads one document. A panic of the YAML package on a broken file
// is an error of the file.
func decodeYAML(dec *yaml.Decoder) (root *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = at(1, "the YAML can't be read: %v", r)
		}
	}()
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		return nil, yamlError(err)
	}
	if doc.Kind == yaml.DocumentNode && len(doc.Content) > 0 {
		return doc.Content[0], nil
	}
	return &doc, nil
}

// reAsking is an unquoted item with a ? in a list on one line.
var reAsking = regexp.MustCompile(`([\[,][ \t]*)([^\s"'\[\]{},#&*!|>%@?-][^"'\[\]{},#\n]*\?[^"'\[\]{},#\n]*)`)

// quoteAsking quotes items such as moderni?ation in [a, b], which are plain
// YAML and common in dictionaries, but which the YAML package takes for the
// sign of a key. Their lines stay where they are.
func quoteAsking(text string) string {
	return reAsking.ReplaceAllStringFunc(text, func(item string) string {
		m := reAsking.FindStringSubmatch(item)
		return m[1] + `"` + strings.ReplaceAll(strings.TrimRight(m[2], " \t"), `\`, `\\`) + `"`
	})
}

func yamlError(err error) error {
	if errors.Is(err, io.EOF) {
		return err
	}
	if m := reYAMLLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		return at(line, "the YAML can't be read: %s", m[2])
	}
	return at(1, "the YAML can't be read: %s", strings.TrimPrefix(err.Error(), "yaml: "))
}

// reYAML11 finds strings that YAML 1.1, which quanteda's R reads, takes for
// truth values or numbers; the emitter here knows those of YAML 1.2.
var reYAML11 = regexp.MustCompile(`^(?i:y|yes|n|no|on|off|true|false|null)$|^[-+.]?\d[\w.:+-]*$`)

// text is a string node; the emitter quotes what would read as something else.
func text(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	// Most strings are words longer than any of those.
	short := len(s) <= len("false") || strings.IndexByte("+-.0123456789", s[0]) >= 0
	if short && reYAML11.MatchString(s) {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}
