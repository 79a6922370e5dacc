package suggest

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
)

// corpusOf writes documents, given as "lang: text", and a lexicon, and returns the
// configuration that reads them.
func corpusOf(t testing.TB, lexicon string, documents ...string) pipeline.Config {
	t.Helper()
	dir := t.TempDir()
	var lines strings.Builder
	for i, d := range documents {
		code, text, _ := strings.Cut(d, ": ")
		fmt.Fprintf(&lines, "{\"id\": \"d%d\", \"date\": \"2001\", \"lang\": %q, \"text\": %q}\n", i+1, code, text)
	}
	for name, content := range map[string]string{"texts.jsonl": lines.String(), "lexicon.yaml": lexicon} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return pipeline.Config{Inputs: []string{filepath.Join(dir, "texts.jsonl")}, Lexicon: filepath.Join(dir, "lexicon.yaml")}
}

const peace = `
name: small
frames:
- key: peace
  entries: {en: [peace, ceasefire], fr: [paix]}
  except: {en: [peace corps]}
- key: bread
  entries: {en: [brioche], zh: [面包]}
`

// TestCounts is worked by hand. Calm waters stands twice in the two sentences with
// peace (8 words), once beside them (12 words of the same two documents; the peace
// corps is blocked, no hit) and once in a document without a hit: G² of 2 in 8
// against 1 in 12 is 2(2 ln(2/1.2) + ln(1/1.8)), the log ratio log₂ 3, and DP half of
// |2/4 − 13/31| + |1/4 − 7/31| + |1/4 − 5/31| + 6/31.
func TestCounts(t *testing.T) {
	c := corpusOf(t, peace,
		"en: Peace and calm waters. Bread for all. The peace corps likes calm waters.",
		"en: Calm waters and peace. Bread for all.",
		"en: Bread for all. Calm waters.",
		"en: Bread and roses. Bread for all.")
	lists, err := Suggest(context.Background(), c, Options{Frames: []string{"peace"}, Least: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(lists) != 1 || lists[0].Entries != 2 || lists[0].Found != 1 || lists[0].Hits != 2 || lists[0].Documents != 4 {
		t.Fatalf("got %+v", lists)
	}
	for _, term := range lists[0].Terms {
		if strings.Contains(term.Term, "peace") {
			t.Errorf("%s is an entry, or blocked", term.Term)
		}
	}
	got := lists[0].Terms[0]
	if got.Term != "calm waters" || got.Hits != 4 || got.Beside != 2 || got.Documents != 3 {
		t.Fatalf("got %+v", got)
	}
	for _, x := range [][2]float64{{got.G2, 0.867729}, {got.LogRatio, 1.584963}, {got.DP, 0.193548}} {
		if math.Abs(x[0]-x[1]) > 5e-7 {
			t.Errorf("got %v, want %v", x[0], x[1])
		}
	}
	want := []Sentence{{"d1", "Peace and calm waters."}, {"d2", "Calm waters and peace."}, {"d3", "Calm waters."}}
	if !reflect.DeepEqual(got.Sentences, want) {
		t.Errorf("got %q, want %q", got.Sentences, want)
	}
}

// TestNothingToStartFrom: a frame without entries in a language, without a hit, with
// nothing beside its hits.
func TestNothingToStartFrom(t *testing.T) {
	c := corpusOf(t, peace, "en: Peace. Bread and roses.", "zh: 和平与面包。", "fr: Du pain et la guerre.")
	lists, err := Suggest(context.Background(), c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lists {
		note, _, _ := strings.Cut(l.Note, ":")
		got = append(got, l.Frame+" "+l.Lang+" "+note)
	}
	want := []string{
		"peace en no term stands often enough apart from the entries",
		"peace fr no entry of the frame has a hit in this language",
		"peace zh the frame has no entries in this language",
		"bread en no entry of the frame has a hit in this language",
		"bread fr the frame has no entries in this language",
		"bread zh no term stands often enough apart from the entries",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err = Suggest(context.Background(), c, Options{Frames: []string{"war"}}); err == nil || !strings.Contains(err.Error(), "lexicon small has peace, bread") {
		t.Errorf("got %v for an unknown frame", err)
	}
}

// planted are texts in which ten terms stand in the same places, and a hundred
// others stand elsewhere: patterns, a phrase, one covered by another.
func planted(t testing.TB) pipeline.Config {
	terms := strings.Fields("amity comity concord harmony détente truce accord entente settlement")
	terms = append(terms, "good neighbourliness", "lasting concord")
	verbs, others := strings.Fields("defend promote seek strengthen"), strings.Fields("nations peoples neighbours regions states")
	var documents []string
	for i := range 60 {
		var b strings.Builder
		for k := range 12 {
			fmt.Fprintf(&b, "We %s the %s of %s. ", verbs[(i+2*k)%4], terms[(i+k)%len(terms)], others[(2*i+k)%5])
			fmt.Fprintf(&b, "The %s of %s met demand, and %s grew abroad. ", crop(7*i+k), crop(i+5*k), crop(3*i+11*k))
		}
		documents = append(documents, "en: "+b.String())
	}
	return corpusOf(t, `
name: planted
frames:
- key: peace
  entries:
    en: [amity, "comit*", concord, "harmon?", "détente", {term: "tru.e", match: regex}, accord, entente, settlement, good neighbourliness, lasting concord]
`, documents...)
}

// crop is one of fifty words.
func crop(i int) string { return strings.Repeat(string(rune('a'+i%25)), 4) + string(rune('y'+i/25%2)) }

// TestRecover: terms with the same neighbours bring each other back, whether an
// entry is a word, a phrase, a glob or a regular expression; what another entry
// finds all the same is not missed.
func TestRecover(t *testing.T) {
	found, err := Recover(context.Background(), planted(t), Trial{Repeats: 10})
	if err != nil {
		t.Fatal(err)
	}
	r := found[0]
	if len(found) != 1 || r.Entries != 11 || r.Hidden != 20 || r.Missed == 0 || r.Missed >= r.Hidden {
		t.Fatalf("got %+v", found)
	}
	for _, m := range r.Methods {
		if m.Method == "fused" && m.Recall[0] != 1 || m.Method == "neighbours" && m.Recall[0] != 1 {
			t.Errorf("%s: recall at 20 is %v, want all", m.Method, m.Recall[0])
		}
	}
}

// TestWorkers: what comes out hangs on no number of goroutines.
func TestWorkers(t *testing.T) {
	c := planted(t)
	var lists [2][]List
	var found [2][]Recovery
	for i, n := range []int{1, 4} {
		before := runtime.GOMAXPROCS(n)
		var err1, err2 error
		lists[i], err1 = Suggest(context.Background(), c, Options{Seed: 3})
		found[i], err2 = Recover(context.Background(), c, Trial{Repeats: 3})
		runtime.GOMAXPROCS(before)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
	}
	if fmt.Sprint(lists[0]) != fmt.Sprint(lists[1]) || !reflect.DeepEqual(found[0], found[1]) {
		t.Errorf("got %v and %v", lists[0], lists[1])
	}
	if len(lists[0]) != 1 || lists[0][0].Found != 11 {
		t.Errorf("got %v: every entry has hits", lists[0])
	}
}

func TestFew(t *testing.T) {
	found, err := Recover(context.Background(), corpusOf(t, peace, "en: Peace and bread."), Trial{})
	if err != nil || len(found) != 3 || !strings.Contains(found[0].Note, "2 entries in this language: too few to hide 0.2 of them") {
		t.Errorf("got %+v, %v", found, err)
	}
	if !math.IsNaN(found[2].Methods[0].MRR) {
		t.Error("nothing was missed: there is no recall")
	}
}

// TestOrder: of equals the first comes first; what says nothing has no rank.
func TestOrder(t *testing.T) {
	c := make([]candidate, 5)
	for i, x := range []float64{0, 2, math.NaN(), 7, 2} {
		c[i].gram, c[i].score[Keyness] = i, x
	}
	order(c, Keyness)
	var got []int
	for i := range c {
		got = append(got, c[i].rank[Keyness])
	}
	if want := []int{0, 2, 0, 1, 3}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSpread(t *testing.T) {
	for n, want := range map[int][]int{0: nil, 1: {0}, 2: {0, 1}, 3: {0, 1, 2}, 10: {1, 5, 8}} {
		if got := spread(n, 3); !reflect.DeepEqual(got, want) {
			t.Errorf("%d: got %v, want %v", n, got, want)
		}
	}
}
