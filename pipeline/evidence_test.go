package pipeline

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/table"
)

// tableRows reads a table as maps from column to cell.
func tableRows(t *testing.T, run, name string) (out []map[string]any) {
	t.Helper()
	opened, err := table.Open(run, name)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	for cells, err := range opened.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		row := map[string]any{}
		for i, c := range opened.Columns() {
			row[c.Name] = cells[i]
		}
		out = append(out, row)
	}
	return out
}

func number(v any) float64 {
	if f, ok := v.(float64); ok {
		return f
	}
	return math.NaN()
}

func near(a, b float64) bool {
	return math.Abs(a-b) <= 1e-12*max(1, math.Abs(a), math.Abs(b)) || math.IsNaN(a) && math.IsNaN(b)
}

// TestEvidenceAddsUp: what the tables of evidence split, they split without a
// remainder, and they agree with the series.
func TestEvidenceAddsUp(t *testing.T) {
	dir := evidenceRun(t)
	pooled := map[string]map[time.Time]map[string]any{} // by measure, of and topic
	var calendar []time.Time
	for _, r := range tableRows(t, dir, "series") {
		key := fmt.Sprint(r["measure"], r["of"], r["topic"])
		if r["group"] != "" {
			continue
		}
		if pooled[key] == nil {
			pooled[key] = map[time.Time]map[string]any{}
		}
		at := r["period"].(time.Time)
		pooled[key][at] = r
		if len(pooled) == 1 {
			calendar = append(calendar, at)
		}
	}

	t.Run("terms", func(t *testing.T) {
		sums := map[string]float64{}
		for _, r := range tableRows(t, dir, "terms") {
			sums[fmt.Sprint(r["frame"], r["period"])] += number(r["contribution"])
		}
		checked := 0
		for i := 1; i < len(calendar); i++ {
			for _, frame := range []string{"values.sovereignty", "values.development"} {
				now, before := pooled["rate"+frame][calendar[i]], pooled["rate"+frame][calendar[i-1]]
				if now["estimate"] == nil || before["estimate"] == nil {
					continue
				}
				checked++
				if got, want := sums[fmt.Sprint(frame, calendar[i])], number(now["estimate"])-number(before["estimate"]); !near(got, want) {
					t.Errorf("%s in %v: the terms sum to %v, the rate changed by %v", frame, calendar[i], got, want)
				}
			}
		}
		if checked == 0 {
			t.Error("nothing was checked")
		}
	})

	// span adds up a contrast's series over the days from start to end: P−N, and tokens.
	span := func(of, topic string, start, end any) (difference, tokens float64) {
		for at, r := range pooled["difference"+of+topic] {
			if !at.Before(start.(time.Time)) && !at.After(end.(time.Time)) && r["estimate"] != nil {
				n := float64(r["tokens"].(int64))
				difference += number(r["estimate"]) * n
				tokens += n
			}
		}
		return difference, tokens
	}
	change := func(r map[string]any) float64 {
		a, n := span(r["of"].(string), r["topic"].(string), r["from_start"], r["from_end"])
		b, m := span(r["of"].(string), r["topic"].(string), r["to_start"], r["to_end"])
		return b/m - a/n
	}

	t.Run("shifts", func(t *testing.T) {
		sums, rows := map[string]float64{}, map[string]map[string]any{}
		for _, r := range tableRows(t, dir, "shifts") {
			if r["group"] != "" {
				continue
			}
			key := fmt.Sprint(r["of"], r["topic"], r["from_start"], r["to_start"], r["break"])
			sums[key] += number(r["contribution"])
			rows[key] = r
		}
		if len(sums) < 3 {
			t.Errorf("%d changes explained", len(sums))
		}
		for key, sum := range sums {
			if want := change(rows[key]); math.Abs(sum-want) > 1e-12 {
				t.Errorf("%s: contributions sum to %v, the difference changed by %v", key, sum, want)
			}
		}
	})

	t.Run("composition", func(t *testing.T) {
		sums, whole := map[string]float64{}, map[string]map[string]any{}
		for _, r := range tableRows(t, dir, "composition") {
			key := fmt.Sprint(r["measure"], r["of"], r["topic"])
			if r["issuer"] == "" {
				whole[key] = r
				continue
			}
			sums[key] += number(r["total"])
			if parts := number(r["within"]) + number(r["mix"]) + number(r["interaction"]); !near(parts, number(r["total"])) {
				t.Errorf("%s, %s: parts %v, total %v", key, r["issuer"], parts, r["total"])
			}
		}
		for key, r := range whole {
			if total := number(r["total"]); !near(sums[key], total) || !near(number(r["value_to"])-number(r["value_from"]), total) {
				t.Errorf("%s: issuers sum to %v, total %v, values %v and %v", key, sums[key], total, r["value_from"], r["value_to"])
			}
			if r["measure"] == "difference" && math.Abs(number(r["total"])-change(r)) > 1e-12 {
				t.Errorf("%s: total %v, the series changed by %v", key, r["total"], change(r))
			}
		}
	})
}

// TestVersusIsADifference: the series of a pair of groups is the first minus
// the second, with an interval, where both have documents.
func TestVersusIsADifference(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: whole runs that have nothing to do with workers")
	}
	estimates := map[string]float64{}
	rows := tableRows(t, evidenceRun(t), "series")
	key := func(r map[string]any, group string) string {
		return fmt.Sprint(r["measure"], r["of"], r["topic"], r["period"], group)
	}
	for _, r := range rows {
		estimates[key(r, r["group"].(string))] = number(r["estimate"])
	}
	checked := 0
	for _, r := range rows {
		first, second, pair := strings.Cut(r["group"].(string), " vs ")
		if !pair {
			continue
		}
		want := estimates[key(r, first)] - estimates[key(r, second)]
		if !near(number(r["estimate"]), want) {
			t.Fatalf("%v: want %v", r, want)
		}
		if r["measure"] == "difference" && r["unit"] != nil {
			checked++
			if low, high := number(r["ci_low"]), number(r["ci_high"]); !(low <= want && want <= high) {
				t.Errorf("%s of %s in %v: %v is not within %v and %v", r["measure"], r["of"], r["period"], want, low, high)
			}
		}
	}
	if checked == 0 {
		t.Error("no pair has an interval")
	}
}

// TestPlantedBreak: the turn planted in the sample, from 2016 on, is within the
// interval of a reported break, which holds without any one term or document.
func TestPlantedBreak(t *testing.T) {
	found := false
	turn := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC) // the last year of the old level
	for _, r := range tableRows(t, evidenceRun(t), "breaks") {
		if r["measure"] != "position" || r["of"] != "sovereignty-balance" || r["topic"] != "" || r["group"] != "" {
			continue
		}
		if r["date_low"].(time.Time).After(turn) || r["date_high"].(time.Time).Before(turn) {
			continue
		}
		found = true
		kept, of := 0, 0
		if _, err := fmt.Sscanf(fmt.Sprint(r["survives_documents"]), "%d of %d", &kept, &of); err != nil || number(r["p"]) > 0.05 || 10*kept < 9*of {
			t.Errorf("a break that does not hold: %v", r)
		}
	}
	if !found {
		t.Error("the planted break is not among those reported")
	}
}

// TestDrawsAndSeeds: another seed moves intervals and no estimate.
func TestDrawsAndSeeds(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: whole runs that have nothing to do with workers")
	}
	a := tableRows(t, mustRun(t, Config{Draws: 200}).Dir, "series")
	b := tableRows(t, mustRun(t, Config{Draws: 200, Seed: 5}).Dir, "series")
	moved := 0
	for i := range a {
		if a[i]["estimate"] != b[i]["estimate"] {
			t.Fatalf("%v and %v", a[i], b[i])
		}
		if a[i]["ci_low"] != b[i]["ci_low"] {
			moved++
		}
	}
	if moved == 0 {
		t.Error("the seed changes no interval")
	}
}

// TestAlsoLexicon: the headline comes with other lexicons too, and the manifest
// names them.
func TestAlsoLexicon(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: whole runs that have nothing to do with workers")
	}
	dir := mustRun(t, Config{AlsoLexicon: []string{"norms-broad"}}).Dir
	found := false
	for _, r := range tableRows(t, dir, "stability") {
		found = found || r["kind"] == series.KindLexicon && r["item"] == "norms-broad" && r["change"] != nil
	}
	if !found || !strings.Contains(read(t, dir, "manifest.json"), `"name": "norms-broad"`) {
		t.Errorf("norms-broad is not in %s", filepath.Join(dir, "stability.parquet"))
	}
}

// TestAlsoFreq: series of another frequency stand beside the first, sorted,
// with trends and breaks, and are those of a run of their own.
func TestAlsoFreq(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: whole runs that have nothing to do with workers")
	}
	both := mustRun(t, Config{Freq: "year", AlsoFreq: []string{"quarter"}}).Dir
	alone := mustRun(t, Config{Freq: "quarter"}).Dir
	for _, table := range []string{"series", "trends", "breaks", "terms"} {
		var quarters []map[string]any
		years := 0
		for _, r := range tableRows(t, both, table) {
			if r["freq"] == "quarter" {
				quarters = append(quarters, r)
			} else {
				years++
			}
		}
		want := tableRows(t, alone, table)
		for i, r := range want {
			if i < len(quarters) && fmt.Sprint(quarters[i]) != fmt.Sprint(r) {
				t.Fatalf("%s: %v, want %v", table, quarters[i], r)
			}
		}
		if years == 0 || len(quarters) != len(want) {
			t.Errorf("%s: %d rows by year and %d by quarter, want %d", table, years, len(quarters), len(want))
		}
	}
	for _, table := range []string{"shifts", "stability", "composition"} {
		for _, r := range tableRows(t, both, table) {
			if r["freq"] != "year" {
				t.Fatalf("%s: %v", table, r)
			}
		}
	}
}
