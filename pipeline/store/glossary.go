package store

import "github.com/frameshift/frameshift/pipeline/lexicon"

// Glossary says in the manifest what the keys in the tables stand for, in the
// order of the lexicon; each text in one line.
type Glossary struct {
	Frames    []Term       `json:"frames"`
	Contrasts []Term       `json:"contrasts"`
	Pairs     []Term       `json:"pairs"`
	Topics    []Term       `json:"topics"`
	Issuers   []IssuerRule `json:"issuers"`
}

// Term is a frame, contrast, pair or topic. A frame and a topic have a
// definition; a contrast and a pair have two sides of frames, and maybe a topic
// they are restricted to. A contrast that counts sentences says so, and its sides
// may have pairs as well.
type Term struct {
	Key        string   `json:"key"`
	Label      string   `json:"label"`
	Definition string   `json:"definition,omitempty"`
	A          []string `json:"a,omitempty"` // of a contrast, the positive side
	B          []string `json:"b,omitempty"`
	Count      string   `json:"count,omitempty"` // sentences; empty: hits
	PairsA     []string `json:"a_pairs,omitempty"`
	PairsB     []string `json:"b_pairs,omitempty"`
	Topic      string   `json:"topic,omitempty"`
}

// IssuerRule says who speaks under a code in a range of dates.
type IssuerRule struct {
	Code   string `json:"code"`
	From   string `json:"from,omitempty"`
	Until  string `json:"until,omitempty"`
	Issuer string `json:"issuer"`
}

// NewGlossary is the glossary of a lexicon.
func NewGlossary(lex *lexicon.Lexicon, issuers []IssuerRule) Glossary {
	g := Glossary{Frames: defined(lex.Frames), Contrasts: []Term{}, Pairs: []Term{}, Topics: defined(lex.Topics)}
	for _, c := range lex.Contrasts {
		t := Term{Key: c.Key, Label: oneLine(c.Label), A: c.Positive.Frames, B: c.Negative.Frames, Topic: c.Topic}
		if c.Sentences() {
			t.Count, t.PairsA, t.PairsB = c.Count, c.Positive.Pairs, c.Negative.Pairs
		}
		g.Contrasts = append(g.Contrasts, t)
	}
	for _, p := range lex.Pairs {
		g.Pairs = append(g.Pairs, Term{Key: p.Key, Label: oneLine(p.Label), A: p.A, B: p.B, Topic: p.Topic})
	}
	g.Issuers = append([]IssuerRule{}, issuers...) // an empty list is written as [] and not as null
	return g
}

func defined(list []lexicon.Frame) []Term {
	out := []Term{}
	for _, f := range list {
		out = append(out, Term{Key: f.Key, Label: oneLine(f.Label), Definition: oneLine(f.Definition)})
	}
	return out
}
