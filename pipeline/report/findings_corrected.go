package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/validate"
)

// corrected says what the headline is once the lexicon's errors are taken out, where
// sentences of the run were coded by people.
func (r *run) corrected(l *line) (out []string) {
	c := r.correction
	if c == nil {
		return nil
	}
	m := measureOf(l.Measure)
	for _, s := range c.Stability {
		if s.SeriesName == l.name && s.Kind == "corrected" {
			out = append(out, fmt.Sprintf("Between the two spans, %s of sentences differs by %s as the lexicon finds them, and by %s as people would (%s).",
				strings.ToLower(m.Label), m.with(s.Change-s.Delta), m.with(s.Change), strings.ToUpper(s.Item)))
		}
	}
	for _, s := range c.Shapes {
		if s.SeriesName == l.name && s.Step <= 1 {
			out = append(out, r.correctedShape(s))
		}
	}
	codings, pooled, periods := int64(0), 0, 0
	var first *validate.CorrectedRow
	for i := range c.Rows {
		if row := &c.Rows[i]; row.SeriesName == l.name && row.Documents > 0 {
			first = row
			codings += row.Codings
			periods++
			if slices.Contains(strings.Split(row.Warnings, "; "), "correction-pooled") {
				pooled++
			}
		}
	}
	if first == nil {
		return nil
	}
	return append(out, fmt.Sprintf("%s coded. %s of %s corrected by the codings of their block of time. Assumed: %s.",
		counted(int(codings), "sentence")+" "+was(int(codings)), claim.Grouped(pooled), counted(periods, r.label())+" "+was(pooled), first.Assumes))
}

func (r *run) correctedShape(s validate.CorrectedShapeRow) string {
	text := fmt.Sprintf("The %s series of sentences: %s", s.Kind, s.Class)
	if !s.Date.IsZero() {
		text += fmt.Sprintf(", a step to %s (%s to %s)", r.period(s.Date), r.period(s.DateLow), r.period(s.DateHigh))
		if s.Draws > 0 {
			text += fmt.Sprintf(", where %s of draws have one", percent(s.Support))
		}
	}
	if s.Draws > 0 {
		text += fmt.Sprintf("; the same shape in %s of %s", percent(s.ClassKept), counted(int(s.Draws), "draw"))
	}
	if strings.Contains(s.Warnings, "step-at-seam") {
		text += "; a block of codings begins there, and the step may be no more than that"
	}
	return text + "."
}

// notValidated is the caution of a lexicon that nobody has held against people.
func (r *run) notValidated() []string {
	if len(r.Manifest.Validation) > 0 || r.correction != nil {
		return nil
	}
	return []string{"The lexicon is " + lexicon.NotValidated + ", so how much it misses is not known."}
}

// readCorrection reads what corrects the run, if anything does.
func (r *run) readCorrection() (err error) {
	r.correction, err = validate.CorrectionOf(r.Run)
	return err
}
