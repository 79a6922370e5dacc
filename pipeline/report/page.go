package report

import (
	"fmt"
	"html/template"
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/diff"
	"github.com/frameshift/frameshift/pipeline/store"
)

// page is what page.html shows.
type page struct {
	Policy string
	Style  template.CSS
	Script template.JS
	Data   template.JS

	Title, Subtitle string
	Run             string    // its fingerprint, short
	Answers         []answer  // the first screen
	Short           [][]piece // beside them
	Question        []string
	Formula         string
	Citation        string
	Methods         string
	References      []string
	Frames          []store.Term // of the headline
	Findings        []finding
	Since           string // what changed since the run before, and the lists behind it
	Changes         []diff.Section
	Network         *constellation // nil without networks
	Glance          []glance
	GlanceTopic     string
	Freq            string
	OtherFreqs      string // those of which the figure shows series too
	Stability       []stabilityTable
	Followed        *followed
	Documents       []fact
	Held            string
	Left            []named
	SeriesLeftOut   string
	Quarantined     []reason
	Ignored         int
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
	Shape       string
	Trend       string
}

// stabilityTable are the items of a kind that matter most.
type stabilityTable struct {
	Caption string
	Rows    []stabilityItem
}

type stabilityItem struct{ Item, Hits, Change, Delta, Kept string }

func (b *builder) page(h held) (*page, error) {
	r := b.run
	configuration, err := withoutKey(r.Manifest.Configuration, "inputs")
	if err != nil {
		return nil, err
	}
	p := &page{
		Citation: r.citation(), Methods: r.methods(), References: r.references(),
		Title: "Nothing was measured", Freq: r.label(), OtherFreqs: b.otherFreqs(), Subtitle: r.subtitle(), Run: r.fingerprint(),
		Findings: r.findings(), Stability: r.stabilityTables(), Followed: r.followed, Documents: r.documentFacts(), Held: b.heldText(h), Left: h.Left,
		Quarantined: r.quarantined, Rejected: counted(r.rejected(), "input") + " " + was(r.rejected()), Ignored: r.ignored(), Codebook: r.codebook(), Facts: r.facts(),
		Configuration: configuration, Command: r.command(), Sample: r.Config.Sample(), Network: b.network,
	}
	if l := r.headline; l != nil {
		p.Title, p.Question, p.Frames = r.of(l.name), r.question(l), r.framesOf(l)
		p.Answers, p.Short, p.Formula = r.answers(l), r.short(l), r.formula(l)
		p.Glance, p.GlanceTopic = b.glances(l), r.topic(l.Topic)
		if l.Topic != "" {
			p.Title += ", within " + r.topic(l.Topic)
		}
	}
	if c := r.changes; c != nil && !c.First() {
		p.Since, p.Changes = c.Paragraph(), c.Sections(shownChanges)
	}
	for _, in := range r.Manifest.Inputs {
		p.Inputs = append(p.Inputs, fact{in.Name, fmt.Sprintf("%s, %s, %s bytes, SHA-256 %s", in.Kind, counted(in.Files, "file"), claim.Grouped(in.Bytes), in.SHA256)})
	}
	if n := len(b.waiting); n > 0 {
		p.SeriesLeftOut = fmt.Sprintf("%s of the run %s left out of this page to keep it small, see its table series.", counted(n, "series"), was(n))
	}
	return p, nil
}

// fingerprint is that of the run, short.
func (r *run) fingerprint() string {
	return r.Manifest.Fingerprint[:min(8, len(r.Manifest.Fingerprint))]
}

// shownChanges is where lists of what changed since the run before are cut.
const shownChanges = 12

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
	if r.counts(l.name) == "sentence" {
		search += " Sentences are counted: one is on a side if it has a hit of one of the side's frames, or hits of both halves of one of its pairs."
	}
	m := measureOf(l.Measure)
	if m.Of != "contrast" {
		return []string{fmt.Sprintf("How does %s move in these documents: when, by how much, and how sure is that?", r.of(l.name)), search,
			fmt.Sprintf("%s is %s.", m.Label, m.About)}
	}
	return []string{
		fmt.Sprintf("How does the language of these documents move between %s on the one side and %s on the other: when, by how much, and how sure is that?", positive, negative),
		search,
		fmt.Sprintf("%s is %s. Above 0 there is more of %s, below 0 more of %s.", m.Label, m.About, positive, negative),
	}
}

// formula is how the headline is computed, where that is said of a position.
func (r *run) formula(l *line) string {
	if m := measureOf(l.Measure); !m.Odds || m.Of != "contrast" {
		return ""
	}
	return fmt.Sprintf("ln((P+½)/(N+½)) of the %ss P and N on the two sides, in logits.", r.counts(l.name))
}

// framesOf are the frames of the headline, with their definitions.
func (r *run) framesOf(l *line) (out []store.Term) {
	for _, key := range r.framesBehind(l.name) {
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
		g := glance{Measure: measureOf(l.Measure).Label, Of: b.run.of(l.name), Series: place, Shape: dates(b.claims[l.name]), Trend: b.trendWord(l)}
		var hits int64
		for _, n := range l.hits {
			hits += n
		}
		g.Hits = counted(hits, b.counts(l.name))
		out = append(out, g)
	}
	return out
}

// trendWord is the trend of a series as a number.
func (r *run) trendWord(l *line) string {
	t, ok := r.trends[l.name]
	if !ok || math.IsNaN(t.P) {
		return "–"
	}
	text := fixed(t.TauB, 2)
	if t.TauB > 0 {
		text = "+" + text
	}
	return text + " (" + pText(t.P) + ")"
}

// kept is how many steps of the headline are found again.
func (r *run) kept(s *store.StabilityRow) string {
	if n := len(r.breaks[s.SeriesName]); n > 0 {
		return fmt.Sprintf("%d of %d", s.Kept, n)
	}
	return "–"
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
			t.Rows = append(t.Rows, stabilityItem{s.Item, counted(s.Hits, r.counts(s.SeriesName)), m.value(s.Change), m.value(s.Delta),
				r.kept(&s)})
		}
		if len(rows) > len(t.Rows) {
			t.Caption += fmt.Sprintf(": the %d of %s that matter most", len(t.Rows), claim.Grouped(len(rows)))
		}
		if len(rows) > 0 {
			out = append(out, t)
		}
	}
	return out
}
