package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/keys"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newConfig() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Explain the keys of a configuration, and check one",
		Long: `Explain the keys of a configuration file, and check one before a run. frameshift
init PATH writes a first one.`,
		Example: "  frameshift config check mine.yaml\n  frameshift config reference corpus.path",
	}
	cmd.AddCommand(newConfigCheck(), newConfigReference(), newConfigSchema())
	return cmd
}

func newConfigReference() *cobra.Command {
	return &cobra.Command{
		Use:   "reference [KEY]",
		Short: "Print what every key of a configuration means, as Markdown",
		Long: `Print what every key of a configuration means, as Markdown; with a KEY such as
corpus.path, that one and those under it. It is made of the program's own sources.`,
		Example: "  frameshift config reference\n  frameshift config reference corpus.metadata",
		Args:    cobra.MaximumNArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			form, text := pipeline.Keys(), referenceHead
			if len(args) > 0 {
				one, err := form.Under(args[0])
				if err != nil {
					return usage.Wrap(err)
				}
				form, text = one, ""
			}
			_, err := fmt.Fprint(cmd.OutOrStdout(), text+form.Markdown())
			return err
		}),
	}
}

const referenceHead = `# Configuration

Every key of a configuration file (` + "`frameshift run --config FILE`" + `), in YAML. All are optional. ` + "`frameshift init PATH`" + `
writes a first file for a corpus, ` + "`frameshift config check FILE`" + ` says what is wrong with one, and an editor that
knows the YAML language server completes keys where the file begins with

` + "```yaml\n" + schemaLine + "\n```" + `

` + "`frameshift config schema`" + ` prints that schema, ` + "`frameshift config reference`" + ` this page. A flag of ` + "`frameshift run`" + `
has the name of its key with - for _, and wins over the file; ` + "`--allow`" + ` is ` + "`quarantine.allow`" + `.

`

// schemaLine is what editors look for at the beginning of a file.
const schemaLine = "# yaml-language-server: $schema=https://raw.githubusercontent.com/frameshift/frameshift/main/docs/frameshift.schema.json"

func newConfigSchema() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print a JSON Schema of configurations, for editors",
		Example: "  frameshift config schema > frameshift.schema.json",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			raw, err := pipeline.Keys().Schema("frameshift configuration")
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(raw)
			return err
		}),
	}
}

func newConfigCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE",
		Short: "Say what is wrong with a configuration, line by line",
		Long: `Say what is wrong with a configuration before a run: keys that are not there, with
the nearest that is, values that make no sense, and inputs, metadata tables and
lexicons that are missing. The exit code is 2 if anything is.`,
		Example: "  frameshift config check mine.yaml",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			c, problems, err := pipeline.CheckConfig(args[0])
			if err != nil {
				return usage.Wrap(err)
			}
			return printProblems(cmd, args[0], c, problems)
		}),
	}
}

func printProblems(cmd *cobra.Command, file string, c pipeline.Config, problems keys.Problems) error {
	w := cmd.OutOrStdout()
	for _, p := range problems {
		if p.Line > 0 {
			fmt.Fprintf(w, "%s:%d: %s\n", file, p.Line, p.What)
		} else {
			fmt.Fprintf(w, "%s: %s\n", file, p.What)
		}
	}
	switch n := len(problems); {
	case n == 1:
		return usage.Errorf("%s: 1 thing is wrong", file)
	case n > 1:
		return usage.Errorf("%s: %d things are wrong", file, n)
	}
	_, err := fmt.Fprintf(w, "%s: nothing is wrong: %d inputs, lexicon %s, by %s\n", file, len(c.Inputs), c.Lexicon, c.Freq)
	return err
}
