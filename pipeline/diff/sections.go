package diff

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/frameshift/frameshift/pipeline/safe"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Section is a list of what changed, in lines for people.
type Section struct {
	Title string
	Lines []string
	More  int // that have no line
}

// Sections are the lists behind the paragraph, each cut at so many lines; those
// that are empty are left out. What explains the rest comes first.
func (c *Changes) Sections(most int) []Section {
	d, s := &c.Documents, &c.Series
	var fields []string
	for _, f := range d.Fields {
		fields = append(fields, fmt.Sprintf("%s %s", f.Field, humanize.Comma(int64(f.Documents))))
	}
	all := []Section{
		section("Made otherwise", len(c.Told), c.Told, most, toldLine),
		section("Lexicon entries", c.Entries.Count, c.Entries.Named, most, entryLine),
		section("Not compared", len(c.Apart), c.Apart, most, func(s string) string { return s }),
		section("Inputs", len(c.Inputs), c.Inputs, most, inputLine),
		documents("Documents that came", d.In, most),
		documents("Documents that went", d.Out, most),
		documents("Documents with another text", d.Text, most),
		section("Documents with another id", d.Renamed.Count, d.Renamed.Named, most, func(r Renamed) string { return r.Was + " is " + documentLine(r.Document) }),
		section("Documents changed beside the text ("+strings.Join(fields, ", ")+")", d.Edited.Count, d.Edited.Named, most, func(e Edited) string {
			return documentLine(e.Document) + ": " + list(e.Fields)
		}),
		documents("Documents read from elsewhere", d.Moved, most),
		section("New periods", len(s.New), s.New, most, func(p NewPeriod) string {
			return fmt.Sprintf("%s, in %s series by %s", periodText(p.Freq, p.Start), humanize.Comma(int64(p.Series)), p.Freq)
		}),
		section("Series beyond their interval", s.Moved.Count, s.Moved.Named, most, lineLine),
		section("Series that came", s.In.Count, s.In.Named, most, SeriesName.Text),
		section("Series that went", s.Out.Count, s.Out.Named, most, SeriesName.Text),
		section("Shapes", c.Shapes.Count, c.Shapes.Named, most, func(s ShapeChange) string {
			return s.Text() + ": was " + s.Before + ", is " + s.After
		}),
		section("Dated steps", c.Breaks.Count, c.Breaks.Named, most, breakLine),
		section("Quarantine", len(c.Quarantine), c.Quarantine, most, func(r ReasonChange) string {
			text := fmt.Sprintf("%s: %s, was %s", r.Reason, humanize.Comma(r.After), humanize.Comma(r.Before))
			if r.Ignored {
				text += " (no documents by their nature)"
			}
			return text
		}),
		section("Newly quarantined", c.Rejected.Count, c.Rejected.Named, most, func(r RejectedInput) string {
			return r.Reason + ": " + r.Source + ": " + r.Detail
		}),
	}
	var out []Section
	for _, one := range all {
		if len(one.Lines)+one.More > 0 {
			out = append(out, one)
		}
	}
	return out
}

func section[T any](title string, count int, named []T, most int, line func(T) string) Section {
	s := Section{Title: title}
	for _, one := range named[:min(most, len(named))] {
		s.Lines = append(s.Lines, safe.Line(line(one)))
	}
	s.More = count - len(s.Lines)
	return s
}

func documents(title string, l List[Document], most int) Section {
	return section(title, l.Count, l.Named, most, documentLine)
}

func documentLine(d Document) string {
	return d.ID + ", " + cmp.Or(d.Date, "undated") + ", " + d.Source
}

func toldLine(t Told) string {
	return fmt.Sprintf("%s: was %s, is %s", t.What, cmp.Or(t.Before, "not set"), cmp.Or(t.After, "not set"))
}

func entryLine(e Entry) string {
	text := e.Frame + " " + e.Lang
	if e.Kind == "except" {
		text += " except"
	}
	return text + ": " + e.Term + map[string]string{"before": " went", "after": " came"}[e.Side]
}

func inputLine(in Input) string {
	switch {
	case in.Before == nil:
		return in.Name + " came: " + fileText(in.After)
	case in.After == nil:
		return in.Name + " went: " + fileText(in.Before)
	}
	return in.Name + " changed: was " + fileText(in.Before) + ", is " + fileText(in.After)
}

func fileText(f *store.InputFile) string {
	text := humanize.Comma(f.Bytes) + " bytes"
	if f.Files != 1 {
		text = several(int(f.Files), "file") + ", " + text
	}
	return fmt.Sprintf("%s (%s, %s)", text, f.Kind, f.SHA256[:min(8, len(f.SHA256))])
}

// lineLine says how a series moved: the period that moved farthest is named, of
// several the first of those.
func lineLine(l Line) string {
	at, apart := 0, 0
	for i, p := range l.Moved {
		if p.Before.far(p.After) > l.Moved[at].Before.far(l.Moved[at].After) {
			at = i
		}
		if p.Apart {
			apart++
		}
	}
	p := l.Moved[at]
	text := fmt.Sprintf("%s: %s was %s, is %s", l.Text(), periodText(l.Freq, p.Start), p.Before.text(l.Measure), p.After.text(l.Measure))
	if n := len(l.Moved) - 1; n > 0 {
		text += fmt.Sprintf("; and %s", several(n, "more period"))
	}
	if apart > 0 {
		text += fmt.Sprintf(" (intervals apart in %d)", apart)
	}
	return text
}

func breakLine(b BreakChange) string {
	text := b.Text() + ": "
	switch b.Change {
	case Appeared:
		return text + b.After + " appeared"
	case Went:
		return text + b.Before + " went"
	}
	return text + b.Before + " shifted to " + b.After
}
