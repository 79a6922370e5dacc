package token

import (
	"encoding/binary"
	"hash/maphash"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// Limits of the shared vocabulary: what hostile text could fill memory with is
// tokenized all the same, but not remembered.
const (
	maxSpan  = 64      // bytes of a span worth remembering
	maxSpans = 1 << 20 // distinct spans; the UN General Debate Corpus has 230,000

	// Most spans of a corpus come once. Beyond so many, those are remembered that come
	// twice within about lately new ones: a large corpus has no end of others, and one of
	// the size of the General Debate is read as fast.
	readily = 1 << 16
	lately  = 1 << 16
)

// Boundary is the Word of a token no phrase crosses: punctuation.
const Boundary = 0

// piece is one token of a span: bytes start..end of the span.
type piece struct {
	word       uint32
	start, end int32
	hash       uint32 // of the word; 0 for a boundary
}

// span is one distinct white-space-delimited span and all that is known of it.
type span struct {
	text   string
	asked  atomic.Pointer[traits] // nil until somebody has
	more   []piece                // all but the first
	first  piece                  // where there is one; most spans have no other
	pieces uint8                  // 0, 1 or, with more, 2
	punct  bool
}

func (s *span) add(p piece) {
	if s.pieces == 0 {
		s.first, s.pieces = p, 1
		return
	}
	s.more, s.pieces = append(s.more, p), 2
}

// glance is what the slot of a span says of it, so that nothing has to be looked up in
// memory for nearly all spans of a text: one word, perhaps with punctuation after it.
type glance struct {
	word      uint32
	hash      uint32 // of the word
	size      uint8  // of the span in bytes, up to mostSize
	end       uint8  // of the word; 0: the span knows
	separator bool   // what follows the word is a boundary
	punct     bool   // Punkt has to be asked
}

const mostSize = 255

func (s *span) glance() glance {
	p := glance{size: uint8(min(len(s.text), mostSize)), punct: s.punct}
	switch {
	case s.first.start != 0 || len(s.text) >= mostSize:
		return p
	case s.pieces == 1:
	case len(s.more) == 1 && s.more[0] == piece{word: Boundary, start: s.first.end, end: int32(len(s.text))}:
		p.separator = true
	default:
		return p
	}
	p.word, p.end, p.hash = s.first.word, uint8(s.first.end), s.first.hash
	return p
}

// Vocabulary interns spans and words for a whole run. Reading takes no lock;
// all methods are safe for concurrent use. Ids depend on the order of arrival
// and must not reach any output.
type Vocabulary struct {
	seeds    [2]maphash.Seed
	salt     uint64
	maxSpans int
	readily  int

	mu    sync.Mutex // guards what follows
	once  []uint32   // hashes of spans that came and were not remembered
	spans map[*lang.Language]*spanVocabulary
	ids   map[string]uint32
	words atomic.Pointer[[]string] // by id; [Boundary] is ""
}

// spanVocabulary holds the spans of one language, which cuts them its own way.
type spanVocabulary struct {
	*Vocabulary
	lang   *lang.Language
	tab    atomic.Pointer[spanTable]
	chunks atomic.Pointer[[]*spanChunk]
	kinds  map[traits]*traits // of its spans; the vocabulary's lock guards it
}

// spanChunk is spans by number, many in a piece of memory, which never moves.
type spanChunk [1 << 10]span

// span returns the span with that number.
func (v *spanVocabulary) span(n uint32) *span {
	return &(*v.chunks.Load())[n/uint32(len(spanChunk{}))][n%uint32(len(spanChunk{}))]
}

// traits are asked for where a sentence may end before the span or behind it: behind
// most that are rare none ever does. Many spans share theirs.
func (v *spanVocabulary) traits(s *span) *traits {
	known := s.asked.Load()
	if known == nil {
		asked := traitsOf(s.text, v.lang)
		v.mu.Lock()
		defer v.mu.Unlock()
		if known = v.kinds[asked]; known == nil {
			known = &asked
			v.kinds[asked] = known
		}
		s.asked.Store(known)
	}
	return known
}

// NewVocabulary returns an empty vocabulary.
func NewVocabulary() *Vocabulary { return NewVocabularyOf(maxSpans) }

// NewVocabularyOf returns one that remembers so many spans at most, if those are fewer:
// it takes less memory, and longer over rare words.
func NewVocabularyOf(spans int) *Vocabulary {
	v := &Vocabulary{
		seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, salt: rand.Uint64() | 1,
		maxSpans: min(spans, maxSpans), readily: readily, spans: map[*lang.Language]*spanVocabulary{}, ids: map[string]uint32{"": Boundary},
	}
	v.words.Store(&[]string{""})
	return v
}

// Full says whether the spans of some language are more than are remembered.
func (v *Vocabulary) Full() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, s := range v.spans {
		if s.tab.Load().n >= v.maxSpans {
			return true
		}
	}
	return false
}

// snapshot returns the words interned so far by id. The slice is a snapshot and
// must not be changed; later snapshots extend it.
func (v *Vocabulary) snapshot() []string { return *v.words.Load() }

// of returns the spans of a language.
func (v *Vocabulary) of(l *lang.Language) *spanVocabulary {
	v.mu.Lock()
	defer v.mu.Unlock()
	s := v.spans[l]
	if s == nil {
		s = &spanVocabulary{Vocabulary: v, lang: l, kinds: map[traits]*traits{}}
		s.chunks.Store(&[]*spanChunk{new(spanChunk)})
		s.tab.Store(newSpanTable(1 << 16))
		v.spans[l] = s
	}
	return s
}

// lookup returns the slot of a span with that key, tokenizing it if it is new; nil and
// the span where there is no room for it. Words the vocabulary has no room for are
// appended to extra.
func (v *spanVocabulary) lookup(k key, text []byte, extra *[]string) (*slot, *span) {
	if found := v.find(v.tab.Load(), k, text); found != nil {
		return found, nil
	}
	return v.learn(k, string(text), extra)
}

// find returns the slot of the span with that key and text, or nil.
func (v *spanVocabulary) find(t *spanTable, k key, text []byte) *slot {
	for i := t.first(&k); ; i = (i + 1) & uint64(len(t.slots)-1) {
		at := &t.slots[i]
		n := atomic.LoadUint32(&at.n)
		if n == 0 {
			return nil
		}
		if at.a == k.a && at.b == k.b && int(at.size) == min(len(text), mostSize) &&
			(len(text) <= keyBytes || v.span(n).text == string(text)) {
			return at
		}
	}
}

// key returns the span's key: its bytes if they fit, otherwise a hash.
func (v *Vocabulary) key(text []byte, start, end int) key {
	n := end - start
	switch {
	case n > keyBytes:
		return keyOf(maphash.Bytes(v.seeds[0], text[start:end]), maphash.Bytes(v.seeds[1], text[start:end]), v.salt)
	case start+16 <= len(text):
		a, b := binary.LittleEndian.Uint64(text[start:]), binary.LittleEndian.Uint64(text[start+8:])
		if n <= 8 {
			return keyOf(a<<(64-8*n), 0, v.salt)
		}
		return keyOf(a, b<<(128-8*n), v.salt)
	}
	var b [16]byte
	copy(b[:], text[start:end])
	return v.key(b[:], 0, n)
}

// learn tokenizes a new span outside the lock and remembers it if there is room.
func (v *spanVocabulary) learn(k key, text string, extra *[]string) (*slot, *span) {
	s := &span{text: text, punct: mayEnd(text, v.lang)}
	parts := splitSpan(text, v.lang)
	hashes := make([]uint32, len(parts))
	for i, p := range parts {
		if p.word != "" {
			hashes[i] = wordHash(p.word)
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	t := v.tab.Load()
	if known := v.find(t, k, []byte(text)); known != nil {
		return known, nil
	}
	room := len(text) <= maxSpan && t.n < v.maxSpans && (t.n < v.readily || v.again(k.hash))
	for i, p := range parts {
		word, ok := v.intern(p.word, room)
		if !ok {
			word = firstExtra + uint32(len(*extra))
			*extra = append(*extra, p.word)
		}
		s.add(piece{word, int32(p.start), int32(p.end), hashes[i]})
	}
	if room {
		return v.remember(t, k, s), nil
	}
	return nil, s
}

// again says whether a span with that hash came lately, and notes that it did. The caller
// holds the lock.
func (v *Vocabulary) again(hash uint64) bool {
	if v.once == nil {
		v.once = make([]uint32, lately)
	}
	at, mark := &v.once[hash%lately], uint32(hash>>32)
	known := *at == mark
	*at = mark
	return known
}

// remember puts a span into the list and the table.
func (v *spanVocabulary) remember(t *spanTable, k key, s *span) *slot {
	if 2*(t.n+1) > len(t.slots) {
		t = t.grown(v.salt)
		v.tab.Store(t)
	}
	n := uint32(t.n + 1)
	if n%uint32(len(spanChunk{})) == 0 {
		chunks := append(*v.chunks.Load(), new(spanChunk)) // readers hold shorter snapshots of the same array
		v.chunks.Store(&chunks)
	}
	at := v.span(n)
	at.text, at.first, at.more, at.pieces, at.punct = s.text, s.first, s.more, s.pieces, s.punct
	return t.put(k, s.glance(), n)
}

// firstExtra is the least Word that is no id of the vocabulary but, counted
// from here, an index into [Document.Extra].
const firstExtra = 1 << 31

// intern returns the id of a word, or false where it is new and there is no
// room. The caller holds the lock.
func (v *Vocabulary) intern(word string, room bool) (uint32, bool) {
	if id, ok := v.ids[word]; ok {
		return id, true
	}
	if !room {
		return 0, false
	}
	words := *v.words.Load()
	id := uint32(len(words))
	v.ids[word] = id
	words = append(words, word) // readers hold shorter snapshots of the same array
	v.words.Store(&words)
	return id, true
}

func isLetterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordlike says whether a token holds a letter or a digit.
func wordlike(s string) bool {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isLetterOrDigit(r) {
			return true
		}
		i += size
	}
	return false
}
