package series_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

// onSides counts a document's sentences on either side of a contrast, word for
// word as package lexicon says.
func onSides(m *lexicon.Matcher, d *score.Document, contrast int, without string) (p, n int64) {
	lex := m.Lexicon()
	frames := map[int32]map[string]bool{} // by sentence
	for _, h := range d.Hits {
		if h.Reason != lexicon.Kept || lex.Frames[h.Frame].Key+": "+m.Entries()[h.Entry].Term == without {
			continue
		}
		if frames[h.Sentence] == nil {
			frames[h.Sentence] = map[string]bool{}
		}
		frames[h.Sentence][lex.Frames[h.Frame].Key] = true
	}
	on := func(hit map[string]bool, s lexicon.Side) int64 {
		any := func(keys []string) bool {
			for _, k := range keys {
				if hit[k] {
					return true
				}
			}
			return false
		}
		met := any(s.Frames)
		for _, key := range s.Pairs {
			pair := lex.Pairs[lex.PairIndex(key)]
			met = met || any(pair.A) && any(pair.B)
		}
		if met {
			return 1
		}
		return 0
	}
	for _, hit := range frames {
		p += on(hit, lex.Contrasts[contrast].Positive)
		n += on(hit, lex.Contrasts[contrast].Negative)
	}
	return p, n
}

// sentencesFirst is spooltest.Lexicon with its contrast of sentences first, so
// that stability looks at it.
func sentencesFirst() string {
	lines := strings.Split(spooltest.Lexicon, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "- {key: c,") {
			lines[i], lines[i+1] = lines[i+1], lines[i]
			break
		}
	}
	return strings.Join(lines, "\n")
}

// TestSentences: a contrast that counts sentences has, by period, those that the
// definition gives; its shifts sum to the change of its difference; and what
// stability says without a term is what counting without it gives.
func TestSentences(t *testing.T) {
	m, err := spooltest.Compile(sentencesFirst())
	if err != nil {
		t.Fatal(err)
	}
	docs, err := spooltest.Scored(m, rand.New(rand.NewPCG(5, 6)), 150)
	if err != nil {
		t.Fatal(err)
	}
	a, err := series.New(m, series.Options{Draws: 100})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[int][2]int64{} // by year
	for _, d := range docs {
		if a.Add(d) {
			p, n := onSides(m, d, 0, "")
			c := counts[d.Date.Year]
			counts[d.Date.Year] = [2]int64{c[0] + p, c[1] + n}
		}
	}
	e, err := a.NewExaminer()
	if err != nil {
		t.Fatal(err)
	}
	evidence := e.Examine("")
	rows, err := a.Rows()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	differences := map[int]float64{}
	for r := range rows {
		if r.Of != "s" || r.Topic != "" || r.Documents == 0 {
			continue
		}
		c := counts[r.Period.Year()]
		switch r.Measure {
		case "position":
			seen++
			if want := score.Position(float64(c[0]), float64(c[1])); math.Abs(r.Estimate-want) > 1e-12 || r.Hits != c[0]+c[1] {
				t.Errorf("%v: position %v of %d, want %v of %v", r.Period, r.Estimate, r.Hits, want, c)
			}
		case "difference":
			differences[r.Period.Year()] = r.Estimate
		}
	}
	if seen < 5 {
		t.Fatalf("%d periods only", seen)
	}
	sum, change := 0.0, math.NaN()
	for _, r := range evidence.Shifts {
		if r.Of == "s" && r.Topic == "" && r.Break.IsZero() {
			sum += r.Contribution
		}
	}
	for _, r := range evidence.Composition {
		if r.Measure == "difference" && r.Of == "s" && r.Topic == "" {
			change = r.Whole.Total
		}
	}
	if math.Abs(sum-change) > 1e-12 || sum == 0 {
		t.Errorf("terms sum to %v, the difference changes by %v", sum, change)
	}
	withoutTerms(t, m, docs, evidence)
	partsSum(t, a, counts)
}

// partsSum: what frames have of a side sums to its sentences.
func partsSum(t *testing.T, a *series.Aggregator, counts map[int][2]int64) {
	rows, err := a.Parts()
	if err != nil {
		t.Fatal(err)
	}
	sums := map[int][2]float64{}
	for _, r := range rows {
		if r.Topic != "" || r.Group != "" {
			continue
		}
		s := sums[r.Period.Year()]
		if r.Side == series.Positive {
			s[0] += r.Count
		} else {
			s[1] += r.Count
		}
		sums[r.Period.Year()] = s
	}
	for year, c := range counts {
		if s := sums[year]; math.Abs(s[0]-float64(c[0])) > 1e-9 || math.Abs(s[1]-float64(c[1])) > 1e-9 {
			t.Errorf("%d: parts sum to %v, the sides have %v", year, s, c)
		}
	}
}

// withoutTerms compares the change that stability gives without a term.
func withoutTerms(t *testing.T, m *lexicon.Matcher, docs []*score.Document, evidence series.Evidence) {
	var spans [2]series.Span
	for _, r := range evidence.Composition {
		spans = [2]series.Span{r.From, r.To}
	}
	checked := 0
	for _, r := range evidence.Stability {
		if r.Kind != series.KindTerm || r.Of != "s" || r.Topic != "" {
			continue
		}
		checked++
		var c [2][2]int64
		for _, d := range docs {
			for i, s := range spans {
				if d.Date.Month == 0 || !s.Holds(d.Date.First()) {
					continue
				}
				p, n := onSides(m, d, 0, r.Item)
				c[i][0], c[i][1] = c[i][0]+p, c[i][1]+n
			}
		}
		want := score.Position(float64(c[1][0]), float64(c[1][1])) - score.Position(float64(c[0][0]), float64(c[0][1]))
		if math.Abs(r.Change-want) > 1e-12 {
			t.Errorf("without %s: change %v, want %v", r.Item, r.Change, want)
		}
	}
	if checked < 4 {
		t.Errorf("%d terms only", checked)
	}
}
