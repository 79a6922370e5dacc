package corpus

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

// plainLine is what quotes.line does, a byte at a time.
func plainLine(q *quotes, data []byte) (stray bool) {
	older, start := q.open, !q.open
	for i := 0; i < len(data); i++ {
		b := data[i]
		switch {
		case q.open && b != '"':
			continue
		case q.open && i+1 < len(data) && data[i+1] == '"':
			i++
			continue
		case q.open:
			if older && !cellEnds(data[i+1:], q.comma) {
				return true
			}
			q.open, older = false, false
		case b == '"' && start:
			q.open = true
		case b == q.comma && q.keep:
			q.commas = append(q.commas, i)
		}
		start = b == q.comma
	}
	return false
}

// TestQuotes: lines of a row are followed as byte by byte.
func TestQuotes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		keep := random.IntN(2) == 0
		fast, plain := quotes{comma: ',', keep: keep}, quotes{comma: ',', keep: keep}
		for range 1 + random.IntN(3) {
			line := make([]byte, random.IntN(9))
			for i := range line {
				line[i] = `"",a`[random.IntN(4)]
			}
			line = append(line, []string{"\n", "\r\n", ""}[random.IntN(3)]...)
			if got, want := fast.line(line), plainLine(&plain, line); got != want || !reflect.DeepEqual(fast, plain) {
				t.Fatalf("%q: %v and %+v, want %v and %+v", line, got, fast, want, plain)
			}
		}
	}
}
