package score

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/token"
)

// TestCount: what counts where only asserted hits do, and that cues are bytes of the
// raw text.
func TestCount(t *testing.T) {
	text := "\ufeffNever any devel\u00adopment. Perhaps growth. They say “security” and growth. Security."
	for _, c := range []struct {
		count Count
		hits  []string
		n     [2]int
	}{
		{CountAll, []string{"development denied by Never", "growth uncertain by Perhaps", "security asserted quoted other", "growth asserted other", "Security asserted"}, [2]int{3, 2}},
		{CountAsserted, []string{"development denied by Never, denied", "growth uncertain by Perhaps, uncertain", "security asserted quoted other", "growth asserted other", "Security asserted"}, [2]int{1, 2}},
	} {
		d, err := stanced(t, c.count).Score(&corpus.Document{Text: text, Lang: "en"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range d.Hits {
			said := strings.ReplaceAll(h.Surface, "\u00ad", "") + " " + h.Stance.Polarity.String()
			if h.Stance.Cued() {
				said += " by " + text[h.Stance.CueStart:h.Stance.CueEnd]
			}
			if h.Stance.Quoted {
				said += " quoted"
			}
			if h.Stance.Holder == stance.Other {
				said += " other"
			}
			if h.Reason != lexicon.Kept {
				said += ", " + h.Reason.String()
			}
			got = append(got, said)
		}
		if !reflect.DeepEqual(got, c.hits) {
			t.Errorf("%s: got %q, want %q", c.count, got, c.hits)
		}
		if n := [2]int{d.Frames[0].Hits, d.Frames[1].Hits}; n != c.n {
			t.Errorf("%s: counts %v, want %v", c.count, n, c.n)
		}
	}
}

// TestRulesChangeNoHit: with rules a document is what it is without, but for what the
// rules tell.
func TestRulesChangeNoHit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	words := []string{"no ", "never ", "perhaps ", "they say ", "“", "”", "growth ", "development ", "security council ", "security ", ", ", ". "}
	bare, told, asserted := scorer(t, TextAll), stanced(t, CountAll), stanced(t, CountAsserted)
	for range 300 {
		var b strings.Builder
		for range r.IntN(40) {
			b.WriteString(words[r.IntN(len(words))])
		}
		d := &corpus.Document{Text: b.String(), Lang: "en"}
		want, got, few := scored(t, bare, d), scored(t, told, d), scored(t, asserted, d)
		kept := 0
		for i := range got.Hits {
			h, g := got.Hits[i], few.Hits[i]
			if (g.Reason == lexicon.Kept) != (h.Reason == lexicon.Kept && h.Stance.Polarity == stance.Asserted) || g.Stance != h.Stance {
				t.Fatalf("%q: %v, where only asserted hits count %v", d.Text, h, g)
			}
			if g.Reason == lexicon.Kept {
				kept++
			}
			got.Hits[i].Stance = stance.Stance{}
		}
		got.Stances = nil
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q\ngot  %+v\nwant %+v", d.Text, got, want)
		}
		if n := few.Frames[0].Hits + few.Frames[1].Hits; n != kept {
			t.Fatalf("%q: %d count, %d are kept", d.Text, n, kept)
		}
	}
}

func scored(t *testing.T, s *Scorer, d *corpus.Document) *Document {
	t.Helper()
	out, err := s.Score(d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestStanceParts: what is left of the sides of the first contrast without hits of a
// stance is what they are where only the others count; and what is won with them,
// where only asserted hits count, is what was lost.
func TestStanceParts(t *testing.T) {
	for _, count := range []string{"hits", "sentences"} {
		lex, err := lexicon.Parse(strings.NewReader(`
name: t
frames:
- {key: dev, entries: {en: [development, {term: growth, weight: 2}]}}
- {key: sec, entries: {en: [security]}}
contrasts: [{key: c, count: `+count+`, positive: [dev], negative: [sec]}]
`), "t.yaml")
		if err != nil {
			t.Fatal(err)
		}
		m, err := lexicon.Compile(lex, lexicon.Options{})
		if err != nil {
			t.Fatal(err)
		}
		scorer := func(c Count) *Scorer {
			return New(m, token.NewVocabulary(), Options{Stance: stanced(t, c).o.Stance, Count: c})
		}
		d := &corpus.Document{Lang: "en", Text: "No growth and no growth but development. Perhaps security. They say “security” and growth. Never security."}
		var got []string
		for _, c := range []Count{CountAll, CountAsserted} {
			for _, p := range scored(t, scorer(c), d).Stances {
				got = append(got, fmt.Sprint(p.Kind, " ", p.Negative, " ", p.Count, " ", p.Parts))
			}
		}
		want := map[string][]string{
			"hits": {
				"denied false 2 4", "denied true 1 1", "uncertain true 1 1", "denied or uncertain false 2 4", "denied or uncertain true 2 2",
				"quoted true 1 1", "held by others false 1 2", "held by others true 1 1",
				"denied false -2 -4", "denied true -1 -1", "uncertain true -1 -1", "denied or uncertain false -2 -4", "denied or uncertain true -2 -2",
				"quoted true 1 1", "held by others false 1 2", "held by others true 1 1",
			},
			// The first sentence stays where it is by its development.
			"sentences": {
				"denied true 1 1", "uncertain true 1 1", "denied or uncertain true 2 2", "quoted true 1 1", "held by others false 1 1", "held by others true 1 1",
				"denied true -1 -1", "uncertain true -1 -1", "denied or uncertain true -2 -2", "quoted true 1 1", "held by others false 1 1", "held by others true 1 1",
			},
		}[count]
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", count, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
