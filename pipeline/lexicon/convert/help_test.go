package convert

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// summary writes a lexicon on one line a frame, with all that converters carry.
func summary(lex *lexicon.Lexicon) string {
	var b strings.Builder
	for _, f := range lex.Frames {
		b.WriteString(f.Key)
		if f.Label != "" {
			fmt.Fprintf(&b, "[%s]", f.Label)
		}
		if f.Definition != "" {
			fmt.Fprintf(&b, "{%s}", f.Definition)
		}
		b.WriteString(":")
		for _, lists := range []struct {
			sign string
			by   map[string][]lexicon.Entry
		}{{"", f.Entries}, {"!", f.Except}} {
			for _, lang := range languages(lists.by) {
				for _, e := range lists.by[lang] {
					fmt.Fprintf(&b, " %s%s;", lists.sign, traits(lang, e))
				}
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func traits(lang string, e lexicon.Entry) string {
	out := e.Term
	if lang != "en" {
		out += "@" + lang
	}
	if e.Weight != 1 {
		out += fmt.Sprintf("=%v", e.Weight)
	}
	if e.Match != lexicon.MatchGlob {
		out += "/" + e.Match
	}
	if e.Case {
		out += "/case"
	}
	for _, s := range []string{e.Note, e.Source, e.ID} {
		if s != "" {
			out += "/" + s
		}
	}
	return out
}

func lossList(list []Loss) string {
	var b strings.Builder
	for _, l := range list {
		b.WriteString(l.String() + "\n")
	}
	return b.String()
}

func read(tb testing.TB, f Format, o Options, text string) (*lexicon.Lexicon, []Loss) {
	tb.Helper()
	o.Name = "t.dat"
	lex, lost, err := Read(strings.NewReader(text), f, o)
	if err != nil {
		tb.Fatalf("%s: %v", f, err)
	}
	if err := lex.Validate(); err != nil {
		tb.Fatalf("%s gives a lexicon that is not valid: %v", f, err)
	}
	return lex, lost
}

func written(tb testing.TB, lex *lexicon.Lexicon, f Format, o Options) (string, []Loss) {
	tb.Helper()
	var b bytes.Buffer
	lost, err := Write(&b, lex, f, o)
	if err != nil {
		tb.Fatalf("%s: %v", f, err)
	}
	return b.String(), lost
}

// match compares lines; a wanted line may be the beginning of what came.
func match(tb testing.TB, what, got, want string) {
	tb.Helper()
	g, w := strings.Split(strings.TrimSpace(got), "\n"), strings.Split(strings.TrimSpace(want), "\n")
	for i := range w {
		w[i] = strings.TrimSpace(w[i])
	}
	if !slices.EqualFunc(g, w, func(g, w string) bool { return w != "" && strings.HasPrefix(g, w) || g == w }) {
		tb.Errorf("%s: got\n%s\nwant\n%s", what, strings.Join(g, "\n"), strings.Join(w, "\n"))
	}
}

func text0(parts ...string) string { return strings.Join(parts, "\n") + "\n" }

func ordered(list []string) []string {
	slices.Sort(list)
	return list
}
