package lexicon

import (
	"context"
	"encoding/binary"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/token"
)

// Reason says why a hit was not kept.
type Reason uint8

// The reasons.
const (
	Kept       Reason = iota // it counts
	Blocked                  // an except term of its frame lies over it
	Nested                   // it lies inside a longer hit of another frame (scope lexicon)
	InsideWord               // it starts or ends inside a longer word of the dictionary
	OffTopic                 // it stands outside the topic the run is restricted to
	Denied                   // its text denies it, where only what is asserted counts
	Uncertain                // its text leaves it open, where only what is asserted counts
	Reasons    = iota        // how many there are
)

// String is the word in the hits table; a kept hit has none.
func (r Reason) String() string {
	return [...]string{"", "blocked", "nested", "inside-word", "off-topic", "denied", "uncertain"}[r]
}

// Hit is one place where an entry was found: bytes Start..End of the
// normalised text of a document.
type Hit struct {
	Sentence   int32
	Start, End int32
	// Size is what longer and shorter mean: tokens, or bytes where entries match
	// as strings of characters.
	Size   int32
	Entry  int32  // its number in Matcher.Entries
	Reason Reason // Kept, or why not

	list int32 // of the entry
}

// Finder finds a Matcher's entries in one document after the other. It is not
// safe for concurrent use.
type Finder struct {
	m           *Matcher
	words       map[*lang.Language]*wordMemory
	index       *index // of the sentence's language
	*wordMemory        // of it

	ctx   context.Context // of the current call
	steps int

	found, blocks []Hit // candidates of the current sentence
	hits          []Hit
	resolver
}

// wordMemory keeps what is found out about the words of a vocabulary. Most words fit
// the same few atoms, so that little is asked for often and stays near the processor.
type wordMemory struct {
	*trie
	kindOf  []int32 // by word id, a number of kinds
	kinds   []kind
	numbers map[string]int32 // of kinds, by their atoms
}

// kind is the words that fit the same atoms.
type kind struct {
	role
	atoms []int32
}

// The first kinds.
const (
	unseen   = iota // of which nothing is kept: they may be anything
	boundary        // of what is no word
)

// NewFinder returns a Finder. All documents it is given must come from
// tokenizers over one vocabulary.
func (m *Matcher) NewFinder() *Finder {
	return &Finder{m: m, words: map[*lang.Language]*wordMemory{}}
}

// memory is that of an index's language.
func (s *Finder) memory(f *index) *wordMemory {
	w := s.words[f.lang]
	if w == nil {
		if err := f.fill(s.m); err != nil {
			panic("lexicon: compiled as checked: " + err.Error())
		}
		w = &wordMemory{trie: f.tokens, kinds: []kind{unseen: {role: anyRole}, boundary: {}}, numbers: map[string]int32{}}
		s.words[f.lang] = w
	}
	return w
}

// Find returns the document's hits, kept or not, sorted by sentence, start,
// end, frame or topic, and entry. The slice is valid until the next call.
func (s *Finder) Find(d *token.Document) []Hit {
	hits, _ := s.FindContext(context.Background(), d) // which never ends
	return hits
}

// FindContext is Find until the context ends, whose error it returns then.
func (s *Finder) FindContext(ctx context.Context, d *token.Document) ([]Hit, error) {
	s.ctx, s.hits = ctx, s.hits[:0]
	for i := range d.Sentences {
		if err := s.sentence(d, i); err != nil {
			return nil, err
		}
	}
	return s.hits, nil
}

// FindIn is Find in one sentence.
func (s *Finder) FindIn(d *token.Document, sentence int) []Hit {
	s.ctx, s.hits = context.Background(), s.hits[:0]
	_ = s.sentence(d, sentence) // its context never ends
	return s.hits
}

func (s *Finder) sentence(d *token.Document, i int) error {
	if l := d.Sentences[i].Lang; s.index == nil || s.index.lang != l {
		if s.index = s.m.indexes[l]; s.index == nil {
			return nil
		}
		s.wordMemory = s.memory(s.index)
	}
	s.found, s.blocks = s.found[:0], s.blocks[:0]
	if err := s.collect(d, s.index, int32(i)); err != nil {
		return err
	}
	if len(s.found) > 0 {
		s.resolve(d.Sentences[i])
	}
	return nil
}

// collect collects every entry that fits anywhere in the sentence.
func (s *Finder) collect(d *token.Document, f *index, sentence int32) error {
	if f.lang.Unit == lang.Characters {
		return s.characters(d, f, sentence)
	}
	return s.tokens(d, sentence)
}

// pauseSteps is how many tokens or characters are looked at before the next look
// at the context.
const pauseSteps = 1 << 12

// pause returns the context's error, from time to time.
func (s *Finder) pause() error {
	if s.steps++; s.steps%pauseSteps == 0 {
		return s.ctx.Err()
	}
	return nil
}

// tokens looks at two tokens at a time, and hardly ever may an entry begin with them.
// Nothing else is done of most, so that the processor reads ahead what is known of many.
func (s *Finder) tokens(d *token.Document, sentence int32) error {
	sent := d.Sentences[sentence]
	tokens := d.Tokens[sent.First:sent.Last]
	var this, next role
	for i := -1; i < len(tokens); i++ {
		if this, next = next, (role{}); i+1 < len(tokens) {
			next = s.role(tokens[i+1].Word)
		}
		if !this.begins(next) {
			continue
		}
		if err := s.pause(); err != nil {
			return err
		}
		if s.begins(d, tokens[i:]) {
			s.walk(d, tokens, i, i, 0, sentence)
		}
	}
	return nil
}

// begins says whether an entry may begin with the first token, for all that can be known.
func (s *Finder) begins(d *token.Document, tokens []token.Token) bool {
	s.learn(d, tokens[0].Word)
	if len(tokens) == 1 {
		return s.role(tokens[0].Word).begins(role{})
	}
	s.learn(d, tokens[1].Word)
	return s.role(tokens[0].Word).begins(s.role(tokens[1].Word))
}

// walk follows the trie from node at over the tokens from next on.
func (s *Finder) walk(d *token.Document, tokens []token.Token, first, next int, at, sentence int32) {
	for _, atom := range s.fits(d, tokens[next].Word) {
		to := s.child(at, atom)
		if to == 0 {
			continue
		}
		n := &s.nodes[to]
		for _, e := range n.ends {
			if start := first - int(e.lead); e.lead == 0 || start >= 0 && words(tokens[start:first]) {
				s.candidate(Hit{Sentence: sentence, Start: tokens[start].Start, End: tokens[next].End, Size: int32(next - start + 1), Entry: e.entry})
			}
		}
		if len(n.children) > 0 && next+1 < len(tokens) && tokens[next+1].Word != token.Boundary {
			s.walk(d, tokens, first, next+1, to, sentence)
		}
	}
}

// words says whether no boundary is among the tokens.
func words(tokens []token.Token) bool {
	for _, t := range tokens {
		if t.Word == token.Boundary {
			return false
		}
	}
	return true
}

func (s *Finder) candidate(h Hit) {
	e := &s.m.entries[h.Entry]
	h.list = e.list
	if e.Blocks {
		s.blocks = append(s.blocks, h)
	} else {
		s.found = append(s.found, h)
	}
}

// role returns what is known of a word.
func (s *Finder) role(w uint32) role {
	if int(w) < len(s.kindOf) {
		return s.kinds[s.kindOf[w]].role
	}
	return anyRole
}

// learn finds out the kind of a word if it is listed.
func (s *Finder) learn(d *token.Document, w uint32) {
	if !token.Listed(w) {
		return
	}
	if int(w) >= len(s.kindOf) {
		s.kindOf = append(s.kindOf, make([]int32, int(w)+1024-len(s.kindOf))...)
		s.kindOf[token.Boundary] = boundary
	}
	if s.kindOf[w] == unseen {
		s.kindOf[w] = s.kind(s.fitting(d, w))
	}
}

// fits returns the atoms that fit a word, from memory if the word is listed.
func (s *Finder) fits(d *token.Document, w uint32) []int32 {
	if !token.Listed(w) {
		return s.fitting(d, w)
	}
	s.learn(d, w)
	return s.kinds[s.kindOf[w]].atoms
}

// kind returns the number of the kind of words that fit the atoms.
func (s *Finder) kind(atoms []int32) int32 {
	key := make([]byte, 0, 64)
	for _, a := range atoms {
		key = binary.LittleEndian.AppendUint32(key, uint32(a))
	}
	n, ok := s.numbers[string(key)]
	if !ok {
		n = int32(len(s.kinds))
		s.kinds = append(s.kinds, kind{s.roleOf(atoms), atoms})
		s.numbers[string(key)] = n
	}
	return n
}
