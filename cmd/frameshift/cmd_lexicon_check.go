package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/inspect"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// corpusFlags name a corpus for commands that read one on the side.
type corpusFlags struct {
	paths      []string
	configFile string
	config     pipeline.Config
}

func (f *corpusFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.paths, "corpus", nil, "`PATH` of a corpus; sample for the synthetic one; repeat for more")
	flags.StringVar(&f.configFile, "config", "", "`FILE` with the corpus's configuration")
	flags.StringVar(&f.config.Preset, "preset", "", "layout of a known corpus (`NAME`)")
	flags.StringArrayVar(&f.config.Where, "where", nil, "keep only documents with `KEY=VALUE[,VALUE]` or KEY!=VALUE")
}

// sampleCorpus stands for the synthetic sample where a PATH is wanted.
const sampleCorpus = "sample"

func (f *corpusFlags) resolve(lex string) (pipeline.Config, error) {
	c := f.config
	if f.configFile != "" {
		base, err := pipeline.LoadConfig(f.configFile)
		if err != nil {
			return c, err
		}
		if c.Preset != "" {
			base.Preset = c.Preset
		}
		if c.Where != nil {
			base.Where = c.Where
		}
		if c.By != nil {
			base.By = c.By
		}
		c = base
	}
	c.Lexicon = lex
	if len(f.paths) != 1 || f.paths[0] != sampleCorpus {
		c.Inputs = f.paths
	}
	return c, nil
}

var errFindings = errors.New("the lexicon has errors")

func newLexiconCheck() *cobra.Command {
	var f corpusFlags
	cmd := &cobra.Command{
		Use:   "check LEXICON",
		Short: "List what is wrong or doubtful in a lexicon",
		Long: `List what is wrong or doubtful in a lexicon, with file, line and advice:
duplicate and unreachable entries, entries that can never match, terms counted
twice in a contrast, frames that miss a language or say much more in one than in
the other. With a corpus also entries without a hit, and entries that make up
most of their frame. The exit code is 1 if there are errors, 0 with warnings.`,
		Example: "  frameshift lexicon check norms\n  frameshift lexicon check norms --corpus sample",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			return f.check(cmd, args[0])
		}),
	}
	f.register(cmd)
	return cmd
}

func (f *corpusFlags) check(cmd *cobra.Command, name string) error {
	lex, err := library.Load(name)
	if err != nil { // it has the line; here it is a finding, not a misuse
		return errors.New(err.Error())
	}
	findings, err := lexicon.Check(lex.Lexicon)
	if err != nil {
		return err
	}
	if len(f.paths) > 0 {
		c, err := f.resolve(name)
		if err != nil {
			return usage.Wrap(err)
		}
		used, err := inspect.Use(cmd.Context(), c)
		if err != nil {
			return err
		}
		findings = append(findings, used...)
	}
	file := filepath.Base(name)
	if filepath.Ext(file) == "" {
		file += ".yaml"
	}
	return printFindings(cmd.OutOrStdout(), file, findings)
}

func printFindings(w io.Writer, file string, findings []lexicon.Finding) error {
	errs := 0
	for _, f := range findings {
		level := "warning"
		if f.Error {
			level = "error"
			errs++
		}
		fmt.Fprintf(w, "%s:%d: %s: %s: %s; %s\n", file, f.Line, level, f.Where, f.What, f.Advice)
	}
	fmt.Fprintf(w, "%d errors, %d warnings\n", errs, len(findings)-errs)
	if errs > 0 {
		return fmt.Errorf("%w: %d in %s", errFindings, errs, file)
	}
	return nil
}
