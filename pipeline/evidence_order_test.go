package pipeline

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestTablesAreSortedByTheirKeys: the rows of every table are in the order of
// its key, and no key comes twice; also where a break cuts the calendar where
// the spans of the run do, and with two more lexicons.
func TestTablesAreSortedByTheirKeys(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: whole runs that have nothing to do with workers")
	}
	s := mustRun(t, Config{
		Draws: 100, By: []string{"audience", "audience"}, Versus: []string{"audience=regional vs audience=international"},
		From: "2008..2012", To: "2014..2024", AlsoLexicon: []string{"norms-strict", "norms-broad"},
	})
	for _, spec := range store.Specs(nil) {
		last := ""
		for i, r := range tableRows(t, s.Dir, spec.Name) {
			var key strings.Builder
			for _, column := range spec.Key {
				key.WriteString(sortable(r[column]))
			}
			if now := key.String(); i > 0 && now <= last {
				t.Fatalf("%s: row %d, %v, is not behind the one before", spec.Name, i, r)
			}
			last = key.String()
		}
	}
	calendar := map[string]int64{}
	for _, r := range tableRows(t, s.Dir, "series") {
		if r["measure"] == "rate" && r["of"] == "values.balance" && r["topic"] == "" && !strings.Contains(r["group"].(string), " vs ") {
			calendar[fmt.Sprint(r["group"] == "", r["period"])] += r["documents"].(int64)
		}
	}
	for key, n := range calendar {
		if other := calendar[strings.Replace(key, "true", "false", 1)]; n != other {
			t.Errorf("%s: %d documents, %d by audience", key, n, other)
		}
	}
}

// sortable is a cell as text whose order is that of the cells; null is last.
func sortable(cell any) string {
	switch v := cell.(type) {
	case string:
		return v + "\x00"
	case int64:
		return fmt.Sprintf("%020d", v)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return "\xff"
}

// TestSpansEndWithDays: spans are days in every table, and the two of a break
// meet.
func TestSpansEndWithDays(t *testing.T) {
	for _, r := range tableRows(t, evidenceRun(t), "shifts") {
		end := r["from_end"].(time.Time)
		if end.Month() != time.December || end.Day() != 31 || r["to_end"].(time.Time).Day() != 31 {
			t.Fatalf("spans that end within a year: %v", r)
		}
		if r["break"] != nil && !end.AddDate(0, 0, 1).Equal(r["to_start"].(time.Time)) {
			t.Fatalf("the spans of a break do not meet: %v", r)
		}
	}
}

// TestLittleToGoBy: what a configuration asks for in vain is said in the summary,
// or refused where nothing would come of it.
func TestLittleToGoBy(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: whole runs that have nothing to do with workers")
	}
	s := mustRun(t, Config{Draws: 100, From: "2009-03..2010", To: "2040"})
	all := strings.Join(s.Warnings, "\n")
	for _, want := range []string{"span 2009-03..2010-12: a year", "span 2040 holds no document"} {
		if !strings.Contains(all, want) {
			t.Errorf("no warning %q in:\n%s", want, all)
		}
	}
	for _, r := range tableRows(t, s.Dir, "stability") {
		if !math.IsNaN(number(r["change"])) {
			t.Errorf("a change without a second span: %v", r)
		}
	}
	_, err := Run(t.Context(), Config{Versus: []string{"audience=regoinal vs audience=international"}, Out: t.TempDir()}, nil)
	if err == nil || !strings.Contains(err.Error(), "no document has audience=regoinal; there are audience=domestic, ") {
		t.Errorf("a comparison with nobody: %v", err)
	}
	_, err = Run(t.Context(), Config{Weighting: "document", AlsoLexicon: []string{"norms-broad"}, Out: t.TempDir()}, nil)
	if err == nil || !strings.Contains(err.Error(), "also_lexicon") {
		t.Errorf("also_lexicon with means of documents: %v", err)
	}
}
