package simulate

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"
)

func mustNew(t testing.TB, o Options) *Corpus {
	t.Helper()
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func jsonl(t *testing.T, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSONL(&b, mustNew(t, o)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSameSeedSameBytes(t *testing.T) {
	a, b := jsonl(t, Sample()), jsonl(t, Sample())
	if !bytes.Equal(a, b) {
		t.Error("two corpora with the same options differ")
	}
	o := Sample()
	o.Seed++
	if bytes.Equal(a, jsonl(t, o)) {
		t.Error("another seed gave the same corpus")
	}
}

func TestDocumentsDependOnNoOrder(t *testing.T) {
	c := mustNew(t, Sample())
	want := slices.Collect(c.all())
	got := make([]Document, c.Len())
	var wg sync.WaitGroup
	for k := c.Len() - 1; k >= 0; k-- {
		wg.Go(func() { got[k] = c.At(k) })
	}
	wg.Wait()
	if !slices.Equal(got, want) {
		t.Error("documents made alone, backwards and in parallel differ from those made in order")
	}
}

func TestLongerCorpusKeepsItsDocuments(t *testing.T) {
	short := mustNew(t, Sample())
	o := Sample()
	o.To += 5
	o.Audiences = append(o.Audiences, Audience{Name: "bilateral"})
	o.Audiences[0].Documents += 2
	o.Audiences[1].Gaps = nil
	byID := make(map[string]Document)
	for d := range mustNew(t, o).all() {
		byID[d.ID] = d
	}
	for d := range short.all() {
		if byID[d.ID] != d {
			t.Fatalf("document %s changed:\n%+v\n%+v", d.ID, d, byID[d.ID])
		}
	}
}

func TestNewRuns(t *testing.T) {
	tests := []struct {
		name string
		o    Options
		n    int // -1: an error
	}{
		{"zero value", Options{}, 200},
		{"one year", Options{From: 2001, To: 2001}, 10},
		{"gap", Options{Audiences: []Audience{{Name: "regional", Gaps: []int{2000, 2019}}}}, 180},
		{"long documents", Options{SentencesMin: 20}, 200},
		{"years the wrong way", Options{From: 2001, To: 2000}, -1},
		{"sentences the wrong way", Options{SentencesMin: 5, SentencesMax: 4}, -1},
		{"dispersion 1", Options{Dispersion: 1}, -1},
		{"unit root", Options{Phi: 1, Sigma: 0.1}, -1},
		{"shares above 1", Options{Pairs: Course{Share: 0.5}, Courses: []Course{{Frame: "problems.order", Share: 0.4, Rise: 0.01}}}, -1},
		{"a share that falls below 0", Options{Courses: []Course{{Frame: "problems.order", Share: 0.1, Rise: -0.01}}}, -1},
		{"a frame without sentences", Options{Courses: []Course{{Frame: "values.love", Share: 0.1}}}, -1},
		{"a concept without a phrase", Options{Concepts: []Concept{{"love", 2001}}}, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := New(tt.o)
			if (err != nil) != (tt.n < 0) {
				t.Fatalf("error %v", err)
			}
			if err == nil && c.Len() != tt.n {
				t.Errorf("%d documents, want %d", c.Len(), tt.n)
			}
		})
	}
}

// The text is what was planned: every term of a frame stands in it once for every
// sentence planned for that frame. (That the lexicon counts all frames so is
// tested in pipeline.)
func TestTextsHoldWhatWasPlanted(t *testing.T) {
	o := Sample()
	o.Audiences = append(o.Audiences, Audience{Name: "bilateral", Chinese: 0.5})
	c := mustNew(t, o)
	for k := range c.Len() {
		d := c.At(k)
		text := strings.ToLower(d.Text)
		got := [3]int{
			occurrences(text, termsOf(sovereigntyFrame, d.Lang)) + occurrences(text, termsOf(hegemonismFrame, d.Lang)),
			occurrences(text, termsOf("problems.security", d.Lang)),
			occurrences(text, termsOf(balanceFrame, d.Lang)),
		}
		if want := [3]int{d.Planted.Sovereignty, d.Planted.Hits[0], d.Planted.Balance}; got != want {
			t.Errorf("%s: counted %v, planted %v in %q", d.ID, got, want, d.Text)
		}
		if c.Planted(k) != d.Planted {
			t.Errorf("%s: planted %+v without the text and %+v with it", d.ID, c.Planted(k), d.Planted)
		}
		if !strings.HasPrefix(d.Title, "SYNTHETIC") || !strings.HasPrefix(d.Note, "SYNTHETIC") || d.URL != "" {
			t.Errorf("%s does not say that it is synthetic", d.ID)
		}
	}
}

func occurrences(text string, terms []string) int {
	n := 0
	for _, term := range terms {
		n += strings.Count(text, term)
	}
	return n
}

// No term may hold another one, or one sentence would count twice.
func TestTermsAreApart(t *testing.T) {
	for _, lang := range []*language{english, chinese} {
		var all []clause
		for _, frame := range Frames {
			if clauses := lang.frames[frame]; len(clauses) != len(english.frames[frame]) || (len(clauses) == 0) != (frame == balanceFrame) {
				t.Errorf("%s: %d clauses of %s", lang.code, len(clauses), frame)
			}
			all = append(all, lang.frames[frame]...)
		}
		for i, p := range lang.balance {
			if p.id != english.balance[i].id || strings.Count(p.text, p.term) != 1 {
				t.Errorf("%s: phrase %+v", lang.code, p)
			}
		}
		for i, a := range all {
			if strings.Count(a.text, a.term) != 1 {
				t.Errorf("%s: clause %q does not hold %q once", lang.code, a.text, a.term)
			}
			for j, b := range all {
				if i != j && strings.Contains(a.text, b.term) && !strings.Contains(a.term, b.term) {
					t.Errorf("%s: clause %q also holds %q", lang.code, a.text, b.term)
				}
			}
		}
		for _, a := range []string{"domestic", "bilateral", "regional", "international"} {
			if len(lang.setting(a).venues) != len(english.setting(a).venues) {
				t.Errorf("%s: venues of %s not those of English", lang.code, a)
			}
		}
		if len(lang.issuers) != len(english.issuers) {
			t.Errorf("%s: issuers not those of English", lang.code)
		}
	}
}

func BenchmarkCorpus(b *testing.B) {
	o := Sample()
	for b.Loop() {
		for range mustNew(b, o).all() {
		}
		o.Seed++
	}
}
