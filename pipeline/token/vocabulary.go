package token

import (
	"hash/maphash"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// Limits of the shared vocabulary: what hostile text could fill memory with is
// tokenized all the same, but not remembered.
const (
	maxSpan  = 64      // bytes of a span worth remembering
	maxSpans = 1 << 20 // distinct spans; the UN General Debate Corpus has 230,000
)

// Boundary is the Word of a token no phrase crosses: punctuation.
const Boundary = 0

// piece is one token of a span: bytes start..end of the span.
type piece struct {
	word       uint32
	start, end int32
}

// span is one distinct white-space-delimited span and all that is known of it.
type span struct {
	text   string
	traits traits
	pieces []piece
	failed string // why prose could not tokenize it, if it could not
}

// Vocabulary interns spans and words for a whole run. Reading takes no lock;
// all methods are safe for concurrent use. Ids depend on the order of arrival
// and must not reach any output.
type Vocabulary struct {
	seed     maphash.Seed
	maxSpans int
	tab      atomic.Pointer[spanTable]

	mu    sync.Mutex // guards what follows
	ids   map[string]uint32
	words atomic.Pointer[[]string] // by id; [Boundary] is ""
}

// spanTable is an open-addressing hash table, at most half full.
type spanTable struct {
	slots []atomic.Pointer[slot]
	n     int
}

type slot struct {
	hash uint64
	span span
}

// NewVocabulary returns an empty vocabulary.
func NewVocabulary() *Vocabulary {
	v := &Vocabulary{seed: maphash.MakeSeed(), maxSpans: maxSpans, ids: map[string]uint32{"": Boundary}}
	v.tab.Store(&spanTable{slots: make([]atomic.Pointer[slot], 1<<16)})
	v.words.Store(&[]string{""})
	return v
}

// Words returns the words interned so far by id. The slice is a snapshot and
// must not be changed; later snapshots extend it.
func (v *Vocabulary) Words() []string { return *v.words.Load() }

// lookup returns what is known of the span, tokenizing it if it is new. Words
// the vocabulary has no room for are appended to extra.
func (v *Vocabulary) lookup(text []byte, extra *[]string) *span {
	h := maphash.Bytes(v.seed, text)
	if s := v.tab.Load().find(h, text); s != nil {
		return s
	}
	return v.learn(h, string(text), extra)
}

func (t *spanTable) find(h uint64, text []byte) *span {
	mask := uint64(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		s := t.slots[i].Load()
		if s == nil {
			return nil
		}
		if s.hash == h && s.span.text == string(text) {
			return &s.span
		}
	}
}

// learn tokenizes a new span outside the lock and remembers it if there is room.
func (v *Vocabulary) learn(h uint64, text string, extra *[]string) *span {
	s := &slot{hash: h, span: span{text: text, traits: loadPunkt().traits(text)}}
	parts, err := splitSpan(text)
	if err != nil {
		s.span.failed = err.Error()
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	t := v.tab.Load()
	if known := t.find(h, []byte(text)); known != nil {
		return known
	}
	room := len(text) <= maxSpan && t.n < v.maxSpans
	for _, p := range parts {
		word, ok := v.intern(p.word, room)
		if !ok {
			word = firstExtra + uint32(len(*extra))
			*extra = append(*extra, p.word)
		}
		s.span.pieces = append(s.span.pieces, piece{word, int32(p.start), int32(p.end)})
	}
	if room {
		v.remember(t, s)
	}
	return &s.span
}

func (v *Vocabulary) remember(t *spanTable, s *slot) {
	if 2*(t.n+1) > len(t.slots) {
		bigger := &spanTable{slots: make([]atomic.Pointer[slot], 2*len(t.slots)), n: t.n}
		for i := range t.slots {
			if old := t.slots[i].Load(); old != nil {
				bigger.put(old)
			}
		}
		t = bigger
		v.tab.Store(t)
	}
	t.put(s)
	t.n++
}

func (t *spanTable) put(s *slot) {
	mask := uint64(len(t.slots) - 1)
	i := s.hash & mask
	for t.slots[i].Load() != nil {
		i = (i + 1) & mask
	}
	t.slots[i].Store(s)
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
