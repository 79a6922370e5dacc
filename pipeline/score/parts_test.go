package score

import (
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

// TestSideParts: what entries have in the sentences of a document, and that the
// shares of a side add up to its sentences.
func TestSideParts(t *testing.T) {
	lex, err := lexicon.Parse(strings.NewReader(`
name: t
frames:
- {key: sov, entries: {en: [sovereignty, independence]}}
- {key: sec, entries: {en: [security]}, except: {en: [security council]}}
- {key: dev, entries: {en: [development]}}
pairs: [{key: p, a: [sec], b: [dev]}]
contrasts: [{key: c, count: sentences, positive: [sov], negative: {pairs: [p]}}]
topics: [{key: net, entries: {en: [internet]}}]
`), "t.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := lexicon.Compile(lex, lexicon.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(m, token.NewVocabulary(), Options{}).Score(&corpus.Document{Lang: "en", Text: "Sovereignty and independence. Sovereignty, once more. " +
		"Security and development of the internet. Security, development, security. The Security Council and development."})
	if err != nil {
		t.Fatal(err)
	}
	entry := func(term string) int32 {
		return int32(slices.IndexFunc(m.Entries(), func(e lexicon.CompiledEntry) bool { return e.Term == term }))
	}
	const w = lexicon.Whole
	want := []SidePart{
		{0, false, entry("sovereignty"), 0, 2, w/2 + w, 1},
		{0, false, entry("independence"), 0, 1, w / 2, 0},
		{0, true, entry("security"), 0, 1, 2 * w / 3, 1},
		{0, true, entry("security"), 1, 1, w / 2, 1},
		{0, true, entry("development"), 0, 1, w / 3, 1},
		{0, true, entry("development"), 1, 1, w / 2, 1},
	}
	slices.SortFunc(want, func(a, b SidePart) int { return a.compare(&b) })
	if !slices.Equal(d.Sides, want) {
		t.Errorf("parts %v, want %v", d.Sides, want)
	}
}
