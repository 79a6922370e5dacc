package figure

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/diffusion"
	"github.com/frameshift/frameshift/pipeline/store"
	tables "github.com/frameshift/frameshift/pipeline/table"
)

// followed is what frameshift diffusion found in the run.
type followed struct {
	*diffusion.Design
	dir string
}

func (s *source) followed() (*followed, error) {
	dir, d, err := diffusion.Beside(s.Run)
	if err == nil && d == nil {
		err = lacking{errors.New("no concept was followed through the run: frameshift diffusion does that")}
	}
	return &followed{d, dir}, err
}

// concept is the one to show: that asked for, or the first of those followed that the
// rows have, a placebo last.
func (s *source) concept(f *followed, rows []diffusion.About) (string, error) {
	var names []string
	for _, role := range []string{"concept", "placebo"} {
		for _, r := range rows {
			if r.Role == role && !slices.Contains(names, r.Concept) {
				names = append(names, r.Concept)
			}
		}
	}
	for i := len(f.Options.Concepts) - 1; i >= 0; i-- {
		if at := slices.Index(names, f.Options.Concepts[i]); at >= 0 {
			names = slices.Insert(slices.Delete(names, at, at+1), 0, f.Options.Concepts[i])
		}
	}
	switch {
	case len(names) == 0:
		return "", lacking{errors.New("nothing was found of any concept")}
	case s.Frame == "":
		return names[0], nil
	case !slices.Contains(names, s.Frame):
		return "", lacking{fmt.Errorf("concept %q was not followed, or nobody uses it: there are %s", s.Frame, strings.Join(names, ", "))}
	}
	return s.Frame, nil
}

// conceptLabel is what a concept is called: a frame as everywhere, others as they were
// given.
func (s *source) conceptLabel(concept string) string {
	_, named := s.Labels[concept]
	if named || slices.ContainsFunc(s.glossary.Frames, func(t store.Term) bool { return t.Key == concept }) {
		return s.label(concept)
	}
	return chart.Shorten(chart.Clean(strings.TrimPrefix(concept, "id:")), longest)
}

// mostCurves is how many curves can be told apart.
const mostCurves = 5

// adoption draws the share of issuers that has used a concept, with the numbers at risk.
func adoption(s *source) (*Figure, error) {
	f, err := s.followed()
	if err != nil {
		return nil, err
	}
	rows, err := diffusion.Rows[diffusion.CurveRow](f.dir)
	if err != nil {
		return nil, err
	}
	var some []diffusion.About
	for _, r := range rows {
		if r.Share > 0 {
			some = append(some, r.About)
		}
	}
	concept, err := s.concept(f, some)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r diffusion.CurveRow) bool { return r.Concept != concept })
	by, curves := s.curves(rows)
	if len(curves) == 0 {
		return nil, lacking{fmt.Errorf("there are no curves of %s by %q", concept, s.By)}
	}
	tested, err := curveTest(f, concept, by)
	return s.adoptionFigure(f, concept, by, tested, curves), err
}

// curves are those of the key asked for, or of the first that has few enough groups.
func (s *source) curves(rows []diffusion.CurveRow) (by string, out [][]diffusion.CurveRow) {
	keys, of := byKey(rows, func(r diffusion.CurveRow) string { return r.By })
	slices.Sort(keys)
	slices.Reverse(keys) // the empty one last
	for _, key := range keys {
		if s.By != "" && s.By != key {
			continue
		}
		groups, members := byKey(of[key], func(r diffusion.CurveRow) string { return r.Group })
		if s.By == "" && len(groups) > mostCurves {
			continue
		}
		slices.SortStableFunc(groups, func(a, b string) int { return -cmp.Compare(highest(members[a]), highest(members[b])) })
		for _, g := range groups[:min(len(groups), mostCurves)] {
			out = append(out, members[g])
		}
		return key, out
	}
	return "", nil
}

func highest(rows []diffusion.CurveRow) float64 { return rows[len(rows)-1].Share }

func (s *source) adoptionFigure(f *followed, concept, by, tested string, curves [][]diffusion.CurveRow) *Figure {
	x := span{curves[0][0].Period, curves[0][0].Period}
	for _, c := range curves {
		for _, r := range c {
			x = span{earlier(x.from, r.Period), later(x.to, r.Period)}
		}
	}
	half := halfPeriod(f.Options.Freq)
	main := &chart.Panel{Height: float64(s.chose(120, 150)), X: chart.Dates(x.from, x.to, half, s.chose(4, 8)), Y: chart.Numbers([]float64{0, 100}, 5)}
	main.Y.Title, main.X.Hidden = "Issuers that have used it (%)", true
	main.Title = s.conceptLabel(concept) + ": " + halves(curves, f.Options.Freq)
	for i, c := range curves {
		stair(main, c, half, inks[i%len(inks)], len(curves) == 1)
	}
	caption := s.caption(
		fmt.Sprintf("%s: share of issuers that has used it, by %s, %s (Kaplan–Meier, an issuer being watched from its first document to its first use or its last document).",
			s.conceptLabel(concept), f.Options.Freq, between(x.from, x.to, f.Options.Freq)),
		ribbonSaid(len(curves) == 1), groupsSaid(by, len(curves)), tested, "Below: issuers at risk.", adoptionDoubts(curves))
	return &Figure{chart: chart.Chart{Rows: [][]*chart.Panel{{main}, {s.atRisk(curves, main.X)}}}, tables: []table{curveTable(curves)}, Caption: caption}
}

// reached is when a curve first stands at a share; the zero time if never.
func reached(rows []diffusion.CurveRow, share float64) time.Time {
	if i := slices.IndexFunc(rows, func(r diffusion.CurveRow) bool { return r.Share >= share }); i >= 0 {
		return rows[i].Period
	}
	return time.Time{}
}

// halves say by when half of the issuers had used a concept, and all that ever did; of
// several groups the first and the last of which half had.
func halves(curves [][]diffusion.CurveRow, freq string) string {
	if len(curves) == 1 {
		// Issuers whose first document is later than all others used it count as well.
		users, latest := int64(0), curves[0][0].Period
		for _, r := range curves[0] {
			if users += r.Adopted; r.Adopted > 0 {
				latest = r.Period
			}
		}
		said := fmt.Sprintf("%s had used it by %s (%s)", count(int(users), "issuer", "issuers"), when(latest, freq), percent(highest(curves[0])))
		if half := reached(curves[0], 0.5); !half.IsZero() && half.Before(latest) {
			said += ", half by " + when(half, freq)
		}
		return said
	}
	var some [][]diffusion.CurveRow
	for _, c := range curves {
		if highest(c) >= 0.5 {
			some = append(some, c)
		}
	}
	if len(some) == 0 {
		return "half of issuers had used it in no group"
	}
	slices.SortStableFunc(some, func(a, b []diffusion.CurveRow) int { return reached(a, 0.5).Compare(reached(b, 0.5)) })
	in := func(c []diffusion.CurveRow) string {
		return "by " + when(reached(c, 0.5), freq) + " in " + chart.Shorten(chart.Clean(cmp.Or(c[0].Group, "(none)")), 24)
	}
	said := "half of issuers had used it " + in(some[0])
	if len(some) > 1 {
		said += ", " + in(some[len(some)-1])
	}
	if n := len(curves) - len(some); n > 0 {
		said += ", not yet in " + count(n, "group", "groups")
	}
	return said
}

// percent is a share of which only all is called all.
func percent(share float64) string {
	if share < 1 && share > 0.99 {
		return "over 99 %"
	}
	return fmt.Sprintf("%.0f %%", 100*share)
}

// curveTest says whether the curves of a key are told apart; nothing where none were tested.
func curveTest(f *followed, concept, by string) (string, error) {
	rows, err := diffusion.Rows[diffusion.CurveTestRow](f.dir)
	if errors.Is(err, tables.ErrNoTable) {
		return "", nil
	}
	for _, r := range rows {
		if r.Concept == concept && r.By == by && known(r.P) {
			return fmt.Sprintf("Whether they are one curve: log-rank χ² %.2f, %d df, %s.", r.Chi2, r.Degrees, pText(r.P)), err
		}
	}
	return "", err
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

var inks = []chart.Ink{
	{Color: chart.Blue, Width: 1.1}, {Color: chart.Vermilion, Width: 1.1}, {Color: chart.Black, Width: 0.9},
	{Color: chart.Blue, Width: 0.9, Dashed: true}, {Color: chart.Vermilion, Width: 0.9, Dashed: true},
}

func ribbonSaid(drawn bool) string {
	if drawn {
		return "Ribbon: 95 % intervals."
	}
	return ""
}

func groupsSaid(by string, n int) string {
	if by == "" {
		return ""
	}
	return fmt.Sprintf("Curves: issuers by %s; one that speaks as several is in each.", by)
}

func adoptionDoubts(curves [][]diffusion.CurveRow) string {
	for _, c := range curves {
		if strings.Contains(c[0].Warnings, diffusion.FromStart) {
			return "Some use it in their first documents, before which nothing is known."
		}
	}
	return ""
}

// stair draws a curve that goes up where it does, with its interval if wanted.
func stair(p *chart.Panel, rows []diffusion.CurveRow, half float64, ink chart.Ink, ribbon bool) {
	line := chart.Mark{Shape: chart.Line, Ink: ink}
	band := chart.Mark{Shape: chart.Band, Ink: chart.Ink{Color: chart.Ribbon}}
	for _, r := range rows {
		at := chart.Days(r.Period)
		for _, x := range []float64{at - half, at + half} {
			line.Points = append(line.Points, chart.Point{X: x, Y: 100 * r.Share})
			band.Points = append(band.Points, chart.Point{X: x, Y: 100 * r.Low, Y2: 100 * r.High})
		}
	}
	if ribbon {
		p.Add(band)
	}
	p.Add(line)
	p.Ends = append(p.Ends, chart.End{Y: 100 * highest(rows), Label: chart.Shorten(chart.Clean(cmp.Or(rows[0].Group, percent(highest(rows)))), 24), Ink: ink})
}

// atRisk writes the numbers at risk under the ticks.
func (s *source) atRisk(curves [][]diffusion.CurveRow, x chart.Axis) *chart.Panel {
	var labels []string
	text := chart.Mark{Shape: chart.Text, Align: 0.5, DY: -2.2, Ink: chart.Ink{Color: chart.Black}}
	for i, c := range curves {
		labels = append(labels, chart.Shorten(chart.Clean(cmp.Or(c[0].Group, "at risk")), 24))
		for _, tick := range x.Ticks {
			for _, r := range c {
				if chart.Days(r.Period) == tick.Value {
					text.Points = append(text.Points, chart.Point{X: tick.Value, Y: float64(i), Label: claim.Grouped(r.AtRisk)})
				}
			}
		}
	}
	p := &chart.Panel{Height: chart.RowHeight * float64(len(labels)), X: x, Y: chart.Categories(labels)}
	p.X.Hidden = false
	p.Add(text)
	return p
}

func curveTable(curves [][]diffusion.CurveRow) table {
	t := table{columns: append(texts("group", "period"), reals("at_risk", "adopted", "share", "ci_low", "ci_high")...)}
	for _, c := range curves {
		for _, r := range c {
			t.rows = append(t.rows, []cell{word(r.Group), day(r.Period), whole(r.AtRisk), whole(r.Adopted), real(r.Share, 4), real(r.Low, 4), real(r.High, 4)})
		}
	}
	return t
}
