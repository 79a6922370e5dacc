package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/survey"
	"github.com/frameshift/frameshift/pipeline/usage"
)

type initFlags struct {
	to    string
	yes   bool
	force bool
}

func newInit() *cobra.Command {
	var f initFlags
	cmd := &cobra.Command{
		Use:   "init PATH...",
		Short: "Look at a corpus and write a configuration for it",
		Long: `Look at a folder, an archive or a table, guess how it is laid out (a known corpus,
what file names say, which columns are text, date and issuer, which table describes
which texts, languages, groups), show documents as they would be read and what is
not placed, and write a commented configuration that runs.

At a terminal it asks where a guess could be otherwise; with --yes, and in a script,
it takes its guesses. What it can't find out, such as who speaks where no name and no
column says so, is for you to add: frameshift config reference has all keys.`,
		Example: "  frameshift init my-texts/\n  frameshift init --yes --to statements.yaml statements.csv",
		Args:    cobra.MinimumNArgs(1),
	}
	flags := cmd.Flags()
	flags.StringVar(&f.to, "to", "frameshift.yaml", "`FILE` to write")
	flags.BoolVar(&f.yes, "yes", false, "ask nothing")
	flags.BoolVar(&f.force, "force", false, "write over a FILE that is there")
	cmd.RunE = started(func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) })
	return cmd
}

func (f *initFlags) run(cmd *cobra.Command, args []string) error {
	if _, err := os.Lstat(f.to); err == nil && !f.force {
		return usage.Errorf("%s is there already: name another file with --to, or write over it with --force", f.to)
	}
	s, err := survey.Look(cmd.Context(), args)
	if err != nil {
		return usage.Wrap(err)
	}
	w := cmd.OutOrStdout()
	printSeen(w, s)
	if !f.yes && isTerminal(w) && fromTerminal(cmd.InOrStdin()) {
		if err := ask(cmd.InOrStdin(), w, s.Choices); err != nil {
			return err
		}
	}
	r, err := s.Configure(cmd.Context())
	if err != nil {
		return usage.Wrap(err)
	}
	printTrial(w, r.Trial)
	for _, doubt := range r.Doubts {
		fmt.Fprintf(w, "doubtful: %s\n", doubt)
	}
	return f.write(w, r)
}

func (f *initFlags) write(w io.Writer, r *survey.Result) error {
	raw, err := r.YAML(schemaLine)
	if err != nil {
		return err
	}
	if err := replaceFile(f.to, raw); err != nil {
		return err
	}
	fmt.Fprintf(w, "written to %s\n", f.to)
	if r.Trial.Documents == 0 {
		return failure{error: fmt.Errorf("%w: no document comes of it yet: the reasons are above, frameshift config reference has the keys", errNoGuess)}
	}
	_, err = fmt.Fprintf(w, "now: frameshift run --config %s\n", f.to)
	return err
}

// errNoGuess ends an init that found no layout.
var errNoGuess = errors.New("the layout was not found out")

func fromTerminal(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// printSeen says what there is.
func printSeen(w io.Writer, s *survey.Survey) {
	fmt.Fprintf(w, "texts and documents %8s\n", grouped(int64(s.Texts)))
	for _, t := range s.Tables {
		fmt.Fprintf(w, "table %s: %s\n", clean(t.Path), clean(t.Use))
	}
	fmt.Fprintln(w)
}

// mostAsked is how many values a question offers.
const mostAsked = 9

// ask lets a person choose; an empty line takes the guess.
func ask(in io.Reader, w io.Writer, choices []*survey.Choice) error {
	lines := bufio.NewScanner(in)
	for _, c := range choices {
		if len(c.Values) < 2 {
			continue
		}
		values := c.Values[:min(len(c.Values), mostAsked)]
		fmt.Fprintln(w, c.Asks)
		for i, v := range values {
			fmt.Fprintf(w, "  %d  %s\n", i+1, clean(v))
		}
		for {
			fmt.Fprintf(w, "number, or return for %s: ", clean(values[0]))
			if !lines.Scan() {
				return lines.Err() // the end of the answers takes the guesses
			}
			answer := strings.TrimSpace(lines.Text())
			n, err := strconv.Atoi(answer)
			if answer == "" {
				break
			}
			if err == nil && n >= 1 && n <= len(values) {
				c.Chosen = n - 1
				break
			}
			fmt.Fprintf(w, "want a number from 1 to %d\n", len(values))
		}
	}
	return nil
}

// printTrial shows documents as they would be read, and what is none.
func printTrial(w io.Writer, t *survey.Trial) {
	tab := newTableWriter(w, "id", "date", "issuer", "lang", "title", "text")
	var configs []table.ColumnConfig
	for i, width := range []int{24, 10, 16, 4, 24, 40} {
		configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: width})
	}
	tab.SetColumnConfigs(configs)
	for _, d := range t.Examples {
		tab.AppendRow(table.Row{beginningOf(d.ID, 24), d.Date.String(), beginningOf(d.Issuer, 16), d.Lang, beginningOf(d.Title, 24), beginningOf(strings.TrimSpace(d.Text), 40)})
	}
	if len(t.Examples) > 0 {
		tab.Render()
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "documents           %8s\n", grouped(int64(t.Documents)))
	if !t.All {
		fmt.Fprintln(w, "                              of a corpus that goes on: the rest was not looked at")
	}
	for _, q := range t.Rejected {
		fmt.Fprintf(w, "  %-18s%8s  %s\n", q.Reason, grouped(int64(q.Count)), q.Reason.About())
		if q.Reason != corpus.ReasonResourceFork && q.Reason != corpus.ReasonHiddenFile {
			fmt.Fprintf(w, "  %26s  such as %s: %s\n", "", clean(q.Example.Source), clean(q.Example.Detail))
		}
	}
	for _, warning := range t.Warnings {
		fmt.Fprintf(w, "warning: %s\n", warning)
	}
	fmt.Fprintln(w)
}

// beginningOf cuts a text to so many characters.
func beginningOf(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
