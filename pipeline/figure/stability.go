package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	measures "github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/validate"
)

// leftOut is the change of a measure without an item.
type leftOut struct {
	kind, item                  string
	hits                        int64
	change, delta               float64
	rank, breaksKept, breaksAll int64
}

// stability draws, for each kind of thing left out, the range of the change that
// is left, and the items that matter most.
func stability(s *source) (*Figure, error) {
	measure, rows, err := s.leftOuts()
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rows, func(l leftOut) bool { return l.kind == "all" })
	if i < 0 {
		return nil, fmt.Errorf("table stability has no row of kind all for %s", measure)
	}
	all := rows[i].change
	if !known(all) {
		return nil, lacking{fmt.Errorf("the %s has no change between the spans of the run, as one of them has no hit", measure)}
	}
	rows = slices.Delete(slices.Clone(rows), i, i+1)
	if rows, err = s.withCorrected(measure, all, rows); err != nil {
		return nil, err
	}
	values := []float64{all}
	var unknown []string
	for _, l := range rows {
		values = append(values, l.change)
		if !known(l.change) {
			unknown = append(unknown, chart.Shorten(chart.Clean(l.item), 40))
		}
	}
	x := chart.Numbers(values, 4)
	of, _ := measures.Named(measure)
	x.Title = fmt.Sprintf("Change of the %s, one item left out (%s)", measure, of.Unit.Name)
	names, err := s.documentNames(rows)
	if err != nil {
		return nil, err
	}
	terms := s.namedTerms(rows)
	glosses, err := s.glossesOf(terms)
	if err != nil {
		return nil, err
	}
	for _, e := range terms {
		names[e.Frame+": "+e.Term] = glossed(e, glosses)
	}
	p := s.ranges(rows, all, x, names)
	p.Title = stays(measure, all, rows)
	kept, breaks := math.MaxInt, int64(0)
	for _, l := range rows {
		if l.kind != "corrected" { // of which this is told elsewhere
			kept, breaks = min(kept, int(l.breaksKept)), max(breaks, l.breaksAll)
		}
	}
	survive := ""
	if breaks > 0 && len(rows) > 0 {
		survive = fmt.Sprintf("Steps found again, whatever is left out: at least %d of %d.", kept, breaks)
	}
	if n := len(unknown); n > 0 {
		survive += fmt.Sprintf(" Not drawn, as a span has no hit without them: %s.", strings.Join(unknown[:min(n, 5)], ", ")+strings.Repeat(", …", min(1, n/6)))
	}
	return &Figure{chart: chart.Chart{Rows: [][]*chart.Panel{{p}}}, tables: []table{stabilityTable(rows)}, Caption: s.caption(
		fmt.Sprintf("%s: change of the %s between the two spans of the run, with one item left out at a time. Vertical line: nothing left out (%s). Bars: range over all items of a kind; ticks: items; dots: the items that matter most.",
			s.labelIn(s.contrast(), s.glossary.Contrasts), measure, chart.Signed(all, 2)), glossSaid(terms, glosses), survive)}, nil
}

// leftOuts reads the stability of the contrast's position, or of the first
// measure that the table has of it.
func (s *source) leftOuts() (measure string, rows []leftOut, err error) {
	contrast := s.contrast()
	of := map[string][]leftOut{}
	var measures []string
	err = read(s.Finished, func(r *store.StabilityRow) {
		if r.Of != contrast || r.Topic != s.Topic || r.Group != s.Group {
			return
		}
		if of[r.Measure] == nil {
			measures = append(measures, r.Measure)
		}
		of[r.Measure] = append(of[r.Measure], leftOut{r.Kind, r.Item, r.Hits, r.Change, r.Delta, r.Rank, r.Kept, r.Breaks})
	})
	if err != nil {
		return "", nil, err
	}
	if len(measures) == 0 {
		return "", nil, s.nothing("stability", "change")
	}
	measure = measures[0]
	if of["position"] != nil {
		measure = "position"
	}
	rows = of[measure]
	slices.SortStableFunc(rows, func(a, b leftOut) int {
		return cmp.Or(strings.Compare(a.kind, b.kind), cmp.Compare(a.rank, b.rank), strings.Compare(a.item, b.item))
	})
	return measure, rows, nil
}

// withCorrected adds the change as human codings correct it, where it is of what the
// correction counts: sentences.
func (s *source) withCorrected(measure string, all float64, rows []leftOut) ([]leftOut, error) {
	c, err := validate.CorrectionOf(s.Run)
	if err != nil || c == nil {
		return rows, err
	}
	for _, r := range c.Stability {
		same := r.Measure == measure && r.Of == s.contrast() && r.Topic == s.Topic && r.Group == s.Group && r.Freq == s.freq()
		if same && r.Kind == "corrected" && math.Abs(r.Change-r.Delta-all) < 1e-6 {
			rows = append(rows, leftOut{r.Kind, r.Item, r.Hits, r.Change, r.Delta, r.Rank, 0, 0})
		}
	}
	return rows, nil
}

// ranges draws for each kind a bar with all items, then a row for each of the
// first few.
func (s *source) ranges(rows []leftOut, all float64, x chart.Axis, names map[string]string) *chart.Panel {
	var labels []string
	p := &chart.Panel{X: x}
	bar := chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Ribbon, Width: 5}}
	ticks := chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Blue, Width: 0.4}}
	stems, dots := chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Grey, Width: 0.5}}, chart.Mark{Shape: chart.Dot, Ink: chart.Ink{Color: chart.Blue, Radius: 1.6}}
	for _, kind := range []string{"term", "issuer", "document", "stance", "lexicon", "corrected"} {
		mine := slices.DeleteFunc(slices.Clone(rows), func(l leftOut) bool { return l.kind != kind || !known(l.change) })
		if len(mine) == 0 {
			continue
		}
		at := float64(len(labels))
		switch kind {
		case "corrected":
			labels = append(labels, "corrected by human codings")
		case "lexicon":
			labels = append(labels, count(len(mine), "other lexicon", "other lexicons"))
		default:
			labels = append(labels, count(len(mine), kind, kind+"s"))
		}
		low, high := mine[0].change, mine[0].change
		for _, l := range mine {
			low, high = min(low, l.change), max(high, l.change)
			ticks.Points = append(ticks.Points, chart.Point{X: l.change, X2: l.change, Y: at - 0.28, Y2: at + 0.28, Label: l.item})
		}
		bar.Points = append(bar.Points, chart.Point{X: low, X2: high, Y: at, Y2: at, Label: kind})
		for _, l := range mine[:min(len(mine), s.mostItems())] {
			at := float64(len(labels))
			labels = append(labels, itemLabel(l, names))
			stems.Points = append(stems.Points, chart.Point{X: all, X2: l.change, Y: at, Y2: at})
			dots.Points = append(dots.Points, chart.Point{X: l.change, Y: at, Label: l.item})
			p.Ends = append(p.Ends, chart.End{Y: at, Label: chart.Signed(l.delta, 2), Ink: chart.Ink{Color: chart.Black}})
		}
	}
	p.Y = chart.Categories(labels)
	for _, b := range bar.Points {
		p.Y.Ticks[int(b.Y)].Strong = true
	}
	p.Height = chart.RowHeight * float64(len(labels))
	p.Add(bar, ticks, chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Black, Width: 0.6}, Points: []chart.Point{{X: all, X2: all, Y: p.Y.Min, Y2: p.Y.Max}}}, stems, dots)
	return p
}

// itemLabel names an item. Ids of documents differ at their end.
func itemLabel(l leftOut, names map[string]string) string {
	if l.kind == "document" {
		return cmp.Or(names[l.item], shortenLeft(chart.Clean(l.item), 20))
	}
	return cmp.Or(names[l.item], chart.Shorten(chart.Clean(l.item), 40))
}

// namedTerms are the terms of the rows that are shown.
func (s *source) namedTerms(rows []leftOut) (out []lexicon.Named) {
	for _, l := range rows {
		if frame, term, ok := strings.Cut(l.item, ": "); ok && l.kind == "term" && len(out) < s.mostItems() {
			out = append(out, lexicon.Named{Frame: frame, Term: term})
		}
	}
	return out
}

// documentNames names the documents of the rows that are shown: by date and title; without
// a title by who speaks.
func (s *source) documentNames(rows []leftOut) (map[string]string, error) {
	wanted := map[string]bool{}
	for _, l := range rows {
		if l.kind == "document" && len(wanted) < s.mostItems() {
			wanted[l.item] = true
		}
	}
	names := map[string]string{}
	if len(wanted) == 0 || !s.Has("documents") {
		return names, nil
	}
	type document struct {
		_         struct{}  `table:"documents"`
		ID        string    `column:"id"`
		Date      time.Time `column:"date,null"`
		Precision string    `column:"precision"`
		Issuer    string    `column:"issuer,null"`
		Title     string    `column:"title,null"`
	}
	err := read(s.Finished, func(d *document) {
		if !wanted[d.ID] {
			return
		}
		layout := cmp.Or(map[string]string{"year": "2006", "month": "2006-01"}[d.Precision], time.DateOnly)
		if who := chart.Shorten(chart.Clean(cmp.Or(d.Title, d.Issuer)), 28); who != "" && !d.Date.IsZero() {
			names[d.ID] = dated(d.Date.Format(layout), who)
		}
	})
	return names, err
}

// dated puts a date before a title that does not begin with it.
func dated(date, title string) string {
	if strings.HasPrefix(title, date) {
		return title
	}
	return date + " " + title
}

// mostItems is how many items of a kind are named.
func (s *source) mostItems() int { return s.chose(5, 6) }

// stays says between what the change lies without any one item of the run.
func stays(measure string, all float64, rows []leftOut) string {
	low, high := all, all
	for _, l := range rows {
		if known(l.change) && l.kind != "lexicon" && l.kind != "corrected" {
			low, high = min(low, l.change), max(high, l.change)
		}
	}
	return fmt.Sprintf("Change of the %s: %s; without any one item %s to %s", measure, chart.Signed(all, 2), chart.Signed(low, 2), chart.Signed(high, 2))
}

func stabilityTable(rows []leftOut) table {
	t := table{columns: append(texts("kind", "item"), reals("hits", "change", "delta", "rank", "breaks_kept", "breaks")...)}
	for _, l := range rows {
		t.rows = append(t.rows, []cell{word(l.kind), word(l.item), whole(l.hits), real(l.change, 3), real(l.delta, 3), whole(l.rank), whole(l.breaksKept), whole(l.breaksAll)})
	}
	return t
}
