package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/frameshift/frameshift/pipeline/explain"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
)

func shiftText(w io.Writer, s *explain.Shift, top int) {
	within := ""
	if s.Topic != "" {
		within = " within " + s.Topic
	}
	fmt.Fprintf(w, "%s of %s%s, per 1,000 tokens\n", s.Measure, s.Of, within)
	head := newTableWriter(w, "span", s.Measure, "documents", "tokens")
	alignRight(head, 2, 4)
	m, _ := measure.Named(s.Measure)
	scaled := func(v float64) string { return fixed(v * m.Shown.Scale) }
	head.AppendRow(table.Row{s.From, scaled(s.ValueFrom), grouped(s.DocumentsFrom), grouped(s.TokensFrom)})
	head.AppendRow(table.Row{s.To, scaled(s.ValueTo), grouped(s.DocumentsTo), grouped(s.TokensTo)})
	head.AppendRow(table.Row{"change", scaled(s.Change), "", ""})
	head.Render()
	fmt.Fprintln(w)
	t := newTableWriter(w, "", "term", "frame", "hits from", "rate from", "hits to", "rate to", "contribution", "log-odds", "z")
	alignRight(t, 4, 10)
	terms, others, all := s.Top(top)
	row := func(side, term string, p series.TermPart) {
		t.AppendRow(table.Row{side, term, p.Frame, p.From, fixed(p.RateFrom), p.To, fixed(p.RateTo), scaled(p.Contribution), fixed(p.LogOdds), fixed(p.Z)})
	}
	for _, p := range terms {
		row(sides[p.Sign], p.Entry, p)
	}
	if n := len(s.Terms) - len(terms); n > 0 {
		row("", fmt.Sprintf("(%d other terms)", n), others)
	}
	row("", "(all terms)", all)
	t.Render()
	for _, warning := range s.Warnings {
		fmt.Fprintf(w, "warning: %s\n", warning)
	}
}

// alignRight is for columns of numbers, from first to last.
func alignRight(t table.Writer, first, last int) {
	var configs []table.ColumnConfig
	for i := first; i <= last; i++ {
		configs = append(configs, table.ColumnConfig{Number: i, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(configs)
}

// sides are the signs of terms as a reader sees them.
var sides = map[int]string{1: "+", -1: "−"}

// fixed is a number with three decimals; what does not exist is empty.
func fixed(v float64) string {
	if finite(v) == nil {
		return ""
	}
	return strings.Replace(fmt.Sprintf("%.3f", v), "-", "−", 1)
}

func shiftCSV(w io.Writer, s *explain.Shift, top int, raw bool) error {
	c := csv.NewWriter(dataFile(w))
	write := func(entry string, p series.TermPart) {
		cells := []any{p.Frame, entry, int64(p.Sign), p.From, p.To, p.RateFrom, p.RateTo, p.Contribution, finite(p.LogOdds), finite(p.Z)}
		c.Write(csvCells(cells, raw)) // its error stays until the end
	}
	c.Write([]string{"frame", "entry", "sign", "hits_from", "hits_to", "rate_from", "rate_to", "contribution", "log_odds", "z"})
	terms, others, all := s.Top(top)
	for _, p := range terms {
		write(p.Entry, p)
	}
	if len(terms) < len(s.Terms) {
		write("(other terms)", others)
	}
	write("(all terms)", all)
	c.Flush()
	return c.Error()
}

// shownSpan and shownTerm are the JSON of a shift.
type shownSpan struct {
	Span      string  `json:"span"`
	Documents int64   `json:"documents"`
	Tokens    int64   `json:"tokens"`
	Value     float64 `json:"value"`
}

type shownTerm struct {
	Frame        string   `json:"frame,omitempty"`
	Entry        string   `json:"entry,omitempty"`
	Sign         int      `json:"sign,omitempty"`
	HitsFrom     int64    `json:"hits_from"`
	HitsTo       int64    `json:"hits_to"`
	RateFrom     float64  `json:"rate_from"`
	RateTo       float64  `json:"rate_to"`
	Contribution float64  `json:"contribution"`
	LogOdds      *float64 `json:"log_odds,omitempty"`
	Z            *float64 `json:"z,omitempty"`
}

func newShownTerm(p series.TermPart) shownTerm {
	t := shownTerm{p.Frame, p.Entry, p.Sign, p.From, p.To, p.RateFrom, p.RateTo, p.Contribution, nil, nil}
	if !math.IsNaN(p.Z) {
		t.LogOdds, t.Z = &p.LogOdds, &p.Z
	}
	return t
}

func shiftJSON(w io.Writer, s *explain.Shift, top int) error {
	terms, others, all := s.Top(top)
	m, _ := measure.Named(s.Measure)
	out := struct {
		Measure  string            `json:"measure"`
		Unit     string            `json:"unit"`
		Of       string            `json:"of"`
		Topic    string            `json:"topic"`
		From     shownSpan         `json:"from"`
		To       shownSpan         `json:"to"`
		Change   float64           `json:"change"`
		Terms    []shownTerm       `json:"terms"`
		Others   shownTerm         `json:"others"`
		All      shownTerm         `json:"all"`
		Warnings []measure.Warning `json:"warnings"`
	}{
		s.Measure, m.Unit.Name, s.Of, s.Topic,
		shownSpan{s.From.String(), s.DocumentsFrom, s.TokensFrom, s.ValueFrom},
		shownSpan{s.To.String(), s.DocumentsTo, s.TokensTo, s.ValueTo},
		s.Change, []shownTerm{}, newShownTerm(others), newShownTerm(all), append([]measure.Warning{}, s.Warnings...),
	}
	for _, p := range terms {
		out.Terms = append(out.Terms, newShownTerm(p))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
