package chart

import (
	"cmp"
	"slices"
)

// layout is where the panels of a chart lie, in points from the lower left.
type layout struct {
	width, height float64
	left, panel   float64 // where the first data area starts; width of one
	gap           float64 // between two beside each other
	heading       float64 // width of a heading over a data area
	rows          []rowLayout
}

type rowLayout struct {
	bottom, height float64 // of the data areas
	above          float64 // between them and the titles
	lines          int     // of the headings
}

// lay measures a chart for a width.
func (p *pen) lay(c *Chart, width float64) layout {
	l := layout{width: width, left: edge, gap: columnGap}
	right, columns := edge, 1
	for _, row := range c.Rows {
		l.left = max(l.left, edge+p.gutter(row[0], width)+sideRoom(c))
		columns = max(columns, len(row))
		for k, panel := range row {
			right = max(right, p.margin(panel, width))
			if k > 0 && !panel.Y.Hidden && len(panel.Y.Ticks) > 0 {
				l.gap = max(l.gap, p.gutter(panel, width)+columnGap/2)
			}
		}
	}
	l.panel = (width - l.left - right - float64(float64(columns-1)*l.gap)) / float64(columns)
	const apart = 4 // from the heading of the next panel
	if l.heading = l.panel + columnGap - apart; columns == 1 {
		l.heading = width - l.left - edge
	}
	y := edge
	for i := len(c.Rows) - 1; i >= 0; i-- {
		row := c.Rows[i]
		r := rowLayout{height: row[0].Height}
		below := 0.0
		for _, panel := range row {
			below, r.above = max(below, foot(panel)), max(r.above, panel.Above)
			title, note := p.heading(panel, l)
			r.lines = max(r.lines, len(title)+len(note))
		}
		r.bottom = y + below
		y = r.bottom + r.height + r.above + float64(float64(r.lines)*LineSpace) + rowGap
		l.rows = append(l.rows, r)
	}
	slices.Reverse(l.rows)
	l.height = y - rowGap + edge
	if title, note := p.over(c, width); len(title) > 0 {
		l.height += float64(float64(len(title)+len(note))*LineSpace) + rowGap
	}
	return l
}

func sideRoom(c *Chart) float64 {
	if c.Side == "" {
		return 0
	}
	return LineSpace + 2
}

// gutter is the room a panel needs on its left.
func (p *pen) gutter(panel *Panel, width float64) float64 {
	room := 0.0
	if panel.Y.Title != "" {
		room += LineSpace + 2
	}
	widest := 0.0
	for _, t := range panel.Y.Ticks {
		widest = max(widest, p.width(p.tickLabel(t, panel.Y, width), t.letters()))
	}
	return room + widest + tickSize + 2
}

// tickLabel is a label that takes no more than its part of the figure.
func (p *pen) tickLabel(t Tick, a Axis, width float64) string {
	if !a.Bare {
		return t.Label
	}
	return fit(t.Label, p.fits(t.letters(), 0.42*width))
}

func (t Tick) letters() letters {
	l := plainText
	l.bold = t.Strong
	return l
}

// margin is the room a panel needs on its right: the end labels, or half the
// last label of the x axis.
func (p *pen) margin(panel *Panel, width float64) float64 {
	room := 3 * edge
	for _, e := range panel.Ends {
		room = max(room, edge+endGap+p.width(p.endLabel(e, width), plainText))
	}
	return room
}

func (p *pen) endLabel(e End, width float64) string {
	return fit(e.Label, p.fits(plainText, 0.3*width))
}

// heading are the lines of a panel's title and of the note under it. Over a list they
// have the whole width: much of it is taken by names.
func (p *pen) heading(panel *Panel, l layout) (title, note []string) {
	room := l.heading
	if panel.Y.Bare {
		room = l.width - 2*edge
	}
	if panel.Title != "" {
		title = wrap(panel.Title, 3, p.fits(heading, room))
	}
	if panel.Note != "" {
		note = wrap(panel.Note, 3, p.fits(plainText, room))
	}
	return title, note
}

// over are the lines of a chart's own title and note.
func (p *pen) over(c *Chart, width float64) (title, note []string) {
	if c.Title != "" {
		title = wrap(c.Title, 3, p.fits(heading, width-2*edge))
	}
	if c.Note != "" {
		note = wrap(c.Note, 3, p.fits(plainText, width-2*edge))
	}
	return title, note
}

// foot is the room below a data area.
func foot(panel *Panel) float64 {
	room := 0.0
	if len(panel.X.Ticks) > 0 && !panel.X.Hidden {
		room += tickSize + LineSpace
	}
	if panel.X.Title != "" {
		room += LineSpace + 1
	}
	return room
}

// placed is an end label with its height over the bottom of the data area.
type placed struct {
	End
	at float64
}

// spread pushes the end labels apart, from the top downwards and, where they
// would fall below the data area, back up.
func (p *Panel) spread() []placed {
	const apart = LineSpace - 0.6
	var list []placed
	for _, e := range p.Ends {
		list = append(list, placed{e, (e.Y - p.Y.Min) / (p.Y.Max - p.Y.Min) * p.Height})
	}
	slices.SortStableFunc(list, func(a, b placed) int { return cmp.Compare(b.at, a.at) })
	for i := 1; i < len(list); i++ {
		list[i].at = min(list[i].at, list[i-1].at-apart)
	}
	for i, floor := len(list)-1, 0.0; i >= 0 && list[i].at < floor; i-- {
		list[i].at = floor
		floor += apart
	}
	return list
}
