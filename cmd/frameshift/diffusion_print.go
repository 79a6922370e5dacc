package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"github.com/frameshift/frameshift/pipeline/diffusion"
)

// shownValues is how many values of a key are printed of a concept: the first to use it.
const shownValues = 8

// printFirsts prints the first uses, the earliest first.
func printFirsts(w io.Writer, s *diffusion.Study) {
	t := newTableWriter(w, "concept", "by", "value", "first", "k-th", "documents", "using", "before", "unseen", "warnings")
	alignRight(t, 6, 9)
	var shown []diffusion.FirstRow
	for _, rows := range firstsOf(s.Firsts) {
		used := 0
		for i, r := range rows {
			if i < shownValues {
				shown = append(shown, r)
				t.AppendRow(table.Row{r.Concept, r.By, r.Value, firstText(r), dateText(r.KthDate), grouped(r.Documents), grouped(r.Using), grouped(r.Before), percentText(r.Absent), r.Warnings})
			}
			used += truth(r.Status != diffusion.Never)
		}
		if n := len(rows); n > shownValues {
			t.AppendRow(table.Row{"", "", fmt.Sprintf("and %d more", n-shownValues), fmt.Sprintf("%d of %d use it", used, n)})
		}
	}
	t.Render()
	printed := map[string]bool{}
	for _, r := range shown {
		if r.Text == "" || printed[r.Concept+r.FirstID] {
			continue
		}
		printed[r.Concept+r.FirstID] = true
		fmt.Fprintf(w, "%s, %s: %s\n", clean(r.Concept), clean(r.FirstID), clean(r.Text))
	}
	fmt.Fprintln(w)
}

// firstsOf sorts rows into concepts and keys, and in each by their dates.
func firstsOf(rows []diffusion.FirstRow) (out [][]diffusion.FirstRow) {
	for i, r := range rows {
		if i == 0 || r.Concept != rows[i-1].Concept || r.By != rows[i-1].By {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b diffusion.FirstRow) int {
			return cmp.Or(cmp.Compare(truth(a.FirstDate.IsZero()), truth(b.FirstDate.IsZero())), a.FirstDate.Compare(b.FirstDate))
		})
	}
	return out
}

func firstText(r diffusion.FirstRow) string {
	if r.Status == diffusion.Never {
		return diffusion.Never
	}
	return dateText(r.FirstDate) + " " + r.FirstID
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func dateText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// printLeads prints the first use and the kth in the order stated, and beside it what
// the same test says of the opposite order.
func printLeads(w io.Writer, s *diffusion.Study, k int) {
	if len(s.Leads) == 0 {
		return
	}
	opposite := map[diffusion.LeadRow]diffusion.LeadRow{}
	for _, r := range s.Leads {
		opposite[leadKey(r)] = r
	}
	t := newTableWriter(w, "concept", "role", "A", "B", "k", "lag, days", "without one", "of A", "expected", "p (text)", "p (labels)", "opposite", "warnings")
	alignRight(t, 5, 12)
	for _, r := range s.Leads {
		if r.Order != diffusion.Stated || r.K != 1 && r.K != int64(k) {
			continue
		}
		other := leadKey(r)
		other.A, other.B, other.Order = r.B, r.A, diffusion.Opposite
		other = opposite[other]
		lag, ofA := wholeText(r.Lag), fmt.Sprintf("%d of %d", r.Observed, r.Uses)
		if r.Role == diffusion.Pooled {
			lag, ofA = fmt.Sprintf("A %d, B %d, neither %d", r.AFirst, r.BFirst, r.Undecided), ""
		}
		t.AppendRow(table.Row{r.Concept, r.Role, r.A, r.B, r.K, lag, rangeText(r.LagLow, r.LagHigh), ofA, decimals(r.Expected), fixed(r.PExposure), fixed(r.PPermutation),
			strings.TrimSpace(fixed(other.PExposure) + " " + fixed(other.PPermutation)), r.Warnings})
	}
	t.Render()
	fmt.Fprintln(w, "lag: how much later B's k-th document that uses it is; without one: the least and the largest lag, had any one document not been there")
	fmt.Fprintln(w, "p (text): as many of A among the first uses, if both used it at one rate; p (labels): a lag as large, if documents changed sides within periods;")
	fmt.Fprintln(w, "opposite: both, with A and B in each other's place")
	fmt.Fprintln(w)
}

// leadKey is what names a row.
func leadKey(r diffusion.LeadRow) diffusion.LeadRow {
	return diffusion.LeadRow{About: r.About, A: r.A, B: r.B, K: r.K, Order: r.Order}
}

func wholeText(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return fmt.Sprintf("%.0f", x)
}

func rangeText(low, high float64) string {
	if math.IsNaN(low) && math.IsNaN(high) {
		return ""
	}
	return cmp.Or(wholeText(low), "?") + " to " + cmp.Or(wholeText(high), "?")
}

func printCurveTests(w io.Writer, s *diffusion.Study) {
	if len(s.CurveTests) == 0 {
		return
	}
	t := newTableWriter(w, "concept", "by", "groups", "issuers", "adopted", "chi2", "degrees", "p", "warnings")
	alignRight(t, 3, 8)
	for _, r := range s.CurveTests {
		t.AppendRow(table.Row{r.Concept, r.By, r.Groups, r.Issuers, r.Adopted, decimals(r.Chi2), r.Degrees, fixed(r.P), r.Warnings})
	}
	t.Render()
	fmt.Fprintln(w, "chi2: log-rank, whether issuers of the groups take it up alike")
	fmt.Fprintln(w)
}

// printFurther prints the tables that were asked for beside the others.
func printFurther(w io.Writer, s *diffusion.Study) {
	if len(s.Uptake) > 0 {
		t := newTableWriter(w, "concept", "source", "others", "after", "else", "difference", "p", "opposite", "p", "warnings")
		alignRight(t, 4, 9)
		for _, r := range s.Uptake {
			t.AppendRow(table.Row{r.Concept, r.Source, othersText(r), usingText(r.UsingAfter, r.After), usingText(r.UsingElse, r.Else),
				decimals(r.Difference), fixed(r.P), decimals(r.Opposite), fixed(r.POpposite), r.Warnings})
		}
		t.Render()
		fmt.Fprintf(w, "after: documents of others that use it in the %d periods after the source did; else: in other periods; p: the source's periods turned round; opposite: before it did\n\n", s.Uptake[0].Window)
	}
	if len(s.Linkage) > 0 {
		t := newTableWriter(w, "A", "B", "by", "value", "A", "B", "both", "first", "warnings")
		alignRight(t, 5, 7)
		for _, r := range s.Linkage {
			if r.By == "" || r.Both > 0 {
				t.AppendRow(table.Row{r.A, r.B, r.By, r.Value, r.SentenceA, r.SentenceB, r.Both, strings.TrimSpace(dateText(r.Date) + " " + r.ID), r.Warnings})
			}
		}
		t.Render()
		fmt.Fprintln(w, "sentences with A, with B, with both")
		fmt.Fprintln(w)
	}
	printBackdrop(w, s)
	printCovariates(w, s)
}

func othersText(r diffusion.UptakeRow) string {
	if r.By == "" {
		return "all"
	}
	return r.By + "=" + r.Value
}

func usingText(using, all int64) string { return grouped(using) + " of " + grouped(all) }

func printBackdrop(w io.Writer, s *diffusion.Study) {
	if len(s.Backdrop) == 0 {
		return
	}
	t := newTableWriter(w, "concept", "date", "event", "before", "after", "log change", "p (placebo dates)", "dates", "warnings")
	alignRight(t, 4, 8)
	for _, r := range s.Backdrop {
		t.AppendRow(table.Row{r.Concept, dateText(r.Date), r.Event, decimals(r.RateBefore), decimals(r.RateAfter), decimals(r.Change), fixed(r.P), r.Placebos, r.Warnings})
	}
	t.Render()
	fmt.Fprintf(w, "hits per 1,000 tokens of %d days before and after; p: a change as large around other dates\n\n", s.Backdrop[0].Days)
}

func printCovariates(w io.Writer, s *diffusion.Study) {
	if len(s.Covariates) == 0 {
		return
	}
	t := newTableWriter(w, "concept", "series", "shift", "pairs", "r", "r of changes", "p", "warnings")
	alignRight(t, 3, 7)
	for _, r := range s.Covariates {
		t.AppendRow(table.Row{r.Concept, r.Series, r.Shift, r.Pairs, decimals(r.R), decimals(r.RChange), fixed(r.P), r.Warnings})
	}
	t.Render()
	fmt.Fprintln(w, "shift: periods by which the text is later than the series; p: the series turned round in time")
	fmt.Fprintln(w)
}

// diffusionJSON prints the tables that are looked at, as they are written.
func diffusionJSON(w io.Writer, s *diffusion.Study) error {
	firsts, err := jsonTable(s.Firsts)
	if err != nil {
		return err
	}
	leads, err := jsonTable(s.Leads)
	if err != nil {
		return err
	}
	tests, err := jsonTable(s.CurveTests)
	if err != nil {
		return err
	}
	return printJSON(w, struct {
		Design     diffusion.Design  `json:"design"`
		Firsts     []json.RawMessage `json:"firsts"`
		Leads      []json.RawMessage `json:"leads"`
		CurveTests []json.RawMessage `json:"curve_tests"`
		Notes      []string          `json:"notes"`
	}{s.Design, firsts, leads, tests, append([]string{}, s.Notes...)})
}
