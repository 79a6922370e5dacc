package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/survey"
	"github.com/frameshift/frameshift/pipeline/usage"
)

const runLong = `Read documents, score them, and write a run: Parquet tables, a manifest and a
codebook, in out/runs/<run>/; out/latest points to the newest complete run.

PATH is a file, a folder or an archive (.zip, .tar, .tgz, .gz, .zst), with texts
(.txt, .md), documents (.html, .pdf, .docx, .odt, .rtf, .epub, .xml, .eml) or
records (.jsonl, .json, .csv, .tsv, .xlsx, .parquet) in it; or s3://BUCKET/PREFIX,
which lies in the object storage that AWS_ENDPOINT_URL and AWS_PROFILE, or the other
usual variables, name. Without a PATH the synthetic sample is measured. How a corpus is laid out (file names, fields,
dates) is said by a preset or by a configuration file (key corpus). Every flag
has a key of the same name there, with _ for -; --allow is quarantine.allow.

Whatever can't be read is quarantined with its reason and the run goes on. A run
without a document, with fewer than --min-documents, or with more in quarantine
than --allow is kept in its folder; out/latest stays where it was, and the exit
code is 3.`

const runExample = `  frameshift run
  frameshift run --preset ungdc --where issuer=CHN UNGDC_1946-2024.tgz
  frameshift run --config mine.yaml --by audience --freq month
  frameshift run --versus "audience=regional vs audience=international"
  frameshift run --config out/latest/manifest.json`

// runFlags are the flags of run. A flag that is given wins over the
// configuration file.
type runFlags struct {
	configFile string
	metadata   []string
	allow      float64
	config     pipeline.Config
}

func newRun() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:     "run [PATH...]",
		Short:   "Read documents, score them and write the tables",
		Long:    runLong,
		Example: runExample,
	}
	f.register(cmd)
	cmd.RunE = started(func(cmd *cobra.Command, args []string) error {
		c, err := f.merge(cmd, args)
		if err != nil {
			return usage.Wrap(err)
		}
		watch, err := newWatch(cmd.ErrOrStderr(), c.LogFormat)
		if err != nil {
			return usage.Wrap(err)
		}
		summary, err := pipeline.Run(cmd.Context(), c, watch.report)
		return finish(cmd, watch, c, summary, err)
	})
	return cmd
}

// finish says what has become of a run.
func finish(cmd *cobra.Command, watch *watch, c pipeline.Config, summary *pipeline.Summary, err error) error {
	if logged := watch.done(summary, err); err != nil {
		return failure{err, logged}
	}
	if err := printSummary(cmd.OutOrStdout(), summary); err != nil {
		return err
	}
	if short := summary.Shortfall(); short != "" {
		err := fmt.Errorf("%s; %w: it lies in %s, %s%s", short, errShort, summary.Dir, latestIs(c), hint(cmd.Context(), c, summary))
		return failure{err, watch.failed(err)}
	}
	return nil
}

// latestIs says where out/latest points to.
func latestIs(c pipeline.Config) string {
	out := cmp.Or(c.Out, pipeline.DefaultOut)
	latest, err := result.Latest(out)
	if err != nil {
		return filepath.Join(out, "latest") + " points nowhere yet"
	}
	return filepath.Join(out, "latest") + " stays at " + filepath.Base(latest)
}

// hint says what would have made documents of inputs that gave none.
func hint(ctx context.Context, c pipeline.Config, summary *pipeline.Summary) string {
	if summary.Documents > 0 || len(c.Inputs) == 0 {
		return ""
	}
	paths := ""
	for _, in := range c.Inputs {
		if strings.ContainsAny(in, " '\"$\\") {
			in = strconv.Quote(in)
		}
		paths += " " + in
	}
	init := "\ntry frameshift init" + paths
	s, err := survey.Look(ctx, c.Inputs)
	if err != nil {
		return init
	}
	r, err := s.Configure(ctx)
	switch {
	case err != nil || r.Trial.Documents == 0:
		return init + ", which says what there is"
	case r.Config.Preset != "":
		return fmt.Sprintf("\ntry --preset %s, which makes %s of it", r.Config.Preset, plural(r.Trial.Documents, "document"))
	}
	return fmt.Sprintf("%s, which writes a configuration that makes %s of it", init, plural(r.Trial.Documents, "document"))
}

func (f *runFlags) register(cmd *cobra.Command) {
	flags, c := cmd.Flags(), &f.config
	flags.StringVar(&f.configFile, "config", "", "`FILE` with the configuration (YAML), or the manifest.json of a run to repeat")
	flags.StringVar(&c.Preset, "preset", "", "layout of a known corpus (`NAME`; frameshift presets lists them)")
	flags.StringArrayVar(&f.metadata, "metadata", nil, "`FILE` of the preset's or configuration's metadata table, if it does not lie beside the corpus")
	flags.StringVar(&c.Lexicon, "lexicon", "", "lexicon: the `NAME` of an embedded one, or a file (default norms)")
	flags.StringArrayVar(&c.Where, "where", nil, "keep only documents with `KEY=VALUE[,VALUE]`, KEY!=VALUE, a span (date=2010..2019, tokens=50..), a flag (flag=converted) or a pattern (title~REGEXP); repeat for and")
	flags.StringVar(&c.Freq, "freq", "", "length of a period: day, week, month, quarter, half, year (default year)")
	flags.StringSliceVar(&c.AlsoFreq, "also-freq", nil, "`LENGTHS` of periods whose series are to stand beside those of --freq")
	flags.StringSliceVar(&c.By, "by", nil, "group by these `KEYS` besides the pooled series; join keys by + to cross them")
	flags.StringVar(&c.Weighting, "weighting", "", "token: counts add up; document: mean of documents (default token)")
	flags.StringVar(&c.Scope, "scope", "", "which hits stand in each other's way: frame or lexicon (default frame)")
	flags.StringVar(&c.Topic, "topic", "", "restrict the whole run to a topic of the lexicon (`KEY`)")
	flags.StringVar(&c.Within, "within", "", "how near to a topic's term text is inside it: sentence, paragraph, document, or a number of sentences to either side (default sentence)")
	flags.StringArrayVar(&c.Assertion, "assertion", nil, "rules by which hits are told to be denied, uncertain, quoted or held by others: the `NAME` of embedded ones, or a file; repeat for more languages; off: none (default assertion-en, assertion-zh)")
	flags.StringVar(&c.Count, "count", "", "which hits count: all, or asserted: neither denied nor uncertain (default all)")
	flags.StringVar(&c.Text, "text", "", "sentences to write: hits, all or none (default hits)")
	flags.IntVar(&c.Draws, "draws", 0, "draws of the bootstrap behind the intervals (default 1000)")
	flags.Uint64Var(&c.Seed, "seed", 0, "seed of the bootstrap and of the permutations")
	flags.StringVar(&c.Unit, "unit", "", "what the bootstrap draws: document, sentence, or auto: documents where a period has ten (default auto)")
	flags.StringArrayVar(&c.Versus, "versus", nil, "also compare two groups: `\"KEY=A vs KEY=B\"`; repeat for more")
	flags.StringVar(&c.From, "from", "", "first `SPAN` of the change to explain, like 1975..1984 (default the first third of the calendar)")
	flags.StringVar(&c.To, "to", "", "second `SPAN` of it (default the last third)")
	flags.StringSliceVar(&c.BreaksOf, "breaks-of", nil, "`MEASURES` whose series have a shape told (default position, and rate and lift of the pooled series)")
	flags.StringSliceVar(&c.AlsoLexicon, "also-lexicon", nil, "measure the headline with these `LEXICONS` too, for the table stability")
	flags.Float64Var(&f.allow, "allow", 0, "share of inputs that may be quarantined before the exit code is 3 (key quarantine.allow, default 0.1)")
	flags.IntVar(&c.MinDocuments, "min-documents", 0, "least number of documents before the exit code is 3 (default 1)")
	flags.StringVar(&c.Out, "out", "", "`DIR` for results (default out)")
	flags.StringVar(&c.Cache, "cache", "", "`DIR` in which scored documents are kept for the next run (default the folder cache in --out); off: nowhere")
	flags.BoolVar(&c.Again, "again", false, "make a run also where nothing has changed since the last one")
	flags.StringVar(&c.Temp, "temp", "", "`DIR` for what is needed only until the run is done (default where the run is written)")
	flags.IntVar(&c.Keep, "keep", 0, "keep this many runs of the configuration and remove older ones (default all); see frameshift pin")
	flags.IntVar(&c.Workers, "workers", 0, "scoring workers (default one a core); changes no result")
	flags.StringVar(&c.LogFormat, "log-format", "", "log lines away from a terminal: text or json (default text)")
}

// merge lays the flags that were given over the configuration file.
func (f *runFlags) merge(cmd *cobra.Command, args []string) (pipeline.Config, error) {
	var c pipeline.Config
	if f.configFile != "" {
		var err error
		if c, err = pipeline.LoadConfig(f.configFile); err != nil {
			return c, err
		}
	}
	given, flags := cmd.Flags().Changed, f.config
	for name, set := range map[string]func(){
		"preset":        func() { c.Preset = flags.Preset },
		"lexicon":       func() { c.Lexicon = flags.Lexicon },
		"where":         func() { c.Where = flags.Where },
		"freq":          func() { c.Freq = flags.Freq },
		"also-freq":     func() { c.AlsoFreq = flags.AlsoFreq },
		"by":            func() { c.By = flags.By },
		"weighting":     func() { c.Weighting = flags.Weighting },
		"scope":         func() { c.Scope = flags.Scope },
		"topic":         func() { c.Topic = flags.Topic },
		"within":        func() { c.Within = flags.Within },
		"assertion":     func() { c.Assertion = flags.Assertion },
		"count":         func() { c.Count = flags.Count },
		"text":          func() { c.Text = flags.Text },
		"draws":         func() { c.Draws = flags.Draws },
		"seed":          func() { c.Seed = flags.Seed },
		"unit":          func() { c.Unit = flags.Unit },
		"versus":        func() { c.Versus = flags.Versus },
		"from":          func() { c.From = flags.From },
		"to":            func() { c.To = flags.To },
		"breaks-of":     func() { c.BreaksOf = flags.BreaksOf },
		"also-lexicon":  func() { c.AlsoLexicon = flags.AlsoLexicon },
		"min-documents": func() { c.MinDocuments = flags.MinDocuments },
		"out":           func() { c.Out = flags.Out },
		"cache":         func() { c.Cache = flags.Cache },
		"again":         func() { c.Again = flags.Again },
		"temp":          func() { c.Temp = flags.Temp },
		"keep":          func() { c.Keep = flags.Keep },
		"workers":       func() { c.Workers = flags.Workers },
		"log-format":    func() { c.LogFormat = flags.LogFormat },
		"metadata":      func() { c.Metadata = f.metadata },
		"allow":         func() { c.Quarantine.Allow = &f.allow },
	} {
		if given(name) {
			set()
		}
	}
	if len(args) > 0 {
		c.Inputs = args
	}
	if given("workers") && c.Workers < 1 {
		return c, fmt.Errorf("--workers %d: want at least 1", c.Workers)
	}
	return c, nil
}
