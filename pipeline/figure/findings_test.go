package figure

import (
	"math"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/diffusion"
	"github.com/frameshift/frameshift/pipeline/network"
)

// TestHeadings: every kind is headed by a finding, which has a number of the figure.
func TestHeadings(t *testing.T) {
	run := open(t, newFixture().write(t))
	for _, k := range Kinds() {
		f, err := run.Make(k.Name, Options{})
		if err != nil {
			t.Fatal(err)
		}
		heading := f.chart.Heading()
		if !regexp.MustCompile(`\d`).MatchString(heading) && k.Name != "balance" { // whose lift wanders: no number may be given
			t.Errorf("%s is headed %q", k.Name, heading)
		}
	}
}

// TestHalves: no group is said to have reached what its curve has not.
func TestHalves(t *testing.T) {
	curve := func(group string, shares ...float64) (out []diffusion.CurveRow) {
		for i, v := range shares {
			out = append(out, diffusion.CurveRow{Group: group, Period: jan(2000 + i), Share: v, Adopted: 2 * min(1, int64(100*v))})
		}
		return out
	}
	for _, c := range []struct {
		curves [][]diffusion.CurveRow
		want   string
	}{
		{[][]diffusion.CurveRow{curve("", 0.1, 0.5, 0.6)}, "6 issuers had used it by 2002 (60 %), half by 2001"},
		{[][]diffusion.CurveRow{curve("", 0.1, 1, 1)}, "6 issuers had used it by 2002 (100 %), half by 2001"},
		{[][]diffusion.CurveRow{curve("", 0.1, 0.4)}, "4 issuers had used it by 2001 (40 %)"},
		{[][]diffusion.CurveRow{curve("", 0, 1)}, "2 issuers had used it by 2001 (100 %)"},
		{[][]diffusion.CurveRow{curve("", 0, 0.998)}, "2 issuers had used it by 2001 (over 99 %)"},
		{[][]diffusion.CurveRow{curve("a", 0.1, 0.2, 0.7), curve("b", 0.5, 0.5, 0.5), curve("c", 0, 0.1, 0.2)},
			"half of issuers had used it by 2000 in b, by 2002 in a, not yet in 1 group"},
		{[][]diffusion.CurveRow{curve("a", 0.1), curve("b", 0)}, "half of issuers had used it in no group"},
	} {
		if got := halves(c.curves, "year"); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// TestFirstOf: all that share the first period are counted, and those that never use it.
func TestFirstOf(t *testing.T) {
	for _, c := range []struct {
		firsts []int // year, or 0 for never
		want   string
	}{
		{[]int{1990, 1995}, "first used in 1990, by a"},
		{[]int{1990, 1990, 1990, 1995}, "first used in 1990, by a and 2 others"},
		{[]int{1990, 1990, 0, 0}, "first used in 1990, by a and 1 other; by 2 of 4 issuers never"},
		{[]int{0}, "never used"},
	} {
		var voices []voice
		never := 0
		for i, year := range c.firsts {
			v := voice{name: string(rune('a' + i))}
			if v.first = jan(year); year == 0 {
				v.first = time.Time{}
				never++
			}
			voices = append(voices, v)
		}
		if got := firstOf(voices, "issuer", "year", never); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// TestLedBy: placebos are told apart from concepts, and an earlier one is not later.
func TestLedBy(t *testing.T) {
	row := func(role string, lag, p float64) diffusion.LeadRow {
		return diffusion.LeadRow{About: diffusion.About{Role: role}, A: "venue=A", B: "venue=B", Lag: lag, PPermutation: p}
	}
	rows := []diffusion.LeadRow{row("concept", 300, 0.01), row("concept", 300, 0.4), row("concept", -20, 0.01), row("concept", math.NaN(), math.NaN()), row("placebo", 3, 0.9)}
	s := &source{}
	if got, want := s.ledBy(rows[:4]), "B is later than A in 2 of 4 concepts, in 1 with p ≤ .05"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := s.ledBy(rows), "; in 1 of 1 placebo, in 0"; !strings.HasSuffix(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestChangesSaid: a large change that may be chance is not the one that is named.
func TestChangesSaid(t *testing.T) {
	s := &source{Finished: &Finished{}}
	row := func(a string, delta, p float64) network.ChangeRow {
		return network.ChangeRow{A: a, B: "z", From: "1990..1999", To: "2000..2009", Delta: delta, P: p}
	}
	names, rows := changesByLink([]network.ChangeRow{row("a", 9, 0.5), row("b", -2, 0.04), row("c", 1, 0.01), row("d", math.NaN(), math.NaN())})
	if got, want := s.changesSaid(names, rows), "Of 3 links 2 change beyond chance, most B – Z (−2.0 from 1990–1999 to 2000–2009)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	names, rows = changesByLink([]network.ChangeRow{row("a", 9, 0.5)})
	if got, want := s.changesSaid(names, rows), "Of 1 link none changes beyond chance"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestMoved: periods that lack either are none, and the raw position may lie on the end
// of the interval.
func TestMoved(t *testing.T) {
	nan := math.NaN()
	raw := []seriesRow{{estimate: 1}, {estimate: 1}, {estimate: nan}, {estimate: 2}}
	rows := []seriesRow{{estimate: 0.5, low: 0, high: 0.9}, {estimate: 0.7, low: 0.5, high: 1}, {estimate: 3, low: 2, high: 4}, {estimate: nan, low: nan, high: nan}}
	if got, want := moved(rows, raw), "Codings move the position by −0.40 on average; in 1 of 2 periods the raw one lies outside the interval"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestSnippets: what includes a figure has finding, caption, label, width and the path of
// a picture that is there; nothing in a label is code to LaTeX or Markdown.
func TestSnippets(t *testing.T) {
	run := open(t, newFixture().write(t))
	for _, c := range []struct {
		name    string
		formats []string
		o       Options
		latex   []string
		quarto  []string
	}{
		{"a column", Formats(), Options{},
			[]string{`\begin{figure}[tbp]`, `<85mm \linewidth\else 85mm\fi]{DIR/position.pdf}`, `\caption[Position steps`, `\textbf{Position steps from +1.00 to $-$1.00 at 2004 \textbar{} 2005.}`, `\label{fig:position}`},
			[]string{"](DIR/position){#fig-position width=85mm fig-alt=\"Position steps from +1.00", `**Position steps from +1.00 to −1.00 at 2004 \| 2005.** `}},
		{"a page", []string{"svg"}, Options{Width: 174}, []string{`\begin{figure*}`, `{DIR/position.svg}`}, []string{"](DIR/position.svg){#fig-position width=174mm"}},
		{"hostile labels", []string{"pdf"}, Options{Labels: map[string]string{"claims.rights": "x](y){.z} *b* $m$ \\input{p} 主权"}},
			[]string{`% packages: graphicx, xeCJK`, `x{]}(y)\{.z\} {*}b{*} \$m\$ \textbackslash{}input\{p\}`}, []string{`x\](y)\{.z\} \*b\* \$m\$ \\input\{p\}`}},
	} {
		c.o.Snippets = Snippets()
		_, dir := save(t, run, "position", c.o, c.formats...)
		for name, wanted := range map[string][]string{"position-figure.tex": c.latex, "position-figure.qmd": c.quarto} {
			got := string(readFile(t, dir, name))
			for _, want := range wanted {
				if want = strings.Replace(want, "DIR", filepath.ToSlash(dir), 1); !strings.Contains(got, want) {
					t.Errorf("%s, %s: no %q in %s", c.name, name, want, got)
				}
			}
		}
	}
}
