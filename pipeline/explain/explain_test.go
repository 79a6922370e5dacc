package explain_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/explain"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/where"
)

// TestShiftIsTheSeries: between two years, a shift starts and ends where the
// series of the run stand, with the hits, tokens and documents they have, for
// every contrast and frame, over all and within a topic, pooled and by group.
func TestShiftIsTheSeries(t *testing.T) {
	run := open(t, pipeline.Config{By: []string{"audience", "lang+audience"}})
	years := map[store.SeriesName][2]store.SeriesRow{}
	rows, err := result.Rows[store.SeriesRow](run)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		pair := years[row.SeriesName]
		switch row.Period.Year() {
		case 2012:
			pair[0] = row
		case 2020:
			pair[1] = row
		}
		years[row.SeriesName] = pair
	}
	seen := 0
	for name, pair := range years {
		explained := name.Measure == "difference" || name.Measure == "rate" && name.Of == "values.development"
		if !explained || pair[0].Documents == 0 || pair[1].Documents == 0 {
			continue
		}
		seen++
		s, err := explain.Change(run, explain.Options{
			From: span(t, "2012"), To: span(t, "2020-01..2020"), Of: name.Of, Topic: name.Topic, Where: whereOf(t, name.Group),
		})
		if err != nil {
			t.Fatalf("%v: %v", name, err)
		}
		_, _, all := s.Top(0)
		for i, got := range [2]struct {
			value                   float64
			hits, tokens, documents int64
		}{{s.ValueFrom, all.From, s.TokensFrom, s.DocumentsFrom}, {s.ValueTo, all.To, s.TokensTo, s.DocumentsTo}} {
			want := pair[i]
			if name.Of == "sovereignty-balance" { // whose terms share sentences
				got.hits = want.Hits
			}
			if !(math.Abs(got.value-want.Estimate) <= 1e-12*max(1, math.Abs(want.Estimate))) ||
				got.hits != want.Hits || got.tokens != want.Tokens || got.documents != want.Documents {
				t.Errorf("%v, span %d: %+v, the series says %+v", name, i, got, want)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d series compared", seen)
	}
}

func open(tb testing.TB, c pipeline.Config) *result.Run {
	tb.Helper()
	c.Out = tb.TempDir()
	s, err := pipeline.Run(context.Background(), c, nil)
	if err != nil {
		tb.Fatal(err)
	}
	run, err := result.Open(s.Dir)
	if err != nil {
		tb.Fatal(err)
	}
	return run
}

func whereOf(tb testing.TB, group string) where.Conditions {
	tb.Helper()
	if group == "" {
		return nil
	}
	w, err := where.Parse(strings.Split(group, ","))
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func span(tb testing.TB, s string) series.Span {
	tb.Helper()
	out, err := series.ParseSpan(s)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// TestShiftOfARunWithinATopic: the topic of the run is that of its shifts.
func TestShiftOfARunWithinATopic(t *testing.T) {
	o := explain.Options{From: span(t, "2008..2015"), To: span(t, "2016..2024")}
	restricted, err := explain.Change(open(t, pipeline.Config{Topic: "cyber"}), o)
	if err != nil {
		t.Fatal(err)
	}
	o.Topic = "cyber"
	chosen, err := explain.Change(open(t, pipeline.Config{}), o)
	if err != nil {
		t.Fatal(err)
	}
	if restricted.Change != chosen.Change || restricted.Topic != "cyber" || len(restricted.Terms) != len(chosen.Terms) {
		t.Errorf("%+v\n%+v", restricted, chosen)
	}
}

// TestShiftWarns: what the numbers do not show is said.
func TestShiftWarns(t *testing.T) {
	run := open(t, pipeline.Config{Weighting: "document"})
	s, err := explain.Change(run, explain.Options{From: span(t, "2008"), To: span(t, "2024"), Of: "values.balance"})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(measure.Join(s.Warnings), "; ", "\n"); !strings.Contains(got, "weak: the first span has 0 hits") || !strings.Contains(got, "weigh documents alike") {
		t.Errorf("%q", s.Warnings)
	}
}

// TestShiftWithinATopicOfAPair: groups that a run has for a comparison only are on
// record as those of By are.
func TestShiftWithinATopicOfAPair(t *testing.T) {
	run := open(t, pipeline.Config{Draws: 100, Versus: []string{"type=report vs type=statement"}})
	o := explain.Options{From: span(t, "2008..2012"), To: span(t, "2020..2024"), Topic: "cyber", Where: whereOf(t, "type=report")}
	if s, err := explain.Change(run, o); err != nil || s.TokensFrom == 0 {
		t.Errorf("%v, %v", s, err)
	}
}
