package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
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

func (b *page) spec(s *TableSpec) {
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
		"P and N are the kept hits of a contrast's positive and negative side; a and b those of the two sides of a pair.")
	b.row("measure", "of", "formula")
	b.rule(3)
	for _, m := range measures {
		b.row(code(m[0]), m[1], m[2])
	}
	b.end()
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

// measures are name, what it is taken of, and formula.
var measures = [][3]string{
	{"position", "contrast", "ln((P+½)/(N+½)); 0 without hits (Lowe, Benoit, Mikhaylov and Laver 2011)"},
	{"share", "contrast", "P/(P+N)"},
	{"difference", "contrast", "(P−N)/tokens"},
	{"salience", "contrast", "(P+N)/tokens"},
	{"rate", "frame", "1000 × hits/tokens"},
	{"together", "pair", "sentences with a hit of both sides"},
	{"lift", "pair", "log odds ratio of the 2×2 table of sentences, ½ added to each cell"},
	{"jaccard", "pair", "sentences with both / sentences with either"},
	{"evenness", "pair", "1−|a−b|/(a+b)"},
}

var ledgerReasons = []struct {
	reason lexicon.Reason
	about  string
}{
	{lexicon.Blocked, "a term that the frame excepts lies over it"},
	{lexicon.Nested, "it lies inside a longer hit of another frame (scope lexicon)"},
	{lexicon.InsideWord, "it starts or ends inside a longer Chinese word"},
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
