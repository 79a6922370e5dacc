package report

import (
	"fmt"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
)

// citation is how the run is cited: the software with its version, and the run by
// its fingerprint.
func (r *run) citation() string {
	m := &r.Manifest
	return fmt.Sprintf("The frameshift authors: %s [software]. Run %s of %s, with the lexicon %s, version %s (SHA-256 %s).",
		m.Software, short(m.Fingerprint), r.corpusName(), m.Lexicon.Name, m.Lexicon.Version, short(m.Lexicon.SHA256))
}

// short is as much of a hash as tells one from others.
func short(hash string) string { return hash[:min(16, len(hash))] }

func (r *run) corpusName() string {
	if r.Config.Sample() {
		return "the synthetic sample"
	}
	var names []string
	for _, in := range r.Manifest.Inputs {
		if in.Kind != "metadata" {
			names = append(names, in.Name)
		}
	}
	return list(names)
}

// methods is the paragraph on methods of a paper, of what this run did.
func (r *run) methods() string {
	m, c := &r.Manifest, &r.Config
	text := fmt.Sprintf("We measured %s, with %s. Tokenizer %s cut the texts into sentences and words, in which the terms of the lexicon “%s”, version %s (%s), were searched for.",
		r.subtitle(), m.Software, m.Tokenizer, m.Lexicon.Name, m.Lexicon.Version, counted(len(r.glossary.Frames), "frame"))
	if c.Topic != "" {
		text += fmt.Sprintf(" Only text on %s counts.", r.topic(c.Topic))
	}
	if l := r.headline; l != nil {
		text += fmt.Sprintf(" %s of %s is %s; it was taken by %s.", measureOf(l.Measure).Label, r.of(l.name), measureOf(l.Measure).About, r.label())
		text += r.methodOf(l)
	}
	if n := r.rejected(); n > 0 {
		text += fmt.Sprintf(" %s set aside, with the reason on record.", counted(n, "input")+" "+was(n))
	}
	if len(m.Validation) == 0 && r.correction == nil {
		text += " The lexicon has not been held against people who coded sentences of it."
	}
	for i := range m.Validation {
		text += " The lexicon was held against people: " + m.Validation[i].Said() + "."
	}
	return text + fmt.Sprintf(" Everything can be repeated byte by byte from the inputs (SHA-256 on record) and the run’s configuration; its fingerprint is %s.", short(m.Fingerprint))
}

// methodOf says how intervals, shapes and the trend of a series were had.
func (r *run) methodOf(l *line) string {
	text := " Intervals hold at 95 %"
	if m := measureOf(l.Measure); m.Spread != "" {
		text += " and allow for how much documents of a period differ (Williams 1982)"
	}
	text += "."
	if s, ok := r.shapes[l.name]; ok {
		text += " The shape of the series (no change, a gradual course, steps, or none that can be told) was chosen among a constant, a line and one to three steps, under noise without memory, with memory and as a random walk; a step is called where a bootstrap around the line finds as much in at most 5 % of draws."
		if len(r.breaks[l.name]) > 0 {
			text += " The dates of steps have 95 % sets (Worsley 1986; Siegmund 1988); the share of false steps to be expected among series told together is that of Benjamini and Hochberg (1995)."
		}
		text += fmt.Sprintf(" Of %s the result is: %s.", counted(s.N, r.label()), r.claims[l.name].Lead)
	}
	if _, ok := r.trends[l.name]; ok {
		text += " The trend was tested after Mann (1945) and Kendall (1975), with Hamed and Rao’s (1998) correction, and its slope is Sen’s (1968)."
	}
	return text
}

// share says how evenly the sentences of the page are spread over groups.
func (b *builder) share(h held) string {
	if h.Hits == h.AllHits || len(h.Shares) < 2 {
		return ""
	}
	low, high := h.Shares[0], h.Shares[0]
	for _, n := range h.Shares {
		low, high = min(low, n), max(high, n)
	}
	return fmt.Sprintf(" Groups share the room as evenly as they can: %s, with %s to %s each.",
		counted(len(h.Shares), strings.ToLower(b.sharedBy())), claim.Grouped(low), counted(high, "sentence"))
}
