package han

import (
	"testing"
	"unicode"
)

func TestUnifiedAreHan(t *testing.T) {
	n := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !Unified(r) {
			continue
		}
		n++
		if !unicode.IsLetter(r) || !unicode.Is(unicode.Han, r) || unicode.IsUpper(r) || unicode.ToLower(r) != r {
			t.Errorf("%U is no letter of Han without case", r)
		}
	}
	if n != 20_992 {
		t.Errorf("%d characters", n)
	}
}
