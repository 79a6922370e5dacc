package lang

import (
	"maps"
	"math"
	"slices"
	"sync"
	"unicode"
	_ "unsafe" // for go:linkname

	"github.com/RadhiFadlillah/whatlanggo"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
)

// The profiles of whatlanggo by script: of each language its trigrams, the most frequent
// first. It exports none, and a copy of them here would be a second one of its data.
//
//go:linkname latinLangs github.com/RadhiFadlillah/whatlanggo.latinLangs
//go:linkname cyrillicLangs github.com/RadhiFadlillah/whatlanggo.cyrillicLangs
//go:linkname arabicLangs github.com/RadhiFadlillah/whatlanggo.arabicLangs
var latinLangs, cyrillicLangs, arabicLangs map[whatlanggo.Lang][]string

// trigram is three characters in 21 bits each.
type trigram uint64

func (t trigram) with(next rune) trigram { return (t<<21 | trigram(next)) & (1<<63 - 1) }

// profiles are those of the languages turned round: whatlanggo looks each of a
// language's 300 trigrams up in the text, and that 48 times for Latin script. Here
// each of the text's is looked up once.
type profiles struct {
	speech []profiled
	number map[trigram]int32 // of those that any language has
	had    [][]rank          // by that number
}

type profiled struct {
	lang   whatlanggo.Lang
	script *unicode.RangeTable
}

// rank is what a trigram counts for in a language.
type rank struct{ language, weight int }

// profileScripts are the scripts of our languages that others have as well.
var profileScripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic}

const mostRanks = 300

// loadCodes gives the languages' codes in ISO 639-1; whatlanggo makes a map of all to tell one.
var loadCodes = sync.OnceValue(func() map[whatlanggo.Lang]string {
	codes := map[whatlanggo.Lang]string{}
	for l := range whatlanggo.Langs {
		codes[l] = l.Iso6391()
	}
	return codes
})

var loadProfiles = sync.OnceValue(func() *profiles {
	p := &profiles{number: map[trigram]int32{}}
	for i, of := range []map[whatlanggo.Lang][]string{latinLangs, cyrillicLangs, arabicLangs} {
		for _, l := range slices.Sorted(maps.Keys(of)) {
			p.add(profiled{l, profileScripts[i]}, of[l])
		}
	}
	return p
})

func (p *profiles) add(l profiled, trigrams []string) {
	for i, three := range trigrams {
		var t trigram
		for _, r := range three {
			t = t.with(r)
		}
		n, known := p.number[t]
		if !known {
			n = int32(len(p.had))
			p.number[t], p.had = n, append(p.had, nil)
		}
		p.had[n] = append(p.had[n], rank{len(p.speech), mostRanks - i})
	}
	p.speech = append(p.speech, l)
}

// tally counts the trigrams of one text.
type tally struct {
	times []int // by number
	seen  []int32
	// letters of each of profileScripts, and what is neither space, punctuation,
	// symbol nor digit.
	letters [3]int
	all     int
}

var tallies = sync.Pool{New: func() any { return &tally{times: make([]int, len(loadProfiles().had))} }}

// detect is whatlanggo's Detect, with the same language and confidence, but that of
// two that are equally near it may name the other, with no confidence in either.
func detect(text string) (whatlanggo.Lang, float64) {
	p, t := loadProfiles(), tallies.Get().(*tally)
	defer t.put()
	t.count(p, text)
	for i, n := range t.letters {
		if 2*n > t.all { // whatever the rest is, no script has more
			return p.nearest(t, profileScripts[i])
		}
	}
	info := whatlanggo.Detect(text)
	return info.Lang, info.Confidence
}

func (t *tally) put() {
	for _, n := range t.seen {
		t.times[n] = 0
	}
	*t = tally{times: t.times, seen: t.seen[:0]}
	tallies.Put(t)
}

// count takes the trigrams within words, and with a space on one side.
func (t *tally) count(p *profiles, text string) {
	three, last, before := trigram(0).with(' ').with(' '), ' ', ' '
	add := func(r rune) {
		three = three.with(r)
		if last != ' ' || before != ' ' && r != ' ' {
			if n, known := p.number[three]; known {
				if t.times[n]++; t.times[n] == 1 {
					t.seen = append(t.seen, n)
				}
			}
		}
		before, last = last, r
	}
	for _, r := range text {
		add(t.letter(r))
	}
	add(' ')
}

// letter returns a character as it stands in trigrams, and counts it.
func (t *tally) letter(r rune) rune {
	switch {
	case r < unicode.MaxASCII && ascii.IsLetter(byte(r)):
		t.all++
		t.letters[0]++
		return r | 0x20
	case unicode.IsSymbol(r) || unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsDigit(r):
		return ' '
	}
	t.all++
	for i, script := range profileScripts {
		if unicode.Is(script, r) {
			t.letters[i]++
			break
		}
	}
	return unicode.ToLower(r)
}

// nearest returns the language of the script whose frequent trigrams the text has
// most of.
func (p *profiles) nearest(t *tally, script *unicode.RangeTable) (whatlanggo.Lang, float64) {
	var near, trigrams [64]int // by language
	for _, n := range t.seen {
		for _, r := range p.had[n] {
			near[r.language] += r.weight * t.times[n]
			trigrams[r.language]++
		}
	}
	best, first, second := -1, 0, 0
	for i, l := range p.speech {
		switch {
		case l.script != script:
		case near[i] > first:
			best, first, second = i, near[i], first
		case near[i] > second:
			second = near[i]
		}
	}
	if best < 0 {
		return -1, 0
	}
	return p.speech[best].lang, confidence(first, second, trigrams[best])
}

// confidence is whatlanggo's: full where the first is ahead of the second by more
// than a share that falls with the number of its trigrams.
func confidence(first, second, trigrams int) float64 {
	if second == 0 {
		return min(1, float64(first/500))
	}
	ahead := float64(first-second) / float64(second)
	enough := 12/float64(trigrams) + 0.05
	if ahead > enough {
		return 1
	}
	return math.Round(ahead/enough*100) / 100
}
