package token

import (
	"strings"
	"testing"
)

// TestAbbreviations: || is where a sentence ends.
func TestAbbreviations(t *testing.T) {
	for _, want := range []string{
		"Moreover, Mr. President, we agree. || H.E. Professor Gen. George Dr. Panofsky spoke.",
		"At the 18th meeting, para. 114]. || See Corr.1, chap. VII, and sect. D].",
		"Weapons, etc. for all. || Weapons, etc. || Either way.",
		"Ibid. para. 5 is clear. || We say no. || It is No. 221 of them.",
		"The state of art. || In art. 13 it is said. || Cf. pp. xiv-xv of the report.",
		"He seeks peace.[3] || The rest.[4][5] || We agree.” || He left (at once).2 || The end.† || It is so.",
		"In peace.1,2 || The year 1999.12 The share is 3.14. || It is.(7) || No.",
		"Peace needs sovereignty.12 || The rest needs peace.³ || He cited para.5 The end.",
	} {
		d, err := NewTokenizer(NewVocabulary()).Tokenize(strings.ReplaceAll(want, " ||", ""), "en")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(got(d), " || "); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestEndsFigure: no mark ends with a character that is not looked for.
func TestEndsFigure(t *testing.T) {
	found := 0
	for r := range rune(0x3100) {
		for _, before := range []string{"peace.", "peace.1", "peace.¹", "peace.[1", "peace.[1]", "peace.(1", "peace.†"} {
			word := before + string(r)
			if !reFigure.MatchString(word) {
				continue
			}
			if found++; !endsFigure(r) {
				t.Errorf("%q", word)
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d marks", found)
	}
}
