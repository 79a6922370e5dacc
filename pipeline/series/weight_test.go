package series

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/token"
)

const weightYAML = `
name: t
frames:
- {key: p, entries: {en: [{term: pro, weight: %[1]g}]}}
- {key: n, entries: {en: [{term: con, weight: %[1]g}, {term: anti, weight: %[1]g}]}}
contrasts:
- {key: c, positive: [p], negative: [n]}
pairs:
- {key: both, a: [p], b: [n]}
`

// scored counts a small corpus of a break from pro to con with a lexicon: twenty
// years of twelve documents.
func scored(t *testing.T, m *lexicon.Matcher) *Aggregator {
	t.Helper()
	a, err := New(m, Options{Unit: UnitDocument, Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	s := score.New(m, token.NewVocabulary(), score.Options{})
	for y := range 20 {
		for k := range 12 {
			pro, con := 1+k%3, k%4+4*(y/10)
			text := strings.Repeat("We are pro and pro. ", pro) + strings.Repeat("They are con, anti. ", con) + "Nothing. "
			d, err := s.Score(&corpus.Document{ID: fmt.Sprint(y, k), Issuer: fmt.Sprint("ABC"[k%3 : k%3+1]), Text: text, Lang: "en", Date: year(2000 + y)})
			if err != nil {
				t.Fatal(err)
			}
			a.Add(d)
		}
	}
	return a
}

type evidenceOf struct {
	rows []Row
	Evidence
}

func (e evidenceOf) compositionRows() (rows []CompositionRow) {
	for i := range e.Composition {
		rows = slices.AppendSeq(rows, e.Composition[i].Rows())
	}
	return rows
}

func weighed(t *testing.T, a *Aggregator) (out evidenceOf) {
	t.Helper()
	e, err := a.NewExaminer()
	if err != nil {
		t.Fatal(err)
	}
	out.Evidence = e.Examine("")
	out.Sort()
	rows, err := a.Rows()
	if err != nil {
		t.Fatal(err)
	}
	for r := range rows {
		out.rows = append(out.rows, r)
	}
	return out
}

// TestWeights: where every entry weighs twice as much or half, rates,
// differences and saliences are twice as large or half, with their intervals and
// what terms and issuers have in their changes; shares, pairs and hits stay; and
// a position is that of as many hits.
func TestWeights(t *testing.T) {
	plain := weighed(t, scored(t, compiled(t, fmt.Sprintf(weightYAML, 1.0))))
	scales := map[string]bool{"rate": true, "difference": true, "salience": true}
	for _, w := range []float64{2, 0.5, 0.25} {
		m := compiled(t, fmt.Sprintf(weightYAML, w))
		if !m.Weighted() {
			t.Fatal("not weighted")
		}
		got := weighed(t, scored(t, m))
		for i, r := range plain.rows {
			g, by := got.rows[i], 1.0
			if scales[r.Measure] {
				by = w
			}
			switch {
			case g.Hits != r.Hits || fmt.Sprint(g.Warnings) != fmt.Sprint(r.Warnings):
				t.Fatalf("weight %g: %+v, was %+v", w, g, r)
			case r.Measure == "position":
				// P and N from the rates of the frames
				p, n := w*1e-3*rateOf(plain.rows, "p", r)*float64(r.Tokens), w*1e-3*rateOf(plain.rows, "n", r)*float64(r.Tokens)
				if want := math.Log((p + 0.5) / (n + 0.5)); math.Abs(g.Estimate-want) > 1e-12 || g.Low >= g.High {
					t.Fatalf("weight %g: position %v, want %v", w, g.Estimate, want)
				}
			case g.Estimate != by*r.Estimate || g.Low != by*r.Low || g.High != by*r.High:
				t.Fatalf("weight %g: %s of %s is %v, was %v", w, r.Measure, r.Of, g, r)
			}
		}
		for i, r := range plain.Shifts {
			if g := got.Shifts[i]; g.From != r.From || math.Abs(g.Contribution-w*r.Contribution) > 1e-15 {
				t.Errorf("weight %g: %+v, was %+v", w, g, r)
			}
		}
		weighted := got.compositionRows()
		for i, r := range plain.compositionRows() {
			if g := weighted[i]; r.Measure == "share" && math.Abs(g.Total-r.Total) > 1e-15 || r.Measure != "share" && math.Abs(g.Total-w*r.Total) > 1e-12 {
				t.Errorf("weight %g: %+v, was %+v", w, g, r)
			}
		}
		if a, b := plain.Stability[0], got.Stability[0]; a.Hits != b.Hits || math.Abs(b.Change-a.Change) > 0.05 {
			t.Errorf("weight %g: %+v, was %+v", w, b, a)
		}
		if a, b := chosen(plain.Breaks), chosen(got.Breaks); a != b || a == "" {
			t.Errorf("weight %g: breaks %s, were %s", w, b, a)
		}
	}
}

// TestTooHeavy: what a draw could not count is refused, not wrapped around.
func TestTooHeavy(t *testing.T) {
	a, err := New(compiled(t, strings.ReplaceAll(weightYAML, "%[1]g", "0.001")+"- {key: x, a: [n], b: [p]}\n"), Options{Draws: 100})
	if err != nil {
		t.Fatal(err)
	}
	k := score.NewKind(0, []score.FrameHits{{Frame: 0, Hits: 1, Weight: 1e9}})
	a.Add(&score.Document{Document: &corpus.Document{Date: year(2001)}, Classes: []score.Class{{Kind: &k, Sentences: 1, Tokens: 1}}})
	if _, err := a.NewExaminer(); err == nil {
		t.Error("10⁹ parts of a weight are drawn")
	}
}

func rateOf(rows []Row, frame string, at Row) float64 {
	for _, r := range rows {
		if r.Measure == "rate" && r.Of == frame && r.Period.Equal(at.Period) {
			return r.Estimate
		}
	}
	return math.NaN()
}

// chosen names the chosen breaks of positions.
func chosen(breaks []BreakRow) (out string) {
	for _, b := range breaks {
		if b.Measure == "position" {
			out += fmt.Sprintf("%d of %s; ", b.Date.Year(), b.Of)
		}
	}
	return out
}

// TestUnequalWeights by hand: 3 con of weight 0.5 and 1 anti of weight 3 against
// 2 pro of weight 1; what the documents count and what the series sums agree
// within a topic too.
func TestUnequalWeights(t *testing.T) {
	m := compiled(t, `
name: t
frames:
- {key: p, entries: {en: [pro]}}
- {key: n, entries: {en: [{term: con, weight: 0.5}, {term: anti, weight: 3}]}}
contrasts:
- {key: c, positive: [p], negative: [n]}
`+topicYAML)
	a, err := New(m, Options{Draws: 100})
	if err != nil {
		t.Fatal(err)
	}
	d, err := score.New(m, token.NewVocabulary(), score.Options{}).Score(&corpus.Document{
		ID: "d", Lang: "en", Date: year(2001), Text: "Pro con net. Con and con. Anti pro."})
	if err != nil {
		t.Fatal(err)
	}
	if d.Frames[1].Hits != 4 || d.Frames[1].Weight != 4.5 {
		t.Errorf("%+v", d.Frames)
	}
	a.Add(d)
	want := map[string]float64{
		"position": math.Log(2.5 / 5), "share": 2 / 6.5, "difference": -2.5 / 8, "salience": 6.5 / 8, "rate p": 250, "rate n": 1000 * 4.5 / 8,
		"position net": 0.0 + math.Log(1.5/1), "share net": 1 / 1.5, "rate n net": 1000 * 0.5 / 3,
	}
	rows, err := a.Rows()
	if err != nil {
		t.Fatal(err)
	}
	for r := range rows {
		name := r.Measure
		if r.Measure == "rate" {
			name += " " + r.Of
		}
		if r.Topic != "" {
			name += " " + r.Topic
		}
		if v, ok := want[name]; ok && math.Abs(r.Estimate-v) > 1e-15*math.Abs(v) {
			t.Errorf("%s is %v, want %v", name, r.Estimate, v)
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("no rows of %v", want)
	}
}
