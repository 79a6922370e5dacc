package report_test

import (
	"encoding/json"
	"fmt"
	"html"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/figure"
	"github.com/frameshift/frameshift/pipeline/report"
)

// drawn is what an engine draws of the headline: values by date, as readers see
// them, so that what is rounded otherwise, but looks alike, is alike.
type drawn struct {
	Title              string
	Points, Low, High  map[string]string // of the estimates and their intervals
	Bars, Hollow       []string          // dates
	Steps, Sets, Dates []string          // of breaks: lines, bars of the 95 % sets, labels
	Course             []string          // the ends of each of its pieces
}

func newDrawn() drawn {
	return drawn{Points: map[string]string{}, Low: map[string]string{}, High: map[string]string{}}
}

func year(name string) time.Time {
	n, _ := strconv.Atoi(name)
	return time.Date(n, time.January, 1, 0, 0, 0, 0, time.UTC)
}

// between is the date in the middle of two, to the day that a chart writes.
func between(a, b time.Time) string {
	days := (float64(a.Unix()) + float64(b.Unix())) / 2 / 86400
	return time.Unix(int64(math.Round(days*86400)), 0).UTC().Format(time.DateOnly)
}

// ofPage is what the script of the page is given to draw.
func ofPage(tb testing.TB, page string) drawn {
	d := dataOf(tb, page)
	s, periods, out := d.Series[0], d.Calendars[0].Periods, newDrawn()
	at := func(i int) string { return year(periods[i]).Format(time.DateOnly) }
	put := func(to map[string]string, i int, n json.Number) {
		if v, err := n.Float64(); err == nil {
			to[at(i)] = claim.Value("position", v)
		}
	}
	for i := range s.E {
		put(out.Points, i, s.E[i])
		put(out.Low, i, s.L[i])
		put(out.High, i, s.High[i])
		if _, ok := out.Points[at(i)]; !ok {
			continue
		}
		if s.N[i] <= d.Few {
			out.Bars = append(out.Bars, at(i))
		}
		if slices.Contains(d.Measures[s.M].Weak, s.W[i]) {
			out.Hollow = append(out.Hollow, at(i))
		}
	}
	for _, b := range s.B {
		out.Steps = append(out.Steps, between(year(periods[b.I]), year(periods[b.J])))
		out.Sets = append(out.Sets, at(b.L)+" to "+at(b.H))
		out.Dates = append(out.Dates, b.D)
	}
	for _, c := range s.C {
		first, _ := c.V[0].Float64()
		last, _ := c.V[len(c.V)-1].Float64()
		out.Course = append(out.Course, claim.Value("position", first)+" to "+claim.Value("position", last))
	}
	out.Title = "Position " + s.Title
	return out
}

// vega is some of a Vega-Lite specification.
type vega struct {
	Description string
	Rows        []struct {
		Panels []struct {
			Title struct{ Text []string }
			Layer []struct {
				Mark struct {
					Type, Color, Fill string
					StrokeDash        []float64
					DY                float64
				}
				Data struct {
					Values []struct {
						X, X2, Label string
						Y, Y2        *float64
					}
				}
			}
		} `json:"hconcat"`
	} `json:"vconcat"`
}

// The colours that figures use.
const (
	blue, ribbon, black, vermilion = "#0072b2", "#bbdcec", "#000000", "#d55e00"
)

// ofVega is what the specification beside the figure draws.
func ofVega(v vega) drawn {
	panel, out := v.Rows[0].Panels[0], newDrawn()
	out.Title = strings.Join(panel.Title.Text, " ")
	put := func(to map[string]string, at string, v *float64) {
		if v != nil {
			to[at] = claim.Value("position", *v)
		}
	}
	for _, l := range panel.Layer {
		kind, values := l.Mark.Type+" "+l.Mark.Color, l.Data.Values
		for _, q := range values {
			switch {
			case kind == "line "+blue:
				put(out.Points, q.X, q.Y)
			case kind == "area "+ribbon, kind == "rule "+ribbon:
				put(out.Low, q.X, q.Y)
				put(out.High, q.X, q.Y2)
				if l.Mark.Type == "rule" {
					out.Bars = append(out.Bars, q.X)
				}
			case kind == "point "+blue:
				out.Hollow = append(out.Hollow, q.X)
			case kind == "rule "+vermilion && l.Mark.StrokeDash != nil:
				out.Steps = append(out.Steps, q.X)
			case kind == "rule "+vermilion:
				out.Sets = append(out.Sets, q.X+" to "+q.X2)
			case kind == "text "+vermilion:
				out.Dates = append(out.Dates, q.Label)
			}
		}
		if kind == "rule "+black {
			out.Course = append(out.Course, claim.Value("position", *values[0].Y)+" to "+claim.Value("position", *values[len(values)-1].Y2))
		}
	}
	return out
}

// TestEngines: page, SVG and Vega-Lite have the same points, intervals, levels,
// breaks, sets of their dates and title.
func TestEngines(t *testing.T) {
	corpora := os.Getenv("FRAMESHIFT_CORPORA")
	for name, c := range map[string]pipeline.Config{
		"sample":         {},
		"work reports":   {Preset: "gwr", Inputs: []string{filepath.Join(corpora, "gwr", "government_work_reports.jsonl")}},
		"general debate": {Preset: "ungdc", Where: []string{"issuer=CHN"}, Inputs: []string{filepath.Join(corpora, "ungdc", "UNGDC_1946-2024.tgz")}},
	} {
		t.Run(name, func(t *testing.T) {
			if len(c.Inputs) > 0 && (corpora == "" || testing.Short()) {
				t.Skip("FRAMESHIFT_CORPORA is not set, or -short")
			}
			sameDrawn(t, mustRun(t, c))
		})
	}
}

func sameDrawn(t *testing.T, run string) {
	page, _ := mustWrite(t, run, report.Options{MaxBytes: 8 << 20})
	dir := t.TempDir()
	saveFigure(t, run, dir)
	var spec vega
	if err := json.Unmarshal(mustRead(t, filepath.Join(dir, "position.vl.json")), &spec); err != nil {
		t.Fatal(err)
	}
	onPage, inVega := ofPage(t, page), ofVega(spec)
	if len(onPage.Points) < 10 || len(onPage.Low) < 10 {
		t.Errorf("%d points, %d intervals: too few to compare", len(onPage.Points), len(onPage.Low))
	}
	for _, d := range []*drawn{&onPage, &inVega} { // an end of an interval beyond the panel is not in print
		for at := range onPage.Points {
			if inVega.Low[at] == "" || inVega.High[at] == "" {
				delete(d.Low, at)
				delete(d.High, at)
				d.Bars = slices.DeleteFunc(d.Bars, func(b string) bool { return b == at })
			}
		}
	}
	if a, b := fmt.Sprintf("%+v", onPage), fmt.Sprintf("%+v", inVega); a != b {
		t.Errorf("the page draws\n%s\nVega-Lite\n%s", a, b)
	}
	picture := html.UnescapeString(string(mustRead(t, filepath.Join(dir, "position.svg"))))
	said := strings.TrimPrefix(dataOf(t, page).Series[0].Brief[0], "Position ")
	for engine, text := range map[string]string{"SVG": picture, "Vega-Lite": spec.Description} {
		if !strings.Contains(text, "The position "+said) {
			t.Errorf("%s does not say that it %s", engine, said)
		}
	}
	for _, date := range onPage.Dates {
		if !strings.Contains(picture, date) {
			t.Errorf("SVG has no %s", date)
		}
	}
}

func saveFigure(t *testing.T, run, dir string) {
	t.Helper()
	finished, err := figure.Open(run)
	if err != nil {
		t.Fatal(err)
	}
	f, err := finished.Make("position", figure.Options{})
	if err == nil {
		err = f.Render([]string{"svg"})
	}
	if err == nil {
		_, err = f.Save(dir)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
