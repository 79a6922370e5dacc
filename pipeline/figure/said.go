package figure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
)

// say is the claim about one series, with its doubts.
func (t *told) say(subject string) string {
	if t == nil {
		return ""
	}
	parts := append([]string{subject + " " + t.said.Text + "."}, t.said.Doubts...)
	if t.withheld() {
		parts = append(parts, "It is not drawn.")
	}
	return strings.Join(parts, " ")
}

// title heads a panel with the claim about its series, and under it with what is shown;
// where there is no claim, with that alone.
func (t *told) title(p *chart.Panel, subject, shown string) {
	p.Title, p.Note = shown, ""
	if t != nil {
		p.Title, p.Note = subject+" "+t.said.Title, shown
	}
}

// sayEach are the claims about groups. A doubt that several of them share is
// written once.
func (s *source) sayEach(list []*told) string {
	var claims, doubts, withheld []string
	whose := map[string][]string{}
	for _, t := range list {
		group := s.groupLabel(t.Group)
		claims = append(claims, group+" "+t.said.Text+".")
		for _, d := range t.said.Doubts {
			if whose[d] == nil {
				doubts = append(doubts, d)
			}
			whose[d] = append(whose[d], group)
		}
		if t.withheld() {
			withheld = append(withheld, group)
		}
	}
	out := claims
	for _, d := range doubts {
		if len(whose[d]) < len(list) {
			d = strings.Join(whose[d], ", ") + ": " + d
		}
		out = append(out, d)
	}
	if len(withheld) > 0 {
		out = append(out, "Not drawn: the steps of "+strings.Join(withheld, ", ")+".")
	}
	return strings.Join(out, " ")
}

// tally says of how many of the series the shape is a change, and names them where they
// are few. A step that is doubted is none that can be told.
func tally(subject string, total int, list []*told, name func(*told) string) string {
	if len(list) == 0 {
		return subject
	}
	var changed, flat []string
	for _, t := range list {
		switch {
		case t.withheld():
		case t.Shape == claim.Flat:
			flat = append(flat, name(t))
		case t.Shape == claim.Trend, t.Shape == claim.Changed, t.dated():
			changed = append(changed, name(t))
		}
	}
	parts := []string{"none of " + strconv.Itoa(total) + " changes"}
	if len(changed) > 0 {
		parts[0] = fmt.Sprintf("%d of %d %s", len(changed), total, verb(len(changed), "changes", "change")) + inBrackets(changed)
	}
	if n := len(flat); n > 0 {
		parts = append(parts, fmt.Sprintf("%d %s no change", n, verb(n, "shows", "show"))+inBrackets(flat))
	}
	if n := total - len(changed) - len(flat); n > 0 {
		parts = append(parts, fmt.Sprintf("%d can't be told", n))
	}
	return subject + ": " + strings.Join(parts, ", ")
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func inBrackets(names []string) string {
	if len(names) > mostNamed {
		return ""
	}
	return " (" + strings.Join(names, ", ") + ")"
}

// mostNamed series are named in a title.
const mostNamed = 2

// legend says in a caption what the marks of the shapes are.
func legend(list ...*told) string {
	var levels, gradual, dates bool
	for _, t := range list {
		if t == nil {
			continue
		}
		dates = dates || t.dated()
		for _, p := range t.pieces() {
			levels, gradual = levels || p.level, gradual || !p.level
		}
	}
	var parts []string
	for _, mark := range []struct {
		drawn bool
		text  string
	}{
		{dates, "dashed: steps"}, {dates, "bars: 95 % sets of their dates"},
		{levels, "horizontal lines and grey bands: levels and their 95 % intervals"},
		{gradual, "thin line: the gradual course"},
	} {
		if mark.drawn {
			parts = append(parts, mark.text)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	text := strings.Join(parts, "; ") + "."
	return strings.ToUpper(text[:1]) + text[1:]
}

// saidTable has what is said of each series in the words of the caption.
func saidTable(list []*told) table {
	t := table{name: "-shapes", columns: texts("measure", "group", "shape", "says", "date", "date_set", "from", "to", "change")}
	for _, one := range list {
		head := []string{one.Measure, one.Group, one.Shape, one.said.Lead}
		if len(one.said.Steps) == 0 {
			t.rows = append(t.rows, words(append(head, one.course()...)))
		}
		for _, step := range one.said.Steps {
			t.rows = append(t.rows, words(append(slices.Clip(head), step.Date, step.Set, step.Before, step.After, step.Change)))
		}
	}
	return t
}

// course is where a series without steps begins and ends.
func (t *told) course() []string {
	switch {
	case t.Shape == claim.Flat && known(t.Level):
		level := claim.Interval(t.Measure, t.Level, t.LevelLow, t.LevelHigh)
		return []string{"", "", level, level, ""}
	case t.Shape == claim.Trend:
		return []string{"", "", claim.Value(t.Measure, t.From), claim.Value(t.Measure, t.To), ""}
	}
	return make([]string, 5)
}

func words(list []string) (out []cell) {
	for _, s := range list {
		out = append(out, word(s))
	}
	return out
}

// stepTable lists the steps as they stand in the run; nothing where there are
// none.
func stepTable(list []*told) table {
	t := table{name: "-breaks", columns: append(texts("measure", "group", "date", "date_next", "date_low", "date_high"),
		reals("before", "before_low", "before_high", "after", "after_low", "after_high", "change", "change_low", "change_high", "p", "q")...)}
	t.columns = append(t.columns, texts("survives_terms", "survives_issuers", "survives_documents")...)
	for _, one := range list {
		for _, b := range one.steps {
			cells := []cell{word(b.Measure), word(b.Group), day(b.Date), day(b.Next), day(b.DateLow), day(b.DateHigh)}
			for _, v := range []float64{b.Before, b.BeforeLow, b.BeforeHigh, b.After, b.AfterLow, b.AfterHigh, b.Change, b.ChangeLow, b.ChangeHigh} {
				cells = append(cells, shown(b.Measure, v))
			}
			t.rows = append(t.rows, append(cells, real(b.P, 3), real(b.Q, 3), word(b.SurvivesTerms), word(b.SurvivesIssuers), word(b.SurvivesDocuments)))
		}
	}
	return t
}

// shapeTables are those behind shapes: what is said, and the steps, if any.
func shapeTables(list []*told) (out []table) {
	if len(list) > 0 {
		out = append(out, saidTable(list))
	}
	if steps := stepTable(list); len(steps.rows) > 0 {
		out = append(out, steps)
	}
	return out
}

// letters is how many letters of a label fit across each of so many panels.
func (s *source) letters(columns int) int {
	const letter, margin, point = 3.6, 30.0, 25.4 / 72
	return int(((s.Width/point - margin) / float64(columns)) / letter)
}

// place makes shapes ready to be drawn in one of so many panels beside each other.
func (s *source) place(list []*told, columns int) {
	for _, t := range list {
		t.room = s.letters(columns)
	}
}
