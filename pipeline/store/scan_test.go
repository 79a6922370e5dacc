package store

import (
	"errors"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/series"
)

// TestScan: fields take their columns, also in an embedded struct, null is NaN,
// and a field without a column that fits it is an error.
func TestScan(t *testing.T) {
	dir := t.TempDir()
	day := time.Date(2001, 2, 3, 0, 0, 0, 0, time.UTC)
	rows := []series.TermRow{
		{Frame: "f", Entry: "a", Period: day, Hits: 2, Contribution: math.NaN()},
		{Frame: "f", Entry: "b", Period: day, Hits: 0, Contribution: -0.5},
	}
	if err := WriteTerms(dir, rows); err != nil {
		t.Fatal(err)
	}
	type key struct {
		Entry string `column:"entry"`
	}
	type row struct {
		key
		Contribution float64   `column:"contribution"`
		Hits         int64     `column:"hits"`
		Period       time.Time `column:"period"`
		Other        string
	}
	var got []row
	for r, err := range Scan[row](dir, "terms") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r)
	}
	if len(got) != 2 || got[0].Entry != "a" || !math.IsNaN(got[0].Contribution) || got[1].Contribution != -0.5 || got[0].Hits != 2 || !got[1].Period.Equal(day) {
		t.Errorf("rows %+v", got)
	}
	for _, err := range Scan[struct {
		X string `column:"x"`
	}](dir, "terms") {
		wantError(t, err, `no column "x"`)
	}
	for _, err := range Scan[struct {
		Hits string `column:"hits"`
	}](dir, "terms") {
		wantError(t, err, "column hits is BIGINT")
	}
	for _, err := range Scan[row](dir, "absent") {
		if !errors.Is(err, os.ErrNotExist) {
			t.Errorf("error %v", err)
		}
	}
}

func wantError(t *testing.T, err error, text string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), text) {
		t.Errorf("error %v, want one with %q", err, text)
	}
}
