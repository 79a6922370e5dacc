package suggest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// textsOf makes texts of lines: a document a line, sentences between |, boundaries
// as a comma.
func textsOf(l *lang.Language, lines ...string) *texts {
	t := &texts{lang: l, words: []string{""}}
	for _, line := range lines {
		t.words = append(t.words, strings.Fields(strings.NewReplacer("|", " ", ",", " ").Replace(line))...)
	}
	slices.Sort(t.words)
	t.words = slices.Compact(t.words)
	for i, line := range lines {
		d := document{id: fmt.Sprint(i)}
		for sentence := range strings.SplitSeq(line, "|") {
			for _, w := range strings.Fields(strings.ReplaceAll(sentence, ",", " , ")) {
				at, _ := slices.BinarySearch(t.words, w)
				if w == "," {
					at = 0
				}
				d.words = append(d.words, uint32(at))
			}
			d.ends, d.spans = append(d.ends, int32(len(d.words))), append(d.spans, span{})
		}
		t.docs = append(t.docs, d)
	}
	return t
}

// standing lists the candidates of texts and how often they stand there.
func standing(g *grams) map[string]int {
	out := map[string]int{}
	for i := range g.docs {
		g.sentences(i, nil, func(s *sentence) {
			for _, o := range s.found {
				out[g.term(o.gram)]++
			}
		})
	}
	return out
}

func TestGrams(t *testing.T) {
	for _, c := range []struct {
		what string
		lang *lang.Language
		text []string
		want string
	}{
		{"no closed-class word at either end, though inside", lang.English,
			[]string{"the right of peoples|the right of peoples|right|peoples"}, "peoples:3 right of peoples:2 right:3"},
		{"nothing across a boundary or the end of a sentence", lang.English,
			[]string{"foreign, troops|foreign|troops"}, "foreign:2 troops:2"},
		{"no part of one longer candidate", lang.English,
			[]string{"puerto rico free|puerto rico", "rico"}, "puerto rico:2 rico:3"},
		{"numbers and single letters begin nothing", lang.English,
			[]string{"resolution 242 x|resolution 242 x"}, "resolution:2"},
		{"Chinese: two to six characters, written together", lang.Chinese,
			[]string{"维护 国家 主权|维护 国家 主权|国家|国家|维护|维护|主权|主权|我|我"}, "主权:4 国家:4 维护:4 维护国家主权:2"},
	} {
		found := standing(newGrams(textsOf(c.lang, c.text...), 2))
		var got []string
		for term, n := range found {
			got = append(got, fmt.Sprintf("%s:%d", term, n))
		}
		slices.Sort(got)
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.what, s, c.want)
		}
	}
}

// TestGramsCounted: on random texts the candidates are those that plain counting of
// every sequence finds.
func TestGramsCounted(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	alphabet := strings.Fields("alpha beta gamma of the delta ,")
	for range 50 {
		var lines []string
		for range 5 {
			var words []string
			for range random.IntN(600) {
				words = append(words, alphabet[random.IntN(len(alphabet))])
				if random.IntN(9) == 0 {
					words = append(words, "|")
				}
			}
			lines = append(lines, strings.Join(words, " "))
		}
		x := textsOf(lang.English, lines...)
		want := plainly(x, 3)
		got := standing(newGrams(x, 3))
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("got %v, want %v in %q", got, want, lines)
		}
	}
}

// plainly counts all sequences that could be candidates.
func plainly(x *texts, least int) map[string]int {
	weak := x.weak()
	all := map[string]int{}
	for _, d := range x.docs {
		start := 0
		for _, end := range d.ends {
			for i := start; i < int(end); i++ {
				for n := 1; n <= mostWords && i+n <= int(end) && d.words[i+n-1] != 0; n++ {
					if weak[d.words[i]] || weak[d.words[i+n-1]] {
						continue
					}
					var words []string
					for _, w := range d.words[i : i+n] {
						words = append(words, x.words[w])
					}
					all[strings.Join(words, " ")]++
				}
			}
			start = int(end)
		}
	}
	out := map[string]int{}
	for term, n := range all {
		fragmentary := false
		for longer, k := range all {
			if longer != term && k >= least && strings.Contains(" "+longer+" ", " "+term+" ") && float64(k) >= fragment*float64(n) {
				fragmentary = true
			}
		}
		if n >= least && !fragmentary {
			out[term] = n
		}
	}
	return out
}

// TestOccurrences: what stands far apart is found where it is.
func TestOccurrences(t *testing.T) {
	far := strings.Repeat("of ", 1000)
	g := newGrams(textsOf(lang.English, "start "+far+"start "+far+"|"+far+"start"), 3)
	var at []int
	g.sentences(0, nil, func(s *sentence) {
		for _, o := range s.found {
			at = append(at, s.first+o.start)
		}
	})
	if want := []int{0, 1001, 3002}; !slices.Equal(at, want) {
		t.Errorf("got %v, want %v", at, want)
	}
}

// TestTable: a table holds what a map holds.
func TestTable(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var table table
	want := map[sequence]uint32{}
	for range 20000 {
		s := sequence{random.Uint32N(200), 1 + random.Uint32N(200)}
		want[s]++
		if got := table.count(s); got != want[s] {
			t.Fatalf("%v: got %d, want %d", s, got, want[s])
		}
	}
	for s, n := range want {
		if table.get(s) != n {
			t.Errorf("%v: got %d, want %d", s, table.get(s), n)
		}
	}
	if table.get(sequence{1000, 1}) != 0 {
		t.Error("what was never counted is there")
	}
}
