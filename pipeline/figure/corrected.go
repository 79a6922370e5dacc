package figure

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/validate"
)

// corrected draws the position of a contrast as people would have found it, over the raw
// one in grey: of sentences both.
func corrected(s *source) (*Figure, error) {
	contrast := s.contrast()
	rows, raw, first, err := s.correctedOf("position", contrast)
	if err != nil {
		return nil, err
	}
	x := over(rows, s.chose(4, 8))
	main := &chart.Panel{Height: float64(s.chose(125, 165)), X: x, Y: chart.Numbers(append(extent(rows), values(raw)...), 5)}
	main.Y.Title = "Position, corrected (logits)"
	main.Title, main.Note = moved(rows, raw), s.facing(contrast)
	main.Across(0, chart.Ink{Color: chart.Pale, Width: chart.AxisWidth})
	course(main, rows, raw, nil)
	last := rows[len(rows)-1]
	below, text := overStrip(main, rows)
	f := &Figure{chart: below, tables: []table{correctedTable(rows, raw)}}
	f.Caption = s.caption(
		fmt.Sprintf("%s: position of sentences by %s, %s, in logits, corrected by %s of human codings (%s); grey: the raw one.",
			s.labelIn(contrast, s.glossary.Contrasts), rows[0].freq, between(rows[0].period, last.period, rows[0].freq), count(codings(rows), "sentence", "sentences"), strings.ToUpper(first.Method)),
		s.above(contrast), "Ribbon: 95 % intervals, of coding and of documents.", pooledSaid(rows), "Assumed: "+first.Assumes+".",
		doubts(rows), text, fmt.Sprintf("n = %s.", count(int(documents(rows)), "document", "documents")))
	return f, nil
}

// moved says by how much the correction moves the position on average, and in how many
// periods the raw one lies outside the interval.
func moved(rows, raw []seriesRow) string {
	sum, n, outside := 0.0, 0, 0
	for i, r := range rows {
		if !known(r.estimate) || !known(raw[i].estimate) {
			continue
		}
		n++
		sum += r.estimate - raw[i].estimate
		if raw[i].estimate < r.low || raw[i].estimate > r.high {
			outside++
		}
	}
	if n == 0 {
		return "No period has a corrected position"
	}
	return fmt.Sprintf("Codings move the position by %s on average; in %d of %s the raw one lies outside the interval",
		chart.Signed(sum/float64(n), 2), outside, count(n, "period", "periods"))
}

// correctedOf reads a corrected series and the raw one beside it; hits are the codings of
// a period.
func (s *source) correctedOf(name, of string) (rows, raw []seriesRow, first validate.CorrectedRow, err error) {
	c, err := validate.CorrectionOf(s.Run)
	if err != nil {
		return nil, nil, first, err
	}
	if c == nil {
		return nil, nil, first, lacking{errors.New("the run has no corrected series: frameshift validate makes them")}
	}
	for _, r := range c.Rows {
		if r.Measure != name || r.Of != of || r.Group != s.Group || r.Topic != s.Topic || r.Freq != s.freq() {
			continue
		}
		first = r
		row := seriesRow{measure: name, of: of, group: r.Group, freq: r.Freq, period: r.Period, estimate: r.Corrected, low: r.Low, high: r.High,
			hits: r.Codings, tokens: r.Tokens, documents: r.Documents, warnings: r.Warnings}
		rows = append(rows, row)
		row.estimate, row.low, row.high = r.Raw, r.RawLow, r.RawHigh
		raw = append(raw, row)
	}
	if len(rows) == 0 {
		err = lacking{fmt.Errorf("corrected has no %s of %q in topic %q, group %q, by %s", name, of, s.Topic, s.Group, s.freq())}
	}
	return rows, raw, first, err
}

func codings(rows []seriesRow) int { return int(hits(rows)) }

// pooledSaid says how many periods are corrected by the codings of others.
func pooledSaid(rows []seriesRow) string {
	n, seen := 0, 0
	for _, r := range rows {
		if known(r.estimate) {
			seen++
			if slices.Contains(measure.Split(r.warnings), "correction-pooled") {
				n++
			}
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %s corrected by the codings of their block of time.", n, count(seen, "period", "periods"))
}

func correctedTable(rows, raw []seriesRow) table {
	t := table{columns: texts("period")}
	t.columns = append(t.columns, reals("raw", "raw_low", "raw_high", "corrected", "ci_low", "ci_high", "codings", "documents")...)
	t.columns = append(t.columns, texts("warnings")...)
	for i, r := range rows {
		t.rows = append(t.rows, []cell{day(r.period), shown(r.measure, raw[i].estimate), shown(r.measure, raw[i].low), shown(r.measure, raw[i].high),
			shown(r.measure, r.estimate), shown(r.measure, r.low), shown(r.measure, r.high), whole(r.hits), whole(r.documents), word(r.warnings)})
	}
	return t
}
