package report_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/report"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
)

// shared is a cache of all runs: what is on a page does not hang on what was known.
var shared string

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // runs leave little behind
	var err error
	if shared, err = os.MkdirTemp("", "frameshift"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(shared)
	os.Exit(code)
}

func mustRun(tb testing.TB, c pipeline.Config) string {
	tb.Helper()
	c.Cache = cmp.Or(c.Cache, shared)
	if c.Out == "" {
		c.Out = tb.TempDir()
	}
	s, err := pipeline.Run(context.Background(), c, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return s.Dir
}

func mustWrite(tb testing.TB, run string, o report.Options) (string, report.Result) {
	tb.Helper()
	var b bytes.Buffer
	r, err := report.Write(&b, run, o)
	if err != nil {
		tb.Fatal(err)
	}
	if r.Bytes != b.Len() {
		tb.Errorf("says %d bytes, wrote %d", r.Bytes, b.Len())
	}
	return b.String(), r
}

// data is some of the JSON on the page.
type data struct {
	Calendars []struct {
		Freq    string
		Periods []string
	}
	Series []struct {
		M, O, T, G, F, X int
		N                []int
		E, L             []json.Number
		High             []json.Number `json:"h"`
		W                []int
		B                []struct {
			I, J, L, H int
			D          string
		}
		C     []struct{ V []json.Number }
		Brief []string
		Title string
	}
	Texts    []struct{ D []int }
	Few      int
	Measures []struct {
		Key  string
		Weak []int
	}
	Subjects []struct {
		Key, Count string
		Sides      [2][]int
		Pairs      [2][][2][]int
	}
	Groups  []struct{ Key string }
	Topics  []struct{ Key string }
	Frames  []struct{ Label string }
	Entries []struct {
		F     int
		T     string
		Gloss string `json:"g"`
	}
	Documents []struct {
		ID, URL string
		G, P    []int
	}
	Passages []struct {
		D, C int
		T    string
		H    []int
		A, B string
	}
}

var dataElement = regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`)

func dataOf(tb testing.TB, page string) (d data) {
	tb.Helper()
	m := dataElement.FindStringSubmatch(page)
	if m == nil {
		tb.Fatal("no data on the page")
	}
	if strings.ContainsAny(m[1], "<>&\u2028\u2029") {
		tb.Error("the data hold a character that could end or change the element")
	}
	if err := json.Unmarshal([]byte(m[1]), &d); err != nil {
		tb.Fatal(err)
	}
	return d
}

// TestSamplePage: two runs of the same give the same page, which holds every
// hit of the run where the run says it is.
func TestSamplePage(t *testing.T) {
	c := pipeline.Config{By: []string{"audience"}, Versus: []string{"audience=regional vs audience=international"}}
	run := mustRun(t, c)
	page, made := mustWrite(t, run, report.Options{})
	if again, _ := mustWrite(t, mustRun(t, c), report.Options{}); again != page {
		t.Error("another run of the same gives another page")
	}
	for _, want := range []string{
		"<h1>Sovereignty against a balance of security and development</h1>", "synthetic sample", "Position steps at 2015 | 2016 (", "Levels of different languages do not compare",
		"audience: regional minus audience: international", "frameshift run --config config.yaml</code>", "0 inputs were quarantined",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q on the page", want)
		}
	}
	if strings.Contains(page, "NaN") {
		t.Error("NaN on the page")
	}
	kept := map[string]int{}
	for row, err := range table.Scan[store.HitRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Kept {
			kept[row.ID+"\x00"+row.Surface]++
		}
	}
	n := 0
	d := dataOf(t, page)
	for _, p := range d.Passages {
		for i := 0; i < len(p.H); i += 4 { // the sample has no rune beyond the basic plane
			key := d.Documents[p.D].ID + "\x00" + string([]rune(p.T)[p.H[i]:p.H[i]+p.H[i+1]])
			if kept[key]--; kept[key] < 0 {
				t.Errorf("%q is no hit of the run", key)
			}
			n++
		}
	}
	if n != made.Hits || n != made.AllHits || n < 1000 {
		t.Errorf("%d hits on the page, %d of %d said", n, made.Hits, made.AllHits)
	}
	d.addsUp(t)
}

// cell is a place that a sentence counts in: group, topic, frequency and period.
type cell [4]int

// addsUp wants the marks on a page that holds all hits to be the hits of its
// series, or the sentences on their sides.
func (d *data) addsUp(t *testing.T) {
	hits := map[int]map[cell]int{} // by frame, of the sentence at hand
	counts := make([]map[cell]int, len(d.Subjects))
	for i := range counts {
		counts[i] = map[cell]int{}
	}
	for i, p := range d.Passages {
		if p.C&4 == 0 {
			hits = map[int]map[cell]int{}
		}
		for j := 0; j < len(p.H); j += 4 {
			f := d.Entries[p.H[j+2]].F
			if hits[f] == nil {
				hits[f] = map[cell]int{}
			}
			for _, c := range d.cells(p.D, p.H[j+3]) {
				hits[f][c]++
			}
		}
		if i+1 == len(d.Passages) || d.Passages[i+1].C&4 == 0 {
			for s := range d.Subjects {
				d.count(s, hits, counts[s])
			}
		}
	}
	for _, s := range d.Series {
		if n := len(s.N); n != len(d.Calendars[s.F].Periods) || n != len(d.Texts[s.X].D) {
			t.Fatalf("series %v has %d periods, its text %d, its calendar %d", s, n, len(d.Texts[s.X].D), len(d.Calendars[s.F].Periods))
		}
		for period, want := range s.N {
			if got := counts[s.O][cell{s.G, s.T, s.F, period}]; got != want {
				t.Fatalf("series %v, period %d: %d counted on the page for %d", s, period, got, want)
			}
		}
	}
}

// cells are those of a hit.
func (d *data) cells(document, topics int) (out []cell) {
	for _, g := range d.Documents[document].G {
		for topic := range d.Topics {
			if d.Topics[topic].Key != "" && topics>>topic&1 == 0 {
				continue
			}
			for freq, period := range d.Documents[document].P {
				out = append(out, cell{g, topic, freq, period})
			}
		}
	}
	return out
}

// count adds what a subject counts in a sentence.
func (d *data) count(subject int, hits map[int]map[cell]int, into map[cell]int) {
	s := &d.Subjects[subject]
	for i, side := range s.Sides {
		on := map[cell]bool{}
		for _, f := range side {
			for c, n := range hits[f] {
				on[c] = true
				if s.Count == "hit" {
					into[c] += n
				}
			}
		}
		for _, pair := range s.Pairs[i] {
			for _, a := range pair[0] {
				for _, b := range pair[1] {
					for c := range hits[a] {
						on[c] = on[c] || hits[b][c] > 0
					}
				}
			}
		}
		for c, is := range on {
			if is && s.Count == "sentence" {
				into[c]++
			}
		}
	}
}

// TestRoom: what has no room is left out and said, and the periods share the
// room.
func TestRoom(t *testing.T) {
	run := mustRun(t, pipeline.Config{})
	const room = 400_000
	page, made := mustWrite(t, run, report.Options{MaxBytes: room})
	if len(page) > room || len(page) < room*9/10 {
		t.Errorf("%d bytes, want close under %d", len(page), room)
	}
	if made.Hits == 0 || made.Hits >= made.AllHits {
		t.Errorf("%d of %d hits", made.Hits, made.AllHits)
	}
	if want := fmt.Sprintf("This page holds %d of the", made.Hits); !strings.Contains(page, want) || !strings.Contains(page, "left out of this page") {
		t.Errorf("no %q on the page, or not what was left out", want)
	}
	shown := make([]int, 22)
	d := dataOf(t, page)
	for _, p := range d.Passages {
		shown[d.Documents[p.D].P[0]]++
	}
	if slices.Max(shown)-slices.Min(shown) > 1 {
		t.Errorf("sentences by period: %v", shown)
	}
	if _, err := report.Write(&bytes.Buffer{}, run, report.Options{MaxBytes: 10_000}); err == nil || !strings.Contains(err.Error(), "allow it more than 10000") {
		t.Errorf("error %v", err)
	}
}

// TestKindsOfRuns: whatever a run leaves out, the page does without.
func TestKindsOfRuns(t *testing.T) {
	one := filepath.Join(t.TempDir(), "one.jsonl")
	write(t, one, `{"id":"a","date":"2001","lang":"en","text":"Sovereignty is not development."}`+"\n")
	lexicon := filepath.Join(t.TempDir(), "plain.yaml")
	write(t, lexicon, "name: plain\nversion: \"1\"\nframes:\n  - {key: a, label: A, definition: It., entries: {en: [sovereignty]}}\n")
	for name, c := range map[string]struct {
		config pipeline.Config
		want   string
	}{
		"month":       {pipeline.Config{Freq: "month"}, "2003-01"},
		"topic":       {pipeline.Config{Topic: "cyber"}, "within Cyberspace</h1>"},
		"weighting":   {pipeline.Config{Weighting: "document"}, "The first period with an estimate"},
		"no text":     {pipeline.Config{Text: "none"}, "terms stand alone"},
		"one":         {pipeline.Config{Inputs: []string{one}}, "Nothing can be said about change"},
		"no contrast": {pipeline.Config{Inputs: []string{one}, Lexicon: lexicon}, "<h1>A</h1>"},
	} {
		t.Run(name, func(t *testing.T) {
			page, _ := mustWrite(t, mustRun(t, c.config), report.Options{})
			if !strings.Contains(page, c.want) || strings.Contains(page, "NaN") {
				t.Errorf("no %q on the page, or NaN", c.want)
			}
			dataOf(t, page)
		})
	}
}

func write(tb testing.TB, path, text string) {
	tb.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		tb.Fatal(err)
	}
}

// TestHostile: nothing in a document, its metadata, a file name or a lexicon
// becomes markup. What a browser makes of such a page is .ci/check_report.py's.
func TestHostile(t *testing.T) {
	const evil = `</script><!--<script>alert(1)</script><img src=x onerror=alert(1)>"'&` + "`\u2028\u2029."
	quoted, _ := json.Marshal(evil)
	dir := t.TempDir()
	path := filepath.Join(dir, `<img src=x onerror=alert(1)>.jsonl`)
	write(t, path, fmt.Sprintf(`{"id":%s,"date":"2001","lang":"en","title":%[1]s,"issuer":%[1]s,"venue":%[1]s,"audience":%[1]s,"url":"javascript:alert(1)","text":%s}`+"\n"+
		`{"id":%[1]s,"text":"again"}`+"\n", quoted, strings.TrimSuffix(string(quoted), `"`)+` sovereignty and development."`))
	lexicon := filepath.Join(dir, "lexicon.yaml")
	write(t, lexicon, fmt.Sprintf("name: evil\nversion: \"1\"\nframes:\n  - {key: a, label: %s, definition: %[1]s, entries: {en: [{term: 'sovereignty|<script>alert', match: regex}]}}\n"+
		"  - {key: b, label: B, definition: B., entries: {en: [development]}}\ncontrasts:\n  - {key: c, label: %[1]s, positive: [a], negative: [b]}\n", strings.NewReplacer("\u2028", " ", "\u2029", " ").Replace(string(quoted))))
	allow := 1.0
	run := mustRun(t, pipeline.Config{Inputs: []string{path}, Lexicon: lexicon, By: []string{"audience"}, Quarantine: pipeline.Quarantine{Allow: &allow}})
	page, made := mustWrite(t, run, report.Options{})
	if made.Hits == 0 {
		t.Error("no hit: the text did not get that far")
	}
	d := dataOf(t, page)
	if got := len(d.Documents); got != 1 || d.Documents[0].URL != "" || d.Documents[0].ID != evil {
		t.Errorf("documents %+v", d.Documents)
	}
	if n := len(d.Documents[0].G); n != 2 {
		t.Errorf("the document is in %d groups, want all and its own", n)
	}
	rest := dataElement.ReplaceAllString(page, "")
	if n := strings.Count(rest, "<script"); n != 1 {
		t.Errorf("%d script elements beside the data, want 1", n)
	}
	for _, bad := range []string{"<img", "<!--", "href=\"javascript"} {
		if strings.Contains(rest, bad) {
			t.Errorf("%q on the page", bad)
		}
	}
}

// TestNeighbours: the sentences beside one that is shown are those of the document,
// and what the run has not kept is not there.
func TestNeighbours(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "in.jsonl")
	write(t, path, `{"id":"a","date":"2001","lang":"en","text":"Sovereignty comes first. Then nothing follows. Development comes third. Sovereignty again. The end is near."}`+"\n"+
		`{"id":"b","date":"2001","lang":"en","text":"Development is alone."}`+"\n")
	for keep, want := range map[string][]string{
		"all":  {"|Then nothing follows.", "Then nothing follows.|Sovereignty again.", "Development comes third.|The end is near.", "|"},
		"hits": {"|", "|Sovereignty again.", "Development comes third.|", "|"},
	} {
		page, _ := mustWrite(t, mustRun(t, pipeline.Config{Inputs: []string{path}, Text: keep}), report.Options{})
		var got []string
		for _, p := range dataOf(t, page).Passages {
			got = append(got, p.B+"|"+p.A)
		}
		if !slices.Equal(got, want) {
			t.Errorf("--text %s: %q, want %q", keep, got, want)
		}
		if said := strings.Contains(page, "with --text all they always do"); said == (keep == "all") {
			t.Errorf("--text %s: the page says that more can be had: %v", keep, said)
		}
	}
}

// TestGloss: an entry in Chinese has what its concept says in English, one without a
// concept nothing.
func TestGloss(t *testing.T) {
	lexicon := filepath.Join(t.TempDir(), "zh.yaml")
	write(t, lexicon, `name: zh
version: "1"
frames:
  - {key: a, label: A, definition: A., entries: {en: [{id: own-way, term: own way*}], zh: [{id: own-way, term: 自主}, {id: self-rule, term: 自治}, 主权]}}
  - {key: b, label: B, definition: B., entries: {en: [development], zh: [发展]}}
contrasts:
  - {key: c, label: C, positive: [a], negative: [b]}
`)
	path := filepath.Join(t.TempDir(), "in.jsonl")
	write(t, path, `{"id":"a","date":"2001","lang":"zh","text":"自主。自治。主权。发展。"}`+"\n")
	page, _ := mustWrite(t, mustRun(t, pipeline.Config{Inputs: []string{path}, Lexicon: lexicon}), report.Options{})
	for _, e := range dataOf(t, page).Entries {
		if want := map[string]string{"自主": "own way", "自治": "self rule"}[e.T]; e.Gloss != want {
			t.Errorf("%s: %q, want %q", e.T, e.Gloss, want)
		}
	}
}

// TestLabels: the frames of a run are on its page whatever stands in their labels;
// one with a backslash at its end once lost its frame.
func TestLabels(t *testing.T) {
	lexicon := filepath.Join(t.TempDir(), "odd.yaml")
	write(t, lexicon, `name: odd
version: "1"
frames:
  - {key: a, label: 'Rights \', definition: 'One \| two | three.', entries: {en: [sovereignty]}}
  - {key: b, label: '| Order (old): x against y', definition: B., entries: {en: [development]}}
contrasts:
  - {key: c, label: 'C \', positive: [a], negative: [b]}
`)
	page, _ := mustWrite(t, mustRun(t, pipeline.Config{Lexicon: lexicon}), report.Options{})
	var labels []string
	for _, f := range dataOf(t, page).Frames {
		labels = append(labels, f.Label)
	}
	if want := []string{`Rights \`, "| Order (old): x against y"}; !slices.Equal(labels, want) {
		t.Errorf("frames %q, want %q", labels, want)
	}
	for _, want := range []string{`One \| two | three.`, `Rights \ on the one side`, `<td>Rights \</td>`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q on the page", want)
		}
	}
}

// TestPolicy: the page's policy lets in what the page holds, and nothing else.
func TestPolicy(t *testing.T) {
	page, _ := mustWrite(t, mustRun(t, pipeline.Config{}), report.Options{})
	policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`).FindStringSubmatch(page)
	if policy == nil || strings.Contains(policy[1], "unsafe") || !strings.HasPrefix(policy[1], "default-src &#39;none&#39;;") {
		t.Fatalf("policy %q", policy)
	}
	for _, bad := range []string{" src=", "@import", "url(", " style=", " onclick="} {
		if strings.Contains(dataElement.ReplaceAllString(page, ""), bad) {
			t.Errorf("%q on the page", bad)
		}
	}
}

// TestGeneralDebate: the page of CHN at the General Debate holds every hit
// within its three megabytes.
func TestGeneralDebate(t *testing.T) {
	corpora := os.Getenv("FRAMESHIFT_CORPORA")
	if corpora == "" || testing.Short() {
		t.Skip("FRAMESHIFT_CORPORA is not set, or -short")
	}
	run := mustRun(t, pipeline.Config{Preset: "ungdc", Where: []string{"issuer=CHN"}, Inputs: []string{filepath.Join(corpora, "ungdc", "UNGDC_1946-2024.tgz")}})
	page, made := mustWrite(t, run, report.Options{})
	if made.Hits != made.AllHits || made.Bytes > report.DefaultMaxBytes {
		t.Errorf("%d of %d hits in %d bytes", made.Hits, made.AllHits, made.Bytes)
	}
	for _, want := range []string{"Position moves gradually, from +", "resource-fork: 11040", "No issuer speaks in both spans"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q on the page", want)
		}
	}
}
