package token

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// cuts lists the tokens of a text, with | for each boundary.
func cuts(t *testing.T, raw, code string) string {
	t.Helper()
	d, err := NewTokenizer(NewVocabulary()).Tokenize(raw, code)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, tok := range d.Tokens {
		if tok.Word == Boundary {
			out = append(out, "|")
		} else {
			out = append(out, d.Word(tok.Word))
		}
	}
	return strings.Join(out, " ")
}

// TestSpans: words are those of UAX #29, cut further by the rules of splitter.
func TestSpans(t *testing.T) {
	for _, c := range []struct{ about, raw, want string }{
		{"clitics", "state's, sovereignty. He can't. They don’t (often).", "state 's | sovereignty | He ca n't | They do n't | often | |"},
		{"a clitic before a hyphen", "China's-led", "China 's led"},
		{"no clitic: something follows it", "O'Reilly couldn't've rock'n'roll", "O'Reilly couldn't've rock'n'roll"},
		{"a possessive plural ends in a mark", "states' sovereignty", "states | sovereignty"},
		{"hyphens", "cyber-sovereignty self‐determination win‑win socio- and - x", "cyber sovereignty self determination win win socio and | x"},
		{"marks of footnotes", "security¹ and peace†, security.12 The peace[1] (2)", "security and peace | security | 12 The peace | 1 | | 2 |"},
		{"figures of footnotes", "development12 CO2 G77 H1N1 5G 4th covid-19 resolution1514", "development CO2 G77 H1N1 5G 4th covid 19 resolution1514"},
		{"emphasis", "**sovereignty** and _peace_ and *development*, __x__ snake_case", "sovereignty and peace and development | x snake_case"},
		{"hashtags", "world #peace and ＃development # 1", "world peace and development | 1"},
		{"a bullet is no emphasis", "* peace", "| peace"},
		{"a lost space", "development.Thus peace,security security:peace Ph.D. U.S.A 3.5 1,000 10:30", "development | Thus peace | security security | peace Ph.D | U.S.A 3.5 1,000 10 | 30"},
		{"abbreviations", "U.S. policy in Dem. Rep. Congo", "U.S policy in Dem | Rep | Congo"},
		{"other marks", "„security“ {peace} <b>x</b> peace&security ◦a →b peace™", "| security | | peace | x peace | security | a | b peace"},
		{"compatibility characters", "ﬁsh ＩＣＴ x², ŀ 𝐩𝐞𝐚𝐜𝐞 peace\ufe0f", "fish ICT x | l· peace peace"},
		{"full-width punctuation", "development，said win－win ＊peace＊ ＿peace＿ ﹟peace", "development | said win win peace peace peace"},
		{"a lost space after full width", "development．Thus security：peace U．S．", "development | Thus security | peace U.S |"},
		{"apostrophes", "China’s China＇s Chinaʼs", "China 's China 's China 's"},
	} {
		if got := cuts(t, c.raw, "en"); got != c.want {
			t.Errorf("%s: %q: got %s, want %s", c.about, c.raw, got, c.want)
		}
	}
}

// TestSimple: what is cut without a look at UAX #29 comes out as if with one, in every
// language: all pairs of letters, alone and inside a word.
func TestSimple(t *testing.T) {
	var letters []rune
	for r := range rune(0x10000) {
		if simple(string(r)) {
			letters = append(letters, r)
		}
	}
	if len(letters) < 600 {
		t.Fatalf("%d letters", len(letters))
	}
	for i, a := range letters {
		for j, b := range letters {
			if (i*len(letters)+j)%7 != 0 {
				continue
			}
			for k, text := range [...]string{string([]rune{a, b}), string([]rune{'x', 'é', a, b, 'd'})} {
				l := lang.All()[(i+j+k)%len(lang.All())]
				if got, want := splitSpan(text, l), splitSegments(text, l); !slices.Equal(got, want) {
					t.Fatalf("%q in %s: got %v, want %v", text, l.Code, got, want)
				}
			}
		}
	}
}

// TestPlainTerm: a term that is cut at its spaces alone comes out as any other, in
// every language whose terms are cut: all of up to five characters of a small alphabet.
func TestPlainTerm(t *testing.T) {
	const alphabet = "aNt *?"
	for _, l := range lang.All() {
		if l.Unit == lang.Characters {
			continue
		}
		for n := range 6 * 6 * 6 * 6 * 6 {
			term := []byte{}
			for ; n > 0; n /= len(alphabet) {
				term = append(term, alphabet[n%len(alphabet)])
			}
			got, _ := Pattern(string(term), l)
			if want, mark := pattern(string(term), l); !slices.Equal(got, want) || mark != "" {
				t.Fatalf("%q in %s: got %q, want %q %s", term, l.Code, got, want, mark)
			}
		}
	}
}

// TestPattern: entries are normalised and cut as texts are.
func TestPattern(t *testing.T) {
	for term, want := range map[string]string{
		"cafe\u0301": "café", "ship\u00adyard": "shipyard", "\u200bquay": "quay", "\ufb01sh": "fish", "can't*": "ca n't*",
		"people’s": "people 's", "self-determin*": "self determin*", `\*x?`: `\*x?`, "*'s": "* 's", "U.S.": "U.S",
		"9/11": "9 11 ! /", "win–win": "win win ! –", "and, or": "and or ! ,", "Dem. Rep. Congo": "Dem Rep Congo ! .", "": "",
	} {
		words, mark := Pattern(term, lang.English)
		got := strings.Join(words, " ")
		if mark != "" {
			got += " ! " + mark
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", term, got, want)
		}
	}
}

// longSpans are spans whose length must not tell on the time squared.
var longSpans = strings.Fields(`( ) " ' ‘ . , ! ? - — _ = * # $ ; : [ a a. (a) n't 's 1, 1 😀 。 • … <b> http://a/ @ ﬁ á a:b A.b a_ ½ ﷺ a' ’s`)

// TestLongSpans: a long span of anything ends, and the words around it are there.
func TestLongSpans(t *testing.T) {
	for _, s := range longSpans {
		raw := "We respect " + strings.Repeat(s, 30_000/len(s)) + " sovereignty."
		for _, l := range lang.All() {
			d, err := NewTokenizer(NewVocabulary()).Tokenize(raw, l.Code)
			if err != nil || d.Words < 1 || len(d.Tokens) < 3 {
				t.Errorf("%s of %s: %d words, %v", s, l.Code, d.Words, err)
			}
		}
	}
}

func BenchmarkLongSpans(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tk := NewTokenizer(NewVocabulary())
			for b.Loop() {
				for _, s := range longSpans {
					if _, err := tk.Tokenize(strings.Repeat(s, n/len(s)), "en"); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
