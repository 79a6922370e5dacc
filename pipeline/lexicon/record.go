package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Record says how a lexicon was held against people who coded sentences: once, on one
// corpus.
type Record struct {
	Lexicon   string        `yaml:"lexicon" json:"lexicon"` // its name
	Version   string        `yaml:"version" json:"version"`
	SHA256    string        `yaml:"sha256" json:"sha256"` // of the file
	Corpus    string        `yaml:"corpus" json:"corpus"`
	Coders    []string      `yaml:"coders,flow" json:"coders"`
	Sentences int           `yaml:"sentences" json:"sentences"` // that were coded
	Labels    int           `yaml:"labels" json:"labels"`
	From      string        `yaml:"from,omitempty" json:"from,omitempty"` // first day of coding
	To        string        `yaml:"to,omitempty" json:"to,omitempty"`
	Note      string        `yaml:"note,omitempty" json:"note,omitempty"`
	Frames    []FrameRecord `yaml:"frames" json:"frames"`
}

// FrameRecord is how well a frame does in a language: value, and the ends of its 95 %
// interval; nothing where there is none.
type FrameRecord struct {
	Frame     string    `yaml:"frame" json:"frame"`
	Lang      string    `yaml:"lang,omitempty" json:"lang,omitempty"`
	N         int       `yaml:"codings" json:"codings"`
	Precision []float64 `yaml:"precision,flow,omitempty" json:"precision,omitempty"`
	Recall    []float64 `yaml:"recall,flow,omitempty" json:"recall,omitempty"`
	F1        []float64 `yaml:"f1,flow,omitempty" json:"f1,omitempty"`
	Alpha     *float64  `yaml:"alpha,omitempty" json:"alpha,omitempty"`
	Warnings  string    `yaml:"warnings,omitempty" json:"warnings,omitempty"`
}

// Records is a file of records.
type Records struct {
	// Kept is, in the folder of a run, the hash of the lexicon there, which is written
	// anew: all records are of it.
	Kept        string   `yaml:"lexicon_sha256,omitempty"`
	Validations []Record `yaml:"validations"`
}

// ParseRecords reads a file of records. One without the key validations is none of ours,
// and has none.
func ParseRecords(raw []byte, name string) (f Records, err error) {
	var any map[string]any
	if err := yaml.Unmarshal(raw, &any); err != nil || any["validations"] == nil {
		return f, nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return f, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

// Format writes a file of records.
func (f Records) Format() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# How lexicons in this folder were held against people who coded sentences: frameshift validate record.\n")
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	err := e.Encode(f)
	return b.Bytes(), errors.Join(err, e.Close())
}

// Said is the record in a sentence.
func (r *Record) Said() string {
	when := ""
	if r.From != "" {
		when = ", " + r.From
		if r.To != r.From {
			when += " to " + r.To
		}
	}
	return fmt.Sprintf("%d sentences of %s, coded by %s%s", r.Sentences, r.Corpus, strings.Join(r.Coders, ", "), when)
}

// Said are the figures in words.
func (f *FrameRecord) Said() string {
	var parts []string
	for _, p := range []struct {
		name string
		v    []float64
	}{{"precision", f.Precision}, {"recall", f.Recall}, {"F1", f.F1}} {
		switch len(p.v) {
		case 1:
			parts = append(parts, fmt.Sprintf("%s %.2f", p.name, p.v[0]))
		case 3:
			parts = append(parts, fmt.Sprintf("%s %.2f (%.2f–%.2f)", p.name, p.v[0], p.v[1], p.v[2]))
		}
	}
	if f.Alpha != nil {
		parts = append(parts, fmt.Sprintf("α %.2f", *f.Alpha))
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing")
	}
	return strings.Join(parts, ", ")
}

// NotValidated is what is said of a lexicon without a record.
const NotValidated = "not validated: no people have coded sentences to hold it against (frameshift validate)"
