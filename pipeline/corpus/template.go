package corpus

import (
	"fmt"
	"strings"
)

// template is the template of an id or a key in pieces: literal text and names, in turn.
type template []string

func compileTemplate(source string) (template, error) {
	var t template
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(source, -1) {
		name := source[m[2]:m[3]]
		if !columnName.MatchString(name) {
			return nil, fmt.Errorf("{%s} is no name: use {stem}, {path}, {line} or a column", name)
		}
		t = append(t, source[at:m[0]], name)
		at = m[1]
	}
	if t == nil && source != "" {
		return nil, fmt.Errorf("%q gives every document one id: add {stem}, {path} or {line}", source)
	}
	if t != nil {
		t = append(t, source[at:])
	}
	return t, nil
}

// compileKey reads what a column of a metadata table is compared with: a name, or
// a template such as {issuer}-{session}.
func compileKey(source string) (template, error) {
	if !strings.Contains(source, "{") {
		return template{"", source, ""}, nil
	}
	return compileTemplate(source)
}

// names are the names in a template.
func (t template) names() (out []string) {
	for i := 1; i < len(t); i += 2 {
		out = append(out, t[i])
	}
	return out
}

func (t template) fill(get func(name string) string) string {
	var b strings.Builder
	for i, piece := range t {
		if i%2 == 1 {
			piece = get(piece)
		}
		b.WriteString(piece)
	}
	return b.String()
}
