package chart

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

// VegaLite writes the chart as a Vega-Lite specification with its data inline.
func (c *Chart) VegaLite(o Page) ([]byte, error) {
	c.clean()
	p := &pen{fonts: o.Fonts}
	l := p.lay(c, o.Width*mm)
	if p.err != nil {
		return nil, p.err
	}
	spec := vegaSpec{
		Schema:      "https://vega.github.io/schema/vega-lite/v5.json",
		Description: o.Title, Background: "white", Spacing: 8,
		Config: vegaConfig{Font: "Liberation Sans, Arial, Helvetica, sans-serif",
			Axis: vegaAxes{LabelSize: vegaScaleUp * textSize, TitleSize: vegaScaleUp * textSize, TitleStyle: "normal"}},
	}
	if title, note := p.over(c, l.width); len(title) > 0 {
		spec.Title = vegaHeading(title, note)
	}
	for i, row := range c.Rows {
		r := vegaRow{Spacing: 12}
		for _, panel := range row {
			title, note := p.heading(panel, l)
			r.Panels = append(r.Panels, panel.vega(l.panel, title, note))
		}
		if y := r.Panels[0].Encoding.Y; i == len(c.Rows)/2 && c.Side != "" && y.Axis != nil {
			y.Axis.Title = &c.Side
		}
		spec.Rows = append(spec.Rows, r)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b) // with <, > and & escaped: a page can hold it
	e.SetIndent("", " ")
	err := e.Encode(spec)
	return b.Bytes(), err
}

func (p *Panel) vega(width float64, title, note []string) vegaPanel {
	out := vegaPanel{
		Width: math.Round(vegaScaleUp * width), Height: math.Round(vegaScaleUp * p.Height),
		Encoding: vegaEncoding{X: p.X.vega("x"), Y: p.Y.vega("y")},
	}
	if len(title) > 0 {
		out.Title = vegaHeading(title, note)
	}
	for _, m := range p.Marks {
		out.Layer = append(out.Layer, p.layer(m))
	}
	for _, e := range p.spread() {
		y := p.Y.Min + float64(e.at/p.Height*(p.Y.Max-p.Y.Min))
		out.Layer = append(out.Layer, p.layer(Mark{Shape: Text, DX: endGap, DY: -0.35 * textSize, Ink: e.Ink,
			Points: []Point{{X: p.X.Max, Y: y, Label: e.Label}}}))
	}
	return out
}

func vegaHeading(title, note []string) *vegaTitle {
	t := &vegaTitle{Text: title, Note: note, Anchor: "start", Frame: "group", Size: vegaScaleUp * titleSize}
	if len(note) > 0 {
		t.NoteSize = vegaScaleUp * textSize
	}
	return t
}

func (a Axis) vega(field string) *vegaChannel {
	c := &vegaChannel{Field: field, Type: "quantitative", Scale: vegaScale{Domain: []json.RawMessage{a.moment(a.Min), a.moment(a.Max)}}}
	if a.Time {
		c.Type, c.Scale.Type = "temporal", "utc"
	}
	if len(a.Ticks) == 0 {
		return c // no axis: null
	}
	c.Axis = &vegaAxis{Limit: 400, Domain: !a.Bare, Ticks: !a.Bare}
	if a.Title != "" {
		c.Axis.Title = &a.Title
	}
	labels := map[string]string{}
	for _, t := range a.Ticks {
		c.Axis.Values = append(c.Axis.Values, a.moment(t.Value))
		labels[string(number(t.Value))] = t.Label
	}
	switch {
	case a.Hidden:
		c.Axis.Labels = "''"
	case a.Time:
		c.Axis.Format = map[int]string{len("2006"): "%Y", len("2006-01"): "%Y-%m"}[len(a.Ticks[0].Label)]
	case a.Bare:
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
func (a Axis) moment(v float64) json.RawMessage {
	if !a.Time {
		return number(v)
	}
	t := fromDays(v)
	return fmt.Appendf(nil, `{"year":%d,"month":%d,"date":%d,"utc":true}`, t.Year(), t.Month(), t.Day())
}

// datum is a value in the data; missing is null.
func (a Axis) datum(v float64) json.RawMessage {
	if a.Time && !math.IsNaN(v) {
		return fmt.Appendf(nil, "%q", fromDays(v).Format(time.DateOnly))
	}
	return number(v)
}

func number(v float64) json.RawMessage {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return json.RawMessage("null")
	}
	return json.RawMessage(Digits(v))
}

// layer writes a mark with its data.
func (p *Panel) layer(m Mark) vegaLayer {
	x2 := m.Shape == Box || m.Shape == Segment
	y2 := x2 || m.Shape == Band
	l := vegaLayer{Data: vegaData{p.values(m, x2, y2)}, Mark: m.vega()}
	if x2 {
		l.Encoding.X2 = &vegaField{"x2"}
	}
	if y2 {
		l.Encoding.Y2 = &vegaField{"y2"}
	}
	switch m.Shape {
	case Line, Band:
		l.Encoding.Detail = &vegaDetail{"part", "nominal"}
	case Text:
		l.Encoding.Text = &vegaField{"label"}
	}
	return l
}

// vega is how a mark looks.
func (m Mark) vega() vegaMark {
	v := vegaMark{Color: hex(m.Ink.Color), Opacity: 1, Tooltip: true}
	if m.Ink.Dashed {
		v.Dash = []float64{4, 3}
	}
	width := vegaScaleUp * cmp.Or(m.Ink.Width, lineWidth)
	switch m.Shape {
	case Line:
		v.Type, v.Width = "line", width
	case Band:
		v.Type = "area"
	case Box:
		v.Type = "rect"
	case Segment:
		v.Type, v.Width = "rule", width
		v.YOffset, v.Y2Offset = -vegaScaleUp*m.DY, -vegaScaleUp*m.DY
	case Dot:
		filled := !m.Ink.Hollow
		v.Type, v.Size, v.Filled = "point", math.Pi*math.Pow(vegaScaleUp*m.Ink.Radius, 2), &filled
		if m.Ink.Hollow {
			v.Fill = "white"
		}
	case Text:
		v.Type, v.Baseline, v.FontSize = "text", "alphabetic", vegaScaleUp*textSize
		v.Align = [...]string{"left", "center", "right"}[int(2*m.Align)]
		v.DX, v.DY = vegaScaleUp*m.DX, -vegaScaleUp*m.DY
	}
	return v
}

// values are the data of a mark. Each stretch of a line is a part of its own.
func (p *Panel) values(m Mark, x2, y2 bool) []vegaValue {
	out := []vegaValue{}
	add := func(q Point, part *int) {
		v := vegaValue{X: p.X.datum(q.X), Y: p.Y.datum(q.Y), Label: q.Label, Part: part}
		if x2 {
			v.X2 = p.X.datum(q.X2)
		}
		if y2 {
			v.Y2 = p.Y.datum(q.Y2)
		}
		out = append(out, v)
	}
	if m.Shape != Line && m.Shape != Band {
		for _, q := range m.Points {
			add(q, nil)
		}
		return out
	}
	for i, part := range Stretches(m.Points) {
		for _, q := range part {
			add(q, &i)
		}
	}
	return out
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
