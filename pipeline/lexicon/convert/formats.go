package convert

import (
	"fmt"
	"strings"
)

// Format names a dictionary format.
type Format string

// The formats.
const (
	Own        Format = "own"        // frameshift's YAML
	CSV        Format = "csv"        // a table, one row an entry
	Quanteda   Format = "quanteda"   // quanteda's YAML
	LIWC       Format = "liwc"       // .dic of LIWC 2007 and 2015
	Dicx       Format = "dicx"       // .dicx of LIWC-22
	WordStat   Format = "wordstat"   // .cat
	Yoshikoder Format = "yoshikoder" // .ykd
	Lexicoder  Format = "lexicoder"  // .lc3 of Lexicoder 3; .lcd of Lexicoder 2 is read
)

// Info describes a format: what of a lexicon it holds.
type Info struct {
	Format     Format
	Name       string
	Extensions []string // the first is the one to write

	Weights   bool // above 0
	Case      bool // per entry
	Except    bool
	Languages bool // more than one in a file
	Notes     bool // note, source and id of an entry
	Nesting   bool
	Contrasts bool // and pairs, topics, labels
	// Wildcards says what may stand for other characters: "* at the end" of an
	// entry, "*" anywhere, "* ?", or "* ? regex", with regular expressions.
	Wildcards string
}

const (
	starAtEnd = "* at the end"
	starOnly  = "*"
	starAsk   = "* ?"
	everyKind = "* ? regex"
)

// Formats lists the formats, frameshift's own first.
func Formats() []Info {
	return []Info{
		{Format: Own, Name: "frameshift lexicon", Extensions: []string{".yaml", ".yml"}, Wildcards: everyKind,
			Weights: true, Case: true, Except: true, Languages: true, Notes: true, Nesting: true, Contrasts: true},
		{Format: CSV, Name: "table of entries", Extensions: []string{".csv"}, Wildcards: everyKind,
			Weights: true, Case: true, Except: true, Languages: true, Notes: true, Nesting: true},
		{Format: Quanteda, Name: "quanteda dictionary", Extensions: []string{".yml", ".yaml"}, Wildcards: starAsk, Nesting: true},
		{Format: LIWC, Name: "LIWC 2007/2015 dictionary", Extensions: []string{".dic"}, Wildcards: starAtEnd},
		{Format: Dicx, Name: "LIWC-22 dictionary", Extensions: []string{".dicx"}, Wildcards: starAtEnd},
		{Format: WordStat, Name: "WordStat dictionary", Extensions: []string{".cat"}, Wildcards: starAsk, Weights: true, Nesting: true},
		{Format: Yoshikoder, Name: "Yoshikoder dictionary", Extensions: []string{".ykd"}, Wildcards: starOnly, Weights: true, Nesting: true},
		{Format: Lexicoder, Name: "Lexicoder dictionary", Extensions: []string{".lc3", ".lcd"}, Wildcards: starAtEnd},
	}
}

func info(f Format) (Info, error) {
	var names []string
	for _, i := range Formats() {
		if i.Format == f {
			return i, nil
		}
		names = append(names, string(i.Format))
	}
	return Info{}, fmt.Errorf("format %q is not known: give one of %s", f, strings.Join(names, ", "))
}
