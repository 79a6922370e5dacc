package inspect

import (
	"cmp"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/token"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Options say how a text is read. The zero value is the default.
type Options struct {
	Lang   string // the code of its language; empty: told by its letters and function words
	Scope  string // frame (default) or lexicon
	Topic  string // count only what is inside this topic
	Within string // how near to a term of a topic is inside it; default sentence
	// Stance are the rules by which hits are told to be denied or quoted; nil: none are.
	Stance *stance.Matcher
	Count  score.Count // which hits count; all if empty
}

// Text is a text with everything a lexicon finds in it.
type Text struct {
	Lexicon   string     `json:"lexicon"`
	Lang      string     `json:"lang"`
	Tokens    int        `json:"tokens"`
	Sentences []Sentence `json:"sentences"`
}

// Sentence is one sentence, bytes Start..End of the text.
type Sentence struct {
	Start  int32    `json:"start"`
	End    int32    `json:"end"`
	Text   string   `json:"text"`
	Topics []string `json:"topics"`
	Hits   []Hit    `json:"hits"`
}

// Hit is one hit, kept or not, bytes Start..End of the text.
type Hit struct {
	Start   int32  `json:"start"`
	End     int32  `json:"end"`
	Surface string `json:"surface"`
	Frame   string `json:"frame"`
	Entry   string `json:"entry"`
	Kept    bool   `json:"kept"`
	Reason  string `json:"reason"`

	Polarity string `json:"polarity,omitempty"` // and what follows: nothing where no rules looked
	Cue      *Cue   `json:"cue,omitempty"`      // that makes it denied or uncertain
	Quoted   bool   `json:"quoted,omitempty"`
	Holder   string `json:"holder,omitempty"`
}

// Cue is bytes Start..End of the text.
type Cue struct {
	Start int32  `json:"start"`
	End   int32  `json:"end"`
	Text  string `json:"text"`
}

// Read says what a lexicon finds in a text, and why what it does not count does
// not.
func Read(lex *lexicon.Lexicon, text string, o Options) (*Text, error) {
	m, err := lexicon.Compile(lex, lexicon.Options{Scope: lexicon.Scope(o.Scope)})
	if err != nil {
		return nil, usage.Wrap(err)
	}
	if o.Topic != "" && lex.TopicIndex(o.Topic) < 0 {
		return nil, usage.Errorf("topic %q: the lexicon %s does not have it", o.Topic, lex.Name)
	}
	within, err := lexicon.ParseWithin(cmp.Or(o.Within, lexicon.WithinSentence))
	if err != nil {
		return nil, usage.Wrap(err)
	}
	scorer := score.New(m, token.NewVocabulary(), score.Options{Text: score.TextAll, Within: within, Topic: o.Topic, Stance: o.Stance, Count: o.Count})
	d, err := scorer.Score(&corpus.Document{Text: text, Lang: cmp.Or(o.Lang, lang.Guess(text).Code)})
	if err != nil {
		return nil, err
	}
	return marked(m, d), nil
}

func marked(m *lexicon.Matcher, d *score.Document) *Text {
	out := &Text{Lexicon: m.Lexicon().Name, Lang: d.Lang, Tokens: d.Tokens}
	i := 0
	for _, p := range d.Passages {
		s := Sentence{Start: p.Start, End: p.End, Text: p.Text, Topics: []string{}, Hits: []Hit{}}
		for k, t := range m.Lexicon().Topics {
			if p.Topics&(1<<k) != 0 {
				s.Topics = append(s.Topics, t.Key)
			}
		}
		for ; i < len(d.Hits) && d.Hits[i].Sentence == p.Sentence; i++ {
			h, e := &d.Hits[i], &m.Entries()[d.Hits[i].Entry]
			s.Hits = append(s.Hits, Hit{
				Start: h.Start, End: h.End, Surface: h.Surface, Frame: e.Key,
				Entry: e.Term, Kept: h.Reason == lexicon.Kept, Reason: h.Reason.String(),
			})
			s.Hits[len(s.Hits)-1].tell(h.Stance, d.Text)
		}
		out.Sentences = append(out.Sentences, s)
	}
	return out
}

func (h *Hit) tell(s stance.Stance, text string) {
	if s.Polarity == stance.Untold {
		return
	}
	h.Polarity, h.Quoted, h.Holder = s.Polarity.String(), s.Quoted, s.Holder.String()
	if s.Cued() {
		h.Cue = &Cue{s.CueStart, s.CueEnd, text[s.CueStart:s.CueEnd]}
	}
}
