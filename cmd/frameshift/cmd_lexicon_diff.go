package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newLexiconDiff() *cobra.Command {
	var f corpusFlags
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "List what differs between two lexicons, and what it does to the headline",
		Long: `List the entries and exceptions that only one of two lexicons has. With a corpus,
also print the position of each one's first contrast by year, side by side.`,
		Example: "  frameshift lexicon diff norms norms --corpus sample",
		Args:    cobra.ExactArgs(2),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			a, err := library.Load(args[0])
			if err != nil {
				return err
			}
			b, err := library.Load(args[1])
			if err != nil {
				return err
			}
			printDiff(cmd.OutOrStdout(), a.Lexicon, b.Lexicon)
			if len(f.paths) == 0 {
				return nil
			}
			return f.headlines(cmd, args)
		}),
	}
	f.register(cmd)
	return cmd
}

// printDiff prints the lines only one of the lexicons has, - for the first and
// + for the second.
func printDiff(w io.Writer, a, b *lexicon.Lexicon) {
	left, right := lines(a), lines(b)
	only := 0
	for _, l := range slices.Sorted(slices.Values(append(slices.Clone(left), right...))) {
		inA, inB := slices.Contains(left, l), slices.Contains(right, l)
		if inA != inB {
			only++
			fmt.Fprintf(w, "%s %s\n", map[bool]string{true: "-", false: "+"}[inA], l)
		}
	}
	fmt.Fprintf(w, "%s has %d entries and exceptions, %s %d; %d stand in one only\n", a.Name, len(left), b.Name, len(right), only)
}

// lines writes every entry and exception as a line.
func lines(lex *lexicon.Lexicon) []string {
	var out []string
	add := func(key, kind string, lists map[string][]lexicon.Entry) {
		for _, code := range lang.Codes() {
			for _, e := range lists[code] {
				out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s: %s %s", key, code, kind, e.Term, how(e))))
			}
		}
	}
	for _, f := range lex.Frames {
		add(f.Key, "entry", f.Entries)
		add(f.Key, "except", f.Except)
	}
	for _, t := range lex.Topics {
		add("topic "+t.Key, "entry", t.Entries)
		add("topic "+t.Key, "except", t.Except)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// headlines prints the headline series under both lexicons.
func (f *corpusFlags) headlines(cmd *cobra.Command, names []string) error {
	var runs [2]*pipeline.Summary
	for i, name := range names {
		c, err := f.resolve(name)
		if err != nil {
			return usage.Wrap(err)
		}
		c.Text = string(score.TextNone)
		if runs[i], err = pipeline.EachDocument(cmd.Context(), c, nil, func(*lexicon.Matcher, *score.Document) {}); err != nil {
			return err
		}
	}
	w := cmd.OutOrStdout()
	fmt.Fprintf(w, "\nposition, in logits: %s under %s, %s under %s\n", runs[0].Contrast, names[0], runs[1].Contrast, names[1])
	t := newTableWriter(w, "period", names[0], "hits", names[1], "hits", "change")
	for i, a := range runs[0].Headline {
		if i >= len(runs[1].Headline) {
			break
		}
		b := runs[1].Headline[i]
		t.AppendRow(table.Row{label(a), logit(a.Estimate), a.Hits, logit(b.Estimate), b.Hits, logit(b.Estimate - a.Estimate)})
	}
	var right []table.ColumnConfig
	for n := 2; n <= 6; n++ {
		right = append(right, table.ColumnConfig{Number: n, Align: text.AlignRight})
	}
	t.SetColumnConfigs(right)
	t.Render()
	return nil
}

func logit(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return fmt.Sprintf("%+.2f", x)
}
