package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newLexicon() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "Look at lexicons, check them, see what they find",
		Long: `Look at lexicons, check them, see what they find in a text or a corpus.

A lexicon is named (frameshift lexicon list) or given as a file, with a slash or
an ending in its name: ./mine.yaml. A file may have any format that frameshift
lexicon convert reads.`,
		Example: "  frameshift lexicon list\n  frameshift lexicon explain --text \"Cyber-sovereignty and development\"",
	}
	cmd.AddCommand(newLexiconList(), newLexiconShow(), newLexiconCheck(), newLexiconExplain(), newLexiconCoverage(), newLexiconDiff(), newLexiconParallel(), newLexiconSuggest(), newLexiconRecover(), newLexiconConvert())
	return cmd
}

func newLexiconList() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the lexicons and the rules of stance that come with the program",
		Example: "  frameshift lexicon list",
		Args:    cobra.NoArgs,
		RunE: started(func(cmd *cobra.Command, _ []string) error {
			t := newTableWriter(cmd.OutOrStdout(), "name", "version", "frames", "entries", "title")
			for _, name := range library.Names() {
				lex, err := library.Load(name)
				if err != nil {
					return err
				}
				entries := 0
				for _, f := range lex.Frames {
					for _, list := range f.Entries {
						entries += len(list)
					}
				}
				t.AppendRow(table.Row{lex.Name, lex.Version, len(lex.Frames), entries, lex.Title})
			}
			t.Render()
			rules := newTableWriter(cmd.OutOrStdout(), "rules", "version", "lang", "cues", "title")
			for _, name := range stance.Default() {
				r, err := stance.Load(name)
				if err != nil {
					return err
				}
				rules.AppendRow(table.Row{r.Name, r.Version, r.Lang, len(r.Denied) + len(r.Uncertain), r.Title})
			}
			rules.Render()
			return nil
		}),
	}
}

func newLexiconShow() *cobra.Command {
	var frame string
	var entries bool
	cmd := &cobra.Command{
		Use:     "show LEXICON",
		Short:   "Print a lexicon's frames, definitions and entries",
		Example: "  frameshift lexicon show norms\n  frameshift lexicon show norms --frame values.balance\n  frameshift lexicon show norms --entries",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			lex, err := library.Load(args[0])
			if err != nil {
				return err
			}
			if frame != "" || entries {
				return showEntries(cmd, lex.Lexicon, frame)
			}
			if err := showFrames(cmd, lex.Lexicon); err != nil {
				return err
			}
			return showValidation(cmd.OutOrStdout(), lex)
		}),
	}
	cmd.Flags().StringVar(&frame, "frame", "", "print the entries of this frame or topic (`KEY`)")
	cmd.Flags().BoolVar(&entries, "entries", false, "print the entries of all frames and topics")
	return cmd
}

func showFrames(cmd *cobra.Command, lex *lexicon.Lexicon) error {
	codes := lex.Languages()
	header := []any{"frame"}
	for _, code := range codes {
		header = append(header, code)
	}
	t := newTableWriter(cmd.OutOrStdout(), append(header, "definition")...)
	add := func(prefix string, lists []lexicon.Frame) {
		for _, f := range lists {
			row := table.Row{prefix + f.Key}
			for _, code := range codes {
				row = append(row, len(f.Entries[code]))
			}
			t.AppendRow(append(row, f.Definition))
		}
	}
	add("", lex.Frames)
	add("topic ", lex.Topics)
	t.SetColumnConfigs([]table.ColumnConfig{{Number: len(codes) + 2, WidthMax: cellWidth, WidthMaxEnforcer: text.WrapSoft}})
	t.Render()
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "\n%s %s: %s\n\n%s\n--frame KEY prints the entries of one, --entries of all\n",
		lex.Name, lex.Version, lex.Title, lex.About)
	return err
}

// showValidation says how the lexicon was held against people.
func showValidation(w io.Writer, lex *library.Lexicon) error {
	fmt.Fprintln(w)
	for _, r := range lex.Validation {
		fmt.Fprintf(w, "validated: %s\n", clean(r.Said()))
		for _, f := range r.Frames {
			fmt.Fprintf(w, "  %s %s: %s\n", clean(f.Frame), clean(f.Lang), f.Said())
		}
	}
	if len(lex.Validation) == 0 {
		fmt.Fprintln(w, lexicon.NotValidated)
	}
	for _, r := range lex.Outdated {
		fmt.Fprintf(w, "another version (%s) was validated: %s\n", clean(r.Version), clean(r.Said()))
	}
	return nil
}

// showEntries prints the entries and exceptions of the frame or topic with
// that key; of all if it is empty.
func showEntries(cmd *cobra.Command, lex *lexicon.Lexicon, key string) error {
	t := newTableWriter(cmd.OutOrStdout(), "frame", "lang", "kind", "term", "how", "id", "note")
	add := func(key, kind string, lists map[string][]lexicon.Entry) {
		for _, code := range lang.Codes() {
			for _, e := range lists[code] {
				t.AppendRow(table.Row{key, code, kind, e.Term, how(e), e.ID, note(e)})
			}
		}
	}
	found := false
	var keys []string
	for _, f := range lex.Lists() {
		keys = append(keys, f.Key)
		if key == "" || f.Key == key {
			found = true
			add(f.Key, "entry", f.Entries)
			add(f.Key, "except", f.Except)
		}
	}
	if !found {
		return usage.Errorf("no frame or topic %q in %s: %sframeshift lexicon show %s lists them", key, lex.Name, usage.Meant(key, keys), lex.Name)
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 7, WidthMax: cellWidth, WidthMaxEnforcer: text.WrapSoft}})
	t.Render()
	return nil
}

// how says what is special about an entry's matching.
func how(e lexicon.Entry) string {
	var words []string
	if e.Match != lexicon.MatchGlob {
		words = append(words, e.Match)
	}
	if e.Case {
		words = append(words, "case")
	}
	if e.Weight != 1 {
		words = append(words, fmt.Sprintf("weight %g", e.Weight))
	}
	return strings.Join(words, ", ")
}

func note(e lexicon.Entry) string {
	if e.Source == "" {
		return e.Note
	}
	return strings.TrimSpace(e.Note + " [" + e.Source + "]")
}
