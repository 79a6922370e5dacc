package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/inspect"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func newLexiconExplain() *cobra.Command {
	var given string
	var asJSON bool
	var name, count string
	var rules []string
	var o inspect.Options
	cmd := &cobra.Command{
		Use:   "explain [FILE]",
		Short: "Mark in a text what a lexicon finds, and why what is not counted is not",
		Long: `Mark in a text what a lexicon finds: [counted] and {not counted}, and below each
sentence the frame and entry of every hit, with the reason where it does not
count, and with the cue where it is denied or uncertain; what is in quotation
marks, or held by others, is said too. The text is --text, a UTF-8 file, or - for standard input.`,
		Example: `  frameshift lexicon explain --text "The Security Council and cyber-sovereignty"
  frameshift lexicon explain --text "We never seek hegemony" --count asserted
  frameshift lexicon explain --text "坚持统筹发展和安全" --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			text, err := givenText(cmd, given, args)
			if err != nil {
				return usage.Wrap(err)
			}
			lex, err := library.Load(name)
			if err != nil {
				return err
			}
			o.Count = score.Count(count)
			if o.Stance, err = (pipeline.Config{Assertion: rules, Count: count}).Stance(); err != nil {
				return err
			}
			e, err := inspect.Read(lex.Lexicon, text, o)
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetEscapeHTML(false)
				enc.SetIndent("", "  ")
				return enc.Encode(e)
			}
			return printExplanation(cmd.OutOrStdout(), e)
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&given, "text", "", "the `TEXT`")
	flags.StringVar(&o.Lang, "lang", "", lang.Choice()+" (default: by the text's letters and function words)")
	flags.StringVar(&name, "lexicon", pipeline.DefaultLexicon, "lexicon: a `NAME` or a file")
	flags.StringVar(&o.Scope, "scope", "", "frame or lexicon (default frame)")
	flags.StringVar(&o.Topic, "topic", "", "count only inside this topic (`KEY`)")
	flags.StringVar(&o.Within, "within", "", "how near to a topic's term is inside it (default sentence)")
	flags.StringArrayVar(&rules, "assertion", nil, "rules of stance: a `NAME` or a file; off: none (default assertion-en, assertion-zh)")
	flags.StringVar(&count, "count", "", "which hits count: all or asserted (default all)")
	flags.BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// maxExplained is the longest text that is explained.
const maxExplained = 16 << 20

func givenText(cmd *cobra.Command, given string, args []string) (string, error) {
	var raw []byte
	var err error
	switch {
	case given != "" && len(args) == 0:
		return given, nil
	case given != "" || len(args) == 0:
		return "", errors.New("give either --text or one file (- for standard input)")
	case args[0] == "-":
		raw, err = io.ReadAll(io.LimitReader(cmd.InOrStdin(), maxExplained+1))
	default:
		f, openErr := os.Open(args[0])
		if openErr != nil {
			return "", openErr
		}
		defer f.Close()
		raw, err = io.ReadAll(io.LimitReader(f, maxExplained+1))
	}
	switch {
	case err != nil:
		return "", err
	case len(raw) > maxExplained:
		return "", fmt.Errorf("the text is longer than %d MiB", maxExplained>>20)
	case !utf8.Valid(raw):
		return "", errors.New("the text is not UTF-8: convert it first, or measure the file with frameshift run, which reads other encodings")
	}
	return string(raw), nil
}

// styles mark hits: at a terminal with colour, elsewhere with brackets.
type styles struct{ kept, not func(string) string }

func newStyles(w io.Writer) styles {
	if isTerminal(w) {
		paint := func(colour rune) func(string) string {
			return func(s string) string { return string(colour) + s + string(paintEnd) }
		}
		return styles{paint(paintKept), paint(paintNot)}
	}
	wrap := func(a, b string) func(string) string { return func(s string) string { return a + s + b } }
	return styles{wrap("[", "]"), wrap("{", "}")}
}

func printExplanation(w io.Writer, e *inspect.Text) error {
	style := newStyles(w)
	for _, s := range e.Sentences {
		fmt.Fprintln(w, marked(s, style))
		if len(s.Topics) > 0 {
			fmt.Fprintf(w, "    inside the topic %s\n", strings.Join(s.Topics, ", "))
		}
		for _, h := range s.Hits {
			reason := ""
			if !h.Kept {
				reason = "  not counted: " + h.Reason
			}
			reason += told(&h)
			fmt.Fprintf(w, "    %-24s %-26s entry %q%s\n", clean(h.Surface), h.Frame, h.Entry, reason)
		}
	}
	_, err := fmt.Fprintf(w, "%d sentences, %d tokens, lexicon %s\n", len(e.Sentences), e.Tokens, e.Lexicon)
	return err
}

// told says how the text stands to a hit, where there is something to say.
func told(h *inspect.Hit) (out string) {
	if h.Cue != nil {
		out = fmt.Sprintf("  %s by the cue %q", h.Polarity, clean(h.Cue.Text))
	}
	if h.Quoted {
		out += "  quoted"
	}
	if h.Holder == stance.Self.String() || h.Holder == stance.Other.String() {
		out += "  held by " + h.Holder
	}
	return out
}

// marked returns a sentence with its hits marked. Where hits of several frames
// overlap, one mark goes over all of them.
func marked(s inspect.Sentence, style styles) string {
	var b strings.Builder
	at := s.Start
	for i := 0; i < len(s.Hits); {
		start, end, kept := s.Hits[i].Start, s.Hits[i].End, false
		for ; i < len(s.Hits) && s.Hits[i].Start < end; i++ {
			end, kept = max(end, s.Hits[i].End), kept || s.Hits[i].Kept
		}
		b.WriteString(clean(s.Text[at-s.Start : start-s.Start]))
		mark := style.not
		if kept {
			mark = style.kept
		}
		b.WriteString(mark(clean(s.Text[start-s.Start : end-s.Start])))
		at = end
	}
	b.WriteString(clean(s.Text[at-s.Start:]))
	return b.String()
}
