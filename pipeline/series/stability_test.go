package series

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/score"
)

// TestInfluential: of many documents those are left out without which the headline
// changes most, as leaving out each of them shows, and those with most hits.
func TestInfluential(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	var docs []*score.Document
	for i := range 120 {
		docs = append(docs, classed(fmt.Sprintf("d%03d", i), 2000+i%12, r.IntN(20), 1+r.IntN(9+i%12)))
	}
	a := aggregate(t, docs, Options{})
	e, err := a.NewExaminer()
	if err != nil {
		t.Fatal(err)
	}
	m := a.headline()
	w := newWithout(e, &a.measures[m])
	w.breaks = []*BreakRow{{low: 4, high: 6}}
	w.count(e, m, 0)
	find := func(most int) []item {
		f := w.documents(most, 3)
		e.pass(0, []gatherer{f.gatherer})
		return f.list()
	}
	items := find(len(docs))
	if w.unsearched > 0 {
		t.Errorf("%d documents are not searched, though they are no more than are", w.unsearched)
	}
	want := map[string]bool{}
	for _, row := range w.rows(slices.Clone(items), w.change())[:3] {
		want[row.Item] = true
	}
	slices.SortStableFunc(items, func(x, y item) int { return cmp.Compare(y.hits(), x.hits()) })
	for _, it := range items[:3] {
		want[it.name] = true
	}
	slices.SortFunc(items, func(x, y item) int { return cmp.Compare(x.name, y.name) })
	few := find(20) // which are let go of several times
	if len(few) != len(want) || slices.ContainsFunc(few, func(it item) bool { return !want[it.name] }) {
		t.Errorf("%v are left out, want %v", few, want)
	}
	w.rows(few, w.change())
	if text, said := w.breaks[0].Survives.Documents, fmt.Sprintf("of %d", len(few)); !strings.Contains(text, said) || !strings.HasSuffix(text, "(those that matter most, of 120)") {
		t.Errorf("a step survives %q", text)
	}
}
