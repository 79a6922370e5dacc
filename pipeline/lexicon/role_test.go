package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/lexicons"
	"github.com/frameshift/frameshift/pipeline/internal/speeches"
	"github.com/frameshift/frameshift/pipeline/token"
)

// plainTokens is Finder.tokens without roles: an entry may begin at every word.
func (s *Finder) plainTokens(d *token.Document, sentence int32) {
	sent := d.Sentences[sentence]
	tokens := d.Tokens[sent.First:sent.Last]
	for i, t := range tokens {
		if t.Word != token.Boundary {
			s.walk(d, tokens, i, i, 0, sentence)
		}
	}
}

// candidates are what the two collect in each sentence of a document.
func (s *Finder) candidates(t *testing.T, d *token.Document) (fast, plain [][]Hit) {
	t.Helper()
	s.ctx = t.Context()
	for i := range d.Sentences {
		s.wordMemory = s.memory(s.m.indexes[d.Sentences[i].Lang])
		for _, collect := range []func(){
			func() { s.plainTokens(d, int32(i)); plain = append(plain, slices.Concat(s.found, s.blocks)) },
			func() {
				if err := s.tokens(d, int32(i)); err != nil {
					t.Fatal(err)
				}
				fast = append(fast, slices.Concat(s.found, s.blocks))
			},
		} {
			s.found, s.blocks = s.found[:0], s.blocks[:0]
			collect()
		}
	}
	return fast, plain
}

// ofTerms makes a lexicon of one frame.
func ofTerms(terms []string) *Lexicon {
	return &Lexicon{Name: "t", Frames: []Frame{{Key: "f", Entries: globs(terms)}}}
}

// TestRoles: what two tokens side by side rule out, no walk finds.
func TestRoles(t *testing.T) {
	var many []string // more words behind one than there are bits
	for _, w := range numbered("x#", 200) {
		many = append(many, "a "+w, w+" b")
	}
	for _, c := range []struct {
		terms []string
		text  string
	}{
		{[]string{"a", "a b", "b c d", "* d", "c ?"}, "a b c d. a, b. d a. b c, d c x a b c d"},
		{[]string{"*", "* *", "a *"}, "a b, a. b c"},
		{many, "a xaba xbab b. a xzzzz b xaba b a xabc. a"},
	} {
		m, err := Compile(ofTerms(c.terms), Options{})
		if err != nil {
			t.Fatal(err)
		}
		d, err := token.NewTokenizer(token.NewVocabulary()).Tokenize(c.text, "en")
		if err != nil {
			t.Fatal(err)
		}
		if fast, plain := m.NewFinder().candidates(t, d); fmt.Sprint(fast) != fmt.Sprint(plain) || len(plain[0]) == 0 {
			t.Errorf("%q: got %v, want %v", c.terms, fast, plain)
		}
	}
}

// packed is a lexicon that comes with the program.
func packed(tb testing.TB, name string) *Matcher {
	tb.Helper()
	f, err := lexicons.FS.Open(name)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	lex, err := Parse(f, name)
	if err != nil {
		tb.Fatal(err)
	}
	m, err := Compile(lex, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// TestRolesSpeeches is the same with the lexicons that come with the program, on a tenth
// of the speeches (on all of them it held when it was written).
func TestRolesSpeeches(t *testing.T) {
	for _, name := range []string{"norms.yaml", "norms-broad.yaml"} {
		s, tk, n, found := packed(t, name).NewFinder(), token.NewTokenizer(token.NewVocabulary()), 0, 0
		speeches.Each(t, func(id, text string) bool {
			if n++; n%10 > 0 {
				return true
			}
			d, err := tk.Tokenize(text, "en")
			if err != nil {
				t.Fatal(err)
			}
			fast, plain := s.candidates(t, d)
			for i := range plain {
				if !slices.Equal(fast[i], plain[i]) {
					t.Fatalf("%s, %s, sentence %d: got %v, want %v", name, id, i, fast[i], plain[i])
				}
				found += len(plain[i])
			}
			return true
		})
		if found < n/10 {
			t.Errorf("%s: only %d hits in %d speeches", name, found, n/10)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	m, tk, n := packed(b, "norms.yaml"), token.NewTokenizer(token.NewVocabulary()), 0
	var texts []string
	speeches.Each(b, func(_, text string) bool {
		if n++; n%100 == 0 {
			texts = append(texts, text)
		}
		return true
	})
	text := strings.Join(texts, "\n\n")
	d, err := tk.Tokenize(text, "en")
	if err != nil {
		b.Fatal(err)
	}
	s := m.NewFinder()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Find(d)
	}
}
