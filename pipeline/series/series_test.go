package series

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/score"
)

const lexYAML = `
name: t
frames:
- {key: p, entries: {en: [pro]}}
- {key: n, entries: {en: [con]}}
contrasts:
- {key: c, positive: [p], negative: [n]}
pairs:
- {key: both, a: [p], b: [n]}
`

const topicYAML = "topics:\n- {key: net, entries: {en: [net]}}\n"

func matcher(tb testing.TB) *lexicon.Matcher { return compiled(tb, lexYAML) }

func topicMatcher(tb testing.TB) *lexicon.Matcher { return compiled(tb, lexYAML+topicYAML) }

func compiled(tb testing.TB, text string) *lexicon.Matcher {
	tb.Helper()
	lex, err := lexicon.Parse(strings.NewReader(text), "t.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	m, err := lexicon.Compile(lex, lexicon.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func doc(date corpus.Date, issuer string, tokens, p, n int) *score.Document {
	d := &score.Document{Document: &corpus.Document{Date: date, Issuer: issuer}}
	both := min(p, n)
	d.Classes = append(d.Classes, class1(0, both, tokens)) // as many sentences without a hit as with two
	for _, k := range []score.Class{class1(0, both, 0, 1, 1), class1(0, p-both, 0, 1, 0), class1(0, n-both, 0, 0, 1)} {
		if k.Sentences > 0 {
			d.Classes = append(d.Classes, k)
		}
	}
	return d
}

// class1 is a class of sentences inside the topics, with so many hits of each
// frame, of weight 1.
func class1(topics uint64, sentences, tokens int, hits ...int32) score.Class {
	var frames []score.FrameHits
	for f, n := range hits {
		if n > 0 {
			frames = append(frames, score.FrameHits{Frame: int32(f), Hits: n, Weight: n})
		}
	}
	k := score.NewKind(topics, frames)
	return score.Class{Kind: &k, Sentences: sentences, Tokens: tokens}
}

func year(y int) corpus.Date {
	return corpus.Date{Year: y, Month: 1, Day: 1, Precision: corpus.PrecisionYear}
}

// text is a series as a small text: period documents hits estimate warnings.
func text(rows iter.Seq[Row], name, of, group string) string {
	var b strings.Builder
	for r := range rows {
		if r.Measure == name && r.Of == of && r.Group == group {
			fmt.Fprintf(&b, "%s %d %d %.4g %s\n", r.Period.Format(time.DateOnly), r.Documents, r.Hits, r.Estimate, strings.ReplaceAll(measure.Join(r.Warnings), "; ", ","))
		}
	}
	return b.String()
}

// TestSeries: counts add up before the ratio is taken, a period without
// documents is a row, and what is not there is not zero.
func TestSeries(t *testing.T) {
	a, err := New(matcher(t), Options{By: []string{"issuer"}})
	if err != nil {
		t.Fatal(err)
	}
	a.Add(doc(year(2001), "A", 100, 6, 2))
	a.Add(doc(year(2001), "B", 900, 0, 2))
	a.Add(doc(year(2003), "A", 100, 0, 0))
	rows, err := a.Rows()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ measure, of, group, want string }{
		// ln(6.5/4.5), and 0 by formula where there is no hit
		{"position", "c", "", "2001-01-01 2 10 0.3677 \n2002-01-01 0 0 NaN no-documents\n2003-01-01 1 0 0 weak\n"},
		{"share", "c", "", "2001-01-01 2 10 0.6 \n2002-01-01 0 0 NaN no-documents\n2003-01-01 1 0 NaN weak\n"},
		{"difference", "c", "", "2001-01-01 2 10 0.002 \n2002-01-01 0 0 NaN no-documents\n2003-01-01 1 0 0 weak\n"},
		{"salience", "c", "issuer=B", "2001-01-01 1 2 0.002222 weak\n2002-01-01 0 0 NaN no-documents\n2003-01-01 0 0 NaN no-documents\n"},
		{"rate", "p", "", "2001-01-01 2 6 6 \n2002-01-01 0 0 NaN no-documents\n2003-01-01 1 0 0 weak\n"},
		{"together", "both", "", "2001-01-01 2 10 2 \n2002-01-01 0 0 NaN no-documents\n2003-01-01 1 0 0 weak\n"},
		// a 2×2 table of 2, 4, 2 and 2 sentences: ln(2.5·2.5/(4.5·2.5))
		{"lift", "both", "", "2001-01-01 2 10 -0.5878 \n2002-01-01 0 0 NaN no-documents\n2003-01-01 1 0 NaN weak,few-expected\n"},
		{"jaccard", "both", "", "2001-01-01 2 10 0.25 \n2002-01-01 0 0 NaN no-documents\n2003-01-01 1 0 NaN weak\n"},
		{"evenness", "both", "", "2001-01-01 2 10 0.8 \n2002-01-01 0 0 NaN no-documents\n2003-01-01 1 0 NaN weak\n"},
	} {
		if got := text(rows, c.measure, c.of, c.group); got != c.want {
			t.Errorf("%s of %s, %q:\ngot\n%swant\n%s", c.measure, c.of, c.group, got, c.want)
		}
	}
}

// TestWeightingDocuments: the mean of what the documents have, those without a
// value left out.
func TestWeightingDocuments(t *testing.T) {
	a, err := New(matcher(t), Options{Weighting: Documents})
	if err != nil {
		t.Fatal(err)
	}
	a.Add(doc(year(2001), "A", 100, 6, 2))
	a.Add(doc(year(2001), "B", 900, 0, 2))
	a.Add(doc(year(2001), "C", 900, 0, 0))
	rows, err := a.Rows()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := text(rows, "share", "c", ""), "2001-01-01 3 10 0.375 \n"; got != want {
		t.Errorf("share: got %q, want %q", got, want)
	}
	if got, want := text(rows, "rate", "p", ""), "2001-01-01 3 6 20 \n"; got != want {
		t.Errorf("rate: got %q, want %q", got, want)
	}
}

// TestCoarse: a date that does not name a period puts a document in no series.
func TestCoarse(t *testing.T) {
	a, err := New(matcher(t), Options{Freq: Month})
	if err != nil {
		t.Fatal(err)
	}
	if a.Add(doc(year(2001), "A", 10, 1, 0)) || a.Coarse() != 1 {
		t.Error("a year fell into a month")
	}
	if !a.Add(doc(corpus.Date{Year: 2001, Month: 5, Day: 1, Precision: corpus.PrecisionMonth}, "A", 10, 1, 0)) {
		t.Error("a month did not fall into a month")
	}
}

func TestFreq(t *testing.T) {
	at := time.Date(2021, 8, 19, 13, 0, 0, 0, time.UTC) // a Thursday
	for _, c := range []struct {
		freq        Freq
		start, next string
	}{
		{Day, "2021-08-19", "2021-08-20"},
		{Week, "2021-08-16", "2021-08-23"},
		{Month, "2021-08-01", "2021-09-01"},
		{Quarter, "2021-07-01", "2021-10-01"},
		{Half, "2021-07-01", "2022-01-01"},
		{Year, "2021-01-01", "2022-01-01"},
	} {
		start := c.freq.Start(at)
		if got := start.Format(time.DateOnly); got != c.start {
			t.Errorf("%s starts on %s, want %s", c.freq, got, c.start)
		}
		if got := c.freq.Next(start).Format(time.DateOnly); got != c.next {
			t.Errorf("%s after %s starts on %s, want %s", c.freq, c.start, got, c.next)
		}
	}
	if got := Week.Start(time.Date(2021, 8, 22, 0, 0, 0, 0, time.UTC)).Format(time.DateOnly); got != "2021-08-16" {
		t.Errorf("the Sunday's week starts on %s", got)
	}
	if _, err := Day.periods(date(1, 1, 1), date(2024, 1, 1)); err == nil {
		t.Error("two thousand years of days are no calendar")
	}
}

// TestPosition: the formula of Lowe et al. 2011 by hand, (0,0) among it.
func TestPosition(t *testing.T) {
	for _, c := range []struct {
		p, n float64
		want float64
	}{{3, 2, math.Log(3.5 / 2.5)}, {1, 0, math.Log(3)}, {0, 0, 0}} {
		if got := score.Position(c.p, c.n); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("position of %v and %v is %v, want %v", c.p, c.n, got, c.want)
		}
	}
}

// TestTopicRows: every series comes over all discourse and within the topic,
// where only documents with text inside count and little text is flagged.
func TestTopicRows(t *testing.T) {
	m := compiled(t, lexYAML+"- {key: within, a: [p], b: [n], topic: net}\n"+topicYAML)
	inside, outside := doc(year(2001), "A", 50, 3, 1), doc(year(2001), "A", 100, 1, 1)
	inside.Classes = append(inside.Classes, class1(1, 3, 40, 1, 0), class1(1, 1, 10, 0, 1))
	for _, only := range []string{"", "net"} {
		a, err := New(m, Options{Topic: only})
		if err != nil {
			t.Fatal(err)
		}
		a.Add(inside)
		a.Add(outside)
		rows, err := a.Rows()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for r := range rows {
			if r.Measure == "share" || r.Measure == "together" {
				got = append(got, fmt.Sprintf("%s %s %q %d %d %s", r.Measure, r.Of, r.Topic, r.Documents, r.Hits, strings.ReplaceAll(measure.Join(r.Warnings), "; ", ",")))
			}
		}
		want := []string{`share c "net" 1 4 thin-topic,weak`, `together both "net" 1 4 thin-topic,weak`, `together within "net" 1 4 thin-topic,weak`}
		if only == "" {
			want = []string{`share c "" 2 10 `, want[0], `together both "" 2 10 `, want[1], want[2]}
		}
		if !slices.Equal(got, want) {
			t.Errorf("restricted to %q:\ngot  %q\nwant %q", only, got, want)
		}
	}
	if _, err := New(m, Options{Topic: "nope"}); err == nil {
		t.Error("an unknown topic was taken")
	}
}
