package result_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/convert"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

func mustRun(t *testing.T, c pipeline.Config) *result.Run {
	t.Helper()
	c.Out, c.Draws = t.TempDir(), 100
	s, err := pipeline.Run(t.Context(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := result.Open(s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRunExplainsItself: a run says in data what it was told and what its keys
// stand for, and has the lexicon it used, which is hashed like everything else.
func TestRunExplainsItself(t *testing.T) {
	r := mustRun(t, pipeline.Config{By: []string{"audience"}, AlsoFreq: []string{"quarter"}, From: "2008..2012", To: "2014..2024", Lexicon: "norms"})
	want := result.Config{Freq: "year", AlsoFreq: []string{"quarter"}, By: []string{"audience"}, Weighting: "token", Text: "hits", From: "2008..2012", To: "2014..2024"}
	if !reflect.DeepEqual(r.Config, want) || !r.Config.Sample() {
		t.Errorf("%+v, want %+v", r.Config, want)
	}
	lex, err := library.Load("norms")
	if err != nil {
		t.Fatal(err)
	}
	used, err := r.Lexicon()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := own(t, used), own(t, lex.Lexicon); got != want {
		t.Errorf("the run's lexicon is not that it was told: %d bytes, want %d", len(got), len(want))
	}
	g, err := r.Glossary()
	if err != nil || !reflect.DeepEqual(g, store.NewGlossary(lex.Lexicon, nil)) {
		t.Errorf("%+v, %v", g, err)
	}
	if !slices.ContainsFunc(r.Manifest.Files, func(f store.OutputFile) bool { return f.Name == store.LexiconName && f.SHA256 != "" }) {
		t.Errorf("the manifest does not list %s", store.LexiconName)
	}
}

// own is a lexicon in frameshift's format.
func own(t *testing.T, lex *lexicon.Lexicon) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := convert.Write(&b, lex, convert.Own, convert.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestConfigIsThatOfARun: every key that is read is one that is written, of the
// same type.
func TestConfigIsThatOfARun(t *testing.T) {
	written := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[pipeline.Config]()) {
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		written[key] = f.Type
	}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[result.Config]()) {
		if key := f.Tag.Get("json"); written[key] != f.Type {
			t.Errorf("%s is %v, the configuration of a run has %v", key, f.Type, written[key])
		}
	}
}

// TestOtherVersions: a run of a later schema is refused; one of the first
// version has its tables, but no lexicon and no glossary.
func TestOtherVersions(t *testing.T) {
	r := mustRun(t, pipeline.Config{})
	path := filepath.Join(r.Dir, store.ManifestName)
	m := r.Manifest
	m.Glossary, m.Software = nil, "frameshift 0.1.0"
	save(t, path, m)
	if err := os.Remove(filepath.Join(r.Dir, store.LexiconName)); err != nil {
		t.Fatal(err)
	}
	old, err := result.Open(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := result.Rows[store.SeriesRow](old)
	if err != nil || int64(len(rows)) != m.Rows["series"] {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	_, noLexicon := old.Lexicon()
	_, noGlossary := old.Glossary()
	for _, err := range []error{noLexicon, noGlossary} {
		if err == nil || !strings.Contains(err.Error(), "frameshift 0.1.0") || !strings.Contains(err.Error(), "make it anew") {
			t.Error(err)
		}
	}
	if err := os.Remove(filepath.Join(r.Dir, "trends.parquet")); err != nil {
		t.Fatal(err)
	}
	if _, err := result.Rows[store.TrendRow](old); err == nil || !strings.Contains(err.Error(), `the run has no table "trends"`) {
		t.Error(err)
	}
	m.SchemaVersion++
	save(t, path, m)
	if _, err := result.Open(r.Dir); err == nil || !strings.Contains(err.Error(), "update frameshift") {
		t.Error(err)
	}
	if _, err := result.Open(t.TempDir()); err == nil || !strings.Contains(err.Error(), "no finished run in") {
		t.Error(err)
	}
}

func save(t *testing.T, path string, m store.Manifest) {
	t.Helper()
	raw, err := json.Marshal(m)
	if err == nil {
		err = os.WriteFile(path, raw, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}
