// Package result opens a finished run, so that what is done with one need not
// know how it was written: the manifest, the configuration and glossary in it,
// the lexicon, and the rows of the tables, typed by the structs with which
// package store declares them.
//
//	Open(dir) ──> *Run ── Scan[store.HitRow](run) ──> rows
//	                 └── Manifest, Config, Lexicon()
//
// Figures, the report and the word shifts stand on it. A Run is read only and
// may be shared.
package result

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Run is a finished run.
type Run struct {
	Dir      string
	Manifest store.Manifest
	Config   Config

	series struct {
		once   sync.Once
		places []seriesPlace
		err    error
	}
}

// Open opens the run in a folder.
func Open(dir string) (*Run, error) {
	dir = followed(dir)
	m, err := store.ReadManifest(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("no finished run in %s: name the folder of a run, such as out/latest: %w", dir, err)
	}
	if err != nil {
		return nil, fmt.Errorf("read manifest of %s: %w", dir, err)
	}
	if m.SchemaVersion > store.SchemaVersion {
		return nil, fmt.Errorf("run %s: made by a newer version of frameshift (%s, schema %d; this one reads up to %d): update frameshift, or make the run anew with this version",
			dir, m.Software, m.SchemaVersion, store.SchemaVersion)
	}
	r := &Run{Dir: dir, Manifest: m}
	if len(m.Configuration) > 0 {
		if err := json.Unmarshal(m.Configuration, &r.Config); err != nil {
			return nil, fmt.Errorf("configuration of run %s: %w", dir, err)
		}
	}
	return r, nil
}

// followed is where out/latest leads as the file that it is without symbolic links.
func followed(dir string) string {
	if info, err := os.Stat(dir); err == nil && info.Mode().IsRegular() && filepath.Base(dir) == "latest" {
		if to, err := store.Latest(filepath.Dir(dir)); err == nil {
			return to
		}
	}
	return dir
}

// Latest is the folder of the newest complete run in the output folder.
func Latest(out string) (string, error) {
	dir, err := store.Latest(out)
	if err != nil {
		return "", fmt.Errorf("no finished run under %s/ that is the latest: start one with frameshift run, or name its folder with --run: %w", out, err)
	}
	return dir, nil
}

// Config is what is asked of the configuration of a finished run. The manifest
// has the whole of it.
type Config struct {
	Inputs    []string `json:"inputs"`
	Where     []string `json:"where"`
	Freq      string   `json:"freq"`
	AlsoFreq  []string `json:"also_freq"`
	By        []string `json:"by"`
	Versus    []string `json:"versus"`
	Weighting string   `json:"weighting"`
	Topic     string   `json:"topic"`
	Text      string   `json:"text"`
	From      string   `json:"from"`
	To        string   `json:"to"`
}

// Sample says whether the run read the sample that comes with the program.
func (c *Config) Sample() bool { return len(c.Inputs) == 0 }

// Glossary says what the keys in the tables stand for.
func (r *Run) Glossary() (store.Glossary, error) {
	if r.Manifest.Glossary == nil {
		return store.Glossary{}, r.tooOld("glossary")
	}
	return *r.Manifest.Glossary, nil
}

// Lexicon reads the lexicon as the run used it.
func (r *Run) Lexicon() (*lexicon.Lexicon, error) {
	path := filepath.Join(r.Dir, store.LexiconName)
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, r.tooOld(store.LexiconName)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return lexicon.Parse(f, path)
}

// ErrTooOld is that of what a run of an early version has not kept.
var ErrTooOld = errors.New("the run is too old")

// tooOld marks an error as ErrTooOld, under its own text.
type tooOld struct{ error }

func (tooOld) Is(target error) bool { return target == ErrTooOld }

func (r *Run) tooOld(what string) error {
	return tooOld{fmt.Errorf("run %s, made by %s, has no %s: make it anew with frameshift run --config %s and its inputs",
		r.Dir, r.Manifest.Software, what, filepath.Join(r.Dir, store.ManifestName))}
}

// Tables lists the tables of the run.
func (r *Run) Tables() ([]string, error) { return store.Tables(r.Dir) }

// Table opens a table for what is not known of it beforehand.
func (r *Run) Table(name string) (*table.File, error) { return table.Open(r.Dir, name) }

// Has says whether the run has a table.
func (r *Run) Has(name string) bool {
	_, err := os.Stat(filepath.Join(r.Dir, name+".parquet"))
	return err == nil
}

// Scan reads the rows of the table that T declares, see table.Scan. The columns
// of T are those that are read.
func Scan[T any](r *Run) iter.Seq2[T, error] { return versioned(r, table.Scan[T](r.Dir)) }

// ScanSpans reads the rows in some spans of the table, see table.ScanSpans.
func ScanSpans[T any](r *Run, spans []table.Span) iter.Seq2[T, error] {
	return versioned(r, table.ScanSpans[T](r.Dir, spans))
}

// versioned says in errors which version made the run.
func versioned[T any](r *Run, rows iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			if errors.Is(err, table.ErrNoTable) || errors.Is(err, table.ErrNoColumn) {
				err = fmt.Errorf("the run has %w; it was made by %s: make it anew with this version", err, r.Manifest.Software)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// Rows reads a whole table.
func Rows[T any](r *Run) (rows []T, err error) {
	for row, err := range Scan[T](r) {
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}
