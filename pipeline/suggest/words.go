package suggest

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"github.com/frameshift/frameshift/pipeline/lang"
)

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// compared is a word as entries are compared with it.
func compared(l *lang.Language, word string) string {
	if l.Compared != nil {
		word = l.Compared(word)
	}
	return strings.ToLower(word)
}

// texts puts documents into their order and words into that of the alphabet, so
// that no number tells who read what first.
func (l *archive) texts() map[*lang.Language]*texts {
	out := map[*lang.Language]*texts{}
	for of, s := range l.langs {
		t := &texts{lang: of, words: slices.Clone(s.words)}
		slices.Sort(t.words)
		now := make([]uint32, len(s.words))
		for i, word := range s.words {
			at, _ := slices.BinarySearch(t.words, word)
			now[i] = uint32(at)
		}
		order := make([]int, len(s.docs))
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(s.at[a], s.at[b]) })
		for _, i := range order {
			t.docs = append(t.docs, s.docs[i])
		}
		t.each(func(d *document) {
			for i, w := range d.words {
				d.words[i] = now[w]
			}
		})
		out[of] = t
	}
	return out
}

// each works on all documents, several at a time.
func (t *texts) each(work func(*document)) {
	parallel(len(t.docs), func(i int) { work(&t.docs[i]) })
}

// parallel calls work for 0..n-1, from as many goroutines as there are cores.
func parallel(n int, work func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				work(int(i))
			}
		})
	}
	wg.Wait()
}

// weak marks the words that neither begin nor end a candidate: closed-class words,
// what has no letter, and single letters of an alphabet.
func (t *texts) weak() []bool {
	closed := map[string]bool{}
	for w := range t.lang.Closed {
		closed[compared(t.lang, w)] = true
	}
	weak := make([]bool, len(t.words)) // a boundary too: it has no letter
	for i, w := range t.words {
		letters := 0
		for _, r := range w {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		weak[i] = letters == 0 || letters == 1 && t.lang.Unit == lang.Tokens || closed[w]
	}
	return weak
}
