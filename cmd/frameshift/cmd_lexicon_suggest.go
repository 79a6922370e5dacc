package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lexicon/convert"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/suggest"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// suggestFlags are those that lexicon suggest and lexicon recover share.
type suggestFlags struct {
	corpusFlags
	lexicon  string
	o        suggest.Options
	format   string
	rawCells bool

	accept, to string // of suggest
}

func (f *suggestFlags) register(cmd *cobra.Command) {
	f.corpusFlags.register(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&f.o.Frames, "frame", nil, "the `FRAMES` of the lexicon, KEY,KEY (default all)")
	flags.StringVar(&f.lexicon, "lexicon", "", "lexicon: a `NAME` or a file (default norms)")
	flags.StringVar(&f.o.Vectors, "vectors", "", "`FILE` of word vectors, in word2vec's text format (default: trained on the corpus)")
	flags.IntVar(&f.o.Least, "least", 5, "how often a term has to stand apart from hits of the frame")
	flags.Uint64Var(&f.o.Seed, "seed", 1, "seed of what is drawn")
	flags.StringVar(&f.format, "format", "text", "text, csv or json")
	flags.BoolVar(&f.rawCells, "raw-cells", false, rawCellsHelp)
}

// resolve checks the flags and makes the configuration.
func (f *suggestFlags) resolve() (pipeline.Config, error) {
	if len(f.paths) == 0 {
		return pipeline.Config{}, usage.Errorf("name a corpus with --corpus PATH, or --corpus sample")
	}
	if f.o.Least < 1 {
		return pipeline.Config{}, usage.Errorf("least %d: want 1 or more", f.o.Least)
	}
	if !slices.Contains([]string{"text", "csv", "json"}, f.format) {
		return pipeline.Config{}, usage.Errorf("format %q: want text, csv or json", f.format)
	}
	if os.Getenv("GOGC") == "" {
		// A whole corpus is held, nearly all of it in slices without a pointer: that
		// costs little to look through, and much to have one and a half times.
		debug.SetGCPercent(40)
	}
	c, err := f.corpusFlags.resolve(f.lexicon)
	return c, usage.Wrap(err)
}

func newLexiconSuggest() *cobra.Command {
	var f suggestFlags
	cmd := &cobra.Command{
		Use:   "suggest",
		Short: "List terms that a lexicon may miss in a corpus",
		Long: `List terms that the frames of a lexicon may miss in a corpus, by language, best
first: what stands in sentences with a hit more often than beside them (keyness),
where entries stand too, between the same words (neighbours), and what means nearly
the same as an entry, by vectors of words trained on the corpus or given (vectors).
The three rankings are fused. Only places count that no hit of the frame, and none of
its exceptions, lies over. Each term comes with how often and how evenly it stands in
the documents, the entry it is nearest to, and three sentences. A suggestion is no
entry: read the sentences first. lexicon recover says how far the list can be trusted.

With --format csv, a mark in a further column named accept takes a term; --accept and
--to make a copy of the lexicon that has these too, with "source: suggested".`,
		Example: "  frameshift lexicon suggest --frame values.sovereignty --corpus sample\n  frameshift lexicon suggest --frame values.security --preset ungdc --corpus UNGDC_1946-2024.tgz --format csv > terms.csv",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			if f.accept != "" || f.to != "" {
				return f.accepted(cmd)
			}
			return f.suggest(cmd)
		}),
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.accept, "accept", "", "instead: add the terms of a CSV `FILE` that have a mark in its column accept to a copy of the lexicon")
	cmd.Flags().StringVar(&f.to, "to", "", "the `FILE` of that copy")
	cmd.Flags().IntVar(&f.o.Top, "top", 100, "how many terms of a frame and language")
	cmd.Flags().IntVar(&f.o.Sentences, "sentences", 3, "how many sentences show a term")
	return cmd
}

// accepted writes a copy of the lexicon with the terms that were marked.
func (f *suggestFlags) accepted(cmd *cobra.Command) error {
	if f.accept == "" || f.to == "" {
		return usage.Errorf("--accept and --to go together: the marked list, and the copy of the lexicon")
	}
	lex, err := library.Load(cmp.Or(f.lexicon, "norms"))
	if err != nil {
		return usage.Wrap(err)
	}
	list, err := os.Open(f.accept)
	if err != nil {
		return usage.Wrap(err)
	}
	defer list.Close()
	added, err := suggest.Accept(lex.Lexicon, list, filepath.Base(f.accept))
	if err != nil {
		return usage.Wrap(err)
	}
	var b bytes.Buffer
	if _, err := convert.Write(&b, lex.Lexicon, convert.Own, convert.Options{Name: filepath.Base(f.to)}); err != nil {
		return err
	}
	if err := os.WriteFile(f.to, b.Bytes(), 0o666); err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s with %d more entries; comments of the file are not copied\n", f.to, lex.Name, added)
	return err
}

func (f *suggestFlags) suggest(cmd *cobra.Command) error {
	c, err := f.resolve()
	switch {
	case err != nil:
		return err
	case f.o.Top < 1:
		return usage.Errorf("top %d: want 1 or more", f.o.Top)
	case f.o.Sentences < 0:
		return usage.Errorf("sentences %d: want 0 or more", f.o.Sentences)
	case f.o.Sentences == 0:
		f.o.Sentences = -1
	}
	lists, err := suggest.Suggest(cmd.Context(), c, f.o)
	if err != nil {
		return err
	}
	switch f.format {
	case "csv":
		return listsCSV(cmd.OutOrStdout(), lists, f.rawCells)
	case "json":
		return printJSON(cmd.OutOrStdout(), shownLists(lists))
	}
	for i := range lists {
		printList(cmd.OutOrStdout(), &lists[i])
	}
	return nil
}

func printList(w io.Writer, l *suggest.List) {
	fmt.Fprintf(w, "%s in %s: %d of %d entries have %s hits in %s documents; %s candidates\n", l.Frame, l.Lang, l.Found, l.Entries,
		grouped(l.Hits), grouped(int64(l.Documents)), grouped(int64(l.Candidates)))
	if l.Note != "" {
		fmt.Fprintf(w, "  %s\n\n", l.Note)
		return
	}
	t := newTableWriter(w, "", "term", "hits", "beside", "documents", "DP", "G2", "log ratio", "neighbours", "similarity", "nearest entry", "ranks")
	for i, term := range l.Terms {
		t.AppendRow(table.Row{
			i + 1, term.Term, grouped(int64(term.Hits)), grouped(int64(term.Beside)), grouped(int64(term.Documents)), decimals(term.DP),
			tenths(term.G2), decimals(term.LogRatio), decimals(term.Neighbours), decimals(term.Similarity), term.Nearest, ranks(term.Ranks[:]),
		})
	}
	var right []table.ColumnConfig
	for _, n := range []int{1, 3, 4, 5, 6, 7, 8, 9, 10} {
		right = append(right, table.ColumnConfig{Number: n, Align: text.AlignRight})
	}
	t.SetColumnConfigs(right)
	t.Render()
	fmt.Fprintln(w)
	for _, term := range l.Terms {
		if len(term.Sentences) == 0 {
			continue
		}
		fmt.Fprintf(w, "%s\n", clean(term.Term))
		for _, s := range term.Sentences {
			fmt.Fprintf(w, "  %s: %s\n", clean(s.Document), clean(s.Text))
		}
	}
	fmt.Fprintln(w)
}

func tenths(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return fmt.Sprintf("%.1f", x)
}

// ranks are those of the signals: – is none.
func ranks(of []int) string {
	words := make([]string, len(of))
	for i, r := range of {
		if words[i] = strconv.Itoa(r); r == 0 {
			words[i] = "–"
		}
	}
	return strings.Join(words, " ")
}

// six rounds to six digits, and is null where a number is not defined.
func six(x float64) any {
	if finite(x) == nil {
		return nil
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64) // of its own digits
	return rounded
}

func listsCSV(w io.Writer, lists []suggest.List, raw bool) error {
	c := csv.NewWriter(dataFile(w))
	header := []string{
		"frame", "lang", "rank", "term", "hits", "beside_hits", "documents", "dp", "g2", "log_ratio", "neighbours", "similarity", "nearest",
		"rank_keyness", "rank_neighbours", "rank_vectors",
	}
	most := 0
	for _, l := range lists {
		for _, t := range l.Terms {
			most = max(most, len(t.Sentences))
		}
	}
	for i := range most {
		header = append(header, fmt.Sprintf("document_%d", i+1), fmt.Sprintf("sentence_%d", i+1))
	}
	c.Write(header) // its error stays until the end
	for _, l := range lists {
		for i, t := range l.Terms {
			cells := []any{
				l.Frame, l.Lang, int64(i + 1), t.Term, int64(t.Hits), int64(t.Beside), int64(t.Documents),
				six(t.DP), six(t.G2), six(t.LogRatio), six(t.Neighbours), six(t.Similarity), t.Nearest,
			}
			for _, r := range t.Ranks {
				cells = append(cells, rankCell(r))
			}
			for i := range most {
				s := suggest.Sentence{}
				if i < len(t.Sentences) {
					s = t.Sentences[i]
				}
				cells = append(cells, s.Document, s.Text)
			}
			c.Write(csvCells(cells, raw))
		}
	}
	c.Flush()
	return c.Error()
}

// rankCell is a rank, or nothing for none.
func rankCell(rank int) any {
	if rank == 0 {
		return nil
	}
	return int64(rank)
}

// shownList and shownTermOf are what JSON has: null is what is not defined.
type shownList struct {
	suggest.List
	Terms []suggestedTerm `json:"terms"`
}

type suggestedTerm struct {
	suggest.Term
	DP         any `json:"dp"`
	G2         any `json:"g2"`
	LogRatio   any `json:"log_ratio"`
	Neighbours any `json:"neighbours"`
	Similarity any `json:"similarity"`
}

func shownLists(lists []suggest.List) []shownList {
	out := []shownList{}
	for _, l := range lists {
		s := shownList{List: l, Terms: []suggestedTerm{}}
		for _, t := range l.Terms {
			s.Terms = append(s.Terms, suggestedTerm{t, six(t.DP), six(t.G2), six(t.LogRatio), six(t.Neighbours), six(t.Similarity)})
		}
		out = append(out, s)
	}
	return out
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
