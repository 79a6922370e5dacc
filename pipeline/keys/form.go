package keys

import (
	_ "embed"
	"encoding/json"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Form is what a value of a configuration looks like.
type Form struct {
	// Types are those it may have, as JSON Schema names them; none: any.
	Types []string
	// Keys are those of an object that has fixed ones.
	Keys []Key
	// Items is the form of each item of an array, or of each value of an object
	// whose names are free.
	Items *Form
	// Values are all that a text may be; none: any.
	Values []string
	// About is what the comment of the type says.
	About string
}

// Key is a key with what its comment says.
type Key struct {
	Name, Doc string
	Form      *Form
}

// Typed is a type that reads itself from YAML and says, by the names of JSON
// Schema, what it takes.
type Typed interface{ YAMLTypes() []string }

//go:generate go test . -run TestComments -update
//go:embed comments.json
var commentsJSON []byte

// comments are those of the fields, by package.Type.Field, and of the types.
func comments() map[string]string {
	all := map[string]string{}
	if err := json.Unmarshal(commentsJSON, &all); err != nil {
		panic(err) // it is embedded
	}
	return all
}

// Of is the form of a type of configuration.
func Of(t reflect.Type) *Form {
	b := builder{comments(), map[reflect.Type]bool{}}
	return b.form(t)
}

type builder struct {
	comments map[string]string
	open     map[reflect.Type]bool // a type inside itself takes anything
}

func (b *builder) form(t reflect.Type) *Form {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	f := b.formOf(t)
	f.About = b.comments[t.String()]
	if t.Kind() == reflect.Struct {
		f.About = keyed(f.About, "", fieldNames(t))
	} else if f.Items != nil && f.About == "" {
		f.About = f.Items.About
	}
	return f
}

func (b *builder) formOf(t reflect.Type) *Form {
	value := reflect.New(t).Interface()
	if typed, ok := value.(Typed); ok {
		return &Form{Types: typed.YAMLTypes()}
	}
	if b.open[t] {
		return &Form{}
	}
	if _, own := value.(yaml.Unmarshaler); own { // keys, where it has some, are one way to write it
		f := &Form{}
		if t.Kind() == reflect.Struct {
			f.Keys = b.inside(t)
		}
		return f
	}
	switch t.Kind() {
	case reflect.String:
		return &Form{Types: []string{"string"}}
	case reflect.Bool:
		return &Form{Types: []string{"boolean"}}
	case reflect.Float32, reflect.Float64:
		return &Form{Types: []string{"number"}}
	case reflect.Slice:
		return &Form{Types: []string{"array"}, Items: b.form(t.Elem())}
	case reflect.Map:
		return &Form{Types: []string{"object"}, Items: b.form(t.Elem())}
	case reflect.Struct:
		return &Form{Types: []string{"object"}, Keys: b.inside(t)}
	}
	return &Form{Types: []string{"integer"}}
}

func (b *builder) inside(t reflect.Type) []Key {
	b.open[t] = true
	defer delete(b.open, t)
	return b.keys(t)
}

// keys are the fields of a struct, those of inlined structs among them.
func (b *builder) keys(t reflect.Type) (out []Key) {
	docs := b.docs(t)
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case strings.Contains(options, "inline"):
			out = append(out, b.keys(f.Type)...)
			continue
		case name == "-" || !f.IsExported():
			continue
		case name == "":
			name = strings.ToLower(f.Name)
		}
		form := b.form(f.Type)
		form.Values = strings.Fields(f.Tag.Get("values"))
		doc := strings.TrimSpace(docs[f.Name] + "\n\n" + form.About)
		out = append(out, Key{name, doc, form})
	}
	return out
}

// docs are the comments of the fields of a struct, with the names of fields as
// keys: a reader of the reference knows no Go.
func (b *builder) docs(t reflect.Type) map[string]string {
	names, out := fieldNames(t), map[string]string{}
	for field := range names {
		out[field] = keyed(b.comments[t.String()+"."+field], field, names)
	}
	return out
}

// fieldNames are the keys of the fields of a struct.
func fieldNames(t reflect.Type) map[string]string {
	names := map[string]string{}
	for i := range t.NumField() {
		f := t.Field(i)
		if key, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); key != "" && key != "-" {
			names[f.Name] = key
		}
	}
	return names
}

// keyed puts keys for the names of fields: the field's own at the beginning, and
// any that is capitalised inside a sentence, where only a name is.
func keyed(doc, own string, names map[string]string) string {
	words := strings.Split(doc, " ")
	for i, word := range words {
		bare := strings.TrimRight(word, ".,;:)")
		bare = strings.TrimLeft(bare, "(")
		key, is := names[bare]
		inside := i > 0 && !strings.HasSuffix(words[i-1], ".") && !strings.HasSuffix(words[i-1], ":") && words[i-1] != ""
		if is && (i == 0 && bare == own || inside) {
			words[i] = strings.Replace(word, bare, key, 1)
		}
	}
	return strings.Join(words, " ")
}
