package series

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// examined are the rows of the pooled series with their intervals.
func examined(t *testing.T, docs []*score.Document, o Options) []Row {
	t.Helper()
	a := aggregate(t, docs, o)
	e, err := a.NewExaminer()
	if err != nil {
		t.Fatal(err)
	}
	e.Examine("")
	rows, err := a.Rows()
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(rows)
}

// classed is a document of a year with p and n hits, a sentence each.
func classed(id string, y, p, n int) *score.Document {
	d := &score.Document{Document: &corpus.Document{ID: id, Date: year(y)}}
	d.Classes = []score.Class{
		{Kind: &score.Kind{Key: "p", Frames: []score.FrameHits{{Frame: 0, Hits: 1}}}, Sentences: p, Tokens: 5 * p},
		{Kind: &score.Kind{Key: "n", Frames: []score.FrameHits{{Frame: 1, Hits: 1}}}, Sentences: n, Tokens: 5 * n},
	}
	d.Counts = counts(d.Classes, 0).Counts
	return d
}

// TestFewDocumentsDrawn: one document gives no interval of documents; that of
// three, all of which lean to one side, does not reach to 0 for the draws that
// are empty, and says that they are few.
func TestFewDocumentsDrawn(t *testing.T) {
	docs := []*score.Document{classed("a", 2001, 20, 2), classed("b", 2002, 20, 2), classed("c", 2002, 30, 2), classed("d", 2002, 25, 3)}
	for _, r := range examined(t, docs, Options{Unit: UnitDocument}) {
		if r.Measure != "position" || r.Topic != "" {
			continue
		}
		if r.Documents == 1 && (r.Unit != "" || !math.IsNaN(r.Low)) {
			t.Errorf("one document has the interval %v to %v of %q", r.Low, r.High, r.Unit)
		}
		if r.Documents == 3 && (!(r.Low > 1) || !slices.Contains(r.Warnings, "few-documents")) {
			t.Errorf("three documents have the interval %v to %v, %q", r.Low, r.High, r.Warnings)
		}
	}
}

// TestSameGroupingTwice: a key that is named twice counts its documents once.
func TestSameGroupingTwice(t *testing.T) {
	docs := randomDocs(rand.New(rand.NewPCG(1, 1)), 20)
	once, twice := examined(t, docs, Options{By: []string{"issuer"}}), examined(t, docs, Options{By: []string{"issuer", "issuer"}})
	for i, r := range twice {
		if r.Documents != once[i].Documents {
			t.Fatalf("%v: %d documents, %d if named once", r.Name, r.Documents, once[i].Documents)
		}
	}
}

// TestSinglePeriodHasNoSpans: a calendar of one period has no change to explain.
func TestSinglePeriodHasNoSpans(t *testing.T) {
	a := aggregate(t, []*score.Document{classed("a", 2001, 3, 2)}, Options{})
	e, err := a.NewExaminer()
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Examine(""); len(got.Shifts) > 0 || len(got.Composition) > 0 || !math.IsNaN(got.Stability[0].Change) {
		t.Errorf("shifts %v, composition %v, stability %v", got.Shifts, got.Composition, got.Stability)
	}
}

// TestTooLongForATrend: a series that is not tested still says how many periods
// it has.
func TestTooLongForATrend(t *testing.T) {
	y := make([]float64, MaxTrendPeriods+1)
	y[7] = math.NaN()
	if got := trend(y); got.N != MaxTrendPeriods || !slices.Equal(got.Warnings, []string{string(measure.TooLong)}) {
		t.Errorf("n %d, %q", got.N, got.Warnings)
	}
	if short := trend(y[:100]); short.N != stats.MannKendall(y[:100], stats.TrendOptions{}).N {
		t.Errorf("n %d", short.N)
	}
}
