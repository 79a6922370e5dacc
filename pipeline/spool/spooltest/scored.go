package spooltest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/token"
)

// Lexicon has three frames, two topics, a contrast of hits, one of sentences and
// a pair; "rules" is in two frames.
const Lexicon = `
name: scored
frames:
- {key: p, entries: {en: [sovereignty, development, rules]}}
- {key: n, entries: {en: [security, order, {term: peaceful, weight: 2.5}]}}
- {key: other, entries: {en: [rules, principle]}}
contrasts:
- {key: c, positive: [p], negative: [n]}
- {key: s, count: sentences, positive: [p], negative: {frames: [n], pairs: [both]}}
pairs:
- {key: both, a: [p], b: [n, other]}
topics:
- {key: net, entries: {en: [digital]}}
- {key: sea, entries: {en: [connectivity]}}
`

// rules find cues among the words of Prose.
const rules = `
name: scored
lang: en
width: 2
denied: [of]
uncertain: [international]
speech: {verbs: [principle], other: [the]}
quotes: {words: [economy]}
`

// Compile compiles a lexicon.
func Compile(text string) (*lexicon.Matcher, error) {
	lex, err := lexicon.Parse(strings.NewReader(text), "scored.yaml")
	if err != nil {
		return nil, err
	}
	return lexicon.Compile(lex, lexicon.Options{})
}

// Scored are n documents of random text, scored: some without a hit, some with
// a date of a year only, over nine years, of three issuers and an unnamed one,
// for two audiences. Their ids are in no order.
func Scored(m *lexicon.Matcher, r *rand.Rand, n int) ([]*score.Document, error) {
	rules, err := stance.Parse(strings.NewReader(rules), "rules.yaml")
	if err != nil {
		return nil, err
	}
	told, err := stance.Compile(rules)
	if err != nil {
		return nil, err
	}
	scorer := score.New(m, token.NewVocabulary(), score.Options{Stance: told})
	var out []*score.Document
	for _, i := range r.Perm(n) {
		d, err := scorer.Score(statement(r, i))
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

func statement(r *rand.Rand, i int) *corpus.Document {
	var b strings.Builder
	for range r.IntN(12) {
		b.WriteString("The " + Prose(r, 10+r.IntN(80)) + ". ")
	}
	d := &corpus.Document{
		ID: fmt.Sprintf("doc-%d", i), Seq: int64(i), Text: b.String() + "End.", Lang: "en", Issuer: [...]string{"A", "B", "C", ""}[r.IntN(4)],
		Date:     corpus.Date{Year: 2001 + r.IntN(9), Month: 1 + r.IntN(12), Day: 1 + r.IntN(28), Precision: corpus.PrecisionDay},
		Audience: [...]string{"home", "abroad"}[r.IntN(2)],
		Meta:     []corpus.Field{{Key: "region", Value: [...]string{"north, far", "south"}[r.IntN(2)]}},
	}
	if r.IntN(9) == 0 {
		d.Date = corpus.Date{Year: d.Date.Year, Month: 1, Day: 1, Precision: corpus.PrecisionYear}
	}
	return d
}
