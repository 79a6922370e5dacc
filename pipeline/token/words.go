package token

import (
	"math/bits"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
	_ "unsafe" // for go:linkname

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/lang"
	_ "github.com/go-ego/gse"
)

// simplified is gse's own dictionary of Chinese in simplified script: a word, how
// often it was counted and its part of speech a line. gse does not export it, and
// builds a double array of it in a second, of which one run in one language needs a
// fraction.
//
//go:linkname simplified github.com/go-ego/gse.zhS
var simplified string

// simplifiedTotal is what the words of simplified were counted in all, each once.
const simplifiedTotal = 33_335_153

// dictionaries are loaded when the first text comes that needs one: an English run
// never pays for it.
var dictionaries = func() map[string]func() (*dictionary, error) {
	load := map[string]func() (*dictionary, error){}
	for _, l := range lang.All() {
		if l.Dictionary != "" {
			load[l.Dictionary] = sync.OnceValues(func() (*dictionary, error) { return newDictionary(simplified, simplifiedTotal) })
		}
	}
	return load
}()

// dictionary is a list of words as tries, one for each character that words begin
// with: few enough slots to stay near the processor, of which one after the other is
// looked up as a word goes on. A trie is made when its character is first met: most
// texts begin no word with most of them.
type dictionary struct {
	begin []trie // by the character
	total float32
}

type trie struct {
	words []counted
	made  sync.Once
	slots []branch // a hash table, its number of slots a power of two
	cost  float32
}

// branch is a beginning of words: the branch of the beginning that is shorter by a
// character, counted from 1, and that character, 0 where there is none.
type branch struct {
	from uint32
	r    rune
	cost float32 // of the word that ends here, 0 where none does
}

// rare is what gse charges for a character that is no word of the dictionary.
const rare = 32

// least is how often gse asks that a word be counted, and what it takes every word of
// one character to be.
const least = 2

// newDictionary reads a dictionary as gse does: the first line about a word is the
// one that counts, and what a word costs is log2 of how rare it is among the total.
func newDictionary(text string, total float64) (*dictionary, error) {
	list, err := entries(text)
	if err != nil {
		return nil, err
	}
	return &dictionary{byFirst(list), float32(portable.Log2(total))}, nil
}

// counted is a word of a dictionary and how often it was met.
type counted struct {
	word  string
	count float64
}

func entries(text string) ([]counted, error) {
	list := make([]counted, 0, strings.Count(text, "\n")+1)
	for line := range strings.Lines(text) {
		word, rest, _ := strings.Cut(line, " ")
		number, _, _ := strings.Cut(rest, " ")
		count, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil {
			return nil, err
		}
		if count < least {
			continue
		}
		if _, size := first(word); size == len(word) {
			count = least
		}
		list = append(list, counted{word, count})
	}
	return list, nil
}

// byFirst sorts words by the character they begin with, and leaves them in their order
// otherwise.
func byFirst(list []counted) []trie {
	var ends []int
	for _, e := range list {
		r, _ := first(e.word)
		if n := int(r) + 1 - len(ends); n > 0 {
			ends = append(ends, make([]int, n)...)
		}
		ends[r]++
	}
	begin, sorted, from := make([]trie, len(ends)), make([]counted, len(list)), 0
	for r, n := range ends {
		begin[r].words = sorted[from : from : from+n]
		from += n
	}
	for _, e := range list {
		r, _ := first(e.word)
		begin[r].words = append(begin[r].words, e)
	}
	return begin
}

// of returns the trie of a character, or nil.
func (d *dictionary) of(r rune) *trie {
	if int(r) >= len(d.begin) {
		return nil
	}
	t := &d.begin[r]
	t.made.Do(func() { t.make(d.total) })
	return t
}

// make makes a table for the words, with a slot free for every one taken.
func (t *trie) make(total float32) {
	n := 0
	for _, e := range t.words {
		n += utf8.RuneCountInString(e.word) - 1
	}
	if n > 0 {
		t.slots = make([]branch, 1<<bits.Len(uint(2*n-1)))
	}
	for _, e := range t.words {
		if cost := t.insert(e.word); *cost == 0 {
			*cost = total - float32(portable.Log2(e.count))
		}
	}
	t.words = nil
}

// first returns the character that a word begins with, and how many bytes it takes.
func first(word string) (rune, int) {
	r, size := utf8.DecodeRuneInString(word)
	return lower(r), size
}

// insert returns the place of a word's cost.
func (t *trie) insert(word string) *float32 {
	_, size := first(word)
	if size == len(word) {
		return &t.cost
	}
	at := uint32(0)
	for _, r := range word[size:] {
		next, found := t.slot(at, lower(r))
		if !found {
			t.slots[next-1].from, t.slots[next-1].r = at, lower(r)
		}
		at = next
	}
	return &t.slots[at-1].cost
}

// slot returns where a beginning is that goes on with r, or where it would be.
func (t *trie) slot(from uint32, r rune) (at uint32, found bool) {
	last := uint32(len(t.slots) - 1)
	for i := (from<<16 ^ uint32(r)*0x9e3779b1 ^ from) * 0x85ebca6b >> 7; ; i++ {
		s := &t.slots[i&last]
		if s.r == 0 {
			return i&last + 1, false
		}
		if s.r == r && s.from == from {
			return i&last + 1, true
		}
	}
}

// A unit is what words are made of: a character, or a run of letters and digits of
// at most two bytes each.
type unit struct {
	end   int32   // of the unit, in bytes
	begin int32   // the unit the word begins with that ends here on the cheapest way
	cost  float32 // of the cheapest way here, 0 before there is one
	r     rune    // the character that it is, small; 0 for a run
}

// segment appends where the words of text end to ends: those of the cheapest way
// through it, as gse's Segment finds it (a shortest path, of ways that cost the same
// the one found first).
func (d *dictionary) segment(text []byte, units []unit, ends []int32) ([]unit, []int32) {
	units = cutUnits(text, units[:0])
	for i := range units {
		base, start := float32(0), int32(0)
		if i > 0 {
			base, start = units[i-1].cost, units[i-1].end
		}
		var w walk
		single := false
		for j := i; j < len(units) && w.over(d, &units[j], text[start:units[j].end]); j++ {
			start = units[j].end
			if c := w.cost(); c != 0 {
				single = single || j == i
				units[j].reach(base+c, i)
			}
		}
		if !single {
			units[i].reach(base+rare, i)
		}
	}
	return units, wordEnds(units, ends)
}

// walk is a way from the beginning of words on.
type walk struct {
	t  *trie
	at uint32
}

// over goes on over a unit, as long as words do.
func (w *walk) over(d *dictionary, u *unit, text []byte) bool {
	if u.r != 0 {
		return w.step(d, u.r)
	}
	return w.follow(d, text)
}

// follow goes on over the characters of a run.
func (w *walk) follow(d *dictionary, text []byte) bool {
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		if !w.step(d, lower(r)) {
			return false
		}
		i += size
	}
	return true
}

func (w *walk) step(d *dictionary, r rune) bool {
	if w.t == nil {
		if w.t = d.of(r); w.t == nil {
			return false
		}
		return w.t.cost != 0 || len(w.t.slots) > 0
	}
	if len(w.t.slots) == 0 || r == 0 {
		return false
	}
	next, found := w.t.slot(w.at, r)
	w.at = next
	return found
}

func (w *walk) cost() float32 {
	if w.at == 0 {
		return w.t.cost
	}
	return w.t.slots[w.at-1].cost
}

// lower is all that gse knows of upper and lower case.
func lower(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// reach notes a way to the end of a unit where it is the first or cheaper.
func (u *unit) reach(cost float32, begin int) {
	if u.cost == 0 || u.cost > cost {
		u.cost, u.begin = cost, int32(begin)
	}
}

// wordEnds goes back from the end of the cheapest way, and appends its ends in order.
func wordEnds(units []unit, ends []int32) []int32 {
	first := len(ends)
	for i := len(units) - 1; i >= 0; i = int(units[i].begin) - 1 {
		ends = append(ends, units[i].end)
	}
	for i, j := first, len(ends)-1; i < j; i, j = i+1, j-1 {
		ends[i], ends[j] = ends[j], ends[i]
	}
	return ends
}

func cutUnits(text []byte, units []unit) []unit {
	run := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		short := size <= 2 && (unicode.IsLetter(r) || unicode.IsNumber(r))
		i += size
		if short && run {
			units[len(units)-1].end = int32(i)
		} else {
			units = append(units, unit{end: int32(i)})
			if !short {
				units[len(units)-1].r = lower(r)
			}
		}
		run = short
	}
	return units
}
