package stance

import (
	"sort"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

// Place is where a hit is: a sentence, and bytes of the normalised text.
type Place struct{ Sentence, Start, End int32 }

// Marker marks hits of one document after the other. It is not safe for concurrent
// use.
type Marker struct {
	m    *Matcher
	find *lexicon.Finder

	out    []Stance
	quotes quotes

	// The sentence under way.
	*language
	doc    *token.Document
	tokens []token.Token
	hits   []Place
	marked []Stance // of them
	found  []lexicon.Hit
	undone []bool // of found
	stops  []span // terminators and shields
	ends   []span // terminators
	self   []span // subjects
	other  []span
	verb   int32 // where the last verb of speech ended
}

// NewMarker returns a Marker. All documents it is given must come from tokenizers
// over one vocabulary.
func (m *Matcher) NewMarker() *Marker { return &Marker{m: m, find: m.match.NewFinder()} }

// Mark says how a text stands to its hits, which are sorted by sentence and start.
// Cues are bytes of the normalised text. The slice is valid until the next call.
func (k *Marker) Mark(d *token.Document, hits []Place) []Stance {
	k.out = append(k.out[:0], make([]Stance, len(hits))...)
	k.doc = d
	paragraph := int32(-1)
	for i := 0; i < len(hits); {
		j := i + 1
		for j < len(hits) && hits[j].Sentence == hits[i].Sentence {
			j++
		}
		sent := &d.Sentences[hits[i].Sentence]
		if k.language = k.m.langs[sent.Lang]; k.language != nil {
			if sent.Paragraph != paragraph {
				k.quotes.find(d, int(hits[i].Sentence), &k.marks)
				paragraph = sent.Paragraph
			}
			k.tokens, k.hits, k.marked = d.Tokens[sent.First:sent.Last], hits[i:j], k.out[i:j]
			k.sentence(int(hits[i].Sentence))
		}
		i = j
	}
	return k.out
}

// sentence marks the hits of a sentence.
func (k *Marker) sentence(i int) {
	for n, h := range k.hits {
		k.marked[n] = Stance{Polarity: Asserted, Quoted: len(k.quotes.list) > 0 && k.quotes.holds(h.Start, h.End)}
	}
	if k.found = k.find.FindIn(k.doc, i); len(k.found) == 0 {
		return
	}
	k.sort()
	k.undo()
	k.verb = 0
	for i, h := range k.found {
		if h.Reason != lexicon.Kept || k.undone[i] {
			continue
		}
		switch c := k.m.cues[h.Entry]; c.role {
		case roleDenied:
			k.cue(h, c, Denied)
		case roleUncertain:
			k.cue(h, c, Uncertain)
		case roleVerb:
			k.speech(h)
		case roleQuote:
			k.ahead(h.End, k.rules.Quotes.Width, k.ends, func(n int) { k.marked[n].Quoted = true })
		}
	}
}

// sort finds terminators and subjects among what was found.
func (k *Marker) sort() {
	k.stops, k.ends, k.self, k.other = k.stops[:0], k.ends[:0], k.self[:0], k.other[:0]
	for _, h := range k.found {
		role := k.m.cues[h.Entry].role
		if h.Reason != lexicon.Kept && role != roleShield { // which holds as part of a longer word too
			continue
		}
		at := span{h.Start, h.End}
		switch role {
		case roleTerminator:
			k.stops, k.ends = append(k.stops, at), append(k.ends, at)
		case roleShield:
			k.stops = append(k.stops, at)
		case roleSelf:
			k.self = append(k.self, at)
		case roleOther:
			k.other = append(k.other, at)
		}
	}
}

// undo finds denials that undo each other. One that may and begins the sentence says
// on what condition something holds, and denies nothing.
func (k *Marker) undo() {
	k.undone = append(k.undone[:0], make([]bool, len(k.found))...)
	last := -1     // denial
	var opens *cue // the first one, that begins the sentence
	for i, h := range k.found {
		c := &k.m.cues[h.Entry]
		if h.Reason != lexicon.Kept || c.role != roleDenied {
			continue
		}
		switch {
		case last < 0 && c.undoes > 0 && k.at(h.Start) == 0:
			k.undone[i], opens = true, c
		case last >= 0 && k.at(h.Start)-k.at(k.found[last].End) < c.undoes,
			opens != nil && k.at(h.Start)-k.at(k.found[last].End) < opens.undoes:
			k.undone[i], k.undone[last], opens = true, true, nil
		default:
			opens = nil
		}
		last = i
	}
}

// cue marks what a cue reaches. The nearest cue decides, a denial before a doubt; of
// two that are as near, the one that stands before.
func (k *Marker) cue(h lexicon.Hit, c cue, p Polarity) {
	mark := func(n int) {
		s := &k.marked[n]
		if s.Polarity == Denied && p == Uncertain || s.Polarity == p && k.distance(n, s.CueStart, s.CueEnd) <= k.distance(n, h.Start, h.End) {
			return
		}
		s.Polarity, s.CueStart, s.CueEnd = p, h.Start, h.End
	}
	if c.after {
		k.behind(h.Start, c.width, k.stops, mark)
	} else {
		k.ahead(h.End, c.width, k.stops, mark)
	}
}

// distance is how many bytes a cue is from a hit.
func (k *Marker) distance(n int, start, end int32) int32 {
	return max(k.hits[n].Start-end, start-k.hits[n].End)
}

// speech marks what a verb of speech reaches with its subject. A nearer verb comes
// later and wins; one whose subject is not listed leaves what it reaches nobody's.
func (k *Marker) speech(verb lexicon.Hit) {
	from, holder := max(k.verb, k.back(verb.Start, k.rules.Speech.Before, k.ends)), None
	k.verb = verb.End
	if at := last(k.self, verb.Start); at >= from {
		from, holder = at+1, Self
	}
	if last(k.other, verb.Start) >= from {
		holder = Other
	}
	k.ahead(verb.End, k.rules.Speech.Width, k.ends, func(n int) { k.marked[n].Holder = holder })
}

// last returns where the last of some places begins that ends before another, or -1.
func last(list []span, before int32) int32 {
	n := sort.Search(len(list), func(n int) bool { return list[n].end > before }) - 1
	if n < 0 {
		return -1
	}
	return list[n].start
}
