package validate_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
	"github.com/frameshift/frameshift/pipeline/validate"
)

// outDir is where sampleRun puts its run, sampleDir the run.
var outDir, sampleDir string

func TestMain(m *testing.M) {
	code := m.Run()
	if outDir != "" {
		os.RemoveAll(outDir)
	}
	os.Exit(code)
}

// sampleRun runs the sample once for all tests.
func sampleRun(t testing.TB) *result.Run {
	t.Helper()
	if sampleDir == "" {
		var err error
		if outDir, err = os.MkdirTemp("", "validate"); err != nil {
			t.Fatal(err)
		}
		s, err := pipeline.Run(t.Context(), pipeline.Config{Out: outDir, Draws: 100, By: []string{"audience"}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		sampleDir = s.Dir
	}
	run, err := result.Open(sampleDir)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// reader reads the texts of a run as the command does.
func reader(t testing.TB, run *result.Run) validate.Reader {
	t.Helper()
	c, err := pipeline.LoadConfig(filepath.Join(run.Dir, store.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	c.Lexicon = filepath.Join(run.Dir, store.LexiconName)
	return func(ctx context.Context, wanted []store.DocumentRow, visit func(string, []validate.Passage)) error {
		var texts []pipeline.Text
		for _, d := range wanted {
			texts = append(texts, pipeline.Text{ID: d.ID, Source: d.Source, SHA256: d.SHA256})
		}
		return pipeline.Reread(ctx, c, texts, func(id string, d *score.Document) {
			var out []validate.Passage
			for _, p := range d.Passages {
				out = append(out, validate.Passage{Start: int64(p.Start), End: int64(p.End), Text: p.Text})
			}
			visit(id, out)
		})
	}
}

func draw(t testing.TB, o validate.Options) *validate.Sample {
	t.Helper()
	run := sampleRun(t)
	s, err := validate.Draw(t.Context(), run, o, reader(t, run))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func written(t testing.TB, s *validate.Sample) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "v")
	if err := s.Create(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// hashes of all files.
func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[name] = fmt.Sprintf("%x", sha256.Sum256(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSampleRepeats: the same run, options and seed give the same bytes; another seed
// other sentences.
func TestSampleRepeats(t *testing.T) {
	o := validate.Options{Hits: 20, Near: 15, Far: 10, Seed: 3}
	a, b := hashes(t, written(t, draw(t, o))), hashes(t, written(t, draw(t, o)))
	if !maps.Equal(a, b) {
		t.Errorf("two samples differ: %v, %v", a, b)
	}
	if len(a) < 12 {
		t.Errorf("files %v", slices.Sorted(maps.Keys(a)))
	}
	o.Seed = 4
	if c := hashes(t, written(t, draw(t, o))); c["key.parquet"] == a["key.parquet"] {
		t.Error("another seed draws the same")
	}
}

// TestStrata: every sentence of the series is in one stratum, those with a hit of a frame
// in strata of kind hit, and the probabilities are n/N.
func TestStrata(t *testing.T) {
	run, s := sampleRun(t), draw(t, validate.Options{Hits: 40, Near: 30, Far: 20})
	var all, hits int
	for _, st := range s.Strata {
		all += st.Size
		if st.Kind == validate.Hit {
			hits += st.Size
		}
		if st.N() > st.Size || st.N() == 0 {
			t.Errorf("stratum %s: %d drawn of %d", st.Name(), st.N(), st.Size)
		}
	}
	var sentences int
	for d, err := range result.Scan[store.DocumentRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(d.Flags, store.FlagCoarseDate) {
			sentences += int(d.Sentences)
		}
	}
	coded := map[string]bool{}
	for _, f := range s.Frames {
		coded[f.Key] = true
	}
	with := map[string]bool{}
	for h, err := range result.Scan[store.HitRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		if h.Kept && coded[h.Frame] {
			with[fmt.Sprint(h.ID, h.Sentence)] = true
		}
	}
	if all != sentences || hits != len(with) {
		t.Errorf("%d sentences, %d with a hit; the run has %d and %d", all, hits, sentences, len(with))
	}
}

// TestTexts: what stands on the sheets is what the run read there, and nothing else of it.
func TestTexts(t *testing.T) {
	run, s := sampleRun(t), draw(t, validate.Options{Hits: 60, Near: 10, Far: 10})
	texts := map[string]store.SentenceRow{}
	for r, err := range result.Scan[store.SentenceRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		texts[fmt.Sprint(r.ID, "/", r.Sentence)] = r
	}
	seen := 0
	for _, k := range s.Key {
		r, kept := texts[fmt.Sprint(k.ID, "/", k.Sentence)]
		if k.Kind == validate.Hit && !kept {
			t.Fatalf("%s: a sentence with a hit is not in the run's sentences", k.Item)
		}
		if !kept {
			continue
		}
		seen++
		if k.Text != strings.Join(strings.Fields(r.Text), " ") || k.Start != r.Start || k.End != r.End {
			t.Errorf("%s: %q, the run has %q", k.Item, k.Text, r.Text)
		}
	}
	if seen < 60 {
		t.Errorf("%d sentences compared", seen)
	}
	for _, sheet := range s.Sheets() {
		for i, item := range sheet.Items {
			if i > 0 && sheet.Items[i-1].Item >= item.Item {
				t.Errorf("items %s and %s are not in the order of their names", sheet.Items[i-1].Item, item.Item)
			}
		}
	}
}

// TestWaves: a second wave adds to the first, and both are what one wave of both sizes
// draws.
func TestWaves(t *testing.T) {
	run, o := sampleRun(t), validate.Options{Hits: 12, Near: 6, Far: 6, Blocks: 1, Frames: []string{"values.balance"}, Langs: []string{"en"}}
	dir := written(t, draw(t, o))
	second, err := validate.More(t.Context(), run, dir, 0, validate.Options{Hits: 4, Near: 3, Far: 2}, reader(t, run))
	if err != nil {
		t.Fatal(err)
	}
	o.Hits, o.Near, o.Far = 16, 9, 8
	if a, b := places(second.Key), places(draw(t, o).Key); !slices.Equal(a, b) {
		t.Errorf("two waves draw\n%v, one draws\n%v", a, b)
	}
	if err := second.Write(dir); err != nil {
		t.Fatal(err)
	}
	if d, err := validate.Open(dir); err != nil || d.Waves != 2 {
		t.Errorf("%v, waves %d", err, d.Waves)
	}
	if _, err := os.Stat(filepath.Join(dir, "sheets", "coder-1-wave-2.html")); err != nil {
		t.Error(err)
	}
}

func places(key []validate.KeyRow) (out []string) {
	for _, k := range key {
		out = append(out, fmt.Sprint(k.ID, "/", k.Sentence))
	}
	slices.Sort(out)
	return out
}

// codedBy writes codings of every sentence into the folder.
func codedBy(t testing.TB, dir string, says func(k validate.KeyRow, coder, frame string) int64) {
	t.Helper()
	d, err := validate.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	c := &validate.Codings{}
	for k, err := range table.Scan[validate.KeyRow](dir) {
		if err != nil {
			t.Fatal(err)
		}
		for _, coder := range strings.Split(k.Coders, "; ") {
			for _, f := range d.Frames {
				c.Rows = append(c.Rows, validate.CodingRow{ID: k.ID, Sentence: k.Sentence, Coder: coder, Frame: f.Key, Item: k.Item, Label: says(k, coder, f.Key)})
			}
		}
	}
	if err := c.Write(dir); err != nil {
		t.Fatal(err)
	}
}

func load(t testing.TB, dir string) *validate.Validation {
	t.Helper()
	v, err := validate.Load(sampleRun(t), dir)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func machineSays(k validate.KeyRow, _, frame string) int64 {
	if slices.Contains(strings.Split(k.Machine, "; "), frame) {
		return 1
	}
	return 0
}

// TestCensus: where every sentence is coded, what is corrected is the truth, in every
// period and group, whatever the method but matrix; and coders who say what the lexicon
// says change nothing.
func TestCensus(t *testing.T) {
	const all = 90_000
	o := validate.Options{Hits: all, Near: all, Far: all, Blocks: 2, Coders: 1, Frames: []string{"values.sovereignty", "values.development"}}
	s := draw(t, o)
	dir := written(t, s)
	truth := func(k validate.KeyRow, _, frame string) int64 {
		h := stats.Mix(uint64(len(k.Item)) + uint64(k.Sentence)*31 + uint64(len(frame)) + uint64(k.Start))
		if machineSays(k, "", frame) == 1 {
			return int64(min(1, h%5))
		}
		return int64(1 - min(1, h%9))
	}
	codedBy(t, dir, truth)
	v := load(t, dir)
	want := map[string]float64{}
	for _, k := range v.Key {
		want[k.Period.Format("2006")] += float64(truth(k, "", "values.sovereignty"))
	}
	for _, method := range []string{validate.DSL, validate.PPI} {
		c, err := validate.Correct(v, validate.CorrectOptions{Method: method, Draws: 5})
		if err != nil {
			t.Fatal(err)
		}
		sums, periods := map[string]float64{}, 0
		for _, r := range c.Rows {
			if r.Measure != "rate" || r.Of != "values.sovereignty" || r.Documents == 0 {
				continue
			}
			period := r.Period.Format("2006")
			if r.Group != "" {
				sums[period] += r.Corrected * float64(r.Tokens) / 1000
				continue
			}
			periods++
			if got := r.Corrected * float64(r.Tokens) / 1000; math.Abs(got-want[period]) > 1e-6*want[period] {
				t.Errorf("%s %s: %g corrected sentences, there are %g", method, period, got, want[period])
			}
		}
		if periods < 10 || len(sums) < 10 {
			t.Errorf("%d periods, %d of groups", periods, len(sums))
		}
	}
	codedBy(t, dir, machineSays)
	c, err := validate.Correct(load(t, dir), validate.CorrectOptions{Draws: 5})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.Rows {
		if r.Documents > 0 && math.Abs(r.Raw-r.Corrected) > 1e-9 {
			t.Errorf("%s %s %s %s: raw %g, corrected %g by coders who say the same", r.Measure, r.Of, r.Group, r.Period.Format("2006"), r.Raw, r.Corrected)
		}
	}
}

// TestEdges: what coders can do to a score is a row with its warning.
func TestEdges(t *testing.T) {
	dir := written(t, draw(t, validate.Options{Hits: 90, Near: 60, Far: 60, Frames: []string{"values.sovereignty", "values.development"}, Langs: []string{"en"}}))
	for _, c := range []struct {
		what  string
		says  func(validate.KeyRow, string, string) int64
		frame string
		warns string
	}{
		{"perfect", machineSays, "values.development", "perfect; far-none"},
		{"all zero", func(validate.KeyRow, string, string) int64 { return 0 }, "values.development", "all-zero; far-none"},
		{"a frame nobody coded", func(k validate.KeyRow, _, f string) int64 {
			if f == "values.development" {
				return validate.Unsure
			}
			return machineSays(k, "", f)
		}, "values.development", "not-coded"},
		{"a block without codings", func(k validate.KeyRow, _, f string) int64 {
			if k.Block == 1 {
				return validate.Unsure
			}
			return machineSays(k, "", f)
		}, "values.development", "perfect; far-none; strata-not-coded"},
	} {
		codedBy(t, dir, c.says)
		v := load(t, dir)
		rows, err := validate.Score(v)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(rows, func(r validate.ScoreRow) bool { return r.Frame == c.frame && r.Block == "" })
		if rows[at].Warnings != c.warns {
			t.Errorf("%s: warnings %q, want %q", c.what, rows[at].Warnings, c.warns)
		}
		corrected, err := validate.Correct(v, validate.CorrectOptions{Draws: 3})
		if err != nil {
			t.Fatal(err)
		}
		if c.what == "a frame nobody coded" || c.what == "a block without codings" {
			want := map[string]string{"a frame nobody coded": "not-coded", "a block without codings": "block-not-coded"}[c.what]
			if !slices.ContainsFunc(corrected.Rows, func(r validate.CorrectedRow) bool {
				return r.Of == c.frame && strings.Contains(r.Warnings, want) && math.IsNaN(r.Corrected) == (want == "not-coded")
			}) {
				t.Errorf("%s: no corrected row with %s", c.what, want)
			}
		}
		if _, err := validate.Agree(v, stats.ResampleOptions{Draws: 20}); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// BenchmarkCorrect corrects the series of the sample, pooled and by audience.
func BenchmarkCorrect(b *testing.B) {
	s := draw(b, validate.Options{})
	dir := written(b, s)
	codedBy(b, dir, machineSays)
	v := load(b, dir)
	for b.Loop() {
		if _, err := validate.Correct(v, validate.CorrectOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDraw draws seven hundred sentences of the sample, and reads their texts.
func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		draw(b, validate.Options{})
	}
}
