package keys

import (
	"bytes"
	"encoding/json"
)

// schema is a JSON Schema, as far as one is needed here.
type schema struct {
	Schema      string      `json:"$schema,omitempty"`
	Title       string      `json:"title,omitempty"`
	Description string      `json:"description,omitempty"`
	Type        any         `json:"type,omitempty"`
	Enum        []string    `json:"enum,omitempty"`
	Properties  *properties `json:"properties,omitempty"`
	Additional  any         `json:"additionalProperties,omitempty"` // false, or the schema of the values
	Items       *schema     `json:"items,omitempty"`
}

// Schema is the form as a JSON Schema of draft 7, which editors know best.
func (f *Form) Schema(title string) ([]byte, error) {
	s := f.schema()
	s.Schema, s.Title = "http://json-schema.org/draft-07/schema#", title
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(s)
	return b.Bytes(), err
}

func (f *Form) schema() *schema {
	s := &schema{Enum: f.Values}
	switch len(f.Types) {
	case 0:
	case 1:
		s.Type = f.Types[0]
	default:
		s.Type = f.Types
	}
	switch {
	case f.Keys != nil:
		s.Properties, s.Additional = &properties{f.Keys}, false
	case f.Items != nil && f.Types[0] == "array":
		s.Items = f.Items.schema()
	case f.Items != nil:
		s.Additional = f.Items.value()
	}
	return s
}

// value is the schema of a value under a name of the user's own: 80 is as good a
// text as "80".
func (f *Form) value() *schema {
	s := f.schema()
	if s.Type == "string" {
		s.Type = []string{"string", "number", "boolean"}
	}
	return s
}

// properties are keys in their order.
type properties struct{ keys []Key }

// MarshalJSON keeps the order of the keys.
func (p *properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, k := range p.keys {
		s := k.Form.schema()
		s.Description = k.Doc
		name, err := json.Marshal(k.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(s)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
