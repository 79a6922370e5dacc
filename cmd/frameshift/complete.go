package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/figure"
	"github.com/frameshift/frameshift/pipeline/keys"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/table"
)

// candidates are what a flag may be given, as far as a shell can complete it.
type candidates func(cmd *cobra.Command, args []string) []string

func words(list ...string) candidates {
	return func(*cobra.Command, []string) []string { return list }
}

// completions are by "command flag", or by flag where it means the same everywhere.
var completions = map[string]candidates{
	"freq":         words("day", "week", "month", "quarter", "half", "year"),
	"also-freq":    words("day", "week", "month", "quarter", "half", "year"),
	"preset":       presetNames,
	"lexicon":      func(*cobra.Command, []string) []string { return library.Names() },
	"also-lexicon": func(*cobra.Command, []string) []string { return library.Names() },
	"assertion":    func(*cobra.Command, []string) []string { return append(stance.Default(), "off") },
	"breaks-of":    func(*cobra.Command, []string) []string { return measure.Names() },
	"weighting":    words("token", "document"),
	"scope":        words("frame", "lexicon"),
	"within":       words("sentence", "paragraph", "document"),
	"count":        words("all", "asserted"),
	"text":         words("hits", "all", "none"),
	"unit":         words("auto", "document", "sentence"),
	"log-format":   words("text", "json"),
	"by":           documentColumns,
	"of":           contrastsAndFrames,
	"frame":        frameKeys,
	"concept":      frameKeys,
	"topic":        topicKeys,

	"run where":      func(cmd *cobra.Command, args []string) []string { return asked(documentColumns(cmd, args)) },
	"explain where":  func(cmd *cobra.Command, args []string) []string { return asked(documentColumns(cmd, args)) },
	"show columns":   tableColumns,
	"show where":     rowConditions,
	"show format":    words("table", "csv", "jsonl"),
	"explain format": words("text", "csv", "json"),
	"suggest format": words("text", "csv", "json"),
	"figure format":  func(*cobra.Command, []string) []string { return figure.Formats() },
}

// complete teaches every command what its flags and arguments may be.
func complete(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		complete(cmd)
	}
	switch root.CommandPath() {
	case "frameshift show":
		root.ValidArgsFunction = firstOf(tableNames)
	case "frameshift config reference":
		root.ValidArgsFunction = firstOf(configKeys)
	case "frameshift lexicon show":
		root.ValidArgsFunction = firstOf(func(*cobra.Command, []string) []string { return library.Names() })
	}
	root.LocalFlags().VisitAll(func(f *pflag.Flag) {
		list, ok := completions[root.Name()+" "+f.Name]
		if !ok {
			list, ok = completions[f.Name]
		}
		if ok {
			// It fails only for a flag that is not there, or is taught twice.
			_ = root.RegisterFlagCompletionFunc(f.Name, list.complete)
		}
	})
}

// complete keeps what begins as the word does; behind a comma the next value of a list.
func (list candidates) complete(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	done := word[:strings.LastIndexByte(word, ',')+1]
	var out []string
	directive := cobra.ShellCompDirectiveDefault // files too: a lexicon may be one
	for _, c := range list(cmd, args) {
		if strings.HasPrefix(c, word[len(done):]) {
			out = append(out, done+c)
			if strings.HasSuffix(c, "=") {
				directive = cobra.ShellCompDirectiveNoSpace
			}
		}
	}
	return out, directive
}

func firstOf(list candidates) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return list.complete(cmd, args, word)
	}
}

func presetNames(*cobra.Command, []string) (names []string) {
	presets, _ := pipeline.Presets() // embedded
	for _, p := range presets {
		names = append(names, p.Name)
	}
	return names
}

func documentColumns(*cobra.Command, []string) []string { return corpus.FieldNames() }

// asked are keys with what a condition goes on with.
func asked(list []string) []string {
	var out []string
	for _, key := range list {
		out = append(out, key+"=")
	}
	return out
}

// shownRun is the run that --run names, or the latest; nil where there is none.
func shownRun(cmd *cobra.Command) *result.Run {
	dir := ""
	if f := cmd.Flag("run"); f != nil {
		dir = f.Value.String()
	}
	if orLatest(&dir) != nil {
		return nil
	}
	run, err := openTables(dir)
	if err != nil {
		return nil
	}
	return run
}

func tableNames(cmd *cobra.Command, _ []string) []string {
	run := shownRun(cmd)
	if run == nil {
		return nil
	}
	names, _ := run.Tables() // no table, no names
	return names
}

func tableColumns(cmd *cobra.Command, args []string) []string {
	t := shownTable(cmd, args)
	if t == nil {
		return nil
	}
	defer t.Close()
	return columnNames(t)
}

// shownTable is the table that the line names; nil where there is none.
func shownTable(cmd *cobra.Command, args []string) *table.File {
	run := shownRun(cmd)
	if run == nil || len(args) == 0 {
		return nil
	}
	t, err := run.Table(args[0])
	if err != nil {
		return nil
	}
	return t
}

// mostValues is up to how many values of a column are offered: more are no choice.
const mostValues = 300

// rowConditions are the columns of the table, and the values of those that are few.
func rowConditions(cmd *cobra.Command, args []string) []string {
	t := shownTable(cmd, args)
	if t == nil {
		return nil
	}
	defer t.Close()
	out := asked(columnNames(t))
	for _, name := range []string{"measure", "of", "topic", "freq", "frame", "reason", "shape", "issuer", "audience", "lang"} {
		if !slices.Contains(columnNames(t), name) {
			continue
		}
		values, err := valuesOf(t, name)
		if err != nil || len(values) > mostValues {
			continue
		}
		for _, v := range values {
			out = append(out, name+"="+strings.ReplaceAll(v, ",", `\,`))
		}
	}
	return out
}

// keysOf are the keys of the run's lexicon, or of the default one.
func keysOf(cmd *cobra.Command, pick func(*lexicon.Lexicon) []string) []string {
	if run := shownRun(cmd); run != nil {
		if lex, err := run.Lexicon(); err == nil {
			return pick(lex)
		}
	}
	lex, err := library.Load(pipeline.DefaultLexicon)
	if err != nil {
		return nil
	}
	return pick(lex.Lexicon)
}

func frameKeys(cmd *cobra.Command, _ []string) []string {
	return keysOf(cmd, func(lex *lexicon.Lexicon) (out []string) {
		for _, f := range lex.Frames {
			out = append(out, f.Key)
		}
		return out
	})
}

func contrastsAndFrames(cmd *cobra.Command, args []string) []string {
	return append(keysOf(cmd, func(lex *lexicon.Lexicon) (out []string) {
		for _, c := range lex.Contrasts {
			out = append(out, c.Key)
		}
		return out
	}), frameKeys(cmd, args)...)
}

func topicKeys(cmd *cobra.Command, _ []string) []string {
	return keysOf(cmd, func(lex *lexicon.Lexicon) (out []string) {
		for _, t := range lex.Topics {
			out = append(out, t.Key)
		}
		return out
	})
}

func configKeys(*cobra.Command, []string) []string { return dotted(pipeline.Keys(), "") }

func dotted(form *keys.Form, prefix string) (out []string) {
	for _, k := range form.Keys {
		out = append(out, prefix+k.Name)
		if k.Form != nil && len(k.Form.Keys) > 0 && strings.Count(prefix, ".") < 3 {
			out = append(out, dotted(k.Form, prefix+k.Name+".")...)
		}
	}
	return out
}
