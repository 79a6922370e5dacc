package lang

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSimplify(t *testing.T) {
	for raw, want := range map[string]string{
		"網絡空間主權":        "网络空间主权",
		"網路安全與發展，ICT":   "网路安全与发展，ICT",
		"网络空间主权":        "网络空间主权",
		"乾隆、著名":         "乾隆、著名",
		"\xff發\xe4\xb8": "\xff发\xe4\xb8",
	} {
		if got := Chinese.Folded(raw); got != want {
			t.Errorf("%q became %q, want %q", raw, got, want)
		}
	}
}

// TestSimplifiedPairs: every pair is two different characters of three bytes,
// and no simplified one is traditional again.
func TestSimplifiedPairs(t *testing.T) {
	pairs := loadSimplified()
	if len(pairs) != strings.Count(simplifiedPairs, "\n") || len(pairs) < 2500 {
		t.Errorf("%d pairs on %d lines", len(pairs), strings.Count(simplifiedPairs, "\n"))
	}
	for a, b := range pairs {
		if _, again := pairs[b]; again || a == b || utf8.RuneLen(a) != 3 || utf8.RuneLen(b) != 3 {
			t.Errorf("pair %c %c", a, b)
		}
	}
}
