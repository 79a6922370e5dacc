//go:build calibrate

package figure

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"
)

// TestCalibrationFigure draws docs/calibration.svg from the two files of
// figures beside it.
func TestCalibrationFigure(t *testing.T) {
	c := chart{rows: [][]*panel{{coverage(t)}, {falseBreaks(t)}}}
	fonts, err := newFonts("", nil)
	if err != nil {
		t.Fatal(err)
	}
	f := &Figure{Kind: "calibration", chart: c, width: 130, fonts: fonts,
		Caption: "Above: share of 95 % intervals that hold the truth. Below: share of corpora without a break in which one is found."}
	f.chart.clean()
	raw, err := f.render("svg")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("../../docs/calibration.svg", raw, 0o666); err != nil {
		t.Fatal(err)
	}
}

// records reads a CSV file as maps from column to cell.
func records(t *testing.T, path string) (out []map[string]string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		r := map[string]string{}
		for i, cell := range row {
			r[rows[0][i]] = cell
		}
		out = append(out, r)
	}
	return out
}

func float(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// coverage has a dot for each setting: filled for rows without a warning,
// hollow for those with one.
func coverage(t *testing.T) *panel {
	p := &panel{title: "95 % intervals that hold the truth", height: 120,
		x: axis{title: "Documents in the period", min: -0.5, max: 3.5},
		y: axis{title: "Per cent", min: 68, max: 101}}
	sizes := []string{"1", "5", "20", "100"}
	for i, s := range sizes {
		p.x.ticks = append(p.x.ticks, tick{value: float64(i), label: s})
	}
	for _, v := range []float64{70, 80, 90, 95, 100} {
		p.y.ticks = append(p.y.ticks, tick{value: v, label: fmt.Sprint(v)})
	}
	p.add(mark{shape: box, points: []point{{x: p.x.min, x2: p.x.max, y: 93, y2: 97}}, ink: ink{color: tint(blue, 0.18)}})
	p.across(95, ink{color: pale})
	var sure, warned []point
	for i, r := range records(t, "../../docs/calibration-intervals.csv") {
		if r["measure"] == "share" { // as position, but for very few hits
			continue
		}
		x := float64(slices.Index(sizes, r["documents"])) + 0.16*float64(i%9-4)/4*2
		add := func(to *[]point, cell string) {
			if v := float(t, cell); !math.IsNaN(v) {
				*to = append(*to, point{x: x, y: 100 * v})
			}
		}
		add(&sure, r["covered"])
		if float(t, r["warned"]) == 1 {
			add(&warned, r["covered_warned"])
		}
	}
	p.add(mark{shape: dot, points: warned, ink: ink{color: vermilion, radius: 1.4, hollow: true}},
		mark{shape: dot, points: sure, ink: ink{color: blue, radius: 1.4}},
		mark{shape: text, points: []point{{x: 1.55, y: 75, label: "hollow: the row carries a warning"}}, ink: ink{color: grey}})
	return p
}

// falseBreaks has a row for each setting of the level.
func falseBreaks(t *testing.T) *panel {
	settings := []string{
		"20 years", "20 years, dispersion 0.1", "20 years, dispersion 0.3", "40 years", "79 years",
		"20 years, wander φ 0.3 σ 0.3", "20 years, wander φ 0.6 σ 0.3", "40 years, wander φ 0.3 σ 0.3", "40 years, wander φ 0.6 σ 0.3",
		"79 years, wander φ 0.3 σ 0.3", "79 years, wander φ 0.6 σ 0.3",
	}
	p := &panel{title: "No break, but found", height: 150,
		x: axis{title: "Per cent of corpora", min: 0, max: 50}, y: axis{min: -0.6, max: float64(len(settings)) - 0.4}}
	for _, v := range []float64{0, 6, 20, 30, 40, 50} {
		p.x.ticks = append(p.x.ticks, tick{value: v, label: fmt.Sprint(v)})
	}
	at := map[string]float64{}
	for i, s := range settings {
		at[s] = float64(len(settings) - 1 - i)
		p.y.ticks = append(p.y.ticks, tick{value: at[s], label: s})
	}
	p.add(mark{shape: segment, points: []point{{x: 6, x2: 6, y: p.y.min, y2: p.y.max}}, ink: ink{color: pale, dashed: true}})
	for _, k := range []struct {
		what, label string
		ink         ink
		y           float64
	}{
		{"least BIC with a break", "BIC alone", ink{color: grey, radius: 1.8, hollow: true}, 10},
		{"break reported", "reported: BIC and p", ink{color: blue, radius: 1.8}, 9},
		{"p_ar ≤ 0.05", "p_ar", ink{color: vermilion, radius: 1.8}, 8},
	} {
		var points []point
		for _, r := range records(t, "../../docs/calibration.csv") {
			if y, ok := at[r["setting"]]; ok && r["what"] == k.what {
				points = append(points, point{x: 100 * float(t, r["value"]), y: y})
			}
		}
		if len(points) != len(settings) {
			t.Fatalf("%s: %d of %d settings", k.what, len(points), len(settings))
		}
		p.add(mark{shape: dot, points: points, ink: k.ink},
			mark{shape: dot, points: []point{{x: 28, y: k.y}}, ink: k.ink},
			mark{shape: text, points: []point{{x: 29.5, y: k.y - 0.25, label: k.label}}, ink: ink{color: black}})
	}
	return p
}
