package claim

import (
	"fmt"
	"strings"

	"github.com/frameshift/frameshift/pipeline/store"
)

// Told is what the claim of a series says of it, to be counted among others.
type Told struct {
	Shape string
	Way   int // where it moved, as a claim has it
}

// ToldOf is what is counted of a series; one whose steps are doubted has no shape.
func ToldOf(s store.ShapeRow, steps []store.BreakRow) Told {
	p := words{s, steps}
	if !p.moved() {
		return Told{Shape: map[bool]string{true: Flat, false: Undecided}[s.Shape == Flat]}
	}
	return Told{s.Shape, p.way()}
}

func (t Told) moved() bool { return t.Shape != Flat && t.Shape != Undecided }

// Together says what the series of a kind do, each by itself: how many moved and
// how, how many of these the way of all together, and of how many that is not told.
func Together(list []Told, all Told, noun string) string {
	var same int64
	n := map[string]int64{}
	for _, t := range list {
		n[t.Shape]++
		if t.moved() && t.Way == all.Way {
			same++
		}
	}
	var parts []string
	if moved := n[Trend] + n[Steps] + n[TrendAndStep]; moved > 0 {
		text := Grouped(moved) + " moved " + manner(n, moved)
		if all.Way != 0 {
			text += ", " + direction(same, moved) + " direction as the whole"
		}
		parts = append(parts, text)
	}
	if n[Flat] > 0 {
		parts = append(parts, Grouped(n[Flat])+" "+plural(n[Flat], "shows", "show")+" no change")
	}
	if n[Undecided] > 0 {
		parts = append(parts, "for "+Grouped(n[Undecided])+" it can’t be told")
	}
	return fmt.Sprintf("Of %s taken one by one, %s.", noun, strings.Join(parts, "; "))
}

// manner is how so many moved.
func manner(n map[string]int64, moved int64) string {
	var how []string
	for _, m := range []struct{ shape, text string }{{Trend, "gradually"}, {Steps, "at a date"}, {TrendAndStep, "both gradually and at a date"}} {
		switch n[m.shape] {
		case 0:
		case moved:
			return m.text
		default:
			how = append(how, Grouped(n[m.shape])+" "+m.text)
		}
	}
	return "(" + strings.Join(how, ", ") + ")"
}

func direction(same, moved int64) string {
	switch {
	case moved == 1 && same == 0:
		return "not in the same"
	case moved == 1:
		return "in the same"
	case same == moved:
		return "all in the same"
	case same == 0:
		return "none in the same"
	}
	return Grouped(same) + " of them in the same"
}
