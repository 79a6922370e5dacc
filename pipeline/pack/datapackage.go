package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
)

// datapackage is the file of a Data Package, https://datapackage.org/standard/.
type datapackage struct {
	Schema      string     `json:"$schema"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Created     string     `json:"created"`
	Licenses    []license  `json:"licenses,omitempty"`
	Texts       bool       `json:"frameshift:texts"`
	LeftOut     []string   `json:"frameshift:leftOut"`
	Resources   []resource `json:"resources"`
}

type license struct {
	Path string `json:"path"`
}

type resource struct {
	Name        string       `json:"name"`
	Type        string       `json:"type,omitempty"`
	Path        string       `json:"path"`
	Description string       `json:"description,omitempty"`
	Format      string       `json:"format"`
	MediaType   string       `json:"mediatype,omitempty"`
	Bytes       int64        `json:"bytes"`
	Hash        string       `json:"hash"`
	Schema      *tableSchema `json:"schema,omitempty"`
}

type tableSchema struct {
	Fields      []field      `json:"fields"`
	PrimaryKey  []string     `json:"primaryKey,omitempty"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Unit        string       `json:"unit,omitempty"`
	Description string       `json:"description,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool `json:"required"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// mediaTypes are the kinds of files in a package.
var mediaTypes = map[string]string{
	"parquet": "application/vnd.apache.parquet", "json": "application/json", "yaml": "application/yaml", "md": "text/markdown",
	"html": "text/html", "svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "csv": "text/csv", "tex": "application/x-tex",
	"txt": "text/plain",
}

func (f *file) format() string { return strings.TrimPrefix(path.Ext(f.name), ".") }

// abouts say what files are that are no tables.
var abouts = map[string]string{
	store.ManifestName: "what went into the run and what came out, with the hash of every file",
	store.TimingName:   "how long the run took",
	store.ChangesName:  "what changed since the run before",
	store.LexiconName:  "the lexicon as it was used",
	"codebook.md":      "every column of every table: type, unit and meaning",
	"validation.yaml":  "how the lexicon was held against people who coded sentences",
	ConfigName:         "the configuration of the run: frameshift run --config",
	ReportName:         "one page to read",
	CrateName:          "RO-Crate metadata",
}

func (f *file) about() string {
	if base, ok := strings.CutSuffix(f.name, ".parquet"); ok {
		return "table " + base
	}
	if strings.HasPrefix(f.name, FiguresName+"/") {
		return "a figure, its caption, or the numbers behind it"
	}
	if store.IsRules(f.name) {
		return "rules by which hits are told to be denied, uncertain, quoted or held by others"
	}
	return abouts[f.name]
}

func (p *packing) datapackage() error {
	created, err := p.finished()
	if err != nil {
		return err
	}
	d := datapackage{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: "frameshift-" + p.run.Manifest.Fingerprint[:min(8, len(p.run.Manifest.Fingerprint))],
		Title: p.title(), Description: p.about(), Created: created.Format(time.RFC3339), Texts: p.options.Texts, LeftOut: append([]string{}, p.leftOut...),
	}
	if p.options.License != "" {
		d.Licenses = []license{{p.options.License}}
	}
	p.sort()
	for _, f := range p.files {
		r := resource{
			Name: f.name, Path: f.name, Description: f.about(), Format: f.format(), MediaType: mediaTypes[f.format()],
			Bytes: f.bytes, Hash: "sha256:" + f.sha256,
		}
		if base, ok := strings.CutSuffix(f.name, ".parquet"); ok {
			r.Name, r.Type = base, "table"
			if r.Schema, err = p.schema(base); err != nil {
				return err
			}
		}
		d.Resources = append(d.Resources, r)
	}
	raw, err := indented(d)
	p.add(PackageName, raw)
	return err
}

// finished is when the run was.
func (p *packing) finished() (time.Time, error) {
	t, err := store.ReadTiming(p.run.Dir)
	return t.Finished.UTC().Truncate(time.Second), err
}

var fieldTypes = map[table.Type]string{
	table.Text: "string", table.Integer: "integer", table.Real: "number", table.Truth: "boolean", table.Date: "date",
}

// schema is that of a table as the file has it, with the units and the key of its
// declaration.
func (p *packing) schema(name string) (*tableSchema, error) {
	t, err := p.run.Table(name)
	if err != nil {
		return nil, err
	}
	defer t.Close()
	declared := table.Spec{}
	for _, s := range store.Specs(nil) {
		if s.Name == name {
			declared = s
		}
	}
	var out tableSchema
	required := map[string]bool{}
	for _, c := range t.Columns() {
		f := field{Name: c.Name, Type: fieldTypes[c.Type], Description: c.Meaning}
		if i := slices.IndexFunc(declared.Columns, func(d table.Column) bool { return d.Name == c.Name }); i >= 0 {
			f.Unit = declared.Columns[i].Unit
		}
		// A text that is nothing is written as empty where it can't be null, and readers
		// of Table Schema take that for a missing one.
		if !c.Nullable && c.Type != table.Text {
			f.Constraints = &constraints{true}
		}
		required[c.Name] = !c.Nullable
		out.Fields = append(out.Fields, f)
	}
	if name != "quarantine" && len(declared.Key) > 0 && !slices.ContainsFunc(declared.Key, func(k string) bool { return !required[k] }) {
		out.PrimaryKey = declared.Key
	}
	if required["id"] && name != "documents" {
		out.ForeignKeys = []foreignKey{{[]string{"id"}, reference{"documents", []string{"id"}}}}
	}
	return &out, nil
}

// mostPackage is the largest datapackage.json that is read.
const mostPackage = 64 << 20

// parse reads a datapackage.json.
func parse(raw []byte) (*datapackage, error) {
	var d datapackage
	if err := json.Unmarshal(raw, &d); err != nil {
		return nil, fmt.Errorf("%s: %w", PackageName, err)
	}
	return &d, nil
}

// LeftOut says which files of a run a package left out of the folder that it was
// unpacked into; none where the folder is that of a run.
func LeftOut(dir string) ([]string, error) {
	raw, err := os.ReadFile(filepath.Join(dir, PackageName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	d, err := parse(raw)
	if err != nil || d.Texts {
		return nil, err
	}
	return []string{textTable}, nil
}
