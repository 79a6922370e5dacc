package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/diffusion"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/usage"
)

const diffusionLong = `Follow concepts through the documents of a finished run: who is the first to use
one, of two groups which is before the other, and how issuers take it up. A concept
is a frame, an entry in all languages (id:ENTRY), or a phrase in the syntax of a
lexicon's terms (--phrase "cyber sovereignty | zh:网络主权"), which is looked for in the
sentences that the run keeps: run with --text all to have them all.

Tables: firsts (with the sentence that shows each, which is to be read before it is
believed), leads, adoption, curves, curve_tests. They lie in out/diffusion/<run>, and
the run stays as it is. docs/diffusion.md has columns, formulas and what is assumed.

Where asked for: uptake (--source), linkage (--link), backdrop, covariates.

A lead is held against who had how much text when (exact) and against documents that
change sides within periods. Each is also tested in the opposite order, and beside a
--placebo, a concept of which nobody claims that it spread. An order in time is all
that is told.`

type diffusionFlags struct {
	run, dir string
	json     bool
	o        diffusion.Options
}

func (f *diffusionFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.run, "run", "", "`DIR` of the run (default out/latest)")
	flags.StringSliceVar(&f.o.Concepts, "concept", nil, "`CONCEPTS`: frames, or entries as id:ENTRY (default all frames, if there is no --phrase)")
	flags.StringArrayVar(&f.o.Phrases, "phrase", nil, "a `PHRASE` as a concept, or several behind |, each in the language named (zh:…) or those of its letters; repeat for more")
	flags.StringSliceVar(&f.o.By, "by", nil, "`KEYS` whose values are told apart (default those of the run, or issuer)")
	flags.StringArrayVar(&f.o.Where, "where", nil, "only documents with `KEY=VALUE[,VALUE]`, KEY!=VALUE, a span, a flag or a pattern, as in run; repeat for and")
	flags.IntVar(&f.o.K, "k", diffusion.DefaultK, "the use that is told beside the first")
	flags.IntVar(&f.o.Least, "before", diffusion.DefaultLeast, "how many documents have to stand before a first use for it to be one")
	flags.BoolVar(&f.json, "json", false, "print JSON")
}

// open opens the run.
func (f *diffusionFlags) open() (*result.Run, error) {
	if err := orLatest(&f.run); err != nil {
		return nil, err
	}
	if f.o.K < 1 || f.o.Least < 1 {
		return nil, usage.Errorf("k %d, before %d: want 1 or more", f.o.K, f.o.Least)
	}
	return result.Open(f.run)
}

func newDiffusion() *cobra.Command {
	var f diffusionFlags
	cmd := &cobra.Command{
		Use:   "diffusion",
		Short: "Follow concepts: who uses one first, and who takes it up",
		Long:  diffusionLong,
		Example: `  frameshift diffusion --concept values.balance --by audience --lead "audience=regional vs audience=international"
  frameshift diffusion --concept values.balance,id:two-wings --phrase "digital divide" --placebo behaviours.exchange --k 5`,
		Args: cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error { return f.work(cmd) }),
	}
	f.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "dir", "", "`DIR` for the tables (default diffusion/<run> beside the folder of runs)")
	flags.StringArrayVar(&f.o.Placebos, "placebo", nil, "a `CONCEPT` of which nobody claims that it spread: a frame, id:ENTRY or phrase:PHRASE; repeat for more")
	flags.StringArrayVar(&f.o.Leads, "lead", nil, "`\"A vs B\"`: test whether group A is before group B; repeat for more")
	flags.StringVar(&f.o.Freq, "freq", "", "length of a period: day, week, month, quarter, half or year (default that of the run)")
	flags.IntVar(&f.o.Lapse, "lapse", 0, "after how many `YEARS` without a use an issuer is at risk again (0: never)")
	flags.StringArrayVar(&f.o.Sources, "source", nil, "a `GROUP`, such as issuer=CHN: how much others use a concept after it did; repeat for more")
	flags.IntVar(&f.o.Window, "window", diffusion.DefaultWindow, "for how many `PERIODS` after a use of --source")
	flags.StringArrayVar(&f.o.Links, "link", nil, "`\"A & B\"`: how often two concepts stand in one sentence, by the values of --by; repeat for more")
	flags.StringVar(&f.o.Backdrop, "backdrop", "", "`FILE` of dated events (YAML, a list of {date: 2015-07-01, event: name}): before and after each, and around other dates")
	flags.IntVar(&f.o.Days, "days", diffusion.DefaultDays, "how many days before and after an event")
	flags.StringVar(&f.o.Covariate, "covariate", "", "`FILE` of an outside series (CSV: period, value, perhaps issuer), held against each concept some periods earlier and later")
	flags.IntVar(&f.o.Draws, "draws", 9999, "labelings that are drawn, where there are too many for all")
	flags.Uint64Var(&f.o.Seed, "seed", 1, "seed of the draws")
	return cmd
}

func (f *diffusionFlags) work(cmd *cobra.Command) error {
	run, err := f.open()
	if err != nil {
		return err
	}
	s, err := diffusion.Follow(cmd.Context(), run, f.o)
	if err != nil {
		return err
	}
	dir := cmp.Or(f.dir, filepath.Clean(diffusion.Folder(run.Dir)))
	if err := s.Write(dir); err != nil {
		return err
	}
	w := cmd.OutOrStdout()
	if f.json {
		return diffusionJSON(w, s)
	}
	printFirsts(w, s)
	printLeads(w, s, f.o.K)
	printCurveTests(w, s)
	printFurther(w, s)
	printNotes(w, s)
	_, err = fmt.Fprintf(w, "tables in %s: frameshift show firsts --run %[1]s\n", clean(dir))
	return err
}

func newFirsts() *cobra.Command {
	var f diffusionFlags
	cmd := &cobra.Command{
		Use:   "firsts",
		Short: "Say who uses a concept first, with the sentence",
		Long: `Say when concepts are first used in a finished run, by whom and in which sentence, of
all documents and by the values of keys. Nothing is written. frameshift diffusion says
what a concept is, tests who leads, and writes the tables.`,
		Example: "  frameshift firsts --concept values.balance --by audience\n  frameshift firsts --phrase \"cyber*\" --by issuer --json",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			run, err := f.open()
			if err != nil {
				return err
			}
			s, err := diffusion.Firsts(cmd.Context(), run, f.o)
			if err != nil {
				return err
			}
			w := cmd.OutOrStdout()
			if f.json {
				return diffusionJSON(w, s)
			}
			printFirsts(w, s)
			printNotes(w, s)
			return nil
		}),
	}
	f.register(cmd)
	return cmd
}

func printNotes(w io.Writer, s *diffusion.Study) {
	for _, n := range s.Notes {
		fmt.Fprintf(w, "note: %s\n", clean(n))
	}
}
