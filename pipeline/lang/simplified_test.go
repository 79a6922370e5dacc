package lang

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSimplify(t *testing.T) {
	for raw, want := range map[string]string{
		"網絡空間主權":      "网络空间主权",
		"網路安全與發展，ICT": "网路安全与发展，ict",
		"网络空间主权":      "网络空间主权",
		"乾隆、著名":       "乾隆、著名",
		"以國家安全為藉口，損害平等的夥伴關係，朝著公正方向，強加於人": "以国家安全为借口，损害平等的伙伴关系，朝着公正方向，强加于人",
		"特徵 象徵 徵求 瞭解 沿著 乾旱 反覆 憑藉 聯繫":     "特征 象征 征求 了解 沿着 干旱 反复 凭借 联系",
		"著名的乾隆，瞭望宮商角徵羽，慰藉":               "著名的乾隆，瞭望宫商角徵羽，慰藉",
		"这是国家。\n為藉口。":                    "这是国家。\n为借口。",
		"⼈⽹ U.S. ICT":                    "人网 u.s. ict",
		"\xff發\xe4\xb8":                  "\xff发\xe4\xb8",
	} {
		if got := Chinese.Folded(raw); got != want {
			t.Errorf("%q became %q, want %q", raw, got, want)
		}
	}
}

// TestSimplifiedPairs: every pair is two different characters of three bytes,
// and no simplified one is traditional again.
func TestSimplifiedPairs(t *testing.T) {
	pairs := loadPairs().simplified
	if len(pairs) != strings.Count(simplifiedPairs, "\n") || len(pairs) < 2500 {
		t.Errorf("%d pairs on %d lines", len(pairs), strings.Count(simplifiedPairs, "\n"))
	}
	for a, b := range pairs {
		if _, again := pairs[b]; again || a == b || utf8.RuneLen(a) != 3 || utf8.RuneLen(b) != 3 {
			t.Errorf("pair %c %c", a, b)
		}
	}
}
