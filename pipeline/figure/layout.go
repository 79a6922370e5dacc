package figure

import (
	"cmp"
	"slices"
)

// layout is where the panels of a chart lie, in points from the lower left.
type layout struct {
	width, height float64
	left, panel   float64 // where the first data area starts; width of one
	rows          []rowLayout
}

type rowLayout struct {
	bottom, height float64 // of the data areas
	above          float64 // between them and the titles
	lines          int     // of the titles
}

// lay measures a chart for a width.
func (p *pen) lay(c chart, width float64) layout {
	l := layout{width: width, left: edge}
	right, columns := edge, 1
	for _, row := range c.rows {
		l.left = max(l.left, edge+p.gutter(row[0], width)+sideRoom(c))
		columns = max(columns, len(row))
		for _, panel := range row {
			right = max(right, p.margin(panel, width))
		}
	}
	l.panel = (width - l.left - right - float64(columns-1)*columnGap) / float64(columns)
	y := edge
	for i := len(c.rows) - 1; i >= 0; i-- {
		row := c.rows[i]
		r := rowLayout{height: row[0].height}
		below := 0.0
		for _, panel := range row {
			below, r.above = max(below, foot(panel)), max(r.above, panel.above)
			if panel.title != "" {
				r.lines = max(r.lines, len(p.title(panel, l.panel)))
			}
		}
		r.bottom = y + below
		y = r.bottom + r.height + r.above + float64(r.lines)*lineSpace + rowGap
		l.rows = append(l.rows, r)
	}
	slices.Reverse(l.rows)
	l.height = y - rowGap + edge
	return l
}

func sideRoom(c chart) float64 {
	if c.side == "" {
		return 0
	}
	return lineSpace + 2
}

// gutter is the room a panel needs on its left.
func (p *pen) gutter(panel *panel, width float64) float64 {
	room := 0.0
	if panel.y.title != "" {
		room += lineSpace + 2
	}
	widest := 0.0
	for _, t := range panel.y.ticks {
		widest = max(widest, p.width(p.tickLabel(t, panel.y, width), t.letters()))
	}
	return room + widest + tickSize + 2
}

// tickLabel is a label that takes no more than its part of the figure.
func (p *pen) tickLabel(t tick, a axis, width float64) string {
	if !a.bare {
		return t.label
	}
	return fit(t.label, p.fits(t.letters(), 0.42*width))
}

func (t tick) letters() letters {
	l := plainText
	l.bold = t.strong
	return l
}

// margin is the room a panel needs on its right: the end labels, or half the
// last label of the x axis.
func (p *pen) margin(panel *panel, width float64) float64 {
	room := 3 * edge
	for _, e := range panel.ends {
		room = max(room, edge+endGap+p.width(p.endLabel(e, width), plainText))
	}
	return room
}

func (p *pen) endLabel(e end, width float64) string {
	return fit(e.label, p.fits(plainText, 0.3*width))
}

func (p *pen) title(panel *panel, room float64) []string {
	return wrap(panel.title, 3, p.fits(heading, room))
}

// foot is the room below a data area.
func foot(panel *panel) float64 {
	room := 0.0
	if len(panel.x.ticks) > 0 && !panel.x.hidden {
		room += tickSize + lineSpace
	}
	if panel.x.title != "" {
		room += lineSpace + 1
	}
	return room
}

// placed is an end label with its height over the bottom of the data area.
type placed struct {
	end
	at float64
}

// spread pushes the end labels apart, from the top downwards and, where they
// would fall below the data area, back up.
func (p *panel) spread() []placed {
	const apart = lineSpace - 0.6
	var list []placed
	for _, e := range p.ends {
		list = append(list, placed{e, (e.y - p.y.min) / (p.y.max - p.y.min) * p.height})
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
