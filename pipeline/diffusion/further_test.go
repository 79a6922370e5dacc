package diffusion_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/diffusion"
	"github.com/frameshift/frameshift/pipeline/result"
)

// course is a run in which A and B speak every year from 2000, and use the concept in
// the years given.
func course(t *testing.T, years int, a, b func(year int) bool) *result.Run {
	var docs []text
	for y := 2000; y < 2000+years; y++ {
		for issuer, uses := range map[string]func(int) bool{"A": a, "B": b} {
			docs = append(docs, text{ID: fmt.Sprintf("%s%d", issuer, y), Date: fmt.Sprintf("%d-05-01", y), Issuer: issuer, Text: map[bool]string{true: yes, false: no}[uses(y)]})
		}
	}
	return runOf(t, docs)
}

// TestUptake: B does what A did the year before: every document of B after a use of A
// uses it, and none else; of the 24 ways to turn A's years round, only A as it was shows
// that.
func TestUptake(t *testing.T) {
	a := func(y int) bool { return strings.ContainsRune("\x02\x03\x07\x0b\x0c\x13", rune(y-2000)) }
	run := course(t, 24, a, func(y int) bool { return a(y - 1) })
	s := follow(t, run, diffusion.Options{By: []string{"issuer"}, Sources: []string{"issuer=A"}, Window: 1})
	r := s.Uptake[0]
	if r.By != "" || r.After != 6 || r.UsingAfter != 6 || r.Else != 17 || r.UsingElse != 0 || r.Difference != 1 || math.Abs(r.P-1.0/24) > 1e-12 || r.Warnings != "" {
		t.Errorf("%+v", r)
	}
	// Before a use of A, B uses it by chance: A used it two years running twice.
	if r.Opposite >= r.Difference || r.POpposite < .05 {
		t.Errorf("opposite %+v", r)
	}
	for _, bad := range []string{"issuer=Z", "issuer=A vs issuer=B", "issuer"} {
		if _, err := diffusion.Follow(context.Background(), run, diffusion.Options{By: []string{"issuer"}, Sources: []string{bad}}); err == nil {
			t.Errorf("source %q is taken", bad)
		}
	}
}

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestBackdrop: a rate that doubles at an event and nowhere else.
func TestBackdrop(t *testing.T) {
	late := func(y int) bool { return y >= 2013 }
	run := course(t, 30, late, late)
	s := follow(t, run, diffusion.Options{By: []string{"issuer"}, Days: 366, Backdrop: file(t, "events.yaml", "- {date: 2013-01-01, event: E}\n- {date: 1990-01-01, event: long before}\n")})
	before, r := s.Backdrop[0], s.Backdrop[1]
	if !math.IsNaN(before.Change) || !strings.Contains(before.Warnings, "no-documents") {
		t.Errorf("an event before the first document: %+v", before)
	}
	// 2 hits in 8 tokens after, none in 10 before: log(2.5/8 / (0.5/10)).
	if r.Before != 2 || r.After != 2 || math.Abs(r.Change-math.Log(2.5/8/(.5/10))) > 1e-12 || r.Placebos != 26 || math.Abs(r.P-1.0/27) > 1e-12 {
		t.Errorf("%+v", r)
	}
	for content, want := range map[string]string{
		"- {date: 2013-02-30, event: E}\n":                                 `event 1 (E): "2013-02-30" is no date`,
		"- {date: 2013-01-01, event: E}\n- {date: 2013-01-01, event: E}\n": "event 2 (E, 2013-01-01) is event 1 again",
		"":                "no event",
		"- {day: 2013}\n": "want a list of",
	} {
		_, err := diffusion.Follow(context.Background(), run, diffusion.Options{By: []string{"issuer"}, Backdrop: file(t, "bad.yaml", content)})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", content, err, want)
		}
	}
}

// TestCovariate: text that follows a series by one period goes with it at a shift of 1.
func TestCovariate(t *testing.T) {
	on := func(y int) bool { return y%5 == 0 || y%7 == 0 }
	run := course(t, 30, func(y int) bool { return on(y - 1) }, func(y int) bool { return on(y - 1) })
	var b strings.Builder
	b.WriteString("period,value\n1950,3\n")
	for y := 2000; y < 2030; y++ {
		fmt.Fprintf(&b, "%d,%d\n", y, map[bool]int{true: 4, false: 1}[on(y)])
	}
	s := follow(t, run, diffusion.Options{By: []string{"issuer"}, Covariate: file(t, "votes.csv", b.String())})
	if len(s.Covariates) != 7 {
		t.Fatalf("%d rows", len(s.Covariates))
	}
	for _, r := range s.Covariates {
		switch {
		case r.Shift == 1 && (math.Abs(r.R-1) > 1e-9 || math.Abs(r.RChange-1) > 1e-9 || r.Pairs != 29 || r.P > .05):
			t.Errorf("%+v", r)
		case r.Shift != 1 && r.R > .6:
			t.Errorf("%+v", r)
		}
	}
	// By issuer, A's series alone: B is in no row of it.
	byIssuer := "period,value,issuer\n" + strings.ReplaceAll(strings.TrimPrefix(b.String(), "period,value\n"), "\n", ",A\n")
	s = follow(t, run, diffusion.Options{By: []string{"issuer"}, Covariate: file(t, "by.csv", byIssuer)})
	if r := s.Covariates[4]; r.Shift != 1 || math.Abs(r.R-1) > 1e-9 || r.Pairs != 29 {
		t.Errorf("%+v", r)
	}
	for content, want := range map[string]string{
		"period,value\n2001,1\n2001-03-01,2\n":  "line 3: 2001-01-01 is on line 2 already",
		"period,value\n2001-02-30,1\n":          `line 2: period "2001-02-30" is no date`,
		"period,value\n2001,many\n":             `line 2: value "many" is no number`,
		"period,votes\n2001,1\n":                "want the columns period and value",
		"period,value\n1901,1\n":                "no row lies between the first document and the last",
		"period,value,issuer\n2001,1,Nowhere\n": "none of its issuers is one of the run",
	} {
		_, err := diffusion.Follow(context.Background(), run, diffusion.Options{By: []string{"issuer"}, Covariate: file(t, "bad.csv", content)})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", content, err, want)
		}
	}
}

// TestLinkage: sentences with both, by who says so.
func TestLinkage(t *testing.T) {
	run := runOf(t, []text{
		{ID: "a", Date: "2000-05-01", Issuer: "A", Text: "Even waters and calm seas. Even waters."},
		{ID: "b", Date: "2001-05-01", Issuer: "B", Text: "Even waters. No calm seas, even waters."},
		{ID: "c", Date: "1999-05-01", Issuer: "B", Text: "Even waters alone."},
	})
	s := follow(t, run, diffusion.Options{By: []string{"issuer"}, Links: []string{"even & phrase:calm seas"}})
	var got []string
	for _, r := range s.Linkage {
		got = append(got, fmt.Sprintf("%s=%s %d %d %d in %d, %s %q", r.By, r.Value, r.SentenceA, r.SentenceB, r.Both, r.Documents, r.ID, r.Text))
	}
	want := []string{`= 5 2 2 in 2, a "Even waters and calm seas."`, `issuer=A 2 1 1 in 1, a "Even waters and calm seas."`, `issuer=B 3 1 1 in 1, b "No calm seas, even waters."`}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	for _, bad := range []string{"even", "even & even", "even & nothing"} {
		if _, err := diffusion.Follow(context.Background(), run, diffusion.Options{By: []string{"issuer"}, Links: []string{bad}}); err == nil {
			t.Errorf("link %q is taken", bad)
		}
	}
}
