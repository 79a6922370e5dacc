package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon/convert"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newLexiconConvert() *cobra.Command {
	var from, to, code, encoding string
	cmd := &cobra.Command{
		Use:   "convert IN OUT",
		Short: "Convert a dictionary from one format to another",
		Long: `Convert a dictionary from one format to another: frameshift's YAML, CSV, quanteda
YAML, LIWC .dic and .dicx, WordStat .cat, Yoshikoder .ykd, Lexicoder .lc3. The
formats are known by the file names, or named. What a format can't hold, or what
was not understood, is listed on standard error, line by line. IN may be the name
of a lexicon that comes with the program.`,
		Example: "  frameshift lexicon convert norms norms.csv\n  frameshift lexicon convert norms norms.yml --to quanteda --lang zh",
		Args:    cobra.ExactArgs(2),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			lex, err := library.Read(args[0], convert.Format(from), convert.Options{Lang: code, Encoding: encoding})
			if err != nil {
				return err
			}
			format, err := target(args[1], to)
			if err != nil {
				return usage.Wrap(err)
			}
			var b bytes.Buffer
			more, err := convert.Write(&b, lex.Lexicon, format, convert.Options{Lang: code, Name: filepath.Base(args[1])})
			if err != nil {
				return err
			}
			if err := os.WriteFile(args[1], b.Bytes(), 0o666); err != nil {
				return err
			}
			for _, l := range lex.Losses {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", filepath.Base(args[0]), l)
			}
			for _, l := range more {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", filepath.Base(args[1]), l)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s written as %s; %d things did not come over as they were\n",
				args[1], format, len(lex.Losses)+len(more))
			return err
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&from, "from", "", "`FORMAT` of IN, if its name does not tell: "+formatNames())
	flags.StringVar(&to, "to", "", "`FORMAT` of OUT, if its name does not tell")
	flags.StringVar(&code, "lang", "", "language of a format that holds one: "+lang.Choice()+" (default "+lang.Default.Code+")")
	flags.StringVar(&encoding, "encoding", "", "encoding of IN (default: found out)")
	return cmd
}

func formatNames() string {
	var names []string
	for _, i := range convert.Formats() {
		names = append(names, string(i.Format))
	}
	return strings.Join(names, ", ")
}

// target is the format to write: named, or told by the ending. Of the two that
// share an ending, frameshift's own is meant.
func target(path, named string) (convert.Format, error) {
	if named != "" {
		return convert.Format(named), nil
	}
	ext := strings.ToLower(filepath.Ext(path))
	for _, i := range convert.Formats() {
		for _, e := range i.Extensions {
			if e == ext {
				return i.Format, nil
			}
		}
	}
	return "", fmt.Errorf("%s: its ending names no format: give --to with one of %s", path, formatNames())
}
