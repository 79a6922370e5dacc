package corpus

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/internal/markup"
	"github.com/frameshift/frameshift/pipeline/lang"
)

// What of a text is text, and what of it says something else: front matter,
// boilerplate, a date in the first line. The text itself stays as it is; what is
// skipped is kept as spans.

type capture struct {
	field string
	re    *regexp.Regexp
}

// compileSkip reads the patterns of skip and from_text; ^ and $ are ends of lines.
func (r *Reader) compileSkip() error {
	for _, pattern := range r.options.Skip {
		re, err := regexp.Compile("(?m)" + pattern)
		if err != nil {
			return fmt.Errorf("skip: %w", err)
		}
		if re.MatchString("") {
			return fmt.Errorf("skip: %q fits nothing at all, hence everywhere: take the ? or * off it", pattern)
		}
		r.skip = append(r.skip, re)
	}
	for _, field := range slices.Sorted(maps.Keys(r.options.FromText)) {
		re, err := regexp.Compile("(?m)" + r.options.FromText[field])
		switch {
		case err != nil:
			return fmt.Errorf("from_text.%s: %w", field, err)
		case re.NumSubexp() < 1:
			return fmt.Errorf("from_text.%s: %q needs a group ( ) around the %s", field, r.options.FromText[field], field)
		case field == "text":
			return fmt.Errorf("from_text.text: a text can't be taken from itself: skip: leaves out what is none of it")
		}
		r.captures = append(r.captures, capture{field, re})
	}
	return nil
}

// readCaptures fills fields from the text, where nothing else has; those of a part
// of a text, where it says nothing itself, from the whole.
func (r *Reader) readCaptures(d *draft) error {
	for _, f := range append(r.captured(d.text), d.whole...) {
		d.fill(f.Key, f.Value)
	}
	return nil
}

// captured are the fields that a text gives.
func (r *Reader) captured(text string) (out []Field) {
	for _, c := range r.captures {
		if m := c.re.FindStringSubmatch(text); m != nil {
			out = append(out, Field{c.field, strings.TrimSpace(firstOf(m[1:]))})
		}
	}
	return out
}

// firstOf is the first group that took part, so that alternatives may have one each.
func firstOf(groups []string) string {
	for _, g := range groups {
		if g != "" {
			return g
		}
	}
	return ""
}

// skipped adds to what is skipped already whatever the patterns fit.
func (r *Reader) skipped(d *draft) error {
	for _, re := range r.skip {
		for _, m := range re.FindAllStringIndex(d.text, -1) {
			if m[1] > m[0] {
				d.skip = append(d.skip, lang.Span{Start: m[0], End: m[1]})
			}
		}
	}
	d.skip = merged(d.skip)
	return nil
}

// merged sorts spans and joins those that meet or overlap.
func merged(spans []lang.Span) []lang.Span {
	slices.SortFunc(spans, func(a, b lang.Span) int { return a.Start - b.Start })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// visible is the text with what is skipped overwritten by spaces, so that the
// rest keeps its place.
func (d *draft) visible() string {
	if len(d.skip) == 0 {
		return d.text
	}
	b := []byte(d.text)
	for _, s := range d.skip {
		markup.Spaces(b[s.Start:s.End])
	}
	return string(b)
}
