package diff

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/safe"
)

// Paragraph says what matters, for somebody who has a minute.
func (c *Changes) Paragraph() string {
	switch {
	case c.Failed != "":
		return safe.Line("It could not be compared with the run before it: " + c.Failed)
	case c.Before == nil:
		return "This is the first run of its configuration here: there is nothing to compare it with."
	case c.Nothing():
		return "Nothing changed: the same inputs, documents, series, shapes and quarantine."
	}
	said := []string{c.sayTold(), c.sayInputs(), c.sayDocuments(), c.sayHeadline(), c.saySeries(), c.sayShapes(), c.sayQuarantine()}
	if len(c.Apart) > 0 {
		said = append(said, "Some of it can't be compared.")
	}
	if c.Short != "" {
		said = append(said, "The run is not the latest: "+c.Short+".")
	}
	var out []string
	for _, s := range said {
		if s != "" {
			out = append(out, s)
		}
	}
	return safe.Line(strings.Join(out, " "))
}

// shownTold is how many differences in the settings the paragraph names.
const shownTold = 3

func (c *Changes) sayTold() string {
	if len(c.Told) == 0 {
		return ""
	}
	var parts []string
	for _, t := range c.Told[:min(shownTold, len(c.Told))] {
		parts = append(parts, t.What)
	}
	if n := len(c.Told) - len(parts); n > 0 {
		parts = append(parts, fmt.Sprintf("%d more", n))
	}
	return "The runs were not made alike, which explains what follows: " + strings.Join(parts, ", ") + "."
}

func (c *Changes) sayInputs() string {
	var in, out, other int
	for _, i := range c.Inputs {
		switch {
		case i.Before == nil:
			in++
		case i.After == nil:
			out++
		default:
			other++
		}
	}
	return sentence(counts{{in, "input", "came"}, {out, "input", "went"}, {other, "input", "changed"}})
}

func (c *Changes) sayDocuments() string {
	d := &c.Documents
	if d.In.Count+d.Out.Count+d.Text.Count+d.Renamed.Count+d.Edited.Count == 0 {
		return fmt.Sprintf("The %s documents are the same.", humanize.Comma(c.After.Documents))
	}
	return sentence(counts{
		{d.In.Count, "document", "came"}, {d.Out.Count, "document", "went"}, {d.Text.Count, "document", "changed in text"},
		{d.Renamed.Count, "document", "got another id"}, {d.Edited.Count, "document", "changed beside the text"},
	})
}

func (c *Changes) sayHeadline() string {
	h := c.Series.Headline
	if h == nil {
		return ""
	}
	var parts []string
	switch n := len(h.New); {
	case n == 1:
		parts = append(parts, fmt.Sprintf("has %s for the first time, at %s", periodText(h.Freq, h.New[0].Start), h.New[0].After.text(h.Measure)))
	case n > 1:
		parts = append(parts, fmt.Sprintf("has %d periods more, the last of them %s at %s", n, periodText(h.Freq, h.New[n-1].Start), h.New[n-1].After.text(h.Measure)))
	}
	switch n := len(h.Moved); {
	case n == 1:
		parts = append(parts, "moved beyond its interval in "+periodText(h.Freq, h.Moved[0].Start))
	case n > 1:
		parts = append(parts, fmt.Sprintf("moved beyond its interval in %d periods", n))
	default:
		parts = append(parts, "did not move beyond its interval")
	}
	if n := len(h.Gone); n > 0 {
		parts = append(parts, fmt.Sprintf("has no estimate any more in %s", several(n, "period")))
	}
	text := "The headline, " + h.Text() + ", " + strings.Join(parts, ", and ") + "."
	for _, s := range c.Shapes.Named {
		if s.SeriesName == h.SeriesName {
			return text + fmt.Sprintf(" Its shape was %s; now it %s.", s.Before, s.Says)
		}
	}
	if c.Says != "" {
		text += " Its shape is as it was: it " + c.Says + "."
	}
	return text
}

func (c *Changes) saySeries() string {
	s := &c.Series
	var parts []string
	if s.Compared > 0 && s.Moved.Count > 0 {
		parts = append(parts, fmt.Sprintf("%s of %s series moved beyond their interval", humanize.Comma(int64(s.Moved.Count)), humanize.Comma(int64(s.Compared))))
	}
	if s.In.Count > 0 {
		parts = append(parts, humanize.Comma(int64(s.In.Count))+" series came")
	}
	if s.Out.Count > 0 {
		parts = append(parts, humanize.Comma(int64(s.Out.Count))+" went")
	}
	switch {
	case s.Compared == 0 && s.In.Count+s.Out.Count > 0:
		parts = append(parts, "no series is in both runs")
	case len(parts) == 0 && s.Compared > 0:
		return fmt.Sprintf("None of %s series moved beyond its interval.", humanize.Comma(int64(s.Compared)))
	case len(parts) == 0:
		return ""
	}
	return capital(list(parts)) + "."
}

func (c *Changes) sayShapes() string {
	kinds := map[string]int{}
	for _, b := range c.Breaks.Named {
		kinds[b.Change]++
	}
	var parts []string
	if n := c.Shapes.Count; n > 0 {
		parts = append(parts, several(n, "series")+" changed shape")
	}
	if c.Breaks.Count > len(c.Breaks.Named) {
		parts = append(parts, fmt.Sprintf("%d dated steps differ", c.Breaks.Count))
	} else {
		for _, k := range []string{Appeared, Went, Shifted} {
			if n := kinds[k]; n > 0 {
				parts = append(parts, several(n, "dated step")+" "+k)
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return capital(list(parts)) + "."
}

func (c *Changes) sayQuarantine() string {
	var more, less int64
	var parts []string
	for _, r := range c.Quarantine {
		switch {
		case r.Ignored:
		case r.After > r.Before:
			more += r.After - r.Before
			parts = append(parts, fmt.Sprintf("%s %d", r.Reason, r.After-r.Before))
		default:
			less += r.Before - r.After
		}
	}
	text := ""
	if more > 0 {
		text = fmt.Sprintf("Quarantine grew by %s: %s.", humanize.Comma(more), strings.Join(parts, ", "))
	}
	if less > 0 {
		text = strings.TrimSpace(text + fmt.Sprintf(" %s less than before are quarantined for other reasons.", humanize.Comma(less)))
	}
	return text
}

// Text names a series in words.
func (n SeriesName) Text() string {
	text := n.Measure + " of " + n.Of
	if n.Topic != "" {
		text += " within " + n.Topic
	}
	if n.Group != "" {
		text += ", " + n.Group
	}
	return safe.Line(text + ", by " + n.Freq)
}

func (e *Estimate) text(measure string) string {
	if e == nil {
		return "–"
	}
	return claim.Interval(measure, float64(e.Value), float64(e.Low), float64(e.High))
}

// counts are numbers of things to which something happened.
type counts []struct {
	n        int
	of, what string
}

// sentence says the counts that are not zero.
func sentence(all counts) string {
	var parts []string
	for _, c := range all {
		if c.n > 0 && len(parts) == 0 {
			parts = append(parts, several(c.n, c.of)+" "+c.what)
		} else if c.n > 0 {
			parts = append(parts, humanize.Comma(int64(c.n))+" "+c.what)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return capital(list(parts)) + "."
}

func several(n int, one string) string {
	if n == 1 || strings.HasSuffix(one, "s") {
		return humanize.Comma(int64(n)) + " " + one
	}
	return humanize.Comma(int64(n)) + " " + one + "s"
}

func list(parts []string) string {
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return strings.Join(parts, "")
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
