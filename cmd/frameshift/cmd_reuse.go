package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/reuse"
	"github.com/frameshift/frameshift/pipeline/usage"
)

const reuseLong = `Find the passages that documents of a finished run share: runs of 15 words or more,
seeded by sequences of 8 words (12 characters in Chinese) that 2 to 100 documents
have, over gaps of two words. Documents of one issuer are not held against each
other, unless asked for. What more than 20 issuers use, such as congratulations, is
named boilerplate and not left out.

Nothing is read again: a run that keeps sentences with a hit only (the default) has
passages among these only; frameshift run --text all keeps all. The table passages
goes to out/reuse/<run>; docs/reuse.md explains it.`

type reuseFlags struct {
	run, dir string
	most     float64
	asJSON   bool
	o        reuse.Options
}

func newReuse() *cobra.Command {
	var f reuseFlags
	cmd := &cobra.Command{
		Use:   "reuse",
		Short: "Find passages that documents share",
		Long:  reuseLong,
		Example: `  frameshift reuse
  frameshift reuse --least 30 --boilerplate 0.2 --json`,
		Args: cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			if f.o.N == 0 || f.o.HanN == 0 || f.o.Most == 0 || f.o.Least == 0 || f.most < 0 || f.most > 1 {
				return usage.Errorf("n, han, most and least: want 1 or more; boilerplate a share from 0 to 1")
			}
			if err := orLatest(&f.run); err != nil {
				return err
			}
			run, err := openRun(f.run)
			if err != nil {
				return err
			}
			p, err := reuse.Find(cmd.Context(), run, f.o)
			if err != nil {
				return err
			}
			f.dir = cmp.Or(f.dir, filepath.Clean(reuse.Folder(run.Dir)))
			if err := p.Write(f.dir); err != nil {
				return err
			}
			if f.asJSON {
				return jsonTables(cmd.OutOrStdout(), namedTable(p.Rows))
			}
			f.print(cmd.OutOrStdout(), p)
			return nil
		}),
	}
	flags, o := cmd.Flags(), &f.o
	flags.StringVar(&f.run, "run", "", "`DIR` of the run (default out/latest)")
	flags.StringVar(&f.dir, "dir", "", "`DIR` for the table (default reuse/<run> beside the folder of runs)")
	flags.IntVar(&o.N, "n", 8, "words of a sequence")
	flags.IntVar(&o.HanN, "han", 12, "characters of a sequence, in Chinese documents")
	flags.IntVar(&o.Most, "most", 100, "sequences that more documents have seed no passage")
	flags.IntVar(&o.Least, "least", 15, "words of a passage")
	flags.BoolVar(&o.SameIssuer, "same-issuer", false, "hold documents of one issuer against each other too")
	flags.Float64Var(&f.most, "boilerplate", 0.5, "print no passages with more boilerplate; the table has them all")
	flags.BoolVar(&f.asJSON, "json", false, "print the table, as JSON")
	return cmd
}

const shownPassages = 12

func (f *reuseFlags) print(w io.Writer, p *reuse.Passages) {
	first, plain := firsts(p.Rows), 0
	var shown []reuse.PassageRow
	for _, r := range first {
		if r.Boilerplate <= f.most {
			shown = append(shown, r)
			plain++
		}
	}
	fmt.Fprintf(w, "%s passages in %s places, %s of them boilerplate\n", grouped(int64(len(first))), grouped(int64(len(p.Rows))), grouped(int64(len(first)-plain)))
	if p.Partial {
		fmt.Fprintln(w, "note: the run keeps sentences with a hit only, so that passages end where a sentence has none: frameshift run --text all keeps all")
	}
	if len(shown) > 0 {
		slices.SortStableFunc(shown, func(a, b reuse.PassageRow) int { return cmp.Compare(b.Issuers, a.Issuers) })
		t := newTableWriter(w, "passage", "issuers", "documents", "words", "first", "date", "sentence", "boilerplate", "warnings")
		alignRight(t, 1, 4)
		for _, r := range shown[:min(len(shown), shownPassages)] {
			t.AppendRow(table.Row{r.Cluster, r.Issuers, r.Size, r.Tokens, r.ID, dayText(r.Date), r.SentenceFrom, shareText(r.Boilerplate), r.Warnings})
		}
		t.Render()
	}
	fmt.Fprintf(w, "the table is in %s\nlook at it with: frameshift show passages --run %[1]s --where cluster=1\n", clean(f.dir))
}

// firsts are the earliest occurrences of each passage, with the mean boilerplate of all.
func firsts(rows []reuse.PassageRow) (out []reuse.PassageRow) {
	for len(rows) > 0 {
		n, first, sum := 0, rows[0], 0.0
		for n < len(rows) && rows[n].Cluster == rows[0].Cluster {
			if first.ID != first.EarliestID && rows[n].ID == first.EarliestID {
				first = rows[n]
			}
			sum += rows[n].Boilerplate
			n++
		}
		first.Boilerplate = sum / float64(n)
		out, rows = append(out, first), rows[n:]
	}
	return out
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func newCompare() *cobra.Command {
	var run, dir string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "compare A B",
		Short: "Say what a document has that an earlier one had not",
		Long: `Hold two documents of a finished run against each other, word by word, by their ids:
what the second keeps of the first, inserts and deletes, with the hits of frames in
each run. What has moved is deleted in one place and inserted in another. The run has
to have kept all sentences (frameshift run --text all). The table revisions goes to
out/compare/<run>.`,
		Example: `  frameshift run --text all
  frameshift compare syn-2003-domestic-002 syn-2003-domestic-003`,
		Args: cobra.ExactArgs(2),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			if err := orLatest(&run); err != nil {
				return err
			}
			open, err := openRun(run)
			if err != nil {
				return err
			}
			r, err := reuse.Compare(cmd.Context(), open, args[0], args[1])
			if err != nil {
				return err
			}
			dir = cmp.Or(dir, filepath.Clean(reuse.ComparedFolder(open.Dir)))
			if err := r.Write(dir); err != nil {
				return err
			}
			if asJSON {
				return jsonTables(cmd.OutOrStdout(), namedTable(r.Rows))
			}
			printRevisions(cmd.OutOrStdout(), r)
			return nil
		}),
	}
	cmd.Flags().StringVar(&run, "run", "", "`DIR` of the run (default out/latest)")
	cmd.Flags().StringVar(&dir, "dir", "", "`DIR` for the table (default compare/<run> beside the folder of runs)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the table, as JSON")
	return cmd
}

func printRevisions(w io.Writer, r *reuse.Revisions) {
	tokens, hits := map[string]int64{}, map[string]int64{}
	t := newTableWriter(w, "", "words", "frames", "text")
	alignRight(t, 2, 2)
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, Align: text.AlignRight}, {Number: 3, WidthMax: 30}, {Number: 4, WidthMax: cellWidth, WidthMaxEnforcer: text.WrapSoft}})
	for _, row := range r.Rows {
		tokens[row.Kind] += row.Tokens
		hits[row.Kind] += row.Hits
		said := row.Text
		if row.Kind == "keep" {
			said = elided(said)
		}
		t.AppendRow(table.Row{map[string]string{"keep": "", "insert": "+", "delete": "-"}[row.Kind], row.Tokens, row.Frames, said})
	}
	t.Render()
	fmt.Fprintf(w, "%s → %s: %s words kept, %s inserted (%d hits), %s deleted (%d hits)\n", clean(r.A), clean(r.B),
		grouped(tokens["keep"]), grouped(tokens["insert"]), hits["insert"], grouped(tokens["delete"]), hits["delete"])
}

// elided leaves out the middle of a long text.
func elided(s string) string {
	const most = 80
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most/2]) + " … " + string(r[len(r)-most/2:])
}
