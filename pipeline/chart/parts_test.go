package chart

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		values []float64
		n      int
		want   string
	}{
		{[]float64{-3.1, 5.1}, 5, "−4 −2 0 2 4"},
		{[]float64{0, 0.37}, 3, "0.0 0.2 0.4"},
		{[]float64{0, 43}, 3, "0 20 40"},
		{[]float64{-0.4, 0.1, math.NaN()}, 5, "−0.4 −0.3 −0.2 −0.1 0.0 0.1"},
		{[]float64{7}, 2, "6.5 7.0 7.5"},
		{nil, 2, "0.0 0.5 1.0"},
		{[]float64{0, 12000}, 3, "0 5000 10000"},
	} {
		a := Numbers(c.values, c.n)
		var got []string
		for _, tick := range a.Ticks {
			got = append(got, tick.Label)
			if tick.Value < a.Min-1e-9 || tick.Value > a.Max+1e-9 {
				t.Errorf("%v: tick %v outside %v to %v", c.values, tick.Value, a.Min, a.Max)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: %q, want %q", c.values, got, c.want)
		}
		for _, v := range c.values {
			if v < a.Min || v > a.Max {
				t.Errorf("%v: %v outside %v to %v", c.values, v, a.Min, a.Max)
			}
		}
	}
}

func TestCalendar(t *testing.T) {
	date := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		first, last string
		n           int
		want        string
	}{
		{"1946-01-01", "2024-01-01", 4, "1960 1980 2000 2020"},
		{"1946-01-01", "2024-01-01", 8, "1950 1960 1970 1980 1990 2000 2010 2020"},
		{"2008-01-01", "2024-01-01", 2, "2010 2015 2020"},
		{"2021-03-01", "2023-02-01", 4, "2021-07 2022-01 2022-07 2023-01"},
		{"1990-01-01", "2019-01-01", 2, "1990 2000 2010"},
		{"2024-02-05", "2024-02-12", 4, "2024-02-05"},
	} {
		var got []string
		for _, tick := range calendar(date(c.first), date(c.last), c.n) {
			got = append(got, tick.Label)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s to %s: %q, want %q", c.first, c.last, got, c.want)
		}
	}
}

func TestLabels(t *testing.T) {
	if got := Clean(" a\tb\r\n\x07c\u200b\u202e  d\ufffd"); got != "a b c d" {
		t.Errorf("clean: %q", got)
	}
	if got := Shorten("sovereignty", 5); got != "sove…" {
		t.Errorf("shorten: %q", got)
	}
	fits := func(s string) bool { return utf8.RuneCountInString(s) <= 11 }
	for in, want := range map[string]string{
		"Balance of security and development": "Balance of|security|and develo…",
		"Security":                            "Security",
		"Unreasonableness":                    "Unreasonab…",
	} {
		if got := strings.Join(wrap(in, 3, fits), "|"); got != want {
			t.Errorf("wrap %q: %q, want %q", in, got, want)
		}
	}
}

// TestColumns: rows are full, or so few that a key fits into what they leave free.
func TestColumns(t *testing.T) {
	for _, c := range []struct{ panels, most, want int }{
		{1, 3, 1}, {2, 3, 2}, {3, 3, 3}, {4, 3, 2}, {6, 3, 3}, {7, 3, 3}, {13, 3, 3},
		{6, 5, 3}, {8, 5, 4}, {11, 5, 4}, {13, 5, 5}, {16, 5, 4}, {25, 5, 5},
	} {
		if got := Columns(c.panels, c.most); got != c.want {
			t.Errorf("%d panels, at most %d columns: %d, want %d", c.panels, c.most, got, c.want)
		}
	}
}

// TestFill: a free cell takes one panel, of the height of its row; a full row none.
func TestFill(t *testing.T) {
	for n, want := range map[int]int{2: 2, 3: 2, 4: 2, 5: 2} {
		var panels []*Panel
		for range n {
			panels = append(panels, &Panel{Height: 40})
		}
		c, key := Grid(panels, 2, false), &Panel{}
		c.Fill(key)
		last := c.Rows[len(c.Rows)-1]
		if filled := last[len(last)-1] == key; len(last) != want || filled != (n%2 == 1) || filled && key.Height != 40 {
			t.Errorf("%d panels: the last row has %d, key %v of height %v", n, len(last), filled, key.Height)
		}
	}
}

// TestSpread: end labels keep their order and never overlap, and none lies below
// the data area while there is room.
func TestSpread(t *testing.T) {
	p := &Panel{Height: 100, Y: Axis{Min: 0, Max: 1}}
	for _, y := range []float64{0.02, 0.9, 0.91, 0, 0.01, 0.5} {
		p.Ends = append(p.Ends, End{Y: y})
	}
	list := p.spread()
	if !slices.IsSortedFunc(list, func(a, b placed) int { return int(math.Copysign(1, b.Y-a.Y)) }) {
		t.Errorf("order: %v", list)
	}
	for i, e := range list {
		if e.at < 0 || i > 0 && list[i-1].at-e.at < LineSpace-0.7 {
			t.Errorf("label %d at %v: %v", i, e.at, list)
		}
	}
}

// TestGrey: the colours differ in luminance (ITU-R BT.709) by enough to be told
// apart in grey.
func TestGrey(t *testing.T) {
	linear := func(v uint8) float64 { return math.Pow(float64(v)/255, 2.2) }
	var last float64 = -1
	for _, c := range []struct{ r, g, b uint8 }{
		{Black.R, Black.G, Black.B}, {Blue.R, Blue.G, Blue.B}, {Vermilion.R, Vermilion.G, Vermilion.B}, {Pale.R, Pale.G, Pale.B}, {Ribbon.R, Ribbon.G, Ribbon.B},
	} {
		l := 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
		if l-last < 0.05 {
			t.Errorf("%v: luminance %.2f after %.2f", c, l, last)
		}
		last = l
	}
}

// TestSigned: what is rounded to 0 has no sign.
func TestSigned(t *testing.T) {
	for v, want := range map[float64]string{0.005: "+0.01", 0.004: "0.00", 0: "0.00", -0.004: "0.00", -0.3: "−0.30", 12: "+12.00"} {
		if got := Signed(v, 2); got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
	}
}

// TestNowhere: a label at no place and an axis without extent are drawn past, and end.
func TestNowhere(t *testing.T) {
	fonts, err := NewFonts("", []string{t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	label := Mark{Shape: Text, Points: []Point{{X: 0, Y: math.NaN(), Label: "lost"}, {X: 0, Y: 0, Label: "here"}}}
	c := &Chart{Rows: [][]*Panel{{{Height: 40, X: Axis{}, Y: Axis{Min: -0.5, Max: -0.5}, Marks: []Mark{label}}}}}
	for _, format := range Formats() {
		b, err := c.Render(format, Page{Width: 85, Fonts: fonts})
		if err != nil {
			t.Fatal(err)
		}
		if format == "svg" && (strings.Contains(string(b), "NaN") || !strings.Contains(string(b), "here")) {
			t.Errorf("svg: %s", b)
		}
	}
}
