package report_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/report"
)

// TestFreqs: the page of a run by year and quarter says what that of a run by
// year says, and its marks add up to the hits by either.
func TestFreqs(t *testing.T) {
	by := []string{"audience"}
	years, _ := mustWrite(t, mustRun(t, pipeline.Config{By: by, Draws: 100}), report.Options{})
	both, made := mustWrite(t, mustRun(t, pipeline.Config{By: by, Draws: 100, AlsoFreq: []string{"quarter"}}), report.Options{})
	for _, part := range []string{`class="short">`, `id="findings"`, `id="series"`, `id="documents"`} {
		section := regexp.MustCompile(`(?s)<section[^>]*` + part + `.*?</section>`)
		data := regexp.MustCompile(`data-series="\d+"`) // places, which series of quarters shift
		want, got := data.ReplaceAllString(section.FindString(years), ""), data.ReplaceAllString(section.FindString(both), "")
		if want == "" || got != want {
			t.Errorf("%s says\n%s\nwant\n%s", part, got, want)
		}
	}
	if want := "all series are by year. The figure also shows series by quarter:"; !strings.Contains(both, want) || strings.Contains(years, "The figure also shows") {
		t.Errorf("no %q on the page, or on that of years alone", want)
	}
	d := dataOf(t, both)
	if made.Hits != made.AllHits {
		t.Fatalf("%d of %d hits", made.Hits, made.AllHits)
	}
	d.addsUp(t)
	series, breaks := map[int]int{}, map[int]int{}
	for _, s := range d.Series {
		series[s.F]++
		for _, b := range s.B {
			periods := d.Calendars[s.F].Periods
			if want := "at " + periods[b.I] + " | " + periods[b.J] + " ("; b.J <= b.I || b.L > b.I || b.H < b.I || !strings.Contains(s.Brief[0], want) {
				t.Errorf("no %q in %q, or not within %v", want, s.Brief[0], b)
			}
			breaks[s.F]++
		}
	}
	if c := d.Calendars; len(c) != 2 || c[0].Freq != "year" || c[1].Periods[0] != "2003 Q1" || series[0] != series[1] || len(dataOf(t, years).Series) != series[0] || breaks[0] == 0 || breaks[1] == 0 {
		t.Errorf("calendars %v, series of them %v, breaks %v", c, series, breaks)
	}
}

// TestCoarseDates: a document is in the periods that its date names, and in no
// shorter one, whichever frequency is the main one.
func TestCoarseDates(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dates.jsonl")
	var lines []string
	for i, date := range []string{"2001", "2001-05", "2001-05-07", "2002-12-31"} {
		lines = append(lines, fmt.Sprintf(`{"id":"%d","date":"%s","lang":"en","text":"Sovereignty is not development."}`, i, date))
	}
	write(t, path, strings.Join(lines, "\n")+"\n")
	for _, c := range []struct {
		freq  string
		also  []string
		freqs []string
		want  [][]int // places of each document
	}{
		{"year", []string{"day", "quarter"}, []string{"year", "quarter", "day"}, [][]int{{0, -1, -1}, {0, 0, -1}, {0, 0, 0}, {1, 6, 603}}},
		{"week", []string{"half"}, []string{"week", "half"}, [][]int{{-1, -1}, {-1, 0}, {0, 0}, {86, 3}}},
		{"quarter", []string{"year"}, []string{"quarter", "year"}, [][]int{{-1, 0}, {0, 0}, {0, 0}, {6, 1}}},
	} {
		page, made := mustWrite(t, mustRun(t, pipeline.Config{Inputs: []string{path}, Freq: c.freq, AlsoFreq: c.also}), report.Options{})
		d := dataOf(t, page)
		var freqs []string
		for _, k := range d.Calendars {
			freqs = append(freqs, k.Freq)
		}
		if !slices.Equal(freqs, c.freqs) {
			t.Errorf("%s: calendars %q, want %q", c.freq, freqs, c.freqs)
		}
		for _, of := range d.Documents {
			if i := int(of.ID[0] - '0'); !slices.Equal(of.P, c.want[i]) {
				t.Errorf("%s: document %s in %v, want %v", c.freq, of.ID, of.P, c.want[i])
			}
		}
		counted := 0
		for _, places := range c.want {
			if slices.Max(places) >= 0 {
				counted++
			}
		}
		if len(d.Documents) != counted || made.AllHits != 2*counted {
			t.Errorf("%s: %d documents and %d hits, want %d and %d", c.freq, len(d.Documents), made.AllHits, counted, 2*counted)
		}
		d.addsUp(t)
	}
}

// TestFreqsRoom: where there is little room, the main frequency's series come
// first, and the page keeps to its size.
func TestFreqsRoom(t *testing.T) {
	run := mustRun(t, pipeline.Config{By: []string{"audience"}, AlsoFreq: []string{"month"}, Draws: 100})
	for _, room := range []int{400_000, 800_000} {
		page, _ := mustWrite(t, run, report.Options{MaxBytes: room})
		if len(page) > room || !strings.Contains(page, "left out of this page to keep it small, see its table series") {
			t.Errorf("%d bytes of %d, or not said what is left out", len(page), room)
		}
		d := dataOf(t, page)
		months := 0
		for i, s := range d.Series {
			headline := s.M == d.Series[0].M && s.O == d.Series[0].O
			if months += s.F; months == 0 && s.G != 0 && !headline || months == 1 && s.F == 1 && (!headline || s.T+s.G != 0) {
				t.Errorf("%d bytes: series %d of %d is %v", room, i, len(d.Series), s)
			}
		}
		if months == 0 {
			t.Errorf("%d bytes: no series of months", room)
		}
	}
}
