package chart

import "encoding/json"

// The parts of a Vega-Lite specification (version 5) that a chart needs. They
// are structs so that the keys have an order.
type (
	vegaSpec struct {
		Schema      string     `json:"$schema"`
		Title       *vegaTitle `json:"title,omitempty"`
		Description string     `json:"description"`
		Background  string     `json:"background"`
		Config      vegaConfig `json:"config"`
		Spacing     float64    `json:"spacing"`
		Rows        []vegaRow  `json:"vconcat"`
	}
	vegaConfig struct {
		Font string   `json:"font"`
		View vegaView `json:"view"`
		Axis vegaAxes `json:"axis"`
	}
	vegaView struct {
		Stroke *string `json:"stroke"` // null: no frame around the plot
	}
	vegaAxes struct {
		Grid       bool    `json:"grid"`
		LabelSize  float64 `json:"labelFontSize"`
		TitleSize  float64 `json:"titleFontSize"`
		TitleStyle string  `json:"titleFontWeight"`
	}
	vegaRow struct {
		Spacing float64     `json:"spacing"`
		Panels  []vegaPanel `json:"hconcat"`
	}
	vegaPanel struct {
		Title    *vegaTitle   `json:"title,omitempty"`
		Width    float64      `json:"width"`
		Height   float64      `json:"height"`
		Encoding vegaEncoding `json:"encoding"`
		Layer    []vegaLayer  `json:"layer"`
	}
	vegaTitle struct {
		Text     []string `json:"text"`
		Note     []string `json:"subtitle,omitempty"`
		Anchor   string   `json:"anchor"`
		Frame    string   `json:"frame"`
		Size     float64  `json:"fontSize"`
		NoteSize float64  `json:"subtitleFontSize,omitempty"`
	}
	vegaEncoding struct {
		X      *vegaChannel `json:"x,omitempty"`
		Y      *vegaChannel `json:"y,omitempty"`
		X2     *vegaField   `json:"x2,omitempty"`
		Y2     *vegaField   `json:"y2,omitempty"`
		Detail *vegaDetail  `json:"detail,omitempty"`
		Text   *vegaField   `json:"text,omitempty"`
	}
	vegaField struct {
		Field string `json:"field"`
	}
	vegaDetail struct {
		Field string `json:"field"`
		Type  string `json:"type"`
	}
	vegaChannel struct {
		Field string    `json:"field"`
		Type  string    `json:"type"`
		Scale vegaScale `json:"scale"`
		Axis  *vegaAxis `json:"axis"`
	}
	vegaScale struct {
		Type   string            `json:"type,omitempty"`
		Domain []json.RawMessage `json:"domain"`
		Zero   bool              `json:"zero"`
		Nice   bool              `json:"nice"`
	}
	vegaAxis struct {
		Title  *string           `json:"title"`
		Values []json.RawMessage `json:"values"`
		Labels string            `json:"labelExpr,omitempty"`
		Format string            `json:"format,omitempty"`
		Limit  int               `json:"labelLimit"`
		Domain bool              `json:"domain"`
		Ticks  bool              `json:"ticks"`
	}
	vegaLayer struct {
		Data     vegaData     `json:"data"`
		Mark     vegaMark     `json:"mark"`
		Encoding vegaEncoding `json:"encoding"`
	}
	vegaData struct {
		Values []vegaValue `json:"values"`
	}
	vegaValue struct {
		X     json.RawMessage `json:"x"`
		Y     json.RawMessage `json:"y"`
		X2    json.RawMessage `json:"x2,omitempty"`
		Y2    json.RawMessage `json:"y2,omitempty"`
		Part  *int            `json:"part,omitempty"`
		Label string          `json:"label,omitempty"`
	}
	vegaMark struct {
		Type     string    `json:"type"`
		Color    string    `json:"color"`
		Opacity  float64   `json:"opacity"`
		Width    float64   `json:"strokeWidth,omitempty"`
		Dash     []float64 `json:"strokeDash,omitempty"`
		Size     float64   `json:"size,omitempty"`
		Filled   *bool     `json:"filled,omitempty"`
		Fill     string    `json:"fill,omitempty"`
		Align    string    `json:"align,omitempty"`
		Baseline string    `json:"baseline,omitempty"`
		DX       float64   `json:"dx,omitempty"`
		DY       float64   `json:"dy,omitempty"`
		FontSize float64   `json:"fontSize,omitempty"`
		YOffset  float64   `json:"yOffset,omitempty"`
		Y2Offset float64   `json:"y2Offset,omitempty"`
		Tooltip  bool      `json:"tooltip"`
	}
)
