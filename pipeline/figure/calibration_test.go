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

	"github.com/frameshift/frameshift/pipeline/chart"
)

// TestCalibrationFigure draws docs/calibration.svg from the two files of
// figures beside it.
func TestCalibrationFigure(t *testing.T) {
	c := chart.Chart{Rows: [][]*chart.Panel{{coverage(t)}, {falseBreaks(t)}}}
	fonts, err := chart.NewFonts("", nil)
	if err != nil {
		t.Fatal(err)
	}
	p := chart.Page{Width: 130, Fonts: fonts,
		Title: "Above: share of 95 % intervals that hold the truth. Below: share of corpora without a break in which one is found."}
	raw, err := c.Render("svg", p)
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
func coverage(t *testing.T) *chart.Panel {
	p := &chart.Panel{Title: "95 % intervals that hold the truth", Height: 120,
		X: chart.Axis{Title: "Documents in the period", Min: -0.5, Max: 3.5},
		Y: chart.Axis{Title: "Per cent", Min: 68, Max: 101}}
	sizes := []string{"1", "5", "20", "100"}
	for i, s := range sizes {
		p.X.Ticks = append(p.X.Ticks, chart.Tick{Value: float64(i), Label: s})
	}
	for _, v := range []float64{70, 80, 90, 95, 100} {
		p.Y.Ticks = append(p.Y.Ticks, chart.Tick{Value: v, Label: fmt.Sprint(v)})
	}
	p.Add(chart.Mark{Shape: chart.Box, Points: []chart.Point{{X: p.X.Min, X2: p.X.Max, Y: 93, Y2: 97}}, Ink: chart.Ink{Color: chart.Tint(chart.Blue, 0.18)}})
	p.Across(95, chart.Ink{Color: chart.Pale})
	var sure, warned []chart.Point
	for i, r := range records(t, "../../docs/calibration-intervals.csv") {
		if r["measure"] == "share" { // as position, but for very few hits
			continue
		}
		x := float64(slices.Index(sizes, r["documents"])) + 0.16*float64(i%9-4)/4*2
		add := func(to *[]chart.Point, cell string) {
			if v := float(t, cell); !math.IsNaN(v) {
				*to = append(*to, chart.Point{X: x, Y: 100 * v})
			}
		}
		add(&sure, r["covered"])
		if float(t, r["warned"]) == 1 {
			add(&warned, r["covered_warned"])
		}
	}
	p.Add(chart.Mark{Shape: chart.Dot, Points: warned, Ink: chart.Ink{Color: chart.Vermilion, Radius: 1.4, Hollow: true}},
		chart.Mark{Shape: chart.Dot, Points: sure, Ink: chart.Ink{Color: chart.Blue, Radius: 1.4}},
		chart.Mark{Shape: chart.Text, Points: []chart.Point{{X: 1.55, Y: 75, Label: "hollow: the row carries a warning"}}, Ink: chart.Ink{Color: chart.Grey}})
	return p
}

// falseBreaks has a row for each setting of the level.
func falseBreaks(t *testing.T) *chart.Panel {
	settings := []string{
		"20 years", "20 years, dispersion 0.1", "20 years, dispersion 0.3", "40 years", "79 years",
		"20 years, wander φ 0.3 σ 0.3", "20 years, wander φ 0.6 σ 0.3", "40 years, wander φ 0.3 σ 0.3", "40 years, wander φ 0.6 σ 0.3",
		"79 years, wander φ 0.3 σ 0.3", "79 years, wander φ 0.6 σ 0.3",
	}
	p := &chart.Panel{Title: "No break, but found", Height: 150,
		X: chart.Axis{Title: "Per cent of corpora", Min: 0, Max: 50}, Y: chart.Axis{Min: -0.6, Max: float64(len(settings)) - 0.4}}
	for _, v := range []float64{0, 6, 20, 30, 40, 50} {
		p.X.Ticks = append(p.X.Ticks, chart.Tick{Value: v, Label: fmt.Sprint(v)})
	}
	at := map[string]float64{}
	for i, s := range settings {
		at[s] = float64(len(settings) - 1 - i)
		p.Y.Ticks = append(p.Y.Ticks, chart.Tick{Value: at[s], Label: s})
	}
	p.Add(chart.Mark{Shape: chart.Segment, Points: []chart.Point{{X: 6, X2: 6, Y: p.Y.Min, Y2: p.Y.Max}}, Ink: chart.Ink{Color: chart.Pale, Dashed: true}})
	for _, k := range []struct {
		what, label string
		ink         chart.Ink
		y           float64
	}{
		{"least BIC with a break", "BIC alone", chart.Ink{Color: chart.Grey, Radius: 1.8, Hollow: true}, 10},
		{"break reported", "reported: BIC and p", chart.Ink{Color: chart.Blue, Radius: 1.8}, 9},
		{"p_ar ≤ 0.05", "p_ar", chart.Ink{Color: chart.Vermilion, Radius: 1.8}, 8},
	} {
		var points []chart.Point
		for _, r := range records(t, "../../docs/calibration.csv") {
			if y, ok := at[r["setting"]]; ok && r["what"] == k.what {
				points = append(points, chart.Point{X: 100 * float(t, r["value"]), Y: y})
			}
		}
		if len(points) != len(settings) {
			t.Fatalf("%s: %d of %d settings", k.what, len(points), len(settings))
		}
		p.Add(chart.Mark{Shape: chart.Dot, Points: points, Ink: k.ink},
			chart.Mark{Shape: chart.Dot, Points: []chart.Point{{X: 28, Y: k.y}}, Ink: k.ink},
			chart.Mark{Shape: chart.Text, Points: []chart.Point{{X: 29.5, Y: k.y - 0.25, Label: k.label}}, Ink: chart.Ink{Color: chart.Black}})
	}
	return p
}
