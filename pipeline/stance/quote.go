package stance

import (
	"cmp"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/token"
)

// mostQuoted is the length, in bytes, of the longest quotation: where a mark is
// missing, what lies between two others is none.
const mostQuoted = 2000

// marks are pairs of quotation marks.
type marks struct {
	pairs [][2]rune
	lead  [256]bool // bytes that one of them begins with
}

func newMarks(pairs []string) (m marks) {
	for _, p := range pairs {
		r := []rune(p)
		m.pairs = append(m.pairs, [2]rune{r[0], r[1]})
		for _, r := range r {
			m.lead[string(r)[0]] = true
		}
	}
	return m
}

// span is bytes start..end of the normalised text.
type span struct{ start, end int32 }

// quotes finds what is quoted in a paragraph.
type quotes struct {
	*marks
	text []byte
	open []int32 // by pair: where it was opened, or -1
	list []span

	unspaced bool // there is no white space between words
}

// find finds the quotations of the paragraph that the sentence i belongs to. A mark
// that is not closed in its paragraph opens none.
func (q *quotes) find(d *token.Document, i int, m *marks) {
	q.marks, q.text, q.list = m, d.Text.Norm, q.list[:0]
	q.unspaced = d.Sentences[i].Lang.Dictionary != ""
	q.open = q.open[:0]
	for range m.pairs {
		q.open = append(q.open, -1)
	}
	number := d.Sentences[i].Paragraph
	for i > 0 && d.Sentences[i-1].Paragraph == number {
		i--
	}
	for ; i < len(d.Sentences) && d.Sentences[i].Paragraph == number; i++ {
		for _, t := range d.Tokens[d.Sentences[i].First:d.Sentences[i].Last] {
			if t.Word == token.Boundary {
				q.token(int(t.Start), int(t.End))
			}
		}
	}
	q.join()
}

// token looks at a token that is punctuation, or of a language whose tokens are all
// called so.
func (q *quotes) token(at, end int) {
	for at < end {
		if !q.lead[q.text[at]] {
			at++
			continue
		}
		r, size := utf8.DecodeRune(q.text[at:end])
		for k, pair := range q.pairs {
			if r == pair[0] || r == pair[1] {
				q.mark(k, r, at, at+size)
				break
			}
		}
		at += size
	}
}

// mark takes a mark of a pair. One that opens and closes alike closes behind
// anything but white space, and opens where a word may begin: behind white space or
// what opens itself, and where words are not spaced anywhere.
func (q *quotes) mark(pair int, r rune, at, end int) {
	opened := q.open[pair]
	if p := q.pairs[pair]; p[0] == p[1] {
		before, _ := utf8.DecodeLastRune(q.text[:at])
		closes := opened >= 0 && (q.unspaced || !unicode.IsSpace(before))
		if !closes && (at == 0 || q.unspaced || unicode.IsSpace(before) || unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pd) || before == '"' || before == '\'') {
			q.open[pair] = int32(end)
			return
		}
	} else if r == p[0] {
		q.open[pair] = int32(end)
		return
	}
	if q.open[pair] = -1; opened >= 0 && at-int(opened) <= mostQuoted {
		q.list = append(q.list, span{opened, int32(at)})
	}
}

// join sorts the quotations and makes one of those that overlap.
func (q *quotes) join() {
	slices.SortFunc(q.list, func(a, b span) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	n := 0
	for _, s := range q.list {
		if n > 0 && s.start < q.list[n-1].end {
			q.list[n-1].end = max(q.list[n-1].end, s.end)
			continue
		}
		q.list[n] = s
		n++
	}
	q.list = q.list[:n]
}

// holds says whether a place is quoted.
func (q *quotes) holds(start, end int32) bool {
	i := sort.Search(len(q.list), func(i int) bool { return q.list[i].end >= end })
	return i < len(q.list) && q.list[i].start <= start
}
