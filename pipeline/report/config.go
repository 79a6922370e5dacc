package report

import (
	"bytes"
	"encoding/json"

	"github.com/frameshift/frameshift/pipeline/store"
)

// codebook is that of the run.
func (r *run) codebook() []store.Block {
	m := &r.Manifest
	return store.Codebook{Lexicon: m.Lexicon, Glossary: r.glossary, Tokenizer: m.Tokenizer, Meta: r.meta, Validation: m.Validation}.Blocks()
}

// withoutKey is a JSON object without one of its keys, indented.
func withoutKey(object json.RawMessage, key string) (string, error) {
	d := json.NewDecoder(bytes.NewReader(object))
	if _, err := d.Token(); err != nil {
		return "", err
	}
	out := []byte("{")
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return "", err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return "", err
		}
		if name == key {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		quoted, err := json.Marshal(name)
		if err != nil {
			return "", err
		}
		out = append(append(append(out, quoted...), ':'), value...)
	}
	var b bytes.Buffer
	err := json.Indent(&b, append(out, '}'), "", "  ")
	return b.String(), err
}
