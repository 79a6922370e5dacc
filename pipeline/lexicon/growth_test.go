package lexicon

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/internal/growth"
	"github.com/frameshift/frameshift/pipeline/internal/sized"
	"github.com/frameshift/frameshift/pipeline/token"
)

// numbered makes n entries, or words, of a pattern with three letters or more of their
// own for every #.
func numbered(format string, n int) []string {
	out := make([]string, n)
	for i := range out {
		letters := ""
		for k := i + 26*26; k > 0; k /= 26 {
			letters += string(rune('a' + k%26))
		}
		out[i] = strings.ReplaceAll(format, "#", letters)
	}
	return out
}

// TestGrowth: twice the entries over twice the text take twice the time, compiled
// and matched, whatever the entries have in common.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, c := range []struct{ name, entry, word, lang string }{
		{"words", "word#", "word#", "en"},
		{"words behind the same word", "state word#", "state", "en"},
		{"beginnings", "word#*", "word#", "en"},
		{"ends", "*#word", "#word", "en"},
		{"insides", "*x#x*", "aax#xaa", "en"},
		{"a common beginning", "inter*word#", "interword#", "en"},
		{"a common end", "word#*ity", "word#ity", "en"},
		{"wildcards behind the same word", "state word#*", "state", "en"},
		{"one entry many times", "state", "state", "en"},
		{"a word that all wildcards of one entry fit", "s*e", "state", "en"},
		{"expressions", "word#(s|ed)?", "word#s", "en"},
		{"characters", "主权#", "主权#", "zh"},
		{"one string of characters many times", "主权", "主权", "zh"},
	} {
		growth.Linear(t, c.name, sized.Of(1_000, 250), func(n int) func() {
			entries := map[string][]Entry{}
			for _, term := range numbered(c.entry, n) {
				e := Entry{Term: term, Weight: 1, Match: MatchGlob}
				if strings.Contains(c.entry, "(") {
					e.Match = MatchRegex
				}
				entries[c.lang] = append(entries[c.lang], e)
			}
			text := strings.Join(numbered(c.word, n), " ")
			return func() {
				m, err := Compile(&Lexicon{Name: "g", Frames: []Frame{{Key: "f", Entries: entries}}}, Options{Scope: ScopeLexicon})
				if err != nil {
					t.Fatal(err)
				}
				d, err := token.NewTokenizer(token.NewVocabulary()).Tokenize(text, c.lang)
				if err != nil {
					t.Fatal(err)
				}
				m.NewFinder().Find(d)
			}
		})
	}
}
