// Package group has the names of groups of documents: keys with their values,
// and pairs of groups that are compared. They are text only at the edges, in
// tables and on the command line:
//
//	issuer=CHN
//	audience=regional,lang=en
//	issuer="Korea, Republic of"
//	audience=regional vs audience=international
//
// A key or a value that the marks between them would cut is quoted: in ", with \
// before any " and \ inside. Nothing else is.
package group

import (
	"fmt"
	"slices"
	"strings"
)

// Part is a key of documents with its value; the value is empty for documents
// that have none.
type Part struct{ Key, Value string }

// Key names a group: all its parts hold. Without any it is all documents.
type Key []Part

// By are the keys, joined by + where they are crossed.
func (k Key) By() string {
	keys := make([]string, len(k))
	for i, p := range k {
		keys[i] = p.Key
	}
	return strings.Join(keys, "+")
}

// String is the text of the group.
func (k Key) String() string {
	parts := make([]string, len(k))
	for i, p := range k {
		key, value := p.Key, p.Value
		if cut(key) || strings.Contains(key, "=") {
			key = quote(key)
		}
		if cut(value) {
			value = quote(value)
		}
		parts[i] = key + "=" + value
	}
	return strings.Join(parts, ",")
}

// Group is a group, or a pair of them if it has a Second.
type Group struct{ First, Second Key }

// Pair says whether it is one.
func (g Group) Pair() bool { return len(g.Second) > 0 }

// By are the keys of the group, or those of either of a pair.
func (g Group) By() []string {
	by := []string{g.First.By()}
	if second := g.Second.By(); g.Pair() && second != by[0] {
		by = append(by, second)
	}
	return by
}

// Keys are the keys to group documents by: those asked for, and those that
// pairs of groups need.
func Keys(by []string, pairs []Group) []string {
	out := slices.Clone(by)
	for _, p := range pairs {
		for _, key := range p.By() {
			if !slices.Contains(out, key) {
				out = append(out, key)
			}
		}
	}
	return out
}

// String is the text of the group or pair.
func (g Group) String() string {
	if g.Pair() {
		return g.First.String() + versus + g.Second.String()
	}
	return g.First.String()
}

const versus = " vs "

// cut says whether a text would not be read back as one.
func cut(s string) bool {
	return strings.Contains(s, ",") || strings.HasPrefix(s, `"`) || strings.Contains(s+" ", versus) || strings.TrimSpace(s) != s
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func quote(s string) string { return `"` + escapes.Replace(s) + `"` }

// Parse reads what String writes, with spaces around the marks if there are.
func Parse(text string) (Group, error) {
	r := reader{rest: text}
	if strings.TrimSpace(text) == "" {
		return Group{}, nil
	}
	var g Group
	g.First = r.key()
	if !r.failed && r.take("vs ") {
		g.Second = r.key()
	}
	if r.failed || r.rest != "" {
		return Group{}, fmt.Errorf("group %q: want key=value, or more of them behind commas; a value with a comma or with \"vs\" in it is quoted, key=\"value, with\"", text)
	}
	return g, nil
}

// reader reads a text from its start.
type reader struct {
	rest   string
	failed bool
}

func (r *reader) space() { r.rest = strings.TrimSpace(r.rest) }

// take takes a mark off the rest.
func (r *reader) take(mark string) (ok bool) {
	r.rest, ok = strings.CutPrefix(r.rest, mark)
	return ok
}

func (r *reader) key() (k Key) {
	for {
		key := r.word("=")
		if !r.take("=") || key == "" {
			r.failed = true
			return nil
		}
		k = append(k, Part{key, r.word(",", versus)})
		if !r.take(",") {
			return k
		}
	}
}

// word reads a key or value up to one of the marks, or to the end.
func (r *reader) word(ends ...string) string {
	if rest := strings.TrimSpace(r.rest); rest != r.rest && strings.HasPrefix(rest, versus[1:]) {
		r.rest = " " + rest // behind an empty value
	} else {
		r.rest = rest
	}
	if r.take(`"`) {
		return r.quoted()
	}
	n := len(r.rest)
	for _, end := range ends {
		if i := strings.Index(r.rest, end); i >= 0 {
			n = min(n, i)
		}
	}
	word := strings.TrimSpace(r.rest[:n])
	r.rest = r.rest[n:]
	r.space()
	r.failed = r.failed || cut(word)
	return word
}

// quoted reads up to the closing quote, and space behind it.
func (r *reader) quoted() string {
	var b strings.Builder
	for i := 0; i < len(r.rest); i++ {
		switch c := r.rest[i]; {
		case c == '"':
			r.rest = r.rest[i+1:]
			r.space()
			return b.String()
		case c == '\\' && i+1 < len(r.rest):
			i++
			b.WriteByte(r.rest[i])
		default:
			b.WriteByte(c)
		}
	}
	r.failed = true
	return ""
}
