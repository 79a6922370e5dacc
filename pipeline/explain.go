package pipeline

import (
	"fmt"
	"unicode"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/token"
)

// Explanation is a text with everything a lexicon finds in it.
type Explanation struct {
	Lexicon   string              `json:"lexicon"`
	Lang      string              `json:"lang"`
	Tokens    int                 `json:"tokens"`
	Sentences []ExplainedSentence `json:"sentences"`
}

// ExplainedSentence is one sentence, bytes Start..End of the text.
type ExplainedSentence struct {
	Start  int32          `json:"start"`
	End    int32          `json:"end"`
	Text   string         `json:"text"`
	Topics []string       `json:"topics"`
	Hits   []ExplainedHit `json:"hits"`
}

// ExplainedHit is one hit, kept or not, bytes Start..End of the text.
type ExplainedHit struct {
	Start   int32  `json:"start"`
	End     int32  `json:"end"`
	Surface string `json:"surface"`
	Frame   string `json:"frame"`
	Entry   string `json:"entry"`
	Kept    bool   `json:"kept"`
	Reason  string `json:"reason"`
}

// Explain says what the configured lexicon finds in a text, and why what it
// does not count does not. lang is en or zh; empty: zh if the text has a Han
// character.
func Explain(c Config, text, lang string) (*Explanation, error) {
	c, err := c.resolve()
	if err != nil {
		return nil, AsConfig(err)
	}
	lex, err := loadLexicon(c.Lexicon)
	if err != nil {
		return nil, AsConfig(err)
	}
	m, err := lexicon.Compile(lex.Lexicon, lexicon.Options{Scope: lexicon.Scope(c.Scope)})
	if err != nil {
		return nil, AsConfig(err)
	}
	if c.Topic != "" && lex.TopicIndex(c.Topic) < 0 {
		return nil, AsConfig(fmt.Errorf("topic %q: the lexicon %s does not have it", c.Topic, lex.Name))
	}
	within, err := lexicon.ParseWithin(c.Within)
	if err != nil {
		return nil, AsConfig(err)
	}
	if lang == "" {
		lang = guessLang(text)
	}
	scorer := score.New(m, token.NewVocabulary(), score.Options{Text: score.TextAll, Within: within, Topic: c.Topic})
	d, err := scorer.Score(&corpus.Document{Text: text, Lang: lang})
	if err != nil {
		return nil, err
	}
	return explained(m, d), nil
}

func guessLang(text string) string {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			return token.Chinese
		}
	}
	return token.English
}

func explained(m *lexicon.Matcher, d *score.Document) *Explanation {
	out := &Explanation{Lexicon: m.Lexicon().Name, Lang: d.Lang, Tokens: d.Tokens}
	i := 0
	for _, p := range d.Passages {
		s := ExplainedSentence{Start: p.Start, End: p.End, Text: p.Text, Topics: []string{}, Hits: []ExplainedHit{}}
		for k, t := range m.Lexicon().Topics {
			if p.Topics&(1<<k) != 0 {
				s.Topics = append(s.Topics, t.Key)
			}
		}
		for ; i < len(d.Hits) && d.Hits[i].Sentence == p.Sentence; i++ {
			h := &d.Hits[i]
			s.Hits = append(s.Hits, ExplainedHit{
				Start: h.Start, End: h.End, Surface: h.Surface, Frame: m.Name(int(h.Frame)),
				Entry: m.Entries()[h.Entry].Term, Kept: h.Reason == lexicon.Kept, Reason: h.Reason.String(),
			})
		}
		out.Sentences = append(out.Sentences, s)
	}
	return out
}
