package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Limits of a lexicon file; a file beyond them is a mistake or an attack.
const (
	maxBytes      = 64 << 20
	maxEntries    = 1_000_000
	maxTermTokens = 64
	maxTopics     = 64 // one bit each
)

// Parse reads a lexicon in frameshift's YAML format. name stands in errors,
// which give the line and the fix.
func Parse(r io.Reader, name string) (*Lexicon, error) {
	raw, err := readAll(r, name, "lexicon")
	if err != nil {
		return nil, err
	}
	lex, err := ParseChecked(string(raw), name)
	if err != nil {
		return nil, err
	}
	var problems Problems
	if err := lex.Validate(); errors.As(err, &problems) {
		return nil, problems.In(name)
	}
	return lex, nil
}

// ParseChecked is Parse for the text of a lexicon that is known to be valid, which it
// does not look at again.
func ParseChecked(text, name string) (*Lexicon, error) {
	lex := &Lexicon{}
	if decodeLists(text, name, lex) {
		return lex, nil
	}
	*lex = Lexicon{}
	if err := decode([]byte(text), name, "lexicon", lex); err != nil {
		return nil, err
	}
	return lex, nil
}

// Decode reads the one document of a YAML file, whose keys are all known. what says
// in errors, which give file and line, what it should be.
func Decode(r io.Reader, name, what string, into any) error {
	raw, err := readAll(r, name, what)
	if err != nil {
		return err
	}
	return decode(raw, name, what, into)
}

func readAll(r io.Reader, name, what string) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s %s: %w", what, name, err)
	}
	if len(raw) > maxBytes {
		return nil, fmt.Errorf("%s: larger than %d MiB: split it or convert it to fewer entries", name, maxBytes>>20)
	}
	if line := tabLine(raw); line > 0 {
		return nil, fmt.Errorf("%s:%d: a tab indents the line: YAML wants spaces", name, line)
	}
	return raw, nil
}

func decode(raw []byte, name, what string, into any) error {
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		return parseError(name, err)
	}
	var second yaml.Node
	if err := dec.Decode(&second); err == nil {
		return fmt.Errorf("%s:%d: a second document begins here (---): a %s is one; make it a file of its own", name, second.Line, what)
	} else if !errors.Is(err, io.EOF) {
		return parseError(name, err)
	}
	return nil
}

// tabLine returns the first line whose indentation holds a tab, or 0.
func tabLine(raw []byte) int {
	for i, line := range bytes.Split(raw, []byte("\n")) {
		indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
		if bytes.ContainsRune(indent, '\t') && len(bytes.TrimSpace(line)) > 0 {
			return i + 1
		}
	}
	return 0
}

var reYAMLLine = regexp.MustCompile(`line (\d+): (.*)`)

// parseError turns the YAML package's errors into "file:line: what".
func parseError(name string, err error) error {
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: the file is empty", name)
	}
	if m := reYAMLLine.FindStringSubmatch(err.Error()); m != nil {
		what := m[2]
		if i := strings.Index(what, "not found in type"); i >= 0 {
			what = "unknown key " + strings.TrimPrefix(strings.TrimSpace(what[:i]), "field ")
		}
		return fmt.Errorf("%s:%s: %s", name, m[1], what)
	}
	return fmt.Errorf("%s: %w", name, err)
}

// UnmarshalYAML reads an entry from a string or a mapping.
func (e *Entry) UnmarshalYAML(n *yaml.Node) error {
	*e = Entry{Weight: 1, Match: MatchGlob, line: n.Line}
	if n.Kind == yaml.ScalarNode {
		e.Term = strings.TrimSpace(n.Value)
		return nil
	}
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: an entry is a term or a mapping with the key term", n.Line)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if err := e.set(n.Content[i], n.Content[i+1]); err != nil {
			return err
		}
	}
	e.Term = strings.TrimSpace(e.Term)
	return nil
}

func (e *Entry) set(key, value *yaml.Node) error {
	var target any
	switch key.Value {
	case "id":
		target = &e.ID
	case "term":
		target = &e.Term
	case "weight":
		target = &e.Weight
	case "match":
		target = &e.Match
	case "case":
		target = &e.Case
	case "note":
		target = &e.Note
	case "source":
		target = &e.Source
	default:
		return fmt.Errorf("line %d: unknown key %s of an entry: it may have id, term, weight, match, case, note, source", key.Line, key.Value)
	}
	if err := value.Decode(target); err != nil {
		return fmt.Errorf("line %d: %s: %w", value.Line, key.Value, err)
	}
	return nil
}

type frameYAML Frame

// UnmarshalYAML notes the line a frame, or topic, stands on, and decodes it
// strictly.
func (f *Frame) UnmarshalYAML(n *yaml.Node) error {
	if err := known(n, "key", "label", "definition", "entries", "except"); err != nil {
		return err
	}
	if line := nullItem(n); line > 0 {
		return fmt.Errorf("line %d: an empty entry: give a term or take the line out", line)
	}
	f.line = n.Line
	return n.Decode((*frameYAML)(f))
}

// nullItem returns the line of the first list item that is nothing, or 0: the
// YAML package would drop it in silence.
func nullItem(n *yaml.Node) int {
	for _, c := range n.Content {
		if n.Kind == yaml.SequenceNode && c.Tag == "!!null" {
			return c.Line
		}
		if line := nullItem(c); line > 0 {
			return line
		}
	}
	return 0
}

type contrastYAML Contrast

// UnmarshalYAML notes the line a contrast stands on.
func (c *Contrast) UnmarshalYAML(n *yaml.Node) error {
	if err := known(n, "key", "label", "count", "positive", "negative", "topic"); err != nil {
		return err
	}
	c.line = n.Line
	return n.Decode((*contrastYAML)(c))
}

type sideYAML Side

// UnmarshalYAML reads a side: a list of frames, or a mapping with frames and
// pairs.
func (s *Side) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.SequenceNode {
		return n.Decode(&s.Frames)
	}
	if err := known(n, "frames", "pairs"); err != nil {
		return err
	}
	return n.Decode((*sideYAML)(s))
}

type pairYAML Pair

// UnmarshalYAML notes the line a pair stands on.
func (p *Pair) UnmarshalYAML(n *yaml.Node) error {
	if err := known(n, "key", "label", "a", "b", "topic"); err != nil {
		return err
	}
	p.line = n.Line
	return n.Decode((*pairYAML)(p))
}

// known rejects keys of a mapping that are not among those named, because a
// custom UnmarshalYAML does not inherit the decoder's strictness.
func known(n *yaml.Node, keys ...string) error {
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: want a mapping with the keys %s", n.Line, strings.Join(keys, ", "))
	}
	for i := 0; i < len(n.Content); i += 2 {
		if !contains(keys, n.Content[i].Value) {
			return fmt.Errorf("line %d: unknown key %s: it may have %s", n.Content[i].Line, n.Content[i].Value, strings.Join(keys, ", "))
		}
	}
	return nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
