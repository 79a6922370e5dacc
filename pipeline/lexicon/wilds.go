package lexicon

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// wilds finds the atoms with wildcards that fit a word. Each is filed under a
// piece of text that every word it fits holds: of its pieces the one that the
// fewest others have. So a word is compared with few atoms, however many there
// are.
type wilds struct {
	all      []wild
	filed    map[piece][]int32 // places in all
	lengths  [places][]int     // of the pieces at a place, in order
	anywhere []int32           // those without a piece
}

type wild struct {
	id     int32
	cased  bool
	pieces []piece
	match  func(string) bool
}

// piece is text that stands somewhere in a word.
type piece struct {
	at   place
	text string
}

// place is where in a word a piece stands, in lower case or, from asIs on, in the
// case it has.
type place uint8

const (
	atStart place = iota
	inside
	atEnd
	asIs
	places = 2 * asIs
)

func (w *wilds) add(a atom, id int32) {
	w.all = append(w.all, wild{id, a.cased, a.pieces(), a.matcher()})
}

// file files the atoms, when all are there.
func (w *wilds) file() {
	count := map[piece]int{}
	for _, a := range w.all {
		for _, p := range a.pieces {
			count[p]++
		}
	}
	w.filed = map[piece][]int32{}
	for i, a := range w.all {
		if len(a.pieces) == 0 {
			w.anywhere = append(w.anywhere, int32(i))
			continue
		}
		best := a.pieces[0]
		for _, p := range a.pieces[1:] {
			if count[p] < count[best] || count[p] == count[best] && len(p.text) > len(best.text) {
				best = p
			}
		}
		w.filed[best] = append(w.filed[best], int32(i))
		if n := len(best.text); !slices.Contains(w.lengths[best.at], n) {
			w.lengths[best.at] = append(w.lengths[best.at], n)
		}
	}
	for at := range w.lengths {
		slices.Sort(w.lengths[at])
	}
}

// fitting adds the atoms that fit a word.
func (w *wilds) fitting(ids []int32, word, lower string) []int32 {
	ids = w.try(ids, w.anywhere, word, lower)
	for at := range places {
		s := lower
		if at >= asIs {
			s = word
		}
		for _, n := range w.lengths[at] {
			if n > len(s) {
				break
			}
			for _, list := range w.at(at, s, n) {
				ids = w.try(ids, list, word, lower)
			}
		}
	}
	return ids
}

// at returns what is filed under the pieces of n bytes that a word has there.
func (w *wilds) at(at place, s string, n int) (lists [][]int32) {
	from, to := 0, len(s)-n
	switch at % asIs {
	case atStart:
		to = 0
	case atEnd:
		from = to
	}
	var seen map[string]bool // a word may hold a piece many times
	for i := from; i <= to; i++ {
		text := s[i : i+n]
		list := w.filed[piece{at, text}]
		if list == nil || seen[text] {
			continue
		}
		if seen == nil {
			seen = map[string]bool{}
		}
		seen[text] = true
		lists = append(lists, list)
	}
	return lists
}

func (w *wilds) try(ids, list []int32, word, lower string) []int32 {
	for _, i := range list {
		a := &w.all[i]
		s := lower
		if a.cased {
			s = word
		}
		if a.match(s) {
			ids = append(ids, a.id)
		}
	}
	return ids
}

// pieces are texts that every word the atom fits holds, as far as that is plain.
func (a atom) pieces() (out []piece) {
	inCase := place(0)
	if a.cased {
		inCase = asIs
	}
	if a.match == MatchRegex {
		if prefix := regexPrefix(a); prefix != "" {
			out = append(out, piece{atStart + inCase, prefix})
		}
		return out
	}
	parts := globParts(a.text)
	for i, p := range parts {
		switch {
		case p.wild:
		case i == 0:
			out = append(out, piece{atStart + inCase, p.text})
		case i == len(parts)-1:
			out = append(out, piece{atEnd + inCase, p.text})
		default:
			out = append(out, piece{inside + inCase, p.text})
		}
	}
	return out
}

// regexPrefix is what every word that a regular expression fits begins with. Only
// of ASCII is it plain what they are without their case.
func regexPrefix(a atom) string {
	prefix, _ := regexp.MustCompile(a.text).LiteralPrefix()
	for i := range len(prefix) {
		if prefix[i] >= 0x80 {
			return prefix[:i]
		}
	}
	if a.cased {
		return prefix
	}
	return strings.ToLower(prefix)
}

// globPart is a run of characters as they are, or one wildcard.
type globPart struct {
	text string
	wild bool
}

// globParts cuts a glob: * any run of characters, ? one, \ escapes.
func globParts(glob string) (parts []globPart) {
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			parts = append(parts, globPart{text: text.String()})
			text.Reset()
		}
	}
	escaped := false
	for _, r := range glob {
		switch {
		case !escaped && r == '\\':
			escaped = true
			continue
		case !escaped && (r == '*' || r == '?'):
			flush()
			parts = append(parts, globPart{string(r), true})
		default:
			text.WriteRune(r)
		}
		escaped = false
	}
	if escaped {
		text.WriteByte('\\')
	}
	flush()
	return parts
}

// matcher returns the test an atom with wildcards makes of a whole token, whose
// case is folded already if the atom's is. What is no plain beginning or end is
// left to RE2, which keeps it linear in the token's length, and compiled when it
// is first asked.
func (a atom) matcher() func(word string) bool {
	if a.match == MatchGlob {
		switch parts := globParts(a.text); {
		case len(parts) == 1 && parts[0] == anyRun:
			return func(string) bool { return true }
		case len(parts) == 2 && parts[1] == anyRun && !parts[0].wild:
			return func(word string) bool { return strings.HasPrefix(word, parts[0].text) }
		case len(parts) == 2 && parts[0] == anyRun && !parts[1].wild:
			return func(word string) bool { return strings.HasSuffix(word, parts[1].text) }
		}
	}
	re := sync.OnceValue(a.regexp)
	return func(word string) bool { return re().MatchString(word) }
}

var anyRun = globPart{"*", true}

func (a atom) regexp() *regexp.Regexp {
	expr := a.text
	if a.match == MatchGlob {
		expr = globRegexp(a.text)
	} else if !a.cased {
		expr = "(?i)" + expr
	}
	return regexp.MustCompile(`^(?s:` + expr + `)$`)
}

func globRegexp(glob string) string {
	var b strings.Builder
	for _, p := range globParts(glob) {
		switch {
		case p == anyRun:
			b.WriteString(".*")
		case p.wild:
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(p.text))
		}
	}
	return b.String()
}
