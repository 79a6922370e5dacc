package diffusion

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// UptakeRow says how much others use a concept after one speaker has used it.
type UptakeRow struct {
	_ struct{} `table:"uptake" row:"a concept × source × group of others" key:"concept source by value"`
	About
	Source     string  `column:"source,repeats" about:"group that puts the concept forward"`
	By         string  `column:"by,repeats" about:"key that sorts the others; empty: all of them"`
	Value      string  `column:"value,repeats" about:"its value"`
	Window     int64   `column:"window" unit:"periods" about:"for how long after a period in which the source uses it documents of others count as after it"`
	After      int64   `column:"documents_after" unit:"documents" about:"documents of others in periods within the window of a use by the source"`
	UsingAfter int64   `column:"using_after" unit:"documents" about:"of these, those that use it"`
	ShareAfter float64 `column:"share_after,null" unit:"share" about:"using_after / documents_after"`
	Else       int64   `column:"documents_else" unit:"documents" about:"documents of others in other periods, before each of which the source had text within the window and did not use it"`
	UsingElse  int64   `column:"using_else" unit:"documents" about:"of these, those that use it"`
	ShareElse  float64 `column:"share_else,null" unit:"share" about:"using_else / documents_else"`
	Difference float64 `column:"difference,null" unit:"share" about:"share_after - share_else"`
	P          float64 `column:"p_shift,null" about:"share of ways to turn the source's periods round in time whose difference is as large or larger"`
	Opposite   float64 `column:"difference_opposite,null" unit:"share" about:"the difference with before in the place of after: others in periods within the window before a use by the source"`
	POpposite  float64 `column:"p_opposite,null" about:"the same share, of the opposite"`
	Warnings   string  `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// DefaultWindow is for how many periods a use is looked back at.
const DefaultWindow = 3

// uptake compares documents of others after and apart from the uses of each source.
func (s *study) uptake() error {
	for _, text := range s.o.Sources {
		g, err := group.Parse(text)
		if err != nil {
			return usage.Wrap(err)
		}
		if g.Pair() || len(g.First) == 0 {
			return usage.Errorf("source %q: want one group, such as issuer=CHN", text)
		}
		own, others, err := s.split(g.First)
		if err != nil {
			return err
		}
		if len(own) == 0 || len(others) == 0 {
			return usage.Errorf("source %s: %d documents are in it, %d are not: want some of both", g, len(own), len(others))
		}
		for _, c := range s.sorted() {
			if err := s.uptakeOf(c, g.First.String(), own, others); err != nil {
				return err
			}
		}
	}
	slices.SortStableFunc(s.out.Uptake, func(a, b UptakeRow) int {
		return cmp.Or(strings.Compare(a.Concept, b.Concept), strings.Compare(a.Source, b.Source), strings.Compare(a.By, b.By), strings.Compare(a.Value, b.Value))
	})
	return nil
}

// split parts documents into those of a group and the others.
func (s *study) split(k group.Key) (own, others []int, err error) {
	for i := range s.docs.list {
		in, err := s.docs.list[i].in(k)
		if err != nil {
			return nil, nil, err
		}
		if in {
			own = append(own, i)
		} else {
			others = append(others, i)
		}
	}
	return own, others, nil
}

func (s *study) uptakeOf(c *concept, source string, own, others []int) error {
	said := s.tallies(c, own)
	for _, by := range s.keys() {
		values, members, err := s.docs.groups(by, others)
		if err != nil {
			return err
		}
		if len(values) > mostGroups {
			continue
		}
		for _, v := range values {
			row := s.uptakeRow(c, said, s.tallies(c, members[v]))
			row.Source, row.By, row.Value = source, by, v
			s.out.Uptake = append(s.out.Uptake, row)
		}
	}
	return nil
}

func (s *study) uptakeRow(c *concept, source, others []tally) UptakeRow {
	w := exposureWindow{s.o.Window, source, others}
	after, apart := w.split(0, 1)
	row := UptakeRow{About: c.about(), Window: int64(s.o.Window), After: int64(after.documents), UsingAfter: int64(after.using), ShareAfter: after.share(),
		Else: int64(apart.documents), UsingElse: int64(apart.using), ShareElse: apart.share()}
	n := len(source)
	row.Difference, row.Opposite = w.difference(0, 1), w.difference(0, -1)
	row.P = shifted(n, func(turn int) float64 { return w.difference(turn, 1) })
	row.POpposite = shifted(n, func(turn int) float64 { return w.difference(turn, -1) })
	uses := tally{}
	for _, t := range source {
		uses.add(t)
	}
	var warn warnings
	warn.add(uses.using == 0, "source-never-uses")
	warn.add(uses.using > 0 && uses.using < s.o.K, "fewer-than-k")
	warn.add(after.documents == 0 || apart.documents == 0, "no-comparison")
	warn.add(after.using+apart.using == 0, Never)
	warn.add(n < fewShifts, "few-periods")
	warn.add(c.hidden, "sentences-with-hits-only")
	row.Warnings = warn.String()
	return row
}

// fewShifts is the number of periods under which turning them round can't show 5 %.
const fewShifts = 20

// exposureWindow holds others' documents against a source's.
type exposureWindow struct {
	window         int
	source, others []tally
}

// split adds up others in periods that follow a use by the source within the window (or,
// with direction -1, that come before one), and in those that do not although the source
// had text in it. The source's periods are turned round by so many.
func (w exposureWindow) split(turn, direction int) (after, apart tally) {
	n := len(w.source)
	for p, t := range w.others {
		heard, used := false, false
		for back := 1; back <= w.window; back++ {
			q := p - direction*back
			if q < 0 || q >= n {
				continue
			}
			at := w.source[(q+turn)%n]
			heard, used = heard || at.documents > 0, used || at.using > 0
		}
		switch {
		case used:
			after.add(t)
		case heard:
			apart.add(t)
		}
	}
	return after, apart
}

func (w exposureWindow) difference(turn, direction int) float64 {
	after, apart := w.split(turn, direction)
	if after.documents == 0 || apart.documents == 0 {
		return math.NaN()
	}
	return after.share() - apart.share()
}
