package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/diffusion"
)

// spoken is what a group said in a period.
type spoken struct {
	period           time.Time
	documents, using int64
}

// voice is a group or issuer in a strip of first uses.
type voice struct {
	name      string
	periods   []spoken
	documents int64
	first     time.Time // zero if never
}

// firsts draws who had text when, and from when on it used a concept.
func firsts(s *source) (*Figure, error) {
	f, err := s.followed()
	if err != nil {
		return nil, err
	}
	rows, err := diffusion.Rows[diffusion.AdoptionRow](f.dir)
	if err != nil {
		return nil, err
	}
	var some []diffusion.About
	for _, r := range rows {
		if r.Using > 0 {
			some = append(some, r.About)
		}
	}
	concept, err := s.concept(f, some)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r diffusion.AdoptionRow) bool { return r.Concept != concept })
	by, voices := s.voices(rows)
	if len(voices) == 0 {
		return nil, lacking{fmt.Errorf("there is no strip of %s by %q", concept, s.By)}
	}
	return s.strips(f, concept, by, voices), nil
}

// voices are the values of the key asked for, or of the first that was; of issuer, and
// where there was no other, the issuers.
func (s *source) voices(rows []diffusion.AdoptionRow) (by string, out []voice) {
	by = s.By
	if by == "" {
		for _, r := range rows {
			by = max(by, r.By)
		}
	}
	key := by
	name := func(r diffusion.AdoptionRow) string { return r.Group }
	if by == "" || by == "issuer" {
		by, key, name = "issuer", "", func(r diffusion.AdoptionRow) string { return r.Issuer }
	}
	rows = slices.DeleteFunc(slices.Clone(rows), func(r diffusion.AdoptionRow) bool { return r.By != key })
	names, of := byKey(rows, name)
	for _, n := range names {
		out = append(out, newVoice(n, of[n]))
	}
	slices.SortStableFunc(out, func(a, b voice) int {
		if a.first.IsZero() != b.first.IsZero() {
			return cmp.Compare(b.first.Unix(), a.first.Unix())
		}
		return cmp.Or(a.first.Compare(b.first), cmp.Compare(b.documents, a.documents), strings.Compare(a.name, b.name))
	})
	return by, out
}

func newVoice(name string, rows []diffusion.AdoptionRow) voice {
	v := voice{name: name}
	periods, of := byKey(rows, func(r diffusion.AdoptionRow) time.Time { return r.Period })
	slices.SortFunc(periods, time.Time.Compare)
	for _, p := range periods {
		said := spoken{period: p}
		for _, r := range of[p] {
			said.documents += r.Documents
			said.using += r.Using
		}
		if said.using > 0 && v.first.IsZero() {
			v.first = p
		}
		v.documents += said.documents
		v.periods = append(v.periods, said)
	}
	return v
}

func (s *source) strips(f *followed, concept, by string, voices []voice) *Figure {
	shown := voices[:min(len(voices), s.chose(24, 36))]
	x := span{shown[0].periods[0].period, shown[0].periods[0].period}
	for _, v := range shown {
		x = span{earlier(x.from, v.periods[0].period), later(x.to, v.periods[len(v.periods)-1].period)}
	}
	never := 0
	for _, v := range voices {
		if v.first.IsZero() {
			never++
		}
	}
	freq := f.Options.Freq
	p := stripPanel(shown, freq)
	p.Title = s.conceptLabel(concept) + ": " + firstOf(voices, by, freq, never)
	p.X = chart.Dates(x.from, x.to, halfPeriod(freq), s.chose(4, 8))
	return &Figure{chart: chart.Chart{Rows: [][]*chart.Panel{{p}}}, tables: []table{voiceTable(shown, by)}, Caption: s.caption(
		fmt.Sprintf("%s: first uses by %s and %s, %s. Red: the first %[3]s with a use; blue: later ones; grey: had text and did not use it; empty: no text.",
			s.conceptLabel(concept), by, freq, between(x.from, x.to, freq)),
		fmt.Sprintf("%d of %s shown; %s never use it.", len(shown), claim.Grouped(len(voices)), claim.Grouped(never)))}
}

// stripPanel draws a row of boxes for each voice, one a period with text.
func stripPanel(voices []voice, freq string) *chart.Panel {
	half := halfPeriod(freq)
	p := &chart.Panel{Height: chart.RowHeight * float64(len(voices))}
	var labels []string
	silent, said, first := box(chart.Pale), box(chart.Blue), box(chart.Vermilion)
	for i, v := range voices {
		labels = append(labels, chart.Shorten(chart.Clean(cmp.Or(v.name, "(none)")), 30))
		for _, t := range v.periods {
			at := chart.Days(t.period)
			q := chart.Point{X: at - float64(0.9*half), X2: at + float64(0.9*half), Y: float64(i) + 0.32, Y2: float64(i) - 0.32,
				Label: fmt.Sprintf("%s, %s: %d of %d", v.name, when(t.period, freq), t.using, t.documents)}
			switch {
			case t.documents == 0:
			case t.using == 0:
				silent.Points = append(silent.Points, q)
			case t.period.Equal(v.first):
				first.Points = append(first.Points, q)
			default:
				said.Points = append(said.Points, q)
			}
		}
		p.Ends = append(p.Ends, chart.End{Y: float64(i), Label: firstSaid(v, freq), Ink: chart.Ink{Color: chart.Black}})
	}
	p.Y = chart.Categories(labels)
	p.Add(silent, said, first)
	return p
}

func box(c color.RGBA) chart.Mark { return chart.Mark{Shape: chart.Box, Ink: chart.Ink{Color: c}} }

// firstOf says when something was first used and by whom, and how many never do.
func firstOf(voices []voice, by, freq string, never int) string {
	if never == len(voices) {
		return "never used"
	}
	var names []string
	for _, v := range voices {
		if v.first.Equal(voices[0].first) {
			names = append(names, chart.Shorten(chart.Clean(cmp.Or(v.name, "(none)")), 30))
		}
	}
	said := "first used in " + when(voices[0].first, freq) + ", by " + names[0]
	if more := len(names) - 1; more > 0 {
		said += " and " + count(more, "other", "others")
	}
	if never > 0 {
		said += fmt.Sprintf("; by %d of %s %ss never", never, claim.Grouped(len(voices)), by)
	}
	return said
}

func firstSaid(v voice, freq string) string {
	if v.first.IsZero() {
		return diffusion.Never
	}
	return when(v.first, freq)
}

func voiceTable(voices []voice, by string) table {
	t := table{columns: append(texts(by, "period"), reals("documents", "documents_using")...)}
	for _, v := range voices {
		for _, p := range v.periods {
			t.rows = append(t.rows, []cell{word(v.name), day(p.period), whole(p.documents), whole(p.using)})
		}
	}
	return t
}
