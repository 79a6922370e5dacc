package score

import (
	"fmt"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

const topical = `Growth grows. The net helps growth. Growth again.

Far growth. No growth at sea.

The net, without it. Growth next. Growth last. Growth over.`

func topicScorer(tb testing.TB, within, only string) *Scorer {
	tb.Helper()
	lex, err := lexicon.Parse(strings.NewReader(`
name: t
frames:
- {key: dev, entries: {en: [growth]}}
topics:
- {key: net, entries: {en: [net]}}
- {key: sea, entries: {en: [sea]}}
`), "t.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	m, err := lexicon.Compile(lex, lexicon.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	w, err := lexicon.ParseWithin(within)
	if err != nil {
		tb.Fatal(err)
	}
	return New(m, token.NewVocabulary(), Options{Within: w, Topic: only})
}

// TestTopics: what is inside counts above and below the line, what is outside
// nowhere, for each way to say how near is inside.
func TestTopics(t *testing.T) {
	for _, c := range []struct {
		within   string
		net, sea string // sentences, tokens, hits
	}{
		{"sentence", "2 8 1", "1 4 1"},
		{"paragraph", "7 18 6", "2 6 2"},
		{"document", "9 24 8", "9 24 8"},
		{"0", "2 8 1", "1 4 1"},
		{"1", "6 18 5", "3 10 2"},
		{"2", "8 22 7", "5 14 4"},
	} {
		d, err := topicScorer(t, c.within, "").Score(&corpus.Document{Text: topical, Lang: "en"})
		if err != nil {
			t.Fatal(err)
		}
		for k, want := range []string{c.net, c.sea} {
			sentences, tokens := d.Inside(k)
			hits := 0
			for _, h := range d.Hits {
				if h.Reason == lexicon.Kept && h.Topics&(1<<k) != 0 {
					hits++
				}
			}
			if got := fmt.Sprint(sentences, tokens, hits); got != want {
				t.Errorf("within %s, topic %d: %s, want %s", c.within, k, got, want)
			}
		}
		if d.Sentences != 9 || d.Frames[0].Hits != 8 {
			t.Errorf("within %s: %d sentences and %d hits in all, want 9 and 8", c.within, d.Sentences, d.Frames[0].Hits)
		}
	}
}

// TestOnlyTopic: a run restricted to a topic keeps the hits inside it and has
// the others on record as off-topic.
func TestOnlyTopic(t *testing.T) {
	d, err := topicScorer(t, "paragraph", "sea").Score(&corpus.Document{Text: topical, Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[lexicon.Reason]int{}
	for _, h := range d.Hits {
		reasons[h.Reason]++
		if (h.Reason == lexicon.Kept) != (h.Topics == 0b10) {
			t.Errorf("%q: topics %b, reason %q", h.Surface, h.Topics, h.Reason)
		}
	}
	if d.Frames[0].Hits != 2 || reasons[lexicon.Kept] != 2 || reasons[lexicon.OffTopic] != 6 {
		t.Errorf("%d hits counted; in the ledger %v", d.Frames[0].Hits, reasons)
	}
}

func TestParseWithin(t *testing.T) {
	for _, bad := range []string{"page", "-1", "1.5"} {
		if _, err := lexicon.ParseWithin(bad); err == nil {
			t.Errorf("within %q parsed", bad)
		}
	}
}
