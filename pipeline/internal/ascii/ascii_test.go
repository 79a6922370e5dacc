package ascii

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

// plain is what Len and Count say, byte by byte.
func plain(text string) (n, letters, spaces int) {
	for ; n < len(text) && text[n] <= unicode.MaxASCII; n++ {
		if unicode.IsLetter(rune(text[n])) {
			letters++
		} else if unicode.IsSpace(rune(text[n])) {
			spaces++
		}
	}
	return n, letters, spaces
}

func same(t *testing.T, text string) {
	t.Helper()
	n, letters, spaces := plain(text)
	if m, l, s := Count(text); m != n || l != letters || s != spaces || Len(text) != n {
		t.Fatalf("%q: got %d, %d letters, %d spaces, Len %d; want %d, %d, %d", text, m, l, s, Len(text), n, letters, spaces)
	}
}

// TestEveryByte has each byte at each place of two words of eight, between the
// bytes that a carry could come from.
func TestEveryByte(t *testing.T) {
	for c := range 256 {
		for at := range 16 {
			for _, around := range []string{"\x00", "\x7f", "a", " "} {
				same(t, strings.Repeat(around, at)+string([]byte{byte(c)})+strings.Repeat(around, 16-at))
			}
		}
	}
}

func TestDrawn(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		b := make([]byte, rng.IntN(40))
		for i := range b {
			b[i] = byte(rng.IntN(130))
		}
		same(t, string(b))
	}
}

func FuzzCount(f *testing.F) {
	f.Add("We uphold the sovereignty of states\t\n, naïve")
	f.Fuzz(same)
}
