package store

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Codebook is what codebook.md says beyond the tables, which it has from Specs.
type Codebook struct {
	Lexicon   *lexicon.Lexicon
	Tokenizer string   // version of the tokenizer
	Meta      []string // the user's columns, as in Info
	// Issuers are lines of text, one for each rule that says who speaks under a
	// code in a range of dates.
	Issuers []string
}

// Write writes codebook.md into dir.
func (c Codebook) Write(dir string) error {
	return os.WriteFile(filepath.Join(dir, "codebook.md"), c.markdown(), 0o666)
}

func (c Codebook) markdown() []byte {
	b := &page{}
	b.line("# Codebook")
	b.line("Every column of every table. Each table is a file `<table>.parquet`, sorted by its key; "+
		"the same notes are in the file, as key-value metadata. Schema version %d.", SchemaVersion)
	for _, s := range Specs(c.Meta) {
		b.spec(&s)
	}
	b.measures()
	b.evidence()
	b.reasons()
	c.issuers(b)
	c.lexicon(b)
	return b.Bytes()
}

// issuers explains documents.issuer.
func (c Codebook) issuers(b *page) {
	b.line("## Issuers")
	if len(c.Issuers) == 0 {
		b.line("No mapping by date range is configured: `issuer` is what the source says.")
		return
	}
	b.line("Who speaks under one code can change. `documents.code` is the code, `documents.issuer` who speaks:")
	for _, rule := range c.Issuers {
		b.item(rule)
	}
	b.end()
}

// lexicon lists the frames and what is measured on them.
func (c Codebook) lexicon(b *page) {
	b.line("## Lexicon")
	b.line("%s, version %s. Tokenizer %s.", c.Lexicon.Name, c.Lexicon.Version, c.Tokenizer)
	b.row("frame", "label", "definition")
	b.rule(3)
	for _, f := range c.Lexicon.Frames {
		b.row(code(f.Key), f.Label, f.Definition)
	}
	b.end()
	for _, k := range c.Lexicon.Contrasts {
		b.item(fmt.Sprintf("Contrast %s (%s): %s against %s", code(k.Key), k.Label, codes(k.Positive), codes(k.Negative)))
	}
	for _, p := range c.Lexicon.Pairs {
		b.item(fmt.Sprintf("Pair %s (%s): %s with %s", code(p.Key), p.Label, codes(p.A), codes(p.B)))
	}
	for _, t := range c.Lexicon.Topics {
		b.item(fmt.Sprintf("Topic %s (%s): %s", code(t.Key), t.Label, t.Definition))
	}
	b.end()
}

// page writes Markdown.
type page struct{ bytes.Buffer }

func (b *page) line(format string, args ...any) { fmt.Fprintf(b, format+"\n\n", args...) }

func (b *page) item(s string) { fmt.Fprintf(b, "- %s\n", oneLine(s)) }

func (b *page) end() { b.WriteByte('\n') }

func (b *page) row(cells ...string) {
	for _, c := range cells {
		b.WriteString("| " + strings.ReplaceAll(oneLine(c), "|", `\|`) + " ")
	}
	b.WriteString("|\n")
}

func (b *page) rule(columns int) { b.WriteString(strings.Repeat("|---", columns) + "|\n") }

func (b *page) spec(s *table.Spec) {
	b.line("## Table %s", s.Name)
	b.line("One row is %s. Sorted by %s.", s.Row, codes(s.Key))
	b.row("column", "type", "unit", "null", "meaning")
	b.rule(5)
	for _, c := range s.Columns {
		null := ""
		if c.Nullable {
			null = "may be"
		}
		b.row(code(c.Name), string(c.Type), c.Unit, null, c.Meaning)
	}
	b.end()
}

func (b *page) measures() {
	b.line("## Measures")
	b.line("Counts add up over a period before a measure is taken of them. " +
		"P and N are the kept hits of a contrast's positive and negative side; a and b those of the two sides of a pair. " +
		"P, N and the hits of a rate count with the weights of their entries, which are 1 unless the lexicon says otherwise; " +
		"the column hits, the warnings and a and b count each hit once. " +
		"In breaks an observation is a weight of 1.")
	b.row("measure", "of", "unit", "formula")
	b.rule(4)
	for _, m := range measure.All() {
		b.row(code(m.Name), string(m.Of), m.Unit.Name, m.Formula)
	}
	b.end()
}

func (b *page) evidence() {
	b.line("## Evidence")
	for _, s := range evidence {
		b.line("%s", s)
	}
	b.line("Warnings, with … for a number:")
	for _, w := range measure.Warnings() {
		b.item(code(cmp.Or(strings.ReplaceAll(w.Text, "%", "…"), string(w.Code))) + ": " + w.Sentence)
	}
	b.end()
}

// evidence says how the numbers beside the estimates come about.
var evidence = []string{
	"**Intervals.** Poisson bootstrap: in every draw a unit counts as often as a Poisson variable with mean 1 says, " +
		"which hangs on the seed, the unit and the number of the draw alone. The unit is the document where a period has ten or more, " +
		"else the sentence; `series.unit` says which. Sentences of a document that are alike, with the same hits of each frame and inside the same topics, " +
		"are drawn together and have their mean length: what is left out is how the lengths of such sentences vary. " +
		"The interval runs between the 2.5 and 97.5 % points of the draws, moved outwards for small numbers of units (Hesterberg 2015).",
	"**What an interval covers.** Drawn documents stand for other documents of the same kind. Drawn sentences stand for other sentences of these documents only: " +
		"how documents differ is not in the interval, and the row says `few-documents`.",
	"**Breaks.** For every number of breaks the best cut, exactly (dynamic programming): positions by the binomial likelihood of P out of P+N, which BIC takes " +
		"divided by the dispersion; other measures, means of documents and pairs of groups by least squares. A period without documents, or a ratio without a hit, is a gap. " +
		"Dates, support and levels of the chosen cut have intervals from cutting every draw anew into as many segments. " +
		"`p` is for periods that are exchangeable without a break; where the level wanders from year to year it finds too many, and `p_ar` is the one to read. " +
		"One series in twenty has a small `p` by chance: with many series, expect some.",
	"**Survival.** A break of the pooled headline survives a leave-one-out if the series without the item, cut anew and the number of breaks chosen anew by BIC, " +
		"has a break within one period of it.",
	"**Spans.** A document belongs to a span by the first day of its period. Shifts weigh tokens, whatever the weighting of the series; " +
		"stability and composition are empty where the series are means of documents.",
}

func (b *page) reasons() {
	b.line("## Hits that do not count")
	for _, r := range ledgerReasons {
		b.item(code(r.reason.String()) + ": " + r.about)
	}
	b.end()
	b.line("## Quarantine")
	b.line("Why an input is no document:")
	for _, r := range corpus.Reasons() {
		b.item(code(string(r)) + ": " + r.About())
	}
	b.end()
}

var ledgerReasons = []struct {
	reason lexicon.Reason
	about  string
}{
	{lexicon.Blocked, "a term that the frame excepts lies over it"},
	{lexicon.Nested, "it lies inside a longer hit of another frame (scope lexicon)"},
	{lexicon.InsideWord, "it starts or ends inside a longer " + lang.Vetoing() + " word"},
	{lexicon.OffTopic, "its sentence is outside the topic the run is restricted to"},
}

func code(s string) string { return "`" + s + "`" }

func codes(keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = code(k)
	}
	return strings.Join(out, ", ")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
