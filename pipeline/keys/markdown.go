package keys

import (
	"fmt"
	"regexp"
	"strings"
)

// words are what the types are called in messages and in the reference.
var words = map[string]string{
	"string": "a text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
	"array": "a list", "object": "keys with values",
}

// Words says what the form takes.
func (f *Form) Words() string {
	if len(f.Types) == 0 {
		return "written in several ways"
	}
	var out []string
	for _, t := range f.Types {
		out = append(out, words[t])
	}
	text := strings.Join(out, " or ")
	switch {
	case len(f.Values) > 0:
		text += ": " + strings.Join(f.Values, ", ")
	case f.Items != nil && len(f.Items.Types) > 0 && f.Types[0] == "array":
		text += ", each " + f.Items.Words()
	case f.Items != nil && len(f.Items.Types) > 0:
		text = "names of your own, each with " + f.Items.Words()
	}
	return text
}

// Markdown is the reference: every key with what it takes and what it means.
func (f *Form) Markdown() string {
	var b strings.Builder
	f.write(&b, "")
	return b.String()
}

// Under is the form with that key only, which is written with the keys around it:
// corpus.path.
func (f *Form) Under(path string) (*Form, error) {
	name, rest, deeper := strings.Cut(path, ".")
	for _, k := range f.Keys {
		if k.Name != name {
			continue
		}
		if deeper {
			inner := k.Form
			if inner.Keys == nil && inner.Items != nil {
				inner = inner.Items
			}
			one, err := inner.Under(rest)
			if err != nil {
				return nil, fmt.Errorf("%s.%w", name, err)
			}
			k.Doc, k.Form = "", &Form{Types: k.Form.Types, Keys: one.Keys}
		}
		return &Form{Types: f.Types, Keys: []Key{k}}, nil
	}
	return nil, fmt.Errorf("%s: no such key%s", path, (&checker{root: f}).advice(name, f))
}

func (f *Form) write(b *strings.Builder, prefix string) {
	for _, k := range f.Keys {
		level := "##"
		if prefix != "" {
			level = "###"
		}
		fmt.Fprintf(b, "%s `%s%s`\n\n*%s*\n\n", level, prefix, k.Name, k.Form.Words())
		if k.Doc != "" {
			fmt.Fprintf(b, "%s\n\n", marked(k.Doc))
		}
		dots := "."
		inner := k.Form
		if inner.Keys == nil && inner.Items != nil {
			inner, dots = inner.Items, map[bool]string{true: "[].", false: ".NAME."}[k.Form.Types[0] == "array"]
		}
		inner.write(b, prefix+k.Name+dots)
	}
}

// reCode is what Markdown would read as markup, or swallow.
var reCode = regexp.MustCompile("[^\\s(`]*(?:(?:\\{[^{}\n]*\\}|\\[[^\\[\\]\n]*\\])[^\\s{}.,;:)]*)+(?:\\.\\w+)?|[^\\s(`]*[_*<>\\[\\]%\\\\#|][^\\s,;)`]*")

// marked sets it as code.
func marked(doc string) string {
	return reCode.ReplaceAllStringFunc(doc, func(code string) string {
		bare := strings.TrimRight(code, ".:")
		return "`" + bare + "`" + code[len(bare):]
	})
}
