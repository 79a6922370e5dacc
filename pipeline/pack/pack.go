package pack

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/pipeline/figure"
	"github.com/frameshift/frameshift/pipeline/report"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Names of the files that a package adds to a run.
const (
	CrateName   = "ro-crate-metadata.json"
	PackageName = "datapackage.json"
	ConfigName  = "configuration.yaml"
	ReportName  = "report.html"
	FiguresName = "figures"
)

// textTable is the table that holds texts.
const textTable = "sentences.parquet"

// Options say what a package holds. The zero value is one without texts.
type Options struct {
	Texts   bool   // sentences too
	License string // the address of a licence
	Temp    string // folder for what is made on the way; default that of the system
}

// file is a file of a package: one on the disk, or bytes.
type file struct {
	name   string
	path   string
	raw    []byte
	bytes  int64
	sha256 string
}

// Made says what a package holds.
type Made struct {
	Files   int
	Bytes   int64 // unpacked
	LeftOut []string
}

// Write writes the package of a finished run, whose files are known to be intact.
func Write(ctx context.Context, w io.Writer, r *result.Run, o Options) (Made, error) {
	temp, err := os.MkdirTemp(o.Temp, "frameshift-pack-*")
	if err != nil {
		return Made{}, fmt.Errorf("temporary space: %w", err)
	}
	defer os.RemoveAll(temp)
	p := &packing{run: r, options: o}
	steps := []func() error{
		p.runFiles, p.configuration, p.report, func() error { return p.figures(temp) }, p.crate, p.datapackage,
	}
	for _, step := range steps {
		if err := abandoned(ctx, step); err != nil {
			return Made{}, fmt.Errorf("pack %s: %w", r.Dir, err)
		}
	}
	p.sort()
	made := Made{Files: len(p.files), LeftOut: p.leftOut}
	for _, f := range p.files {
		made.Bytes += f.bytes
	}
	return made, writeZip(ctx, w, p.files)
}

// abandoned is a step that is left to itself where the context ends: a report and
// figures are made without one, and what they write is removed.
func abandoned(ctx context.Context, step func() error) error {
	done := make(chan error, 1)
	go func() { done <- step() }()
	select {
	case err := <-done:
		return errors.Join(ctx.Err(), err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// packing gathers the files of a package.
type packing struct {
	run     *result.Run
	options Options
	files   []file
	leftOut []string
}

func (p *packing) sort() {
	slices.SortFunc(p.files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
}

// add adds bytes.
func (p *packing) add(name string, raw []byte) {
	sum := sha256.Sum256(raw)
	p.files = append(p.files, file{name: name, raw: raw, bytes: int64(len(raw)), sha256: hex.EncodeToString(sum[:])})
}

// runFiles are those that the manifest hashes, and those that describe the run.
func (p *packing) runFiles() error {
	for _, f := range p.run.Manifest.Files {
		if f.Name == textTable && !p.options.Texts {
			p.leftOut = append(p.leftOut, f.Name)
			continue
		}
		p.files = append(p.files, file{name: f.Name, path: filepath.Join(p.run.Dir, filepath.FromSlash(f.Name)), bytes: f.Bytes, sha256: f.SHA256})
	}
	for _, name := range []string{store.ManifestName, store.TimingName, store.ChangesName} {
		raw, err := os.ReadFile(filepath.Join(p.run.Dir, name))
		if errors.Is(err, fs.ErrNotExist) && name == store.ChangesName {
			continue
		}
		if err != nil {
			return err
		}
		p.add(name, raw)
	}
	return nil
}

// configuration is that of the manifest, as a file to run again.
func (p *packing) configuration() error {
	var n yaml.Node
	if err := yaml.Unmarshal(p.run.Manifest.Configuration, &n); err != nil {
		return err
	}
	plain(&n)
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := errors.Join(e.Encode(&n), e.Close()); err != nil {
		return err
	}
	p.add(ConfigName, b.Bytes())
	return nil
}

// plain takes the brackets and quotes of JSON off, where YAML needs none.
func plain(n *yaml.Node) {
	n.Style = 0
	for _, c := range n.Content {
		plain(c)
	}
}

func (p *packing) report() error {
	var page bytes.Buffer
	if _, err := report.Write(&page, p.run.Dir, report.Options{NoText: !p.options.Texts}); err != nil {
		return err
	}
	p.add(ReportName, page.Bytes())
	return nil
}

func (p *packing) figures(temp string) error {
	finished, err := figure.Open(p.run.Dir)
	if err != nil {
		return err
	}
	dir := filepath.Join(temp, FiguresName)
	if err := finished.SaveAll(dir); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // a run without a series
	}
	for _, e := range entries {
		raw, errRead := os.ReadFile(filepath.Join(dir, e.Name()))
		err = errors.Join(err, errRead)
		p.add(FiguresName+"/"+e.Name(), raw)
	}
	return err
}

// indented is a value as JSON for people.
func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// title is what a package is called.
func (p *packing) title() string {
	m := &p.run.Manifest
	var inputs []string
	for _, in := range m.Inputs {
		if in.Kind != "metadata" {
			inputs = append(inputs, in.Name)
		}
	}
	return fmt.Sprintf("Framing in %s by the lexicon %s, version %s", strings.Join(inputs, ", "), m.Lexicon.Name, m.Lexicon.Version)
}

func (p *packing) about() string {
	texts := "The sentences are in it."
	if !p.options.Texts {
		texts = "No text of a document and no sentence is in it; matched words, titles and sources are."
	}
	return fmt.Sprintf("A finished run of %s over %d documents: time series of the framing of official texts, with every hit on record. %s codebook.md explains every column; frameshift verify makes it again.",
		p.run.Manifest.Software, p.run.Manifest.Rows["documents"], texts)
}
