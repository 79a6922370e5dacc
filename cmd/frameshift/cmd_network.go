package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/network"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/where"
)

const networkLong = `Take from a finished run which frames, or which entries, go together: how much more
often two of them stand in one sentence than by chance, in log odds, with intervals
over documents and a backbone; whether that changes from span to span, with a test
of all links at once; and how alike issuers are. Nothing is read again.

A link is no number where a frame does not occur. Two hits that share bytes are one
thing said, and no link. Within a topic, and for paragraphs, the run has to have kept
all sentences (frameshift run --text all).

The tables links, link_changes, networks and alignment go to out/network/<run>,
beside methods.txt, a paragraph for a paper; frameshift show reads them, and
docs/network.md explains them.`

type networkFlags struct {
	run, dir, to string
	where        []string
	spans        []string
	blocs        []string
	asJSON       bool
	o            network.Options
}

func newNetwork() *cobra.Command {
	var f networkFlags
	cmd := &cobra.Command{
		Use:   "network",
		Short: "Say which frames go together, how that changes, and how alike issuers are",
		Long:  networkLong,
		Example: `  frameshift network
  frameshift network --spans 2008..2013,2014..2019,2020..2024 --by audience --to norms.graphml
  frameshift network --nodes entries --most 20 --window 3 --null sdsm --json`,
		Args: cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			if err := f.parse(); err != nil {
				return usage.Wrap(err)
			}
			return f.take(cmd)
		}),
	}
	f.register(cmd)
	return cmd
}

func (f *networkFlags) register(cmd *cobra.Command) {
	flags, o := cmd.Flags(), &f.o
	flags.StringVar(&f.run, "run", "", "`DIR` of the run (default out/latest)")
	flags.StringVar(&f.dir, "dir", "", "`DIR` for the tables (default network/<run> beside the folder of runs)")
	flags.StringArrayVar(&f.where, "where", nil, "only documents with `KEY=VALUE[,VALUE]`, KEY!=VALUE, a span, a flag or a pattern, as in run; repeat for and")
	flags.StringSliceVar(&f.spans, "spans", nil, "a network for each of these `SPANS`, such as 1972..1990,1991..2005; breaks: between the dated steps of the run (default one for all time)")
	flags.StringVar(&o.Window, "window", network.Sentence, "what nodes meet in: sentence, paragraph, or `N` sentences up to each")
	flags.StringVar(&o.Topic, "topic", "", "only text inside this `TOPIC` of the lexicon")
	flags.StringVar(&o.Nodes, "nodes", network.Frames, "frames, entries, or stances: each frame as asserted and as denied")
	flags.IntVar(&o.Most, "most", 50, "of entries, those that most documents have")
	flags.StringVar(&o.By, "by", "", "a network for each value of this `KEY` of documents, beside that of all")
	flags.StringArrayVar(&f.blocs, "bloc", nil, "compare issuers within a bloc and with the others: `NAME=ISSUER,ISSUER`; repeat for more")
	flags.StringVar(&o.Null, "null", "", "sdsm: hold the backbone against Neal's model too")
	flags.StringVar(&f.to, "to", "", "write the links as a graph: `FILE`.graphml, .gexf or .csv")
	flags.IntVar(&o.Draws, "draws", 1000, "number of draws of documents behind an interval")
	flags.IntVar(&o.Permutations, "permutations", 9999, "number of relabelings behind the test of a change")
	flags.Uint64Var(&o.Seed, "seed", 0, "seed of draws and relabelings")
	flags.BoolVar(&f.asJSON, "json", false, "print the tables, as JSON")
}

func (f *networkFlags) parse() (err error) {
	if f.o.Where, err = where.Parse(f.where); err != nil {
		return err
	}
	for _, text := range f.spans {
		if f.atBreaks() {
			break
		}
		s, err := series.ParseSpan(text)
		if err != nil {
			return err
		}
		f.o.Spans = append(f.o.Spans, s)
	}
	for _, text := range f.blocs {
		b, err := network.ParseBloc(text)
		if err != nil {
			return err
		}
		f.o.Blocs = append(f.o.Blocs, b)
	}
	if f.o.Draws == 0 || f.o.Permutations == 0 || f.o.Most == 0 { // 0 is the default of the package
		return errors.New("draws, permutations and most: want 1 or more")
	}
	if f.to != "" {
		_, err = network.Format(f.to)
	}
	return err
}

func (f *networkFlags) take(cmd *cobra.Command) error {
	if err := orLatest(&f.run); err != nil {
		return err
	}
	run, err := openRun(f.run)
	if err != nil {
		return err
	}
	if f.atBreaks() {
		if err := f.breaks(run); err != nil {
			return err
		}
	}
	n, err := network.Of(cmd.Context(), run, f.o)
	if err != nil {
		return err
	}
	f.dir = cmp.Or(f.dir, filepath.Clean(network.Folder(run.Dir)))
	if err := n.Write(f.dir, f.where); err != nil {
		return err
	}
	if err := f.export(n); err != nil {
		return err
	}
	if f.asJSON {
		return jsonTables(cmd.OutOrStdout(), namedTable(n.Links), namedTable(n.Changes), namedTable(n.Networks), namedTable(n.Alignment))
	}
	f.print(cmd.OutOrStdout(), n)
	return nil
}

// atBreaks says whether the spans are those between the steps of the run.
func (f *networkFlags) atBreaks() bool { return len(f.spans) == 1 && f.spans[0] == "breaks" }

func (f *networkFlags) breaks(run *result.Run) (err error) {
	f.o.Spans, err = network.Breaks(run, cmp.Or(f.o.Topic, run.Config.Topic))
	return err
}

func (f *networkFlags) export(n *network.Networks) error {
	if f.to == "" {
		return nil
	}
	format, err := network.Format(f.to)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := n.Export(&b, format); err != nil {
		return err
	}
	return os.WriteFile(f.to, b.Bytes(), 0o666)
}

// shownLinks is where a list of links is cut on a terminal.
const shownLinks = 15

func (f *networkFlags) print(w io.Writer, n *network.Networks) {
	t := newTableWriter(w, "group", "span", "units", "documents", "nodes", "links", "density", "distance", "p", "warnings")
	alignRight(t, 3, 9)
	for _, r := range n.Networks {
		t.AppendRow(table.Row{r.Group, r.Span, grouped(r.Units), grouped(r.Documents), r.Nodes, r.Links, shareText(r.Density), shareText(r.Distance), small(r.P), r.Warnings})
	}
	t.Render()
	printLinks(w, n.Links)
	printLinkChanges(w, n.Changes)
	printMeans(w, n.Alignment)
	for _, said := range n.Said {
		fmt.Fprintf(w, "note: %s\n", clean(said))
	}
	fmt.Fprintf(w, "tables and methods.txt are in %s\nlook at them with: frameshift show links --run %[1]s\n", clean(f.dir))
}

// printLinks prints the strongest links of the backbones.
func printLinks(w io.Writer, links []network.LinkRow) {
	kept := slices.DeleteFunc(slices.Clone(links), func(r network.LinkRow) bool { return !r.Backbone })
	if len(kept) == 0 {
		fmt.Fprintln(w, "no link is in a backbone")
		return
	}
	slices.SortStableFunc(kept, func(a, b network.LinkRow) int { return cmp.Compare(b.LOR, a.LOR) })
	fmt.Fprintln(w)
	t := newTableWriter(w, "link", "", "group", "span", "together", "expected", "log odds", "95 %", "q", "warnings")
	alignRight(t, 5, 9)
	for _, r := range kept[:min(len(kept), shownLinks)] {
		t.AppendRow(table.Row{r.A, r.B, r.Group, r.Span, grouped(r.Together), shareText(r.Expected), shareText(r.LOR), interval(r.Low, r.High), small(r.Q), r.Warnings})
	}
	t.Render()
	if more := len(kept) - shownLinks; more > 0 {
		fmt.Fprintf(w, "and %s more\n", grouped(int64(more)))
	}
}

// printLinkChanges prints the changes that stand against all others.
func printLinkChanges(w io.Writer, changes []network.ChangeRow) {
	if len(changes) == 0 {
		return
	}
	sure := slices.DeleteFunc(slices.Clone(changes), func(r network.ChangeRow) bool { return !(r.P <= 0.05) })
	fmt.Fprintln(w)
	if len(sure) == 0 {
		fmt.Fprintln(w, "no change of a link stands at p 0.05 of all links of a network")
		return
	}
	slices.SortStableFunc(sure, func(a, b network.ChangeRow) int {
		return cmp.Or(cmp.Compare(a.P, b.P), cmp.Compare(math.Abs(b.Delta), math.Abs(a.Delta)))
	})
	t := newTableWriter(w, "change of", "", "group", "from", "to", "log odds", "95 %", "p of all", "warnings")
	alignRight(t, 6, 8)
	for _, r := range sure[:min(len(sure), shownLinks)] {
		t.AppendRow(table.Row{r.A, r.B, r.Group, r.From, r.To, fmt.Sprintf("%+.2f", r.Delta), interval(r.Low, r.High), small(r.P), r.Warnings})
	}
	t.Render()
	if more := len(sure) - shownLinks; more > 0 {
		fmt.Fprintf(w, "and %s more\n", grouped(int64(more)))
	}
}

// printMeans prints how alike the issuers of blocs are.
func printMeans(w io.Writer, rows []network.AlignmentRow) {
	means := slices.DeleteFunc(slices.Clone(rows), func(r network.AlignmentRow) bool { return r.Kind == "pair" })
	if len(means) == 0 {
		return
	}
	fmt.Fprintln(w)
	t := newTableWriter(w, "bloc", "pairs", "span", "number", "cosine", "corrected", "95 %", "change", "95 %", "warnings")
	alignRight(t, 4, 9)
	for _, r := range means {
		t.AppendRow(table.Row{r.A, r.Kind, r.Span, grouped(r.Pairs), shareText(r.Cosine), shareText(r.Corrected), interval(r.Low, r.High), shareText(r.Change), interval(r.ChangeLow, r.ChangeHigh), r.Warnings})
	}
	t.Render()
}

// interval is one whose ends may be negative.
func interval(low, high float64) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return ""
	}
	return fmt.Sprintf("%.2f to %.2f", low, high)
}

// small is a p or q, nothing where there is none.
func small(p float64) string {
	if math.IsNaN(p) {
		return ""
	}
	return fmt.Sprintf("%.4f", p)
}
