//go:build calibrate

package figure

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/chart"
)

// TestCalibrationFigure draws docs/calibration.svg from the tables of
// docs/calibration.md.
func TestCalibrationFigure(t *testing.T) {
	raw, err := os.ReadFile("../../docs/calibration.md")
	if err != nil {
		t.Fatal(err)
	}
	called := calledSteps(string(raw))
	c := chart.Chart{Rows: [][]*chart.Panel{
		{calledPanel(t, called, "No step, but one is found", 8, falseRows)},
		{calledPanel(t, called, "A step, and it is found", 100, trueRows)},
	}}
	fonts, err := chart.NewFonts("", nil)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := c.Render("svg", chart.Page{Width: 130, Fonts: fonts, Title: "Per cent of series in which a step is found, without and with one."})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("../../docs/calibration.svg", drawn, 0o666); err != nil {
		t.Fatal(err)
	}
}

// calledRow is a kind of series: its names in the table of the program, and in
// that of the function, if it is there.
type calledRow struct{ program, function string }

var falseRows = []calledRow{
	{"flat", "flat T40"}, {"line −1", "line −1 T40"}, {"ramp of 10 years", "ramp10 T40"}, {"walk .15", "walk .15 T40"},
	{"AR .5", "AR .5 T40"}, {"AR .8", "AR .8 T40"}, {"outlier year", "outlier T40"},
	{"two issuers 1 apart, mix changes", "two issuers 1 apart, mix changes T40"}, {"a word dies, others replace it", ""},
	{"lengths sd 1.5, walk .15", "lengths sd 1.5, walk .15 T40"}, {"season .6, 8 years of months", ""},
	{"1 document, flat", ""}, {"1 document, walk .15", ""}, {"1 document, line −1.5", ""},
}

var trueRows = []calledRow{
	{"step 1", "step 1 T40"}, {"step .7", "step .7 T40"}, {"lengths sd 1.5, step 1", "lengths sd 1.5, step 1 T40"},
	{"1 document, step 1.5", "1 document, step 1.5, ρ .1 T53"},
}

// calledSteps are the cells of the columns about series called a step, by name
// of the series and column; those of the program also by what it counts.
func calledSteps(text string) map[string]string {
	out := map[string]string{}
	var head []string
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if cells[0] == "series" {
			head = cells
		}
		if len(cells) != len(head) {
			continue
		}
		key := cells[0]
		if head[1] == "counts" {
			key += "|" + cells[1]
		}
		for i, name := range head {
			if name == "called a step" || name == "design" || name == "bound" {
				out[key+"|"+name] = cells[i]
			}
		}
	}
	return out
}

var calledMarks = []struct {
	label, column string
	function      bool
	ink           chart.Ink
}{
	{"the program, hits", "|hits|called a step", false, chart.Ink{Color: chart.Blue, Radius: 2}},
	{"the program, sentences", "|sides|called a step", false, chart.Ink{Color: chart.Blue, Radius: 2, Hollow: true}},
	{"the function", "|called a step", true, chart.Ink{Color: chart.Grey, Radius: 1.6}},
	{"the design", "|design", true, chart.Ink{Color: chart.Grey, Radius: 1.6, Hollow: true}},
	{"the bound", "|bound", true, chart.Ink{Color: chart.Vermilion, Radius: 1.8}},
}

func calledPanel(t *testing.T, called map[string]string, title string, most float64, rows []calledRow) *chart.Panel {
	t.Helper()
	high := float64(len(rows)) - 0.4
	p := &chart.Panel{Title: title, Height: 13 * float64(len(rows)+1),
		X: chart.Axis{Title: "Per cent of series", Max: most}, Y: chart.Axis{Min: -0.6, Max: high}}
	for i := range 5 {
		v := most * float64(i) / 4
		p.X.Ticks = append(p.X.Ticks, chart.Tick{Value: v, Label: fmt.Sprint(v)})
	}
	for i, row := range rows {
		p.Y.Ticks = append(p.Y.Ticks, chart.Tick{Value: float64(len(rows) - 1 - i), Label: row.program})
	}
	for k, m := range calledMarks {
		aside := 0.13 * float64(2-k) // equal shares do not hide each other
		var points []chart.Point
		for i, row := range rows {
			name := row.program
			if m.function {
				name = row.function
			}
			v, err := strconv.ParseFloat(called[name+m.column], 64)
			if err == nil {
				points = append(points, chart.Point{X: v, Y: float64(len(rows)-1-i) + aside})
			} else if !m.function {
				t.Errorf("docs/calibration.md has no share for %q", name+m.column)
			}
		}
		p.Add(chart.Mark{Shape: chart.Dot, Points: points, Ink: m.ink})
	}
	if most < 100 {
		p.Add(chart.Mark{Shape: chart.Segment, Points: []chart.Point{{X: 5, X2: 5, Y: -0.6, Y2: high}}, Ink: chart.Ink{Color: chart.Pale, Dashed: true}})
		calledKey(p, most, high)
	}
	return p
}

// calledKey says what the dots are, to the upper right of the first panel.
func calledKey(p *chart.Panel, most, high float64) {
	for i, m := range calledMarks {
		y := high - 0.7 - float64(i)
		p.Add(chart.Mark{Shape: chart.Dot, Points: []chart.Point{{X: 0.66 * most, Y: y}}, Ink: m.ink},
			chart.Mark{Shape: chart.Text, Points: []chart.Point{{X: 0.69 * most, Y: y - 0.25, Label: m.label}}, Ink: chart.Ink{Color: chart.Black}})
	}
}
