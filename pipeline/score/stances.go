package score

import (
	"cmp"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/token"
)

// StancePart is what hits of one kind of stance have in the sides of the lexicon's
// first contrast: what would be lost without them or, where only asserted hits count,
// won with those that are not.
type StancePart struct {
	Kind     StanceKind
	Negative bool // the side
	Topics   uint64
	Count    int32 // hits, or sentences on the side
	Parts    int64 // their weight, in parts of lexicon.Matcher.Parts; of sentences, their number
}

func (p *StancePart) compare(q *StancePart) int {
	return cmp.Or(cmp.Compare(p.Kind, q.Kind), cmp.Compare(bit(p.Negative), bit(q.Negative)), cmp.Compare(p.Topics, q.Topics))
}

// StanceKind is a kind of stances.
type StanceKind uint8

// The kinds.
const (
	KindDenied StanceKind = iota
	KindUncertain
	KindNotAsserted // one of the two
	KindQuoted
	KindOther // held by somebody else
	StanceKinds
)

// String is the name of the kind in the table stability.
func (k StanceKind) String() string {
	return [...]string{"denied", "uncertain", "denied or uncertain", "quoted", "held by others"}[k]
}

func (k StanceKind) holds(s *stance.Stance) bool {
	switch k {
	case KindDenied:
		return s.Polarity == stance.Denied
	case KindUncertain:
		return s.Polarity == stance.Uncertain
	case KindNotAsserted:
		return s.Polarity > stance.Asserted
	case KindQuoted:
		return s.Quoted
	}
	return s.Holder == stance.Other
}

// stances tells the stances of hits and counts them.
type stances struct {
	marker   *stance.Marker
	asserted bool // only what is asserted counts
	places   []stance.Place
	of       []int // by place, which hit it is of
	list     []StancePart

	// The sides of the first contrast, if there is one.
	entries []lexicon.CompiledEntry
	sides   *lexicon.Sides
	side    int       // number of the positive one, -1 where hits count
	on      [2][]bool // by frame, where hits count
	hits    []int32   // by frame, of the sentence under way
}

func newStances(m *lexicon.Matcher, sides *lexicon.Sides, o Options) *stances {
	s := &stances{marker: o.Stance.NewMarker(), asserted: o.Count == CountAsserted, entries: m.Entries()}
	lex := m.Lexicon()
	if len(lex.Contrasts) > 0 {
		c := &lex.Contrasts[0]
		s.sides, s.side, s.hits = sides, sides.Of(0), make([]int32, len(lex.Frames))
		s.on = [2][]bool{side(lex, c.Positive.Frames), side(lex, c.Negative.Frames)}
	}
	return s
}

// reset begins a document, also after one that ended in a panic.
func (s *stances) reset() { s.of, s.places = s.of[:0], s.places[:0] }

// add takes a kept hit, the n-th of the document.
func (s *stances) add(n int, h lexicon.Hit) {
	s.of, s.places = append(s.of, n), append(s.places, stance.Place{Sentence: h.Sentence, Start: h.Start, End: h.End})
}

// tell notes the stances of the hits that were added, and that those do not count
// which are not asserted, where only these do.
func (s *stances) tell(raw string, tokens *token.Document, hits []spot) {
	for i, told := range s.marker.Mark(tokens, s.places) {
		p := &hits[s.of[i]]
		if told.Cued() {
			told.CueStart, told.CueEnd = inRaw(raw, &tokens.Text, int(told.CueStart), int(told.CueEnd))
		}
		p.stance = told
		switch {
		case !s.asserted:
		case told.Polarity == stance.Denied:
			p.reason = lexicon.Denied
		case told.Polarity == stance.Uncertain:
			p.reason = lexicon.Uncertain
		}
	}
}

// count adds what the stances of a sentence's hits change.
func (s *stances) count(hits []Hit, topics uint64) {
	plain := true
	for i := range hits {
		plain = plain && hits[i].Stance.Plain()
	}
	if plain || s.sides == nil {
		return
	}
	whole := s.have(hits, func(h *Hit) bool { return h.Reason == lexicon.Kept })
	for k := range StanceKinds {
		adds := s.asserted && k <= KindNotAsserted
		part := s.have(hits, func(h *Hit) bool {
			told := h.Reason == lexicon.Kept || h.Reason == lexicon.Denied || h.Reason == lexicon.Uncertain
			if adds {
				return told && (h.Reason == lexicon.Kept || k.holds(&h.Stance))
			}
			return h.Reason == lexicon.Kept && !k.holds(&h.Stance)
		})
		for n := range whole {
			if lost := (sideCount{whole[n].count - part[n].count, whole[n].parts - part[n].parts}); lost.count != 0 {
				s.list = append(s.list, StancePart{k, n == 1, topics, lost.count, lost.parts})
			}
		}
	}
}

// sideCount is what is on a side.
type sideCount struct {
	count int32
	parts int64
}

// have returns what the sides have of a sentence with only some of its hits.
func (s *stances) have(hits []Hit, which func(*Hit) bool) (out [2]sideCount) {
	clear(s.hits)
	for i := range hits {
		h := &hits[i]
		if !which(h) {
			continue
		}
		s.hits[h.Frame]++
		for n := range out {
			if s.on[n][h.Frame] {
				out[n].count++
				out[n].parts += int64(s.entries[h.Entry].Parts)
			}
		}
	}
	if s.side < 0 {
		return out
	}
	for n := range out {
		on := int32(bit(s.sides.On(s.side+n, s.hits)))
		out[n] = sideCount{on, int64(on)}
	}
	return out
}

// sum returns the parts of the document, sorted, and begins the next.
func (s *stances) sum() []StancePart {
	slices.SortFunc(s.list, func(a, b StancePart) int { return a.compare(&b) })
	n := 0
	for i := range s.list {
		if n > 0 && s.list[n-1].compare(&s.list[i]) == 0 {
			s.list[n-1].Count += s.list[i].Count
			s.list[n-1].Parts += s.list[i].Parts
			continue
		}
		s.list[n] = s.list[i]
		n++
	}
	return slices.Clone(s.list[:n]) // kept for the whole run
}
