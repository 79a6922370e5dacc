package figure

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"image/color"
	"math"
	"time"
)

// vegaScaleUp makes a specification larger than print, for the screen.
const vegaScaleUp = 1.6

// vegaLite writes the figure as a Vega-Lite specification with its data inline.
func (f *Figure) vegaLite() ([]byte, error) {
	p := &pen{fonts: f.fonts}
	l := p.lay(f.chart, f.width*mm)
	if p.err != nil {
		return nil, p.err
	}
	spec := vegaSpec{
		Schema:      "https://vega.github.io/schema/vega-lite/v5.json",
		Description: f.Caption, Background: "white", Spacing: 8,
		Config: vegaConfig{Font: "Liberation Sans, Arial, Helvetica, sans-serif",
			Axis: vegaAxes{LabelSize: vegaScaleUp * textSize, TitleSize: vegaScaleUp * textSize, TitleStyle: "normal"}},
	}
	for i, row := range f.chart.rows {
		r := vegaRow{Spacing: 12}
		for _, panel := range row {
			var title []string
			if panel.title != "" {
				title = p.title(panel, l.panel)
			}
			r.Panels = append(r.Panels, panel.vega(l.panel, title))
		}
		if y := r.Panels[0].Encoding.Y; i == len(f.chart.rows)/2 && f.chart.side != "" && y.Axis != nil {
			y.Axis.Title = &f.chart.side
		}
		spec.Rows = append(spec.Rows, r)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b) // with <, > and & escaped: a page can hold it
	e.SetIndent("", " ")
	err := e.Encode(spec)
	return b.Bytes(), err
}

func (p *panel) vega(width float64, title []string) vegaPanel {
	out := vegaPanel{
		Width: math.Round(vegaScaleUp * width), Height: math.Round(vegaScaleUp * p.height),
		Encoding: vegaEncoding{X: p.x.vega("x"), Y: p.y.vega("y")},
	}
	if len(title) > 0 {
		out.Title = &vegaTitle{title, "start", "group", vegaScaleUp * titleSize}
	}
	for _, m := range p.marks {
		out.Layer = append(out.Layer, p.layer(m))
	}
	for _, e := range p.spread() {
		y := p.y.min + e.at/p.height*(p.y.max-p.y.min)
		out.Layer = append(out.Layer, p.layer(mark{shape: text, dx: endGap, dy: -0.35 * textSize, ink: e.ink,
			points: []point{{x: p.x.max, y: y, label: e.label}}}))
	}
	return out
}

func (a axis) vega(field string) *vegaChannel {
	c := &vegaChannel{Field: field, Type: "quantitative", Scale: vegaScale{Domain: []json.RawMessage{a.moment(a.min), a.moment(a.max)}}}
	if a.time {
		c.Type, c.Scale.Type = "temporal", "utc"
	}
	if len(a.ticks) == 0 {
		return c // no axis: null
	}
	c.Axis = &vegaAxis{Limit: 400, Domain: !a.bare, Ticks: !a.bare}
	if a.title != "" {
		c.Axis.Title = &a.title
	}
	labels := map[string]string{}
	for _, t := range a.ticks {
		c.Axis.Values = append(c.Axis.Values, a.moment(t.value))
		labels[string(number(t.value))] = t.label
	}
	switch {
	case a.hidden:
		c.Axis.Labels = "''"
	case a.time:
		c.Axis.Format = map[int]string{len("2006"): "%Y", len("2006-01"): "%Y-%m"}[len(a.ticks[0].label)]
	case a.bare:
		// Names of values, looked up in an object: no text of a name is read as
		// code. JSON sorts the keys.
		raw, err := json.Marshal(labels)
		if err == nil {
			c.Axis.Labels = string(raw) + "[datum.value]"
		}
	}
	return c
}

// moment is a value of the axis: a number, or a date that means the same in
// every time zone.
func (a axis) moment(v float64) json.RawMessage {
	if !a.time {
		return number(v)
	}
	t := fromDays(v)
	return fmt.Appendf(nil, `{"year":%d,"month":%d,"date":%d,"utc":true}`, t.Year(), t.Month(), t.Day())
}

// datum is a value in the data; missing is null.
func (a axis) datum(v float64) json.RawMessage {
	if a.time && known(v) {
		return fmt.Appendf(nil, "%q", fromDays(v).Format(time.DateOnly))
	}
	return number(v)
}

func number(v float64) json.RawMessage {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return json.RawMessage("null")
	}
	return json.RawMessage(digits(v))
}

// layer writes a mark with its data.
func (p *panel) layer(m mark) vegaLayer {
	x2 := m.shape == box || m.shape == segment
	y2 := x2 || m.shape == band
	l := vegaLayer{Data: vegaData{p.values(m, x2, y2)}, Mark: m.vega()}
	if x2 {
		l.Encoding.X2 = &vegaField{"x2"}
	}
	if y2 {
		l.Encoding.Y2 = &vegaField{"y2"}
	}
	switch m.shape {
	case line, band:
		l.Encoding.Detail = &vegaDetail{"part", "nominal"}
	case text:
		l.Encoding.Text = &vegaField{"label"}
	}
	return l
}

// vega is how a mark looks.
func (m mark) vega() vegaMark {
	v := vegaMark{Color: hex(m.ink.color), Opacity: 1, Tooltip: true}
	if m.ink.dashed {
		v.Dash = []float64{4, 3}
	}
	width := vegaScaleUp * cmp.Or(m.ink.width, lineWidth)
	switch m.shape {
	case line:
		v.Type, v.Width = "line", width
	case band:
		v.Type = "area"
	case box:
		v.Type = "rect"
	case segment:
		v.Type, v.Width = "rule", width
	case dot:
		filled := !m.ink.hollow
		v.Type, v.Size, v.Filled = "point", math.Pi*math.Pow(vegaScaleUp*m.ink.radius, 2), &filled
		if m.ink.hollow {
			v.Fill = "white"
		}
	case text:
		v.Type, v.Baseline, v.FontSize = "text", "alphabetic", vegaScaleUp*textSize
		v.Align = [...]string{"left", "center", "right"}[int(2*m.align)]
		v.DX, v.DY = vegaScaleUp*m.dx, -vegaScaleUp*m.dy
	}
	return v
}

// values are the data of a mark. Each stretch of a line is a part of its own.
func (p *panel) values(m mark, x2, y2 bool) []vegaValue {
	out := []vegaValue{}
	add := func(q point, part *int) {
		v := vegaValue{X: p.x.datum(q.x), Y: p.y.datum(q.y), Label: q.label, Part: part}
		if x2 {
			v.X2 = p.x.datum(q.x2)
		}
		if y2 {
			v.Y2 = p.y.datum(q.y2)
		}
		out = append(out, v)
	}
	if m.shape != line && m.shape != band {
		for _, q := range m.points {
			add(q, nil)
		}
		return out
	}
	for i, part := range stretches(m.points) {
		for _, q := range part {
			add(q, &i)
		}
	}
	return out
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
