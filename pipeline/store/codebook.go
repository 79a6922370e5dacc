package store

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/safe"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Codebook is what codebook.md says beyond the tables, which it has from Specs.
// It is written for people: programs read the glossary in the manifest.
type Codebook struct {
	Lexicon   LexiconFile
	Assertion []LexiconFile
	Glossary  Glossary
	Tokenizer string // version of the tokenizer
	// Validation is what is on record of the lexicon's validation.
	Validation []lexicon.Record
	Meta       []table.Column // the user's columns of documents
}

// Write writes codebook.md into dir.
func (c Codebook) Write(dir string) error {
	return os.WriteFile(filepath.Join(dir, "codebook.md"), c.markdown(), 0o666)
}

func (c Codebook) markdown() []byte { return []byte(safe.Text(string(blocks(c.Blocks()).markdown()))) }

// Blocks are the codebook, piece by piece.
func (c Codebook) Blocks() []Block {
	b := &blocks{}
	b.heading(1, "Codebook")
	b.tables(c.Meta)
	c.issuers(b)
	c.lexicon(b)
	return *b
}

// TablesPage is the codebook of every run, in Markdown: what does not hang on a
// lexicon or a corpus.
func TablesPage() []byte {
	b := &blocks{}
	b.heading(1, "Tables")
	b.tables(nil)
	return b.markdown()
}

// tables describes the tables, their measures and the words in them; meta are the
// user's columns.
func (b *blocks) tables(meta []table.Column) {
	b.line("Every column of every table. Each table is a file `<table>.parquet`, sorted by its key; "+
		"the same notes are in the file, as key-value metadata. Schema version %d.", SchemaVersion)
	for i, s := range Specs(nil) {
		if i == 0 {
			s = s.With(meta)
		}
		b.spec(&s)
	}
	b.measures()
	b.evidence()
	b.reasons()
}

// issuers explains documents.issuer.
func (c Codebook) issuers(b *blocks) {
	b.heading(2, "Issuers")
	if len(c.Glossary.Issuers) == 0 {
		b.line("No mapping by date range is configured: `issuer` is what the source says.")
		return
	}
	b.line("Who speaks under one code can change. `documents.code` is the code, `documents.issuer` who speaks:")
	var rules []string
	for _, r := range c.Glossary.Issuers {
		line := code(r.Code)
		if r.From != "" {
			line += " from " + r.From
		}
		if r.Until != "" {
			line += " until " + r.Until
		}
		rules = append(rules, line+" is "+code(r.Issuer))
	}
	b.list(rules)
}

// lexicon lists the frames and what is measured on them.
func (c Codebook) lexicon(b *blocks) {
	b.heading(2, "Lexicon")
	b.line("%s, version %s. Tokenizer %s.", c.Lexicon.Name, c.Lexicon.Version, c.Tokenizer)
	c.validation(b)
	c.assertion(b)
	rows := [][]string{{"frame", "label", "definition"}}
	for _, f := range c.Glossary.Frames {
		rows = append(rows, []string{code(f.Key), f.Label, f.Definition})
	}
	b.table(rows)
	var items []string
	for _, k := range c.Glossary.Contrasts {
		items = append(items, fmt.Sprintf("Contrast %s (%s)%s: %s against %s", code(k.Key), k.Label, counted(k), sideText(k.A, k.PairsA), sideText(k.B, k.PairsB)))
	}
	for _, p := range c.Glossary.Pairs {
		items = append(items, fmt.Sprintf("Pair %s (%s): %s with %s", code(p.Key), p.Label, codes(p.A), codes(p.B)))
	}
	for _, t := range c.Glossary.Topics {
		items = append(items, fmt.Sprintf("Topic %s (%s): %s", code(t.Key), t.Label, t.Definition))
	}
	b.list(items)
}

// assertion names the rules of stance.
func (c Codebook) assertion(b *blocks) {
	if len(c.Assertion) == 0 {
		b.line("No rules say which hits are denied, uncertain, quoted or held by others.")
		return
	}
	var names []string
	for _, f := range c.Assertion {
		names = append(names, fmt.Sprintf("%s (version %s)", code(f.Name), f.Version))
	}
	b.line("Hits are told to be denied, uncertain, quoted or held by others by the rules %s. They know no grammar.", strings.Join(names, ", "))
}

// validation says how the lexicon was held against people.
func (c Codebook) validation(b *blocks) {
	if len(c.Validation) == 0 {
		b.line("It is %s.", lexicon.NotValidated)
		return
	}
	for _, r := range c.Validation {
		b.line("It is validated on %s:", r.Said())
		var items []string
		for _, f := range r.Frames {
			name := code(f.Frame)
			if f.Lang != "" {
				name += " in " + f.Lang
			}
			items = append(items, name+": "+f.Said())
		}
		b.list(items)
	}
}

func (b *blocks) spec(s *table.Spec) {
	b.heading(2, "Table "+s.Name)
	b.line("One row is %s. Sorted by %s.", s.Row, codes(s.Key))
	rows := [][]string{{"column", "type", "unit", "null", "meaning"}}
	for _, c := range s.Columns {
		null := ""
		if c.Nullable {
			null = "may be"
		}
		rows = append(rows, []string{code(c.Name), string(c.Type), c.Unit, null, c.Meaning})
	}
	b.table(rows)
}

func (b *blocks) measures() {
	b.heading(2, "Measures")
	b.line("Counts add up over a period before a measure is taken of them. " +
		"P and N are the kept hits of a contrast's positive and negative side; a and b those of the two sides of a pair. " +
		"P, N and the hits of a rate count with the weights of their entries, which are 1 unless the lexicon says otherwise; " +
		"the column hits, the warnings and a and b count each hit once. " +
		"Of a contrast that counts sentences P and N are the sentences on its sides.")
	rows := [][]string{{"measure", "of", "unit", "formula"}}
	for _, m := range measure.All() {
		rows = append(rows, []string{code(m.Name), string(m.Of), m.Unit.Name, m.Formula})
	}
	b.table(rows)
}

func (b *blocks) evidence() {
	b.heading(2, "Evidence")
	for _, s := range evidence {
		b.line("%s", s)
	}
	b.line("Warnings, with … for a number:")
	var items []string
	for _, w := range measure.Warnings() {
		items = append(items, code(cmp.Or(strings.ReplaceAll(w.Text, "%", "…"), string(w.Code)))+": "+w.Sentence)
	}
	b.list(items)
}

// evidence says how the numbers beside the estimates come about.
var evidence = []string{
	"**Spread.** Documents of one period differ by more than chance. Of position, share, rate, salience and lift the spread is estimated, by moments within periods, " +
		"or, where a period has one document, from how periods scatter around a line or steps (Williams 1982), and carried into every interval: " +
		"a share has Wilson's interval with an effective number of hits, a rate the score interval of a Poisson count with a gamma spread. " +
		"Lift is the difference of two logits, of the second side among the sentences with the first and among the others, and difference is salience times what the share is above a half, twice: " +
		"their intervals come from those of both by square and add (Zou 2007), for lift with the correlation that documents show. `series.unit` is then spread. " +
		"What an interval covers is what other documents of the kind would have said.",
	"**Draws.** Every other measure has its interval from a Poisson bootstrap: in every draw a unit counts as often as a Poisson variable with mean 1 says, " +
		"which hangs on the seed, the unit and the number of the draw alone. The unit is the document where a period has ten or more, " +
		"else the sentence; `series.unit` says which. Sentences of a document that are alike, with the same hits of each frame and inside the same topics, " +
		"are drawn together and have their mean length. The interval runs between the 2.5 and 97.5 % points of the draws, moved outwards for small numbers of units " +
		"(Hesterberg 2015). Drawn sentences stand for other sentences of these documents only: the row says `few-documents`. With --unit, or a lexicon whose entries weigh differently, all measures are drawn.",
	"**Shapes.** Before any date: is the series flat, does it move steadily, in steps, both, or can't that be told? A constant, a line, one to three steps and a step beside a line " +
		"are compared by a criterion that counts searched dates, each under noise without memory, with memory and as a random walk, always with sampling noise on top. " +
		"A step is called where a bootstrap around the line finds as much in at most 5 % of draws, and no ramp of a fifth of the series fits nearly as well in its place; " +
		"a trend where something changed and a line or ramp fits clearly better than steps. Else the shape is undecided: changed, how can't be told; or it wanders: neighbouring periods are alike. " +
		"Positions and lifts are looked at as logits, rates as logs. `docs/calibration.md` says how often each shape is found in series of known shape.",
	"**Dates.** Only a step has a date. Its 95 % set holds the dates that a test, conditional on what is sufficient for levels and scale, does not reject (Worsley 1986, Siegmund 1988). " +
		"`q` is the share of false steps to be expected among the series of a family (the groups of one key, or the pooled series of one measure) with as small a `p_step` (Benjamini and Hochberg 1995).",
	"**Survival.** A step of the pooled headline survives a leave-one-out if the series without the item, cut anew into as many levels by the binomial likelihood, " +
		"is cut within the interval of the date, give or take a period.",
	"**Sentences.** A contrast may count sentences: a sentence is on a side that has a kept hit of one of its frames, or of both halves of one of its pairs, and may be on both. " +
		"`series.hits` are then the sentences on its sides. In shifts each hit that puts a sentence on a side has an equal share of it.",
	"**Spans.** A document belongs to a span by the first day of its period. Shifts weigh tokens, whatever the weighting of the series; " +
		"stability and composition are empty where the series are means of documents.",
}

func (b *blocks) reasons() {
	var items []string
	for _, r := range lostReasons {
		items = append(items, code(r.reason.String())+": "+r.about)
	}
	b.heading(2, "Hits that do not count")
	b.list(items)
	items = nil
	for _, r := range corpus.Reasons() {
		items = append(items, code(string(r))+": "+r.About())
	}
	b.heading(2, "Quarantine")
	b.line("Why an input is no document:")
	b.list(items)
}

var lostReasons = []struct {
	reason lexicon.Reason
	about  string
}{
	{lexicon.Blocked, "a term that the frame excepts lies over it"},
	{lexicon.Nested, "it lies inside a longer hit of another frame (scope lexicon)"},
	{lexicon.InsideWord, "it starts or ends inside a longer " + lang.Vetoing() + " word"},
	{lexicon.OffTopic, "its sentence is outside the topic the run is restricted to"},
	{lexicon.Denied, "its text denies it, and only what is asserted counts (count: asserted)"},
	{lexicon.Uncertain, "its text leaves it open, and only what is asserted counts"},
}

// counted says what a contrast counts, where it is not hits.
func counted(k Term) string {
	if k.Count == "" {
		return ""
	}
	return ", in " + k.Count
}

// sideText names the frames of a side, and the pairs both halves of which put a
// sentence on it.
func sideText(frames, pairs []string) string {
	parts := []string{}
	if len(frames) > 0 {
		parts = append(parts, codes(frames))
	}
	if len(pairs) > 0 {
		parts = append(parts, "both halves of "+codes(pairs))
	}
	return strings.Join(parts, " or ")
}

func code(s string) string { return "`" + s + "`" }

func codes(keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = code(k)
	}
	return strings.Join(out, ", ")
}
