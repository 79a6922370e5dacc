package score

import (
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/token"
)

// finding is what tokenizing and matching found in a text: with the text, all that
// the document is made of. Places are bytes of the raw text.
type finding struct {
	sentences []sentence
	hits      []spot // of frames, in the order of the sentences
	passages  []spot // sentences whose text is kept
}

type sentence struct {
	words  int32
	topics uint64 // bit k: it is inside the k-th topic
}

// spot is a hit, or a sentence as a whole.
type spot struct {
	sentence   int32
	start, end int32
	entry      int32
	reason     lexicon.Reason
	stance     stance.Stance // of a hit
}

// note keeps what was found in a text. Hits of topics have done their work then.
func (s *Scorer) note(raw string, tokens *token.Document, hits []lexicon.Hit) {
	s.gate = s.m.Gate(tokens, hits, s.o.Within, s.gate)
	f := &s.found
	if s.stances != nil {
		s.stances.reset()
	}
	f.sentences, f.hits, f.passages = f.sentences[:0], f.hits[:0], f.passages[:0]
	for i := range tokens.Sentences {
		f.sentences = append(f.sentences, sentence{tokens.Sentences[i].Words, s.gate[i]})
	}
	for _, h := range hits {
		if s.m.Entries()[h.Entry].Frame < 0 {
			continue
		}
		p := spot{sentence: h.Sentence, entry: h.Entry, reason: h.Reason}
		p.start, p.end = inRaw(raw, &tokens.Text, int(h.Start), int(h.End))
		if p.reason == lexicon.Kept && !s.inside(p.sentence) {
			p.reason = lexicon.OffTopic
		}
		if p.reason == lexicon.Kept && s.stances != nil {
			s.stances.add(len(f.hits), h)
		}
		f.hits = append(f.hits, p)
	}
	if s.stances != nil {
		s.stances.tell(raw, tokens, f.hits)
	}
	s.notePassages(tokens)
}

// notePassages finds the sentences whose text is asked for.
func (s *Scorer) notePassages(tokens *token.Document) {
	if s.o.Text == TextNone {
		return
	}
	f, h := &s.found, 0
	for i, sent := range tokens.Sentences {
		wanted := s.o.Text == TextAll
		for ; h < len(f.hits) && int(f.hits[h].sentence) == i; h++ {
			wanted = wanted || f.hits[h].reason == lexicon.Kept
		}
		if wanted {
			start, end := tokens.Text.Raw(int(sent.Start), int(sent.End))
			f.passages = append(f.passages, spot{sentence: int32(i), start: int32(start), end: int32(end)})
		}
	}
}

// inside says whether a sentence counts in a run restricted to a topic.
func (s *Scorer) inside(sentence int32) bool {
	return s.only < 0 || s.gate[sentence]&(1<<s.only) != 0
}

// inRaw gives a hit its place in the raw text, widened to whole characters.
func inRaw(raw string, text *token.Text, from, to int) (start, end int32) {
	i, j := text.Raw(from, to)
	for i > 0 && !utf8.RuneStart(raw[i]) {
		i--
	}
	for j < len(raw) && !utf8.RuneStart(raw[j]) {
		j++
	}
	return int32(i), int32(j)
}

// document makes the document of what was found in it. Its places are those in the
// text of its file, of which it may be a part.
func (s *Scorer) document(d *corpus.Document) *Document {
	f, offset := &s.found, int32(d.Offset)
	out := &Document{Document: d, Hits: make([]Hit, 0, len(f.hits))}
	for _, p := range f.hits {
		out.Hits = append(out.Hits, Hit{
			Sentence: p.sentence, Start: p.start + offset, End: p.end + offset,
			Frame: int32(s.m.Entries()[p.entry].Frame), Entry: p.entry, Reason: p.reason,
			Topics: f.sentences[p.sentence].topics, Surface: strings.Clone(d.Text[p.start:p.end]), Stance: p.stance.Moved(offset),
		})
	}
	s.count(out)
	for _, p := range f.passages {
		out.Passages = append(out.Passages, Passage{
			Sentence: p.sentence, Start: p.start + offset, End: p.end + offset,
			Topics: f.sentences[p.sentence].topics, Text: d.Text[p.start:p.end],
		})
	}
	return out
}
