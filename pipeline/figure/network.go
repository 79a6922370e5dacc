package figure

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
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
	nodeLabel  = 15  // characters of a label
	labelRoom  = 1.7 // radii to each side of the circle
	circleRoom = 1.25
	widest     = 3.0 // points, of the strongest link
)

// halfWidth is that of a panel in radii, so that a circle is round and labels fit beside it.
func (s *source) halfWidth(columns int, height float64) float64 {
	const point = 25.4 / 72
	return max(1+labelRoom, rounded(circleRoom*s.Width/point/float64(columns)/height))
}

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
	var backbones []string
	spans := spansOf(t.Links)
	columns, height := chart.Columns(len(spans), s.chose(1, 3)), 110.0
	if len(spans) == 1 {
		height = float64(s.chose(150, 200))
	}
	half := s.halfWidth(columns, height)
	for _, span := range spans {
		p := &chart.Panel{Title: spanSaid(span), Height: height, X: chart.Axis{Min: -half, Max: half}, Y: chart.Axis{Min: -circleRoom, Max: circleRoom}}
		n := s.drawLinks(p, t.Links, span, places, strongest)
		kept += n
		backbones = append(backbones, strconv.Itoa(n))
		s.drawNodes(p, nodes, places)
		panels = append(panels, p)
	}
	said := "no link is in the backbone"
	if kept > 0 {
		said = fmt.Sprintf("width: log odds, up to %s", chart.Signed(strongest, 1))
	}
	c := chart.Grid(panels, columns, false)
	c.Title = s.strongestSaid(t.Links, strongest, backbones)
	c.Note = "Blue: backbone, width by log odds of meeting in a " + unitSaid(t.Window) + "; grey: other links above chance"
	return &Figure{chart: c, tables: []table{linkTable(t.Links)}, Caption: s.caption(
		fmt.Sprintf("Which %s go together in a %s, by span. Blue: links in the backbone (%s); grey: other links above chance. Nodes have one place in all panels.", t.Nodes, unitSaid(t.Window), said), whereSaid(t))}, nil
}

// strongestSaid says how many links each backbone has, and which is the strongest.
func (s *source) strongestSaid(links []network.LinkRow, strongest float64, backbones []string) string {
	i := slices.IndexFunc(links, func(r network.LinkRow) bool { return r.Backbone && r.LOR == strongest })
	if i < 0 {
		return "No link is in the backbone"
	}
	r, in := links[i], ""
	if len(backbones) > 1 {
		in = ", " + spanSaid(r.Span)
	}
	return fmt.Sprintf("Links in the backbone: %s; strongest %s – %s (%s%s)", strings.Join(backbones, ", "),
		s.nodeLabel(r.A), lower(s.nodeLabel(r.B)), chart.Signed(r.LOR, 1), in)
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
		p.Add(chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Tint(chart.Blue, 0.4+float64(0.6*share)), Width: max(0.5, widest*share)}, Points: []chart.Point{line(r)}})
	}
	return len(strong)
}

func (s *source) drawNodes(p *chart.Panel, nodes []string, places map[string]chart.Point) {
	dots := chart.Mark{Shape: chart.Dot, Ink: chart.Ink{Color: chart.Black, Radius: 1.6}}
	var sides [3]chart.Mark
	for i := range sides {
		sides[i] = chart.Mark{Shape: chart.Text, Ink: chart.Ink{Color: chart.Black}, Align: float64(i) / 2, DX: 4 - float64(4*float64(i)), DY: -2.5}
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
	if len(names) == 0 {
		return nil, lacking{errors.New("no link has a change: a node of each is missing in one of the spans")}
	}
	steps := stepsOf(t.Changes)
	left := len(names) - min(len(names), mostChanges)
	p := s.heat(names[:len(names)-left], rows, steps)
	p.Title = s.changesSaid(names, rows)
	said := ""
	if left > 0 {
		said = fmt.Sprintf("%s with larger p left out.", count(left, "link", "links"))
	}
	return &Figure{chart: chart.Chart{Rows: [][]*chart.Panel{{p}}}, tables: []table{changeTable(t.Changes)}, Caption: s.caption(
		fmt.Sprintf("Change of links between spans, in log odds (blue: closer; orange: further apart; full colour: %s or more). *: p at most 0.05 among all links, documents dealt out over both spans within issuers (%s times). A link of which a node is missing in both spans is blank.",
			chart.Signed(fullColour, 0), claim.Grouped(t.Permutations)), whereSaid(t), said)}, nil
}

// changesSaid says how many links change beyond chance, and which of them most.
func (s *source) changesSaid(names []link, rows map[link][]network.ChangeRow) string {
	changed, most := 0, network.ChangeRow{}
	for _, l := range names {
		beyond := false
		for _, r := range rows[l] {
			if r.P <= 0.05 {
				beyond = true
				if math.Abs(r.Delta) > math.Abs(most.Delta) {
					most = r
				}
			}
		}
		if beyond {
			changed++
		}
	}
	if changed == 0 {
		return fmt.Sprintf("Of %s none changes beyond chance", count(len(names), "link", "links"))
	}
	return fmt.Sprintf("Of %s %d %s beyond chance%s %s – %s (%s from %s to %s)", count(len(names), "link", "links"), changed, verb(changed, "changes", "change"), verb(changed, ":", ", most"),
		s.nodeLabel(most.A), lower(s.nodeLabel(most.B)), chart.Signed(most.Delta, 1), spanSaid(most.From), spanSaid(most.To))
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
	room := s.chose(nodeLabel, 2*nodeLabel)
	for _, l := range names {
		labels = append(labels, chart.Shorten(s.nodeLabel(l.a), room)+" – "+chart.Shorten(s.nodeLabel(l.b), room))
	}
	p := &chart.Panel{Height: chart.RowHeight * float64(len(names)), X: chart.Axis{Min: -0.5, Max: float64(len(steps)) - 0.5}, Y: chart.Categories(labels)}
	stepHeads(p, steps)
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

// stepHeads names the spans over their columns, below each other: beside each other they
// have no room.
func stepHeads(p *chart.Panel, steps []step) {
	lines := [][]string{nil, nil, nil} // upwards
	for _, st := range steps {
		for i, text := range []string{spanSaid(st.to), "↓", spanSaid(st.from)} {
			lines[i] = append(lines[i], text)
		}
	}
	p.Above = chart.LineSpace * float64(len(lines))
	for i, line := range lines {
		m := chart.Mark{Shape: chart.Text, Ink: chart.Ink{Color: chart.Black}, Align: 0.5, DY: 2 + float64(chart.LineSpace*float64(i))}
		for at, text := range line {
			m.Points = append(m.Points, chart.Point{X: float64(at), Y: p.Y.Max, Label: text})
		}
		p.Add(m)
	}
}

// spanSaid is a span as everywhere in print.
func spanSaid(span string) string { return strings.ReplaceAll(span, "..", "–") }

func changeTable(changes []network.ChangeRow) table {
	t := table{columns: append(texts("from", "to", "a", "b"), reals("delta", "ci_low", "ci_high", "p_family")...)}
	t.columns = append(t.columns, texts("warnings")...)
	for _, r := range changes {
		t.rows = append(t.rows, []cell{word(r.From), word(r.To), word(r.A), word(r.B), real(r.Delta, 2), real(r.Low, 2), real(r.High, 2), real(r.P, 4), word(r.Warnings)})
	}
	return t
}
