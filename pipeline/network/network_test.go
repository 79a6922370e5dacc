package network_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/network"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

var outDir, sampleDir string

func TestMain(m *testing.M) {
	code := m.Run()
	if outDir != "" {
		os.RemoveAll(outDir)
	}
	os.Exit(code)
}

// small is a lexicon whose pair has one frame on each side, so that its lift is a link.
const small = `name: small
version: "1"
frames:
- {key: sov, label: S, definition: s, entries: {en: [sovereign*], zh: [主权]}}
- {key: sec, label: C, definition: c, entries: {en: [secur*], zh: [安全]}}
- {key: dev, label: D, definition: d, entries: {en: [develop*], zh: [发展]}}
- {key: heg, label: H, definition: h, entries: {en: [bully*, hegemon*], zh: [霸权主义]}}
pairs:
- {key: sov-sec, label: Both, a: [sov], b: [sec]}
topics:
- {key: net, label: Net, definition: n, entries: {en: [cyber*, information], zh: [网络, 信息]}}
`

// sample runs the sample once for all tests, with all its text.
func sample(t testing.TB) *result.Run {
	t.Helper()
	if sampleDir == "" {
		var err error
		if outDir, err = os.MkdirTemp("", "network"); err != nil {
			t.Fatal(err)
		}
		lexicon := filepath.Join(outDir, "small.yaml")
		if err := os.WriteFile(lexicon, []byte(small), 0o666); err != nil {
			t.Fatal(err)
		}
		s, err := pipeline.Run(t.Context(), pipeline.Config{Out: outDir, Draws: 100, Text: "all", Lexicon: lexicon}, nil)
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

func years(t testing.TB, list ...string) (out []series.Span) {
	t.Helper()
	for _, text := range list {
		s, err := series.ParseSpan(text)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func take(t testing.TB, o network.Options) *network.Networks {
	t.Helper()
	n, err := network.Of(t.Context(), sample(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestLinksAreTheLift: where no hits share bytes, the log-odds of two frames in a year are the lift that the series have of that pair, in all discourse and inside a
// topic.
func TestLinksAreTheLift(t *testing.T) {
	run := sample(t)
	lift := map[[2]string]store.SeriesRow{}
	for r, err := range result.Scan[store.SeriesRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Measure == "lift" && r.Of == "sov-sec" && r.Group == "" {
			lift[[2]string{r.Topic, r.Period.Format("2006")}] = r
		}
	}
	spans := []string{"2009", "2010", "2011", "2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019", "2020"}
	seen := 0
	for _, topic := range []string{"", "net"} {
		n := take(t, network.Options{Spans: years(t, spans...), Topic: topic, Draws: 10, Permutations: 5})
		for _, r := range n.Links {
			if r.A != "sov" || r.B != "sec" || r.Overlap > 0 || math.IsNaN(r.LOR) {
				continue
			}
			seen++
			want := lift[[2]string{topic, r.Span}]
			if math.Abs(r.LOR-want.Estimate) > 1e-9 || r.Units != want.Sentences {
				t.Errorf("topic %q, %s: %.6f of %d sentences, the series has %.6f of %d", topic, r.Span, r.LOR, r.Units, want.Estimate, want.Sentences)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d years compared", seen)
	}
}

// TestOrder: nothing depends on the number of workers, and draws hang on the seed.
func TestOrder(t *testing.T) {
	o := network.Options{Spans: years(t, "2003..2013", "2014..2024"), By: "audience", Draws: 50, Permutations: 600, Workers: 1}
	one := take(t, o)
	o.Workers = 3
	three := take(t, o)
	o.Seed = 1
	other := take(t, o)
	written := func(n *network.Networks) string {
		dir := filepath.Join(t.TempDir(), "n")
		if err := n.Write(dir, nil); err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, name := range []string{"links", "link_changes", "networks", "alignment"} {
			raw, err := os.ReadFile(filepath.Join(dir, name+".parquet"))
			if err != nil {
				t.Fatal(err)
			}
			all.Write(raw)
		}
		return all.String()
	}
	if a, b := written(one), written(three); a != b {
		t.Error("three workers make another network than one")
	} else if a == written(other) {
		t.Error("another seed draws the same")
	}
	if len(one.Networks) != 2*4 || len(one.Links) != 8*6 || len(one.Changes) != 4*6 {
		t.Errorf("%d networks, %d links, %d changes", len(one.Networks), len(one.Links), len(one.Changes))
	}
}

// TestExport: every link of which both nodes are there is an edge in each format.
func TestExport(t *testing.T) {
	n := take(t, network.Options{Spans: years(t, "2003..2013", "2014..2024"), Draws: 20, Permutations: 5})
	edges := 0
	for _, r := range n.Links {
		if !math.IsNaN(r.LOR) {
			edges++
		}
	}
	for _, format := range network.Formats() {
		var b bytes.Buffer
		if err := n.Export(&b, format); err != nil {
			t.Fatal(err)
		}
		got := 0
		if format == ".csv" {
			rows, err := csv.NewReader(&b).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			got = len(rows) - 1
		} else {
			got = elements(t, b.Bytes(), "edge")
		}
		if got != edges || edges == 0 {
			t.Errorf("%s has %d edges, want %d", format, got, edges)
		}
	}
}

func elements(t *testing.T, raw []byte, name string) (n int) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := d.Token()
		if token == nil {
			return n
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == name {
			n++
		}
	}
}

// TestMethods: the paragraph cites what was done and nothing else.
func TestMethods(t *testing.T) {
	plain := take(t, network.Options{Draws: 10, Permutations: 5}).Methods()
	full := take(t, network.Options{Draws: 10, Permutations: 5, Spans: years(t, "2003..2013", "2014..2024"), Null: network.SDSM, Window: "3"}).Methods()
	for _, only := range []string{"Westfall", "Neal", "Siebert-Evenstone", "moving window"} {
		if strings.Contains(plain, only) || !strings.Contains(full, only) {
			t.Errorf("%s: in what was not done, or missing where it was:\n%s\n%s", only, plain, full)
		}
	}
	if !strings.Contains(plain, "10 draws, seed 0") || !strings.Contains(full, "2003..2013, 2014..2024") {
		t.Errorf("%s\n%s", plain, full)
	}
}

// TestLoad: what lies beside a run is what was written there.
func TestLoad(t *testing.T) {
	run := sample(t)
	if taken, err := network.Load(run); err != nil || taken != nil {
		t.Fatalf("%v, %v", taken, err)
	}
	n := take(t, network.Options{Draws: 10, Permutations: 5, Topic: "net"})
	if err := n.Write(network.Folder(run.Dir), []string{"lang=en"}); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(network.Folder(run.Dir))
	taken, err := network.Load(run)
	if err != nil || len(taken.Links) != len(n.Links) || taken.Topic != "net" || !reflect.DeepEqual(taken.Where, []string{"lang=en"}) {
		t.Errorf("%+v, %v", taken, err)
	}
}

// BenchmarkOf takes three networks of the sample, by audience.
func BenchmarkOf(b *testing.B) {
	o := network.Options{Spans: years(b, "2003..2010", "2011..2017", "2018..2024"), By: "audience"}
	sample(b)
	for b.Loop() {
		take(b, o)
	}
}

// TestStances: a frame is two nodes, of the sentences in which it is asserted and those in
// which it is denied; and issuers are congruent as far as they take the same side.
func TestStances(t *testing.T) {
	run := sample(t)
	sentences, of := map[string]map[[2]any]bool{}, map[string]map[[2]any]bool{}
	issuer := map[string]string{}
	for d, err := range result.Scan[store.DocumentRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		issuer[d.ID] = d.Issuer
	}
	add := func(list map[string]map[[2]any]bool, name string, at [2]any) {
		if list[name] == nil {
			list[name] = map[[2]any]bool{}
		}
		list[name][at] = true
	}
	for h, err := range result.Scan[store.HitRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		if h.Kept && (h.Polarity == "asserted" || h.Polarity == "denied") {
			add(sentences, h.Frame+":"+h.Polarity, [2]any{h.ID, h.Sentence})
			add(of, issuer[h.ID]+" "+h.Frame+":"+h.Polarity, [2]any{h.ID, h.Sentence})
		}
	}
	n := take(t, network.Options{Nodes: network.Stances, Draws: 50})
	if len(n.Links) != 8*7/2 || len(sentences["heg:denied"]) == 0 {
		t.Fatalf("%d links, %d sentences deny heg", len(n.Links), len(sentences["heg:denied"]))
	}
	for _, r := range n.Links {
		if a, b := int64(len(sentences[r.A])), int64(len(sentences[r.B])); r.AUnits+r.Overlap != a || r.BUnits+r.Overlap != b {
			t.Errorf("%s and %s: %d and %d units, %d overlap; the hits have %d and %d", r.A, r.B, r.AUnits, r.BUnits, r.Overlap, a, b)
		}
	}
	for _, r := range n.Alignment {
		congruence, conflict := 0, 0
		for _, frame := range []string{"sov", "sec", "dev", "heg"} {
			units := func(who, side string) int { return len(of[who+" "+frame+":"+side]) }
			congruence += units(r.A, "asserted")*units(r.B, "asserted") + units(r.A, "denied")*units(r.B, "denied")
			conflict += units(r.A, "asserted")*units(r.B, "denied") + units(r.A, "denied")*units(r.B, "asserted")
		}
		if r.Congruence != float64(congruence) || r.Conflict != float64(conflict) || !(r.AverageLow < r.Average && r.Average < r.AverageTop) {
			t.Errorf("%s and %s: %g, %g, average %g (%g, %g), by hand %d, %d", r.A, r.B, r.Congruence, r.Conflict, r.Average, r.AverageLow, r.AverageTop, congruence, conflict)
		}
	}
}
