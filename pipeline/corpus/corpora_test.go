package corpus

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// corpora is the folder of the real corpora, which are not in the repository.
func corpora(t testing.TB, path ...string) string {
	t.Helper()
	dir := os.Getenv("FRAMESHIFT_CORPORA")
	if dir == "" {
		t.Skip("FRAMESHIFT_CORPORA is not set: the real corpora are not read")
	}
	return filepath.Join(append([]string{dir}, path...)...)
}

// preset loads data/presets/<name>.yaml.
func preset(t testing.TB, name string) Options {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "data", "presets", name+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Name, About, Fits string
		Corpus            Options
		Freq              string
		Quarantine        map[string]float64
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil {
		t.Fatal(err)
	}
	if file.Name != name || file.About == "" {
		t.Errorf("preset %s: name %q, about %q", name, file.Name, file.About)
	}
	return file.Corpus
}

// result is everything that comes out of some inputs.
type result struct {
	docs     []*Document
	rejected []*Rejection
	reader   *Reader
}

func (r result) reasons() map[Reason]int {
	n := map[Reason]int{}
	for _, x := range r.rejected {
		n[x.Reason]++
	}
	return n
}

// readCorpus reads inputs to the end and checks that the numbering has no gap.
func readCorpus(t testing.TB, o Options, inputs ...string) result {
	t.Helper()
	r, err := Open(inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	out, seq := result{reader: r}, int64(0)
	err = r.Read(context.Background(), func(raw Raw) error {
		if raw.Seq != seq {
			t.Fatalf("item %d, want %d", raw.Seq, seq)
		}
		seq++
		outcomes := 0
		r.DecodeAll(context.Background(), raw, func(doc *Document, rejection *Rejection) {
			outcomes++
			if (doc == nil) == (rejection == nil) {
				t.Fatalf("%s: %v, %v", raw.Source, doc, rejection)
			}
			if doc != nil {
				r.Keep(doc)
				out.docs = append(out.docs, doc)
			} else {
				out.rejected = append(out.rejected, rejection)
			}
		})
		if outcomes == 0 {
			t.Fatalf("%s: nothing came of it", raw.Source)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wantReasons(t *testing.T, got result, docs int, want map[Reason]int) {
	t.Helper()
	if len(got.docs) != docs || !maps.Equal(got.reasons(), want) {
		t.Errorf("got %d documents and %v, want %d and %v", len(got.docs), got.reasons(), docs, want)
		for _, r := range got.rejected[:min(len(got.rejected), 40)] {
			t.Logf("%s: %s: %s", r.Source, r.Reason, r.Detail)
		}
	}
}

func TestUNGDC(t *testing.T) {
	got := readCorpus(t, preset(t, "ungdc"), corpora(t, "ungdc", "UNGDC_1946-2024.tgz"))
	wantReasons(t, got, 10952, map[Reason]int{ReasonResourceFork: 11040, ReasonHiddenFile: 9})
	issuers, encodings, speakers := map[string]int{}, map[string]int{}, 0
	for _, d := range got.docs {
		if d.Code == "CHN" {
			issuers[d.Issuer]++
		}
		if v, _ := d.Get("speaker"); v != "" {
			speakers++
		}
		encodings[d.Encoding]++
	}
	if want := map[string]int{"ROC": 25, "PRC": 53}; !maps.Equal(issuers, want) {
		t.Errorf("CHN: got %v, want %v", issuers, want)
	}
	if encodings["utf-8-bom"] != 2936 || encodings["utf-8"] != 10952-2936 {
		t.Errorf("encodings %v", encodings)
	}
	if speakers < 10_800 {
		t.Errorf("%d speakers", speakers)
	}
	for _, w := range got.reader.Warnings(true) {
		t.Log(w)
	}
}

// The unpacked folder gives the documents of the archive.
func TestUNGDCFolder(t *testing.T) {
	dir := os.Getenv("FRAMESHIFT_UNGDC")
	if dir == "" {
		t.Skip("FRAMESHIFT_UNGDC, the unpacked folder TXT, is not set")
	}
	o := preset(t, "ungdc")
	got := readCorpus(t, o, dir)
	wantReasons(t, got, 10952, map[Reason]int{ReasonResourceFork: 11040, ReasonHiddenFile: 9})
	sums := map[string][32]byte{}
	for _, d := range readCorpus(t, o, corpora(t, "ungdc", "UNGDC_1946-2024.tgz")).docs {
		sums[d.ID] = d.SHA256
	}
	for _, d := range got.docs {
		if sums[d.ID] != d.SHA256 {
			t.Errorf("%s differs", d.ID)
		}
	}
}

func TestGovernmentWorkReports(t *testing.T) {
	got := readCorpus(t, preset(t, "gwr"), corpora(t, "gwr", "government_work_reports.jsonl"))
	wantReasons(t, got, 52, map[Reason]int{ReasonNoDate: 20})
	types := map[string]int{}
	for _, d := range got.docs {
		types[d.Type+" of "+d.Issuer]++
	}
	if want := map[string]int{"report of State Council": 52}; !maps.Equal(types, want) {
		t.Errorf("got %v, want %v", types, want)
	}
}

// What each file was found to be is in index.csv: five are empty, and those
// in another language are rejected for it, with a year or without.
func TestStrategies(t *testing.T) {
	o := Options{
		Accept:   []string{"en"},
		Path:     []string{"{issuer}_{year}{_}.txt", "{issuer} {year}{_}.txt", "{issuer}.txt"},
		Metadata: []Table{{File: "index.csv", On: Mapping{{"original", "member"}}, Columns: Mapping{{"language_guess", "guess"}, {"year_in_name", "named"}}}},
	}
	got := readCorpus(t, o, corpora(t, "strategies", "national_strategies.zip"))
	wantReasons(t, got, 22, map[Reason]int{ReasonEmpty: 5, ReasonGarbled: 1, ReasonWrongLanguage: 15, ReasonNoDate: 61})
	for _, d := range got.docs {
		guess, _ := d.Get("guess")
		named, _ := d.Get("named")
		if d.Lang != "en" || !strings.HasPrefix(guess, "en") || d.Date.String() != named {
			t.Errorf("%s: %s %s, index has %q %q", d.Source, d.Lang, d.Date, guess, named)
		}
	}
	for _, r := range got.rejected {
		if r.Reason == ReasonWrongLanguage && !strings.HasSuffix(r.Source, "_non.txt") {
			t.Errorf("%s: %s", r.Source, r.Detail)
		}
	}
}

func TestSingapore(t *testing.T) {
	o := options(t, `
fields: {text: content}
dates: ["%d %b %Y, %H:%M"]
meta: [country]
set: {issuer: Singapore, venue: Ministry of Foreign Affairs}
map: {audience: {from: country, values: {"": international}, default: bilateral}}
`)
	got := readCorpus(t, o, corpora(t, "singapore", "mfa_statements.json"))
	wantReasons(t, got, 875, nil)
	audiences := map[string]int{}
	for _, d := range got.docs {
		audiences[d.Audience]++
		if d.Date.Precision != PrecisionDay || d.Date.Year < 2021 || d.Date.Year > 2024 || d.Lang != "en" {
			t.Errorf("%s: %s %s", d.Source, d.Date, d.Lang)
		}
	}
	if audiences["international"] != 265 || audiences["bilateral"] != 610 {
		t.Errorf("audiences %v", audiences)
	}
}
