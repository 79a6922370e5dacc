package token

import (
	"testing"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// FuzzLanguages: in every language tokens and sentences lie one after the other
// inside the text, and lead back to bytes of the raw text in the same order.
func FuzzLanguages(f *testing.F) {
	for _, seed := range []string{
		"The state's, sovereignty¹ of #peace.12 The _rest_.", "以國家安全為藉口 ＩＣＴ，\n\n⼈民。", "ﬁsh cafe\u0301 self-\ndetermination 'x' U.S.",
		"a\u00ad\u200bb\ufe0f", "(((\"''", "a.B:c_d-e\u2011f", "« l’État »", "Ёлка. السلام", "M. Dupont, l' art. 2 ! » Puis … d’",
		"¿EE.UU.? S.E. el Sr. ñ 1.º", "С.В. Ёж, и т.д. «Что?» а\u0301", "السِّيَادَةُ والســـيادة؟ ﺍﻷﻣﻦ ص. 5 ﷲ", "A. B. (c.) »» .). …",
	} {
		f.Add(seed)
	}
	tk := NewTokenizer(NewVocabulary())
	for _, l := range lang.All() { // load the dictionaries, which takes longer than a fuzzer waits
		if _, err := tk.Tokenize("", l.Code); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if !utf8.ValidString(raw) {
			return
		}
		for _, l := range lang.All() {
			d, err := tk.Tokenize(raw, l.Code)
			if err != nil {
				t.Fatal(err)
			}
			at, rawAt, words, token := int32(0), 0, 0, 0
			for _, s := range d.Sentences {
				if s.Start < at || int(s.First) != token || s.End > int32(len(d.Text.Norm)) {
					t.Fatalf("%s: sentence %+v after byte %d, token %d", l.Code, s, at, token)
				}
				at = s.Start
				for _, tok := range d.Tokens[s.First:s.Last] {
					start, end := d.Text.Raw(int(tok.Start), int(tok.End))
					if tok.Start < at || tok.End <= tok.Start || tok.End > s.End || start < rawAt || end < start || end > len(raw) {
						t.Fatalf("%s: token %+v (raw %d..%d) after %d (raw %d)", l.Code, tok, start, end, at, rawAt)
					}
					at, rawAt = tok.End, start
				}
				at, token, words = s.End, int(s.Last), words+int(s.Words)
			}
			if words != d.Words || token != len(d.Tokens) {
				t.Fatalf("%s: %d words, %d tokens; sentences have %d, %d", l.Code, d.Words, len(d.Tokens), words, token)
			}
		}
	})
}
