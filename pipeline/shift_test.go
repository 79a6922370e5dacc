package pipeline

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/where"
)

// TestShiftIsTheSeries: between two years, a shift starts and ends where the
// series of the run stand, with the hits, tokens and documents they have, for
// every contrast and frame, over all and within a topic, pooled and by group.
func TestShiftIsTheSeries(t *testing.T) {
	run := mustRun(t, Config{By: []string{"audience", "lang+audience"}}).Dir
	years := map[string][2]map[string]string{} // by measure, of, topic and group
	for _, row := range tableOf(t, run, "series") {
		pair := years[key(row)]
		switch row["period"] {
		case "2012-01-01":
			pair[0] = row
		case "2020-01-01":
			pair[1] = row
		}
		years[key(row)] = pair
	}
	seen := 0
	for _, pair := range years {
		row := pair[0]
		explained := row["measure"] == "difference" || row["measure"] == "rate" && row["of"] == "values.development"
		if !explained || row["documents"] == "0" || pair[1]["documents"] == "0" {
			continue
		}
		seen++
		s, err := ExplainShift(run, ShiftOptions{
			From: span(t, "2012"), To: span(t, "2020-01..2020"), Of: row["of"], Topic: row["topic"], Where: whereOf(t, row["group"]),
		})
		if err != nil {
			t.Fatalf("%s: %v", key(row), err)
		}
		_, _, all := s.Top(0)
		for i, got := range [2]struct {
			value                   float64
			hits, tokens, documents int64
		}{{s.ValueFrom, all.From, s.TokensFrom, s.DocumentsFrom}, {s.ValueTo, all.To, s.TokensTo, s.DocumentsTo}} {
			if want := real(t, pair[i]["estimate"]); math.Abs(got.value-want) > 1e-12*max(1, math.Abs(want)) {
				t.Errorf("%s, span %d: %v, the series says %v", key(row), i, got.value, want)
			}
			for name, n := range map[string]int64{"hits": got.hits, "tokens": got.tokens, "documents": got.documents} {
				if strconv.FormatInt(n, 10) != pair[i][name] {
					t.Errorf("%s, span %d: %d %s, the series says %s", key(row), i, n, name, pair[i][name])
				}
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d series compared", seen)
	}
}

func key(row map[string]string) string {
	return strings.Join([]string{row["measure"], row["of"], row["topic"], row["group"]}, "|")
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

func real(tb testing.TB, s string) float64 {
	tb.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// TestShiftOfARunWithinATopic: the topic of the run is that of its shifts.
func TestShiftOfARunWithinATopic(t *testing.T) {
	o := ShiftOptions{From: span(t, "2008..2015"), To: span(t, "2016..2024")}
	restricted, err := ExplainShift(mustRun(t, Config{Topic: "cyber"}).Dir, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Topic = "cyber"
	chosen, err := ExplainShift(mustRun(t, Config{}).Dir, o)
	if err != nil {
		t.Fatal(err)
	}
	if restricted.Change != chosen.Change || restricted.Topic != "cyber" || len(restricted.Terms) != len(chosen.Terms) {
		t.Errorf("%+v\n%+v", restricted, chosen)
	}
}

// TestShiftWarns: what the numbers do not show is said.
func TestShiftWarns(t *testing.T) {
	run := mustRun(t, Config{Weighting: "document"}).Dir
	s, err := ExplainShift(run, ShiftOptions{From: span(t, "2008"), To: span(t, "2024"), Of: "values.balance"})
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
	run := mustRun(t, Config{Draws: 100, Versus: []string{"type=report vs type=statement"}}).Dir
	o := ShiftOptions{From: span(t, "2008..2012"), To: span(t, "2020..2024"), Topic: "cyber", Where: whereOf(t, "type=report")}
	if s, err := ExplainShift(run, o); err != nil || s.TokensFrom == 0 {
		t.Errorf("%v, %v", s, err)
	}
}
