package figure

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/network"
)

// taken reads the networks of the group and topic that are shown.
func (s *source) taken() (*network.Taken, error) {
	t, err := network.Load(s.Run)
	if err != nil {
		return nil, err
	}
	if t == nil {
		return nil, lacking{errors.New("the run has no networks: frameshift network takes them")}
	}
	t.Links = slices.DeleteFunc(t.Links, func(r network.LinkRow) bool { return r.Group != s.Group || r.Topic != s.Topic })
	t.Changes = slices.DeleteFunc(t.Changes, func(r network.ChangeRow) bool { return r.Group != s.Group || r.Topic != s.Topic })
	if len(t.Links) == 0 {
		return nil, lacking{fmt.Errorf("links has no network of topic %q, group %q", s.Topic, s.Group)}
	}
	return t, nil
}

// Nodes lie on a circle, at one place in all panels: a layout by forces moves between
// periods, and the eye takes that for change.
const (
	nodeLabel = 15  // characters of a label
	labelRoom = 1.7 // radii to each side of the circle's centre line
	widest    = 3.0 // points, of the strongest link
)

// networks draws the network of each span.
func networks(s *source) (*Figure, error) {
	t, err := s.taken()
	if err != nil {
		return nil, err
	}
	nodes, places := onCircle(t.Links)
	strongest := 0.0
	for _, r := range t.Links {
		if r.Backbone {
			strongest = max(strongest, r.LOR)
		}
	}
	var panels []*chart.Panel
	kept := 0
	for _, span := range spansOf(t.Links) {
		p := &chart.Panel{Title: span, Height: float64(s.chose(150, 120)), X: chart.Axis{Min: -1 - labelRoom, Max: 1 + labelRoom}, Y: chart.Axis{Min: -1.25, Max: 1.25}}
		kept += s.drawLinks(p, t.Links, span, places, strongest)
		s.drawNodes(p, nodes, places)
		panels = append(panels, p)
	}
	said := "no link is in the backbone"
	if kept > 0 {
		said = fmt.Sprintf("width: log odds, up to %s", chart.Signed(strongest, 1))
	}
	columns := min(s.chose(1, 3), len(panels))
	return &Figure{chart: chart.Grid(panels, columns, false), tables: []table{linkTable(t.Links)}, Caption: s.caption(
		fmt.Sprintf("Which %s go together in a %s, by span. Blue: links in the backbone (%s); grey: other links above chance. Nodes have one place in all panels.", t.Nodes, unitSaid(t.Window), said), whereSaid(t))}, nil
}

// whereSaid is which documents the networks are of, where they are not of all.
func whereSaid(t *network.Taken) string {
	if len(t.Where) == 0 {
		return ""
	}
	return "Only documents with " + chart.Shorten(chart.Clean(strings.Join(t.Where, ", ")), 2*longest) + "."
}

// unitSaid is what nodes meet in.
func unitSaid(window string) string {
	if window == network.Sentence || window == network.Paragraph {
		return window
	}
	return "window of " + window + " sentences"
}

func spansOf(links []network.LinkRow) (out []string) {
	for _, r := range links {
		if !slices.Contains(out, r.Span) {
			out = append(out, r.Span)
		}
	}
	return out
}

// onCircle gives the nodes their places, from the top clockwise by name.
func onCircle(links []network.LinkRow) (nodes []string, places map[string]chart.Point) {
	for _, r := range links {
		for _, name := range []string{r.A, r.B} {
			if !slices.Contains(nodes, name) {
				nodes = append(nodes, name)
			}
		}
	}
	slices.Sort(nodes)
	places = map[string]chart.Point{}
	for i, name := range nodes {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(nodes)))
		places[name] = chart.Point{X: rounded(sin), Y: rounded(cos)}
	}
	return nodes, places
}

// rounded makes a place the same on every machine.
func rounded(v float64) float64 { return math.Round(v*1e6) / 1e6 }

// drawLinks draws those of a span, the strongest on top, and counts the backbone.
func (s *source) drawLinks(p *chart.Panel, links []network.LinkRow, span string, places map[string]chart.Point, strongest float64) (kept int) {
	faint := chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Tint(chart.Grey, 0.25), Width: 0.3}}
	var strong []network.LinkRow
	line := func(r network.LinkRow) chart.Point {
		a, b := places[r.A], places[r.B]
		return chart.Point{X: a.X, Y: a.Y, X2: b.X, Y2: b.Y, Label: fmt.Sprintf("%s – %s: %s", r.A, r.B, chart.Signed(r.LOR, 2))}
	}
	for _, r := range links {
		switch {
		case r.Span != span || !(r.LOR > 0):
		case r.Backbone:
			strong = append(strong, r)
		default:
			faint.Points = append(faint.Points, line(r))
		}
	}
	p.Add(faint)
	slices.SortStableFunc(strong, func(a, b network.LinkRow) int { return cmp.Compare(a.LOR, b.LOR) })
	for _, r := range strong {
		share := r.LOR / strongest
		p.Add(chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Tint(chart.Blue, 0.4+0.6*share), Width: max(0.5, widest*share)}, Points: []chart.Point{line(r)}})
	}
	return len(strong)
}

func (s *source) drawNodes(p *chart.Panel, nodes []string, places map[string]chart.Point) {
	dots := chart.Mark{Shape: chart.Dot, Ink: chart.Ink{Color: chart.Black, Radius: 1.6}}
	var sides [3]chart.Mark
	for i := range sides {
		sides[i] = chart.Mark{Shape: chart.Text, Ink: chart.Ink{Color: chart.Black}, Align: float64(i) / 2, DX: 4 - 4*float64(i), DY: -2.5}
	}
	for _, name := range nodes {
		at := places[name]
		dots.Points = append(dots.Points, at)
		side := 1 // over or under the circle
		switch {
		case at.X > 0.05:
			side = 0
		case at.X < -0.05:
			side = 2
		}
		label := chart.Point{X: at.X, Y: at.Y, Label: chart.Shorten(s.nodeLabel(name), nodeLabel)}
		if side == 1 {
			label.Y *= 1.16
		}
		sides[side].Points = append(sides[side].Points, label)
	}
	p.Add(dots, sides[0], sides[1], sides[2])
}

// nodeLabel is short, for a circle has little room: the last part of a frame's key, or its
// label where another frame's key ends alike; "no" before one that is denied.
func (s *source) nodeLabel(name string) string {
	if frame, ok := strings.CutSuffix(name, ":asserted"); ok {
		return s.nodeLabel(frame)
	}
	if frame, ok := strings.CutSuffix(name, ":denied"); ok {
		return "no " + lower(s.nodeLabel(frame))
	}
	alike := 0
	for _, f := range s.glossary.Frames {
		if readable(f.Key) == readable(name) {
			alike++
		}
	}
	if _, ok := s.Labels[name]; ok || alike > 1 {
		return s.label(name)
	}
	return readable(name)
}

func linkTable(links []network.LinkRow) table {
	t := table{columns: append(texts("span", "a", "b"), reals("together", "expected", "lor", "ci_low", "ci_high", "q")...)}
	t.columns = append(t.columns, texts("backbone", "warnings")...)
	for _, r := range links {
		kept := ""
		if r.Backbone {
			kept = "yes"
		}
		t.rows = append(t.rows, []cell{word(r.Span), word(r.A), word(r.B), whole(r.Together), real(r.Expected, 1), real(r.LOR, 2), real(r.Low, 2), real(r.High, 2), real(r.Q, 4),
			word(kept), word(r.Warnings)})
	}
	return t
}

// mostChanges are drawn: those with the least p, and the largest of them.
const mostChanges = 24

// linkChanges draws a heat map of links by pairs of spans.
func linkChanges(s *source) (*Figure, error) {
	t, err := s.taken()
	if err != nil {
		return nil, err
	}
	if len(t.Changes) == 0 {
		return nil, lacking{errors.New("the networks are of one span: frameshift network --spans takes several")}
	}
	names, rows := changesByLink(t.Changes)
	steps := stepsOf(t.Changes)
	left := len(names) - min(len(names), mostChanges)
	names = names[:len(names)-left]
	p := s.heat(names, rows, steps)
	said := ""
	if left > 0 {
		said = fmt.Sprintf("%s with larger p left out.", count(left, "link", "links"))
	}
	return &Figure{chart: chart.Chart{Rows: [][]*chart.Panel{{p}}}, tables: []table{changeTable(t.Changes)}, Caption: s.caption(
		fmt.Sprintf("Change of links between spans, in log odds (blue: closer; orange: further apart; full colour: %s or more). *: p at most 0.05 among all links, documents dealt out over both spans within issuers (%s times). A link of which a node is missing in both spans is blank.",
			chart.Signed(fullColour, 0), claim.Grouped(t.Permutations)), whereSaid(t), said)}, nil
}

// link are both ends of one.
type link struct{ a, b string }

// changesByLink sorts links by the least p and the largest change they have.
func changesByLink(changes []network.ChangeRow) (names []link, rows map[link][]network.ChangeRow) {
	rows = map[link][]network.ChangeRow{}
	for _, r := range changes {
		if !known(r.Delta) {
			continue
		}
		l := link{r.A, r.B}
		if rows[l] == nil {
			names = append(names, l)
		}
		rows[l] = append(rows[l], r)
	}
	rank := func(l link) (p, delta float64) {
		p = math.Inf(1)
		for _, r := range rows[l] {
			if known(r.P) {
				p = min(p, r.P)
			}
			delta = max(delta, math.Abs(r.Delta))
		}
		return p, delta
	}
	slices.SortStableFunc(names, func(x, y link) int {
		p, delta := rank(x)
		q, other := rank(y)
		return cmp.Or(cmp.Compare(p, q), cmp.Compare(other, delta))
	})
	return names, rows
}

// step is a pair of spans.
type step struct{ from, to string }

func stepsOf(changes []network.ChangeRow) (out []step) {
	for _, r := range changes {
		if s := (step{r.From, r.To}); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

const fullColour = 3 // logits

func (s *source) heat(names []link, rows map[link][]network.ChangeRow, steps []step) *chart.Panel {
	var labels []string
	for _, l := range names {
		labels = append(labels, chart.Shorten(s.nodeLabel(l.a), nodeLabel)+" – "+chart.Shorten(s.nodeLabel(l.b), nodeLabel))
	}
	x := chart.Axis{Min: -0.5, Max: float64(len(steps)) - 0.5, Bare: true}
	for i, st := range steps {
		x.Ticks = append(x.Ticks, chart.Tick{Value: float64(i), Label: st.from + " → " + st.to})
	}
	p := &chart.Panel{Height: chart.RowHeight * float64(len(names)), X: x, Y: chart.Categories(labels)}
	text := chart.Mark{Shape: chart.Text, Ink: chart.Ink{Color: chart.Black}, Align: 0.5, DY: -2.5}
	for i, l := range names {
		for _, r := range rows[l] {
			at := float64(slices.Index(steps, step{r.From, r.To}))
			colour := chart.Blue
			if r.Delta < 0 {
				colour = chart.Vermilion
			}
			p.Add(chart.Mark{Shape: chart.Box, Ink: chart.Ink{Color: chart.Tint(colour, 0.6*min(1, math.Abs(r.Delta)/fullColour))},
				Points: []chart.Point{{X: at - 0.48, X2: at + 0.48, Y: float64(i) - 0.46, Y2: float64(i) + 0.46, Label: fmt.Sprintf("%s – %s", l.a, l.b)}}})
			label := chart.Signed(r.Delta, 1)
			if r.P <= 0.05 {
				label += "*"
			}
			text.Points = append(text.Points, chart.Point{X: at, Y: float64(i), Label: label})
		}
	}
	p.Add(text)
	return p
}

func changeTable(changes []network.ChangeRow) table {
	t := table{columns: append(texts("from", "to", "a", "b"), reals("delta", "ci_low", "ci_high", "p_family")...)}
	t.columns = append(t.columns, texts("warnings")...)
	for _, r := range changes {
		t.rows = append(t.rows, []cell{word(r.From), word(r.To), word(r.A), word(r.B), real(r.Delta, 2), real(r.Low, 2), real(r.High, 2), real(r.P, 4), word(r.Warnings)})
	}
	return t
}
