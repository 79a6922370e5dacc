package diffusion_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/diffusion"
	"github.com/frameshift/frameshift/pipeline/result"
)

// text is a document of a test.
type text struct {
	ID, Date, Issuer, Audience, Text string
}

const yes, no = "We seek even waters.", "We seek calm seas now."

// runOf makes a run of documents, with a lexicon that has even waters.
func runOf(t *testing.T, docs []text) *result.Run {
	t.Helper()
	dir := t.TempDir()
	var b strings.Builder
	for i, d := range docs {
		if d.ID == "" {
			d.ID = fmt.Sprintf("d%02d", i)
		}
		raw, err := json.Marshal(map[string]string{"id": d.ID, "date": d.Date, "issuer": d.Issuer, "audience": d.Audience, "text": d.Text, "lang": "en"})
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(raw, '\n'))
	}
	lexicon := "name: t\nversion: \"1\"\nframes:\n  - {key: even, label: Even, definition: Even., entries: {en: [even waters]}}\n"
	for name, content := range map[string]string{"docs.jsonl": b.String(), "lex.yaml": lexicon} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return open(t, pipeline.Config{Inputs: []string{filepath.Join(dir, "docs.jsonl")}, Lexicon: filepath.Join(dir, "lex.yaml"), Draws: 100, By: []string{"audience"}, Cache: "off"})
}

func follow(t *testing.T, run *result.Run, o diffusion.Options) *diffusion.Study {
	t.Helper()
	s, err := diffusion.Follow(context.Background(), run, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestPeriods: who is at risk when, with an issuer that leaves and returns, one that is
// heard late and one that lapses; worked out by hand.
func TestPeriods(t *testing.T) {
	run := runOf(t, []text{
		{Date: "2000-02-01", Issuer: "A", Text: no}, {Date: "2001-02-01", Issuer: "A", Text: yes}, {Date: "2005-02-01", Issuer: "A", Text: yes},
		{Date: "2000-03-01", Issuer: "B", Text: no}, {Date: "2002-03-01", Issuer: "B", Text: no}, {Date: "2003-03-01", Issuer: "B", Text: yes},
		{Date: "2004-04-01", Issuer: "C", Text: no}, {Date: "2005-04-01", Issuer: "C", Text: no},
	})
	for _, c := range []struct {
		lapse int
		want  string
	}{
		{0, "A2000 risk 0 | A2001 risk adopted 0 from-start | A2002 - 0 no-documents | A2003 - 0 no-documents | A2004 - 0.5 no-documents | A2005 - 0.5" +
			" | B2000 risk 0 | B2001 - 0 no-documents | B2002 risk 1 | B2003 risk adopted 1 from-start | C2004 risk 1 | C2005 risk 1"},
		{2, "A2000 risk 0 | A2001 risk adopted 0 from-start | A2002 - 0 no-documents | A2003 - 0 no-documents | A2004 - 0.5 no-documents | A2005 risk adopted 0" +
			" | B2000 risk 0 | B2001 - 0 no-documents | B2002 risk 1 | B2003 risk adopted 0 from-start | C2004 risk 0.5 | C2005 risk 0"},
	} {
		s := follow(t, run, diffusion.Options{By: []string{"issuer"}, Lapse: c.lapse})
		var got []string
		for _, r := range s.Adoption {
			state := "-"
			if r.AtRisk {
				state = "risk"
			}
			if r.Adopted {
				state += " adopted"
			}
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s%d %s %.3g %s", r.Issuer, r.Period.Year(), state, r.ExposureAll, r.Warnings)))
		}
		if text := strings.Join(got, " | "); text != c.want {
			t.Errorf("lapse %d:\n%s\nwant\n%s", c.lapse, text, c.want)
		}
	}
}

// TestQuotedFirst: a first use that is quoted says so, with marks or without.
func TestQuotedFirst(t *testing.T) {
	run := runOf(t, []text{
		{Date: "2000-02-01", Issuer: "A", Audience: "x", Text: "We reject the so-called even waters."}, {Date: "2001-02-01", Issuer: "B", Audience: "y", Text: yes},
	})
	s := follow(t, run, diffusion.Options{})
	for _, r := range s.Firsts {
		if quoted := strings.Contains(r.Warnings, "quoted"); quoted != (r.Value != "y") {
			t.Errorf("%s=%s: %q", r.By, r.Value, r.Warnings)
		}
	}
}

// TestOneGroup: a key with one value has a curve, and nothing to hold it against.
func TestOneGroup(t *testing.T) {
	run := runOf(t, []text{{Date: "2000-02-01", Issuer: "A", Audience: "x", Text: no}, {Date: "2001-02-01", Issuer: "B", Audience: "x", Text: yes}})
	s := follow(t, run, diffusion.Options{})
	if len(s.CurveTests) != 1 || !strings.Contains(s.CurveTests[0].Warnings, "one-group") || !math.IsNaN(s.CurveTests[0].P) {
		t.Errorf("%+v", s.CurveTests)
	}
	if n := len(s.Curves); n != 4 { // two years, of the group and of all
		t.Errorf("%d rows of curves", n)
	}
	_, err := diffusion.Follow(context.Background(), run, diffusion.Options{Leads: []string{"audience=x vs audience=y"}})
	if err == nil || !strings.Contains(err.Error(), "no document is in audience=y: audience is x") {
		t.Errorf("a lead over nobody: %v", err)
	}
}

// TestOneDay: all uses on one day have no order.
func TestOneDay(t *testing.T) {
	var docs []text
	for i := range 8 {
		docs = append(docs, text{Date: "2000-05-01", Issuer: "A", Audience: "x", Text: no}, text{Date: fmt.Sprintf("2001-05-%02d", 1+i/8), Issuer: "A", Audience: []string{"x", "y"}[i%2], Text: yes})
	}
	s := follow(t, runOf(t, docs), diffusion.Options{Leads: []string{"audience=x vs audience=y"}})
	for _, r := range s.Leads {
		if r.Role == diffusion.Pooled || r.K > 4 {
			continue
		}
		if r.Lag != 0 || r.First != "undecided" || r.Uses != 8 || r.Observed != 4 || r.PPermutation != 1 || !strings.Contains(r.Warnings, "same-day") || !strings.Contains(r.Warnings, "ties") {
			t.Errorf("%+v", r)
		}
	}
}

// TestMixedPrecision: a date that names a year only is its first day, and the row says
// that it is compared with days.
func TestMixedPrecision(t *testing.T) {
	run := runOf(t, []text{
		{Date: "2000-05-01", Issuer: "A", Audience: "x", Text: no}, {Date: "2001", Issuer: "A", Audience: "x", Text: yes},
		{Date: "2001-03-01", Issuer: "B", Audience: "y", Text: yes}, {Date: "2001-04-01", Issuer: "B", Audience: "y", Text: no},
	})
	s := follow(t, run, diffusion.Options{Leads: []string{"audience=x vs audience=y"}})
	if r := s.Leads[0]; r.Order != diffusion.Opposite && r.Lag != 59 || !strings.Contains(r.Warnings, "mixed-precision") {
		t.Errorf("%+v", r)
	}
	if !slices.ContainsFunc(s.Notes, func(n string) bool { return strings.HasPrefix(n, "1 of 4 documents are dated by their year") }) {
		t.Errorf("%q", s.Notes)
	}
	months := follow(t, run, diffusion.Options{Freq: "month"})
	if !slices.ContainsFunc(months.Notes, func(n string) bool {
		return strings.Contains(n, "1 more are left out, whose dates name no single month")
	}) {
		t.Errorf("%q", months.Notes)
	}
}

// TestManyValues: a key with a value for every document has first uses of each, and no
// curves; the row that would test them says why.
func TestManyValues(t *testing.T) {
	var docs []text
	for i := range 60 {
		docs = append(docs, text{Date: fmt.Sprintf("20%02d-05-01", i%20), Issuer: "A", Audience: fmt.Sprintf("v%02d", i), Text: []string{no, yes}[i%2]})
	}
	s := follow(t, runOf(t, docs), diffusion.Options{By: []string{"audience"}})
	if len(s.Firsts) != 61 {
		t.Errorf("%d rows of first uses", len(s.Firsts))
	}
	for _, r := range s.CurveTests {
		if r.Warnings != "too-many-groups" || !math.IsNaN(r.P) {
			t.Errorf("%+v", r)
		}
	}
	if len(s.CurveTests) != 1 {
		t.Errorf("%d tests", len(s.CurveTests))
	}
}

// TestUnseen: what the absence before a first use leaves open, by how many documents
// stand before it (Clopper and Pearson with none found); scipy.
func TestUnseen(t *testing.T) {
	for n, want := range map[int]float64{1: .95, 4: .527129, 10: .258866, 30: .095034} {
		var docs []text
		for i := range n {
			docs = append(docs, text{Date: time.Date(2000, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), Issuer: "A", Text: no})
		}
		docs = append(docs, text{Date: "2001-01-01", Issuer: "A", Text: yes})
		s, err := diffusion.Firsts(context.Background(), runOf(t, docs), diffusion.Options{By: []string{"issuer"}})
		if err != nil {
			t.Fatal(err)
		}
		r := s.Firsts[0]
		if math.Abs(r.Absent-want) > 5e-7 || r.Before != int64(n) || (r.Status == diffusion.FromStart) != (n < 5) {
			t.Errorf("%d documents before: %+v", n, r)
		}
	}
}

// TestSampleLead: the lead of two years that is planted in the sample is found, and the
// frames in which none is planted show none.
func TestSampleLead(t *testing.T) {
	run := open(t, pipeline.Config{Draws: 100, Cache: "off"})
	s := follow(t, run, diffusion.Options{
		Concepts: []string{"values.balance", "id:coordinate", "id:two-wings", "id:in-step", "id:equal-emphasis", "id:no-one-without-other"},
		Placebos: []string{"behaviours.exchange"}, By: []string{"audience"}, Leads: []string{"audience=regional vs audience=international"}, Seed: 1,
	})
	seen := 0
	for _, r := range s.Leads {
		if r.K != 3 || r.Order != diffusion.Stated {
			continue
		}
		seen++
		years := r.Lag / 365.25
		switch {
		case r.Role == "placebo" && r.PPermutation < .05:
			t.Errorf("a placebo leads: %+v", r)
		case r.Role == "concept" && (math.Abs(years-2) > 1 || r.PPermutation > .06 || r.Observed != 3):
			t.Errorf("%s: lag of %.2f years, p %.4f, %d of 3 regional", r.Concept, years, r.PPermutation, r.Observed)
		case r.Role == diffusion.Pooled && (r.AFirst != 6 || r.PPermutation > .05):
			t.Errorf("together: %+v", r)
		}
	}
	if seen != 8 {
		t.Errorf("%d rows", seen)
	}
}
