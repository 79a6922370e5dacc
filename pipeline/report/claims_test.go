package report_test

import (
	"encoding/json"
	"fmt"
	"html"
	"math"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/report"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// TestRoundedOnce: every number of the page's series reads as the table's number
// does, and the page says of every series it shows what its claim says.
func TestRoundedOnce(t *testing.T) {
	dir := mustRun(t, pipeline.Config{By: []string{"audience"}, Versus: []string{"audience=regional vs audience=international"}})
	page, _ := mustWrite(t, dir, report.Options{})
	run, err := result.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[store.SeriesName][]store.SeriesRow{}
	for row, err := range result.Scan[store.SeriesRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		rows[row.SeriesName] = append(rows[row.SeriesName], row)
	}
	d := dataOf(t, page)
	if bad := regexp.MustCompile(`"(brief|b|c)":null`).FindString(page); bad != "" {
		t.Errorf("%s where the script wants a list", bad)
	}
	numbers, told := 0, 0
	for i, s := range d.Series {
		name := d.name(i)
		for j, row := range rows[name] {
			for _, n := range []struct {
				shown json.Number
				table float64
			}{{s.E[j], row.Estimate}, {s.L[j], row.Low}, {s.High[j], row.High}} {
				v, err := n.shown.Float64()
				if err != nil { // null
					v = math.NaN()
				}
				if got, want := claim.Value(name.Measure, v), claim.Value(name.Measure, n.table); got != want {
					t.Errorf("%v %s: %s of %v, want %s of %v", name, row.Period, got, n.shown, want, n.table)
				}
				numbers++
			}
		}
		c, err := claim.Read(run, name)
		if err != nil {
			if len(s.Brief) > 0 {
				t.Errorf("%v: %q without a shape", name, s.Brief)
			}
			continue
		}
		told++
		if !strings.HasSuffix(s.Brief[0], " "+c.Text+".") || len(s.Brief) != 1+len(c.Doubts) {
			t.Errorf("%v: %q, want %q and %q", name, s.Brief, c.Text, c.Doubts)
		}
	}
	if numbers < 5000 || told < 20 {
		t.Errorf("%d numbers, %d claims: the test is blind", numbers, told)
	}
	headline(t, run, page, rows[d.name(0)])
}

// name of a series in the tables.
func (d *data) name(i int) store.SeriesName {
	s := d.Series[i]
	return store.SeriesName{Measure: d.Measures[s.M].Key, Of: d.Subjects[s.O].Key, Topic: d.Topics[s.T].Key, Group: d.Groups[s.G].Key, Freq: d.Calendars[s.F].Freq}
}

// headline wants the numbers of the headline's sentences as the tables round.
func headline(t *testing.T, run *result.Run, page string, rows []store.SeriesRow) {
	t.Helper()
	name, first, last := rows[0].SeriesName, rows[0], rows[len(rows)-1]
	c, err := claim.Read(run, name)
	if err != nil {
		t.Fatal(err)
	}
	want := append([]string{"(" + strings.Fields(c.Steps[0].Before)[0] + " in the figure)", "(" + strings.Fields(c.Steps[0].After)[0] + " in the figure)", "<li>Position " + c.Text + ".</li>",
		fmt.Sprintf("at %s logits; the last is", claim.Interval(name.Measure, first.Estimate, first.Low, first.High)),
		fmt.Sprintf("at %s logits. In brackets", claim.Interval(name.Measure, last.Estimate, last.Low, last.High)),
	}, c.Doubts...)
	for row, err := range result.Scan[store.StabilityRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		if row.SeriesName == name && row.Kind == "all" {
			want = append(want, "position differs by "+claim.Value(name.Measure, row.Change)+" logits")
		}
	}
	if len(want) < 5 {
		t.Error("no change of the headline")
	}
	text := html.UnescapeString(page)
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("no %q on the page", w)
		}
	}
}

// TestCountsSentences: of a contrast that counts sentences the page says
// sentences, and holds as many as the tables count.
func TestCountsSentences(t *testing.T) {
	dir := t.TempDir()
	lexicon, path := filepath.Join(dir, "pairs.yaml"), filepath.Join(dir, "texts.jsonl")
	write(t, lexicon, `name: pairs
version: "1"
frames:
  - {key: sun, label: Sun, definition: Light., entries: {en: [sun]}}
  - {key: rain, label: Rain, definition: Wet., entries: {en: [rain]}}
  - {key: wind, label: Wind, definition: Air., entries: {en: [wind]}}
contrasts:
  - {key: c, label: Sun against weather, count: sentences, positive: [sun], negative: {frames: [rain], pairs: [storm]}}
pairs:
  - {key: storm, label: Sun and wind, a: [sun], b: [wind]}
`)
	long := strings.Repeat("word ", 400) // sentences as long are shown in windows
	var lines strings.Builder
	for y := 2000; y < 2010; y++ {
		fmt.Fprintf(&lines, `{"id":"%d","date":"%[1]d","lang":"en","text":"Sun, sun and wind. Wind alone. Rain. Sun %sand wind. Sun shines."}`+"\n", y, long)
	}
	write(t, path, lines.String())
	page, _ := mustWrite(t, mustRun(t, pipeline.Config{Inputs: []string{path}, Lexicon: lexicon, Draws: 100}), report.Options{})
	d := dataOf(t, page)
	d.addsUp(t)
	if d.Subjects[0].Count != "sentence" || d.Series[0].N[0] != 6 { // three with sun, one with rain, two with sun and wind
		t.Errorf("%+v: %d", d.Subjects[0], d.Series[0].N)
	}
	for _, want := range []string{"between Sun on the one side and Rain, or Sun and wind in one sentence on the other", "of the sentences P and N", "60 sentences</td>"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q on the page", want)
		}
	}
}
