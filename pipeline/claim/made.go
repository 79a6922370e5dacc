package claim

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Made is what the headline is made of in the first and the last third of its
// calendar, and which side its change comes from.
type Made struct {
	From, To string // names of the spans
	Sides    [2]MadeSide
	Text     string // a sentence that says it
	Moved    string // which side the change comes from; empty if there is hardly one
	Way      int    // 1 towards the first side, -1 towards the second
}

// Said is what may be said beside a claim. A source is named of a change that the
// claim tells and does not doubt, and that goes the way that both thirds differ: between
// them alone chance is a change as well.
func (m Made) Said(c Claim) string {
	if c.Way == 0 || c.Way != m.Way {
		return m.Text
	}
	return strings.TrimSpace(m.Text + " " + m.Moved)
}

// MadeSide is one side, per 1,000 tokens, and its frames, the largest first.
type MadeSide struct {
	Rate  [2]float64
	Parts []MadePart
	moved float64 // ln of how its rate grew, ½ added to its counts as a position adds it
}

// MadePart is what a frame has of a side, per 1,000 tokens.
type MadePart struct {
	Frame string
	Rate  [2]float64
}

// amount is how much text a period has.
type amount struct {
	_         struct{}  `table:"series"`
	Period    time.Time `column:"period"`
	Tokens    int64     `column:"tokens"`
	Documents int64     `column:"documents"`
}

// MadeOf says what a series of the headline's contrast is made of, from the tables
// parts and series. It is empty where a third has no document.
func MadeOf(run *result.Run, n store.SeriesName) (Made, error) {
	tokens := map[time.Time]int64{}
	for row, err := range result.SeriesRows[amount](run, func(of *store.SeriesName) bool { return *of == n }) {
		if err != nil {
			return Made{}, err
		}
		if row.Documents > 0 {
			tokens[row.Period] = row.Tokens
		}
	}
	third := thirds(tokens)
	var made Made
	var total [2]int64
	counts := map[[2]string]*[2]float64{}
	for row, err := range result.Scan[store.PartRow](run) {
		if err != nil {
			return Made{}, err
		}
		at, ok := third[row.Period]
		if !ok || row.Of != n.Of || row.Topic != n.Topic || row.Group != n.Group || row.Freq != n.Freq {
			continue
		}
		key := [2]string{row.Side, row.Frame}
		if counts[key] == nil {
			counts[key] = &[2]float64{}
		}
		counts[key][at] += row.Count
	}
	for period, at := range third {
		total[at] += tokens[period]
	}
	if len(counts) == 0 || total[0] == 0 || total[1] == 0 {
		return made, nil
	}
	made.Sides = [2]MadeSide{side(counts, series.Positive, total), side(counts, series.Negative, total)}
	made.spans(third, n.Freq)
	glossary, err := run.Glossary()
	made.say(glossary, n.Of)
	return made, err
}

// thirds says of each period of the first and the last third in which it is.
func thirds(tokens map[time.Time]int64) map[time.Time]int {
	var periods []time.Time
	for p := range tokens {
		periods = append(periods, p)
	}
	slices.SortFunc(periods, time.Time.Compare)
	out, n := map[time.Time]int{}, max(1, len(periods)/3)
	if len(periods) < 2 {
		return out
	}
	for i := range n {
		out[periods[i]] = 0
		out[periods[len(periods)-1-i]] = 1
	}
	return out
}

func side(counts map[[2]string]*[2]float64, name string, tokens [2]int64) (s MadeSide) {
	for key, c := range counts {
		if key[0] != name {
			continue
		}
		p := MadePart{Frame: key[1]}
		for i := range p.Rate {
			p.Rate[i] = 1000 * c[i] / float64(tokens[i])
		}
		s.Parts = append(s.Parts, p)
	}
	slices.SortFunc(s.Parts, func(a, b MadePart) int {
		if d := b.Rate[0] + b.Rate[1] - a.Rate[0] - a.Rate[1]; d != 0 {
			return map[bool]int{true: 1, false: -1}[d > 0]
		}
		return strings.Compare(a.Frame, b.Frame)
	})
	for _, p := range s.Parts {
		s.Rate[0], s.Rate[1] = s.Rate[0]+p.Rate[0], s.Rate[1]+p.Rate[1]
	}
	half := func(i int) float64 { return 500 / float64(tokens[i]) }
	s.moved = portable.Log((s.Rate[1] + half(1)) / (s.Rate[0] + half(0)))
	return s
}

func (m *Made) spans(third map[time.Time]int, freq string) {
	var first, last [2]time.Time
	for p, at := range third {
		if first[at].IsZero() || p.Before(first[at]) {
			first[at] = p
		}
		if p.After(last[at]) {
			last[at] = p
		}
	}
	name := func(third int) string {
		from, to := series.Freq(freq).Name(first[third]), series.Freq(freq).Name(last[third])
		if from == to {
			return from
		}
		return from + "–" + to
	}
	m.From, m.To = name(0), name(1)
}

func (m *Made) say(g store.Glossary, of string) {
	labels, counted, label := sideLabels(g, of)
	var parts []string
	for i, s := range m.Sides {
		text := fmt.Sprintf("%s has %.2f, then %.2f", labels[i], s.Rate[0], s.Rate[1])
		if list := s.list(label); list != "" {
			text += " (" + list + ")"
		}
		parts = append(parts, text)
	}
	m.Text = fmt.Sprintf("In %s and %s, %s per 1,000 tokens: %s.", m.From, m.To, counted, strings.Join(parts, "; "))
	m.Way, m.Moved = source([2]float64{m.Sides[0].moved, -m.Sides[1].moved}, labels)
}

// mostlyFrom is the share of what both sides move from which one is named as the
// source of the change.
const mostlyFrom = 2.0 / 3

// source says which way a position moves that sides move by so many logits, and
// which of them it comes from. A side may go against the change: where both are said
// less, the one that falls faster is what moves the position.
func source(by [2]float64, labels [2]string) (way int, text string) {
	change, all := by[0]+by[1], math.Abs(by[0])+math.Abs(by[1])
	if math.Abs(change) < 0.1 {
		return 0, ""
	}
	way = 1
	if change < 0 {
		way = -1
	}
	more := 0
	if math.Abs(by[1]) > math.Abs(by[0]) {
		more = 1
	}
	switch with := by[0]*by[1] > 0; {
	case math.Abs(by[more]) >= mostlyFrom*all:
		return way, "The change comes mostly from " + labels[more] + "."
	case with:
		return way, "The change comes from both sides."
	default:
		return way, "The change comes from " + labels[more] + "; what " + labels[1-more] + " does makes it smaller."
	}
}

// list names the parts of a side that has several, those without any hit left out.
func (s MadeSide) list(label map[string]string) string {
	var list []string
	for _, p := range s.Parts {
		if len(s.Parts) > 1 && p.Rate[0]+p.Rate[1] > 0 {
			list = append(list, fmt.Sprintf("%s %.2f, %.2f", cmp.Or(label[p.Frame], p.Frame), p.Rate[0], p.Rate[1]))
		}
	}
	return strings.Join(list, "; ")
}

// sideLabels name the sides of a contrast, what it counts, and frames and pairs.
func sideLabels(g store.Glossary, of string) (labels [2]string, counted string, label map[string]string) {
	labels, counted, label = [2]string{"the first side", "the second side"}, "hits", map[string]string{}
	for _, f := range slices.Concat(g.Frames, g.Pairs) {
		label[f.Key] = f.Label
		if f.Label == "" {
			label[f.Key] = f.Key
		}
	}
	for _, c := range g.Contrasts {
		if c.Key != of {
			continue
		}
		if c.Count != "" {
			counted = c.Count
		}
		for i, keys := range [][]string{slices.Concat(c.A, c.PairsA), slices.Concat(c.B, c.PairsB)} {
			var names []string
			for _, k := range keys {
				names = append(names, label[k])
			}
			labels[i] = strings.Join(names, " or ")
		}
	}
	return labels, counted, label
}
