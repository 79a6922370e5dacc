package result_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
)

// key writes a row so that rows can be compared, missing numbers among them.
func key(r store.SeriesRow) string {
	return strings.Join([]string{r.Measure, r.Of, r.Topic, r.Group, r.Freq, r.Period.String(), table.CellText(r.Estimate), r.Warnings}, "|")
}

// TestSeriesRows: what is read of some series are their rows among all.
func TestSeriesRows(t *testing.T) {
	r := mustRun(t, pipeline.Config{By: []string{"audience"}, AlsoFreq: []string{"quarter"}, Lexicon: "norms"})
	all, err := result.Rows[store.SeriesRow](r)
	if err != nil {
		t.Fatal(err)
	}
	names, err := r.Series()
	if err != nil {
		t.Fatal(err)
	}
	var inTable []store.SeriesName
	for _, row := range all {
		if !slices.Contains(inTable, row.SeriesName) {
			inTable = append(inTable, row.SeriesName)
		}
	}
	if !reflect.DeepEqual(names, inTable) {
		t.Errorf("%d series, want %d", len(names), len(inTable))
	}
	for what, keep := range map[string]func(*store.SeriesName) bool{
		"all":          func(*store.SeriesName) bool { return true },
		"none":         func(*store.SeriesName) bool { return false },
		"the last":     func(n *store.SeriesName) bool { return *n == names[len(names)-1] },
		"pooled rates": func(n *store.SeriesName) bool { return n.Measure == "rate" && n.Group == "" },
		"by quarter":   func(n *store.SeriesName) bool { return n.Freq == "quarter" && n.Topic == "cyber" },
		"of a group":   func(n *store.SeriesName) bool { return n.Group == "audience=regional" },
	} {
		var got, want []string
		for row, err := range result.SeriesRows[store.SeriesRow](r, keep) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, key(row))
		}
		for _, row := range all {
			if keep(&row.SeriesName) {
				want = append(want, key(row))
			}
		}
		if !slices.Equal(got, want) || (what != "none") != (len(want) > 0) {
			t.Errorf("%s: %d rows, want %d", what, len(got), len(want))
		}
	}
}
