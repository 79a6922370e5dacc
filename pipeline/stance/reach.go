package stance

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/token"
)

// ahead visits the hits that begin within so many words behind a place.
func (k *Marker) ahead(from int32, width int, stops []span, visit func(hit int)) {
	to := k.forth(from, width, stops)
	for n := sort.Search(len(k.hits), func(n int) bool { return k.hits[n].Start >= from }); n < len(k.hits) && k.hits[n].Start < to; n++ {
		visit(n)
	}
}

// behind visits the hits that end within so many words before a place. Hits before
// it need not be sorted by their ends; a hit that ends there begins not far from it.
func (k *Marker) behind(to int32, width int, stops []span, visit func(hit int)) {
	from := k.back(to, width, stops)
	for n := sort.Search(len(k.hits), func(n int) bool { return k.hits[n].Start >= to }) - 1; n >= 0 && k.hits[n].Start >= from; n-- {
		if k.hits[n].End <= to {
			visit(n)
		}
	}
}

// looked is how many tokens are looked at for each word of a width: punctuation
// counts for nothing, and a hostile text has much of it.
const looked = 4

// forth returns where the reach of so many words from a place on ends. What begins
// with a terminator is still inside: there the hit holds it.
func (k *Marker) forth(from int32, width int, stops []span) int32 {
	i := k.at(from)
	stop := sort.Search(len(stops), func(n int) bool { return stops[n].start >= from })
	words := 0
	for end := min(len(k.tokens), i+looked*width); i < end; i++ {
		t := k.tokens[i]
		if stop < len(stops) && t.Start >= stops[stop].start {
			return stops[stop].start + 1
		}
		if k.word(t) {
			if words++; words == width {
				return t.End
			}
		} else if k.stop(k.doc.Text.Norm[t.Start:t.End]) {
			return t.Start
		}
		from = t.End
	}
	return from
}

// back returns where the reach of so many words before a place begins.
func (k *Marker) back(to int32, width int, stops []span) int32 {
	i := k.at(to) - 1
	stop := sort.Search(len(stops), func(n int) bool { return stops[n].start >= to }) - 1
	words := 0
	for first := max(0, i+1-looked*width); i >= first; i-- {
		t := k.tokens[i]
		if stop >= 0 && t.Start < stops[stop].end {
			return to
		}
		if k.word(t) {
			if words++; words == width {
				return t.Start
			}
		} else if k.stop(k.doc.Text.Norm[t.Start:t.End]) {
			return to
		}
		to = t.Start
	}
	return to
}

// word says whether a token has a letter or a digit: of a language with a dictionary
// the tokens do not say.
func (k *Marker) word(t token.Token) bool {
	if t.Word != token.Boundary {
		return true
	}
	r, _ := utf8.DecodeRune(k.doc.Text.Norm[t.Start:t.End])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// at is the number of the first token from a place on.
func (k *Marker) at(place int32) int {
	return sort.Search(len(k.tokens), func(i int) bool { return k.tokens[i].Start >= place })
}
