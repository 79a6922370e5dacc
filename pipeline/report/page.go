package report

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/store"
)

// page is what page.html shows.
type page struct {
	Policy string
	Style  template.CSS
	Script template.JS
	Data   template.JS

	Title, Subtitle string
	Run             string   // its fingerprint, short
	Short           []string // the findings in short
	Question        []string
	Frames          []store.Term // of the headline
	Findings        []finding
	Glance          []glance
	GlanceTopic     string
	Freq            string
	OtherFreqs      string // those of which the figure shows series too
	Stability       []stabilityTable
	Documents       []fact
	Held            string
	Left            []named
	SeriesLeftOut   string
	Quarantined     []reason
	Rejected        string
	Codebook        []store.Block
	Facts           []fact
	Inputs          []fact
	Command         string
	Sample          bool
	Configuration   string
}

// fact is a name and what there is to say of it.
type fact struct{ Name, Text string }

// glance is a pooled series in the table of all series.
type glance struct {
	Measure, Of string
	Series      int
	Hits        string
	Breaks      string
	Trend       string
}

// stabilityTable are the items of a kind that matter most.
type stabilityTable struct {
	Caption string
	Rows    []stabilityItem
}

type stabilityItem struct{ Item, Hits, Change, Delta, Breaks string }

func (b *builder) page(h held) (*page, error) {
	r := b.run
	configuration, err := withoutKey(r.Manifest.Configuration, "inputs")
	if err != nil {
		return nil, err
	}
	p := &page{
		Title: "Nothing was measured", Freq: r.label(), OtherFreqs: b.otherFreqs(), Subtitle: r.subtitle(), Run: r.Manifest.Fingerprint[:min(8, len(r.Manifest.Fingerprint))],
		Findings: r.findings(), Stability: r.stabilityTables(), Documents: r.documentFacts(), Held: b.heldText(h), Left: h.Left,
		Quarantined: r.quarantined, Rejected: counted(r.rejected(), "input") + " " + was(r.rejected()), Codebook: r.codebook(), Facts: r.facts(),
		Configuration: configuration, Command: r.command(), Sample: r.Config.Sample(),
	}
	if l := r.headline; l != nil {
		p.Title, p.Question, p.Frames = r.of(l.name), r.question(l), r.framesOf(l)
		p.Short = r.short(l)
		p.Glance, p.GlanceTopic = b.glances(l), r.topic(l.Topic)
		if l.Topic != "" {
			p.Title += ", within " + r.topic(l.Topic)
		}
	}
	for _, in := range r.Manifest.Inputs {
		p.Inputs = append(p.Inputs, fact{in.Name, fmt.Sprintf("%s, %s, %s bytes, SHA-256 %s", in.Kind, counted(in.Files, "file"), grouped(in.Bytes), in.SHA256)})
	}
	if n := len(b.waiting); n > 0 {
		p.SeriesLeftOut = fmt.Sprintf("%s of the run %s left out of this page to keep it small, see its table series.", counted(n, "series"), was(n))
	}
	return p, nil
}

// otherFreqs names the frequencies beside the main one that the page has
// series of.
func (b *builder) otherFreqs() string {
	var names []string
	for _, c := range b.payload.Calendars[1:] {
		if len(c.Periods) > 0 {
			names = append(names, c.Label)
		}
	}
	return list(names)
}

// shownNames are the issuers, languages and so on that the subtitle names.
const shownNames = 4

func (r *run) subtitle() string {
	text := counted(len(r.documents), "document")
	issuers := r.distinct(func(d *document) string { return d.Issuer })
	if n := len(issuers); n > shownNames {
		issuers = []string{counted(n, "issuer")}
	}
	if len(issuers) > 0 {
		text += " by " + list(issuers)
	}
	if languages := r.languages(); len(languages) > 0 {
		text += ", in " + list(languages)
	}
	if n := len(r.periods); n > 0 {
		first, last := r.period(r.periods[0]), r.period(r.periods[n-1])
		if text += ", " + first; first != last {
			text += "–" + last
		}
	}
	return text
}

func (r *run) distinct(of func(*document) string) (out []string) {
	seen := map[string]bool{}
	for i := range r.documents {
		if v := of(&r.documents[i]); v != "" && !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

// question says what is asked, and how the headline answers it.
func (r *run) question(l *line) []string {
	positive, negative := r.sides(l.name)
	lex := r.Manifest.Lexicon
	search := fmt.Sprintf("Every sentence was searched for the terms of the lexicon “%s”, version %s, which sorts them into %s: ways of framing a matter. A place where a term was found is a hit.",
		lex.Name, lex.Version, counted(len(r.glossary.Frames), "frame"))
	if l.Topic != "" {
		search += fmt.Sprintf(" Only text on %s counts.", r.topic(l.Topic))
	}
	m := measureOf(l.Measure)
	if m.Of != "contrast" {
		return []string{fmt.Sprintf("How does %s move in these documents: when, by how much, and how sure is that?", r.of(l.name)), search,
			fmt.Sprintf("%s is %s.", m.Label, m.About)}
	}
	return []string{
		fmt.Sprintf("How does the language of these documents move between %s on the one side and %s on the other: when, by how much, and how sure is that?", positive, negative),
		search,
		fmt.Sprintf("Position is %s. Above 0 there is more of %s, below 0 more of %s. It is ln((P+½)/(N+½)) of the hits P and N on the two sides, in logits.", m.About, positive, negative),
	}
}

// framesOf are the frames of the headline, with their definitions.
func (r *run) framesOf(l *line) (out []store.Term) {
	sides := []string{l.Of}
	if k := r.opposed(l.name); k != nil {
		sides = slices.Concat(k.A, k.B)
	}
	for _, key := range sides {
		if i := slices.IndexFunc(r.glossary.Frames, func(f store.Term) bool { return f.Key == key }); i >= 0 {
			out = append(out, r.glossary.Frames[i])
		}
	}
	return out
}

// glances are the pooled series of the headline's topic.
func (b *builder) glances(h *line) (out []glance) {
	for _, l := range b.run.lines {
		place, ok := b.lines[l.name]
		if !ok || l.Group != "" || l.Topic != h.Topic {
			continue
		}
		g := glance{Measure: measureOf(l.Measure).Label, Of: b.run.of(l.name), Series: place, Breaks: b.breakDates(l), Trend: b.trendWord(l)}
		var hits int64
		for _, n := range l.hits {
			hits += n
		}
		g.Hits = grouped(hits)
		out = append(out, g)
	}
	return out
}

func (r *run) breakDates(l *line) string {
	rows := r.breaks[l.name]
	switch {
	case len(rows) == 0:
		return "not looked for"
	case !rows[0].Chosen:
		return rows[0].Warnings
	case rows[0].Breaks == 0:
		return "none (" + pText(rows[0].P) + ")"
	}
	var dates []string
	for i := range rows {
		dates = append(dates, r.period(rows[i].Date)+" | "+r.period(rows[i].Next))
	}
	return strings.Join(dates, ", ") + " (" + pText(rows[0].P) + ")"
}

func (r *run) trendWord(l *line) string {
	t, ok := r.trends[l.name]
	if !ok || math.IsNaN(t.P) {
		return "–"
	}
	p := t.P
	if !math.IsNaN(t.PHR) {
		p = max(p, t.PHR)
	}
	switch {
	case p >= significance:
		return "none shown (" + pText(p) + ")"
	case t.TauB > 0:
		return "rising (" + pText(p) + ")"
	}
	return "falling (" + pText(p) + ")"
}

// shownItems are the items of each kind in the tables of stability.
const shownItems = 8

func (r *run) stabilityTables() (out []stabilityTable) {
	if r.headline == nil {
		return nil
	}
	for _, k := range kinds {
		t := stabilityTable{Caption: "The change without one " + k}
		if k == lexiconKind {
			t.Caption = "The change with another lexicon"
		}
		rows := r.leftOut(r.headline, k)
		for _, s := range rows[:min(shownItems, len(rows))] {
			m := measureOf(s.Measure)
			t.Rows = append(t.Rows, stabilityItem{s.Item, grouped(s.Hits), m.value(s.Change), m.value(s.Delta),
				fmt.Sprintf("%d of %d", s.Kept, r.leftOut(r.headline, "all")[0].Breaks)})
		}
		if len(rows) > len(t.Rows) {
			t.Caption += fmt.Sprintf(": the %d of %s that matter most", len(t.Rows), grouped(len(rows)))
		}
		if len(rows) > 0 {
			out = append(out, t)
		}
	}
	return out
}
