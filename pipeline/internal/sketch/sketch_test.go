package sketch

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// jaccard compares all sequences of three words, one by one.
func jaccard(a, b []string) float64 {
	sets := [2]map[string]bool{{}, {}}
	for k, list := range [][]string{a, b} {
		for i := range len(list) - 2 {
			sets[k][strings.Join(list[i:i+3], " ")] = true
		}
	}
	both := 0
	for s := range sets[0] {
		if sets[1][s] {
			both++
		}
	}
	return float64(both) / float64(len(sets[0])+len(sets[1])-both)
}

func text(rng *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint("w", rng.IntN(5000))
	}
	return words
}

// TestSimilarity: the estimate is near what comparing everything gives.
func TestSimilarity(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	worst := 0.0
	for range 300 {
		a := text(rng, 20+rng.IntN(2000))
		b := append([]string(nil), a...)
		for range rng.IntN(len(b) / 4) {
			b[rng.IntN(len(b))] = "changed"
		}
		got, want := Of(hashes(strings.Join(a, " "))).Similarity(Of(hashes(strings.Join(b, ", ")))), jaccard(a, b)
		worst = max(worst, math.Abs(got-want))
		if len(a) < size/2 && got != want {
			t.Errorf("%d words: got %v, want %v", len(a), got, want)
		}
	}
	if worst > 4.5*0.045 {
		t.Errorf("off by %v", worst)
	}
}

// TestIndex: among many texts each finds the one it was made from.
func TestIndex(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var x Index
	var added []Sketch
	of := func(n int) Sketch { return added[n] }
	const n = 2000
	texts := make([][]string, n)
	for i := range texts {
		texts[i] = append(strings.Fields("on behalf of the government of norland allow me to congratulate you"), text(rng, 40+rng.IntN(300))...)
		at := Of(hashes(strings.Join(texts[i], " ")))
		if like, s := x.Find(at, 0.5, of); like >= 0 {
			t.Fatalf("%d is like %d: %v", i, like, s)
		}
		x.Add(at)
		added = append(added, at)
	}
	for i, words := range texts {
		for range len(words) / 20 {
			words[rng.IntN(len(words))] = "changed"
		}
		at := Of(hashes(strings.Join(words, " ")))
		if like, s := x.Find(at, 0.5, of); like != i || s < 0.55 {
			t.Errorf("%d: found %d (%v)", i, like, s)
		}
	}
}

// TestFindAtLeast: what marks rule out is less like a text than what is found, however
// long both are.
func TestFindAtLeast(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var x Index
	var added []Sketch
	asked, with, without := 0, 0, 0
	of := func(n int) Sketch { asked++; return added[n] }
	for i := range 5000 {
		words := text(rng, 5+rng.IntN(30+i%90))
		if i%2 > 0 { // another beginning
			words = strings.Fields(fmt.Sprint("we thank the president for the floor today ", rng.IntN(40), " and say ", strings.Join(words, " ")))
		}
		s := Of(hashes(strings.Join(words[:5+rng.IntN(len(words)-4)], " ")))
		for _, least := range []float64{0.1, 0.4, 0.7, 1} {
			like, got := x.Find(s, least, of)
			want, most := x.findPlain(s, least, of)
			if like != want || got != most {
				t.Fatalf("%d, at least %v: got %d, %v, want %d, %v", i, least, like, got, want, most)
			}
		}
		asked = 0
		x.Find(s, 0.7, of)
		with += asked
		asked = 0
		x.findPlain(s, 0.7, of)
		without += asked
		x.Add(s)
		added = append(added, s)
	}
	if 2*with > without {
		t.Errorf("%d sketches were read, without marks %d", with, without)
	}
}

// findPlain is Find without marks.
func (x *Index) findPlain(s Sketch, least float64, of func(n int) Sketch) (like int, similarity float64) {
	like = -1
	for _, key := range s[:min(keys, len(s))] {
		n, ok := x.first[key]
		if !ok {
			continue
		}
		if v := s.Similarity(of(int(n))); v >= least && (v > similarity || v == similarity && int(n) < like) {
			like, similarity = int(n), v
		}
	}
	return like, similarity
}

func TestFewWords(t *testing.T) {
	if s := Of(hashes("one two three four")); s != nil {
		t.Errorf("%v", s)
	}
}

// hashes are those of the words of a text, without regard to case.
func hashes(text string) (all []uint32) {
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == ',' }) {
		h := fnv.New32a()
		h.Write([]byte(word))
		all = append(all, h.Sum32())
	}
	return all
}

// plainOf is Of with no regard to what it costs: the hash of every sequence of
// three words, of which the least are kept.
func plainOf(text []uint32) Sketch {
	if len(text) < fewest {
		return nil
	}
	s := Sketch{}
	for i := range len(text) - 2 {
		s = append(s, mix((uint64(text[i])*prime+uint64(text[i+1]))*prime+uint64(text[i+2])))
	}
	slices.Sort(s)
	s = slices.Compact(s)
	return s[:min(len(s), size)]
}

// TestOf: a sketch is what the plain rule makes of the words, few or many, repeated or not.
func TestOf(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for n := range 3000 {
		text := make([]uint32, 3*n)
		for i := range text {
			text[i] = rng.Uint32N(uint32(2 + n%50*n))
		}
		if got, want := Of(text), plainOf(text); !slices.Equal(got, want) || (got == nil) != (want == nil) {
			t.Fatalf("%d words: got %d hashes, want %d", len(text), len(got), len(want))
		}
	}
}

func BenchmarkOf(b *testing.B) {
	long := hashes(strings.Join(text(rand.New(rand.NewPCG(7, 8)), 100_000), ", "))
	b.SetBytes(4 * int64(len(long)))
	for b.Loop() {
		Of(long)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("We uphold the sovereignty of all states, and so do they.", "we uphold the sovereignty of peoples")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := Of(hashes(a)), Of(hashes(b))
		if !slices.Equal(x, plainOf(hashes(a))) {
			t.Errorf("%q: got %v, want %v", a, x, plainOf(hashes(a)))
		}
		if y != nil && markOf(x).most(y) < x.Similarity(y) {
			t.Errorf("%q, %q: at most %v", a, b, markOf(x).most(y))
		}
		if s := x.Similarity(y); s != y.Similarity(x) || s < 0 || s > 1 || x != nil && x.Similarity(x) != 1 {
			t.Errorf("%q, %q: %v", a, b, s)
		}
	})
}

// BenchmarkFind looks for short texts of few words, which have many sequences in common.
func BenchmarkFind(b *testing.B) {
	rng := rand.New(rand.NewPCG(9, 10))
	var x Index
	var added []Sketch
	for range 50_000 {
		words := make([]string, 22)
		for i := range words {
			words[i] = fmt.Sprint("w", rng.IntN(40))
		}
		s := Of(hashes(strings.Join(words, " ")))
		x.Add(s)
		added = append(added, s)
	}
	read := 0
	of := func(n int) Sketch { read++; return added[n] }
	i := 0
	for b.Loop() {
		x.Find(added[i%len(added)], 0.7, of)
		i++
	}
	b.ReportMetric(float64(read)/float64(i), "read/op")
}
