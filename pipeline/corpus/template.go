package corpus

import (
	"fmt"
	"strings"
)

// template is an id template in pieces: literal text and names, in turn.
type template []string

func compileTemplate(source string) (template, error) {
	var t template
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(source, -1) {
		name := source[m[2]:m[3]]
		if !columnName.MatchString(name) {
			return nil, fmt.Errorf("id: {%s} is no name: use {stem}, {path}, {line} or a column", name)
		}
		t = append(t, source[at:m[0]], name)
		at = m[1]
	}
	if t == nil && source != "" {
		return nil, fmt.Errorf("id: %q gives every document one id: add {stem}, {path} or {line}", source)
	}
	if t != nil {
		t = append(t, source[at:])
	}
	return t, nil
}

func (t template) fill(d *draft) string {
	var b strings.Builder
	for i, piece := range t {
		if i%2 == 1 {
			piece = d.get(piece)
		}
		b.WriteString(piece)
	}
	return b.String()
}
