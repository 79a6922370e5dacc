package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/inspect"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// parallelFlags are the flags of lexicon parallel.
type parallelFlags struct {
	corpusFlags
	lexicon string
	langs   []string
	json    bool
}

func newLexiconParallel() *cobra.Command {
	var f parallelFlags
	cmd := &cobra.Command{
		Use:   "parallel A B",
		Short: "Measure the languages of a lexicon against each other on parallel texts",
		Long: `Measure the languages of a lexicon against each other: A and B are two corpora with
the same texts in two languages, sentence by sentence best, known by their ids. For
every frame, topic and id of entries: the hits on either side and the texts with
one; the ratio of hits, B to A; kappa, how far the same texts have a hit; and Lin's
concordance, how far texts have as many. Last the ids that find something in one
language only. Dates play no part, and need not be stated; languages should be, with
--langs or in a field lang, since a short sentence does not tell its own.`,
		Example: "  frameshift lexicon parallel charter-en.jsonl charter-fr.jsonl --langs en,fr\n  frameshift lexicon parallel charter-en.jsonl charter-fr.jsonl --lexicon norms-broad --json",
		Args:    cobra.ExactArgs(2),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			return f.match(cmd, args)
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&f.configFile, "config", "", "`FILE` with the configuration of both corpora")
	flags.StringVar(&f.config.Preset, "preset", "", "layout of a known corpus (`NAME`)")
	flags.StringArrayVar(&f.config.Where, "where", nil, "keep only documents with `KEY=VALUE[,VALUE]` or KEY!=VALUE")
	flags.StringVar(&f.lexicon, "lexicon", "", "lexicon: a `NAME` or a file (default norms)")
	flags.StringSliceVar(&f.langs, "langs", nil, "the languages of A and B, `A,B` (default: as stated, or found out text by text)")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	return cmd
}

func (f *parallelFlags) match(cmd *cobra.Command, args []string) error {
	if len(f.langs) != 0 && len(f.langs) != 2 {
		return usage.Wrap(fmt.Errorf("langs %s: want two, as in --langs en,fr", strings.Join(f.langs, ",")))
	}
	var c [2]pipeline.Config
	for i, path := range args {
		f.paths = []string{path}
		var err error
		if c[i], err = f.resolve(f.lexicon); err != nil {
			return usage.Wrap(err)
		}
		if f.langs != nil {
			c[i].Corpus.Lang = f.langs[i]
		}
	}
	p, err := inspect.Match(cmd.Context(), c[0], c[1])
	if err != nil {
		return err
	}
	if f.json {
		return parallelJSON(cmd.OutOrStdout(), p)
	}
	printParallel(cmd.OutOrStdout(), p)
	return nil
}

func printParallel(w io.Writer, p *inspect.Parallel) {
	fmt.Fprintf(w, "%d texts in %s and %s (%s and %s tokens); without a counterpart: %d and %d\n\n",
		p.Texts, p.Langs[0], p.Langs[1], grouped(p.Tokens[0]), grouped(p.Tokens[1]), p.Alone[0], p.Alone[1])
	t := newTableWriter(w, "frame", "id", "hits "+p.Langs[0], p.Langs[1], "ratio", "texts "+p.Langs[0], p.Langs[1], "kappa", "concordance")
	for _, e := range p.Rows {
		t.AppendRow(table.Row{e.Frame, e.ID, grouped(e.Hits[0]), grouped(e.Hits[1]), decimals(e.Ratio),
			e.Texts[0], e.Texts[1], decimals(e.Kappa), decimals(e.Concordance)})
	}
	var right []table.ColumnConfig
	for n := 3; n <= 9; n++ {
		right = append(right, table.ColumnConfig{Number: n, Align: text.AlignRight})
	}
	t.SetColumnConfigs(right)
	t.Render()
	printOneSided(w, p)
}

// printOneSided lists the ids that one side alone finds.
func printOneSided(w io.Writer, p *inspect.Parallel) {
	for i, code := range p.Langs {
		header := fmt.Sprintf("\nfound in %s only:\n", code)
		for _, e := range p.Rows {
			if e.ID == "" || e.Hits[i] == 0 || e.Hits[1-i] > 0 {
				continue
			}
			why := fmt.Sprintf("none by the entries in %s (%d)", p.Langs[1-i], e.Entries[1-i])
			if e.Entries[1-i] == 0 {
				why = "no entry in " + p.Langs[1-i]
			}
			fmt.Fprintf(w, "%s  %s %s: %d hits, %s\n", header, e.Frame, e.ID, e.Hits[i], why)
			header = ""
		}
	}
}

func decimals(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return fmt.Sprintf("%.2f", x)
}

// parallelRow is a row as JSON has it: null is what is not defined.
type parallelRow struct {
	Frame       string   `json:"frame"`
	ID          string   `json:"id"`
	Entries     [2]int   `json:"entries"`
	Hits        [2]int64 `json:"hits"`
	Texts       [2]int   `json:"texts"`
	Ratio       any      `json:"ratio"`
	Kappa       any      `json:"kappa"`
	Concordance any      `json:"concordance"`
}

func parallelJSON(w io.Writer, p *inspect.Parallel) error {
	rows := make([]parallelRow, len(p.Rows))
	for i, e := range p.Rows {
		rows[i] = parallelRow{e.Frame, e.ID, e.Entries, e.Hits, e.Texts, finite(e.Ratio), finite(e.Kappa), finite(e.Concordance)}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{
		"lexicon": p.Lexicon, "languages": p.Langs, "texts": p.Texts, "alone": p.Alone, "tokens": p.Tokens, "rows": rows,
	})
}
