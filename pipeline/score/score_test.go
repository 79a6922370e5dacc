package score

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/token"
)

func scorer(tb testing.TB, text Text) *Scorer {
	tb.Helper()
	lex, err := lexicon.Parse(strings.NewReader(`
name: t
frames:
- key: dev
  entries: {en: [develop*, {term: growth, weight: 2}], zh: [发展]}
- key: sec
  entries: {en: [security], zh: [安全, 统筹发展和安全]}
  except: {en: [security council]}
pairs:
- {key: both, a: [sec], b: [dev]}
`), "t.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	m, err := lexicon.Compile(lex, lexicon.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return New(m, token.NewVocabulary(), Options{Text: text})
}

// stanced is a scorer with rules of stance, that keeps all sentences.
func stanced(tb testing.TB, count Count) *Scorer {
	tb.Helper()
	rules, err := stance.Parse(strings.NewReader(`
name: t
lang: en
denied: ["no", never]
uncertain: [perhaps]
terminators: [but]
speech: {verbs: [say], other: [they]}
quotes: {marks: [“”]}
`), "t.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	told, err := stance.Compile(rules)
	if err != nil {
		tb.Fatal(err)
	}
	return New(scorer(tb, "").m, token.NewVocabulary(), Options{Text: TextAll, Stance: told, Count: count})
}

const statement = "\ufeffSecurity and devel\u00adopment. The Security Council met.\n\nGrowth — and develop-\nment. Nothing here."

// TestScore: counts, and a ledger whose offsets point into the raw text.
func TestScore(t *testing.T) {
	d, err := scorer(t, TextHits).Score(&corpus.Document{Text: statement, Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if d.Sentences != 4 || d.Tokens != 12 {
		t.Errorf("%d sentences and %d tokens, want 4 and 12", d.Sentences, d.Tokens)
	}
	if want := []FrameCount{{3, 4, 2}, {1, 1, 1}}; !reflect.DeepEqual(d.Frames, want) {
		t.Errorf("frames %v, want %v", d.Frames, want)
	}
	var got []string
	for _, h := range d.Hits {
		if statement[h.Start:h.End] != h.Surface {
			t.Errorf("%q stands at %d..%d, not %q", statement[h.Start:h.End], h.Start, h.End, h.Surface)
		}
		got = append(got, fmt.Sprintf("%d %q %s", h.Sentence, h.Surface, h.Reason))
	}
	want := []string{`0 "Security" `, `0 "devel\u00adopment" `, `1 "Security" blocked`, `2 "Growth" `, `2 "develop-\nment" `}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("hits %q, want %q", got, want)
	}
}

// TestPassages: the sentences kept are those asked for, and hold their hits.
func TestPassages(t *testing.T) {
	for text, want := range map[Text]string{TextHits: "0 2", TextAll: "0 1 2 3", TextNone: ""} {
		d, err := scorer(t, text).Score(&corpus.Document{Text: statement, Lang: "en"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range d.Passages {
			got = append(got, fmt.Sprint(p.Sentence))
			if p.Text != statement[p.Start:p.End] {
				t.Errorf("passage %d is not where it says", p.Sentence)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("text %s: passages %v, want %s", text, got, want)
		}
	}
}

// TestScoreChinese: the explicit balance phrase is one hit of its frame, and
// the terms inside it count for the other frame.
func TestScoreChinese(t *testing.T) {
	d, err := scorer(t, TextHits).Score(&corpus.Document{Text: "坚持统筹发展和安全。", Lang: "zh"})
	if err != nil {
		t.Fatal(err)
	}
	if d.Frames[0].Hits != 1 || d.Frames[1].Hits != 1 {
		t.Errorf("got %+v", d.Frames)
	}
}

// TestUnknownLanguage: what can't be tokenized is an error of this document.
func TestUnknownLanguage(t *testing.T) {
	if _, err := scorer(t, TextHits).Score(&corpus.Document{Text: "Securitas.", Lang: "la"}); err == nil {
		t.Error("Latin was scored")
	}
}
