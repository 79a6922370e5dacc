package lang

import (
	"slices"
	"testing"
)

// TestCompared: what is written in several ways is compared in one.
func TestCompared(t *testing.T) {
	for _, c := range []struct {
		l          *Language
		word, want string
	}{
		{French, "État", "Etat"}, {French, "état", "etat"}, {French, "Œuvre", "Oeuvre"}, {French, "cœur", "coeur"},
		{French, "sécurité", "sécurité"}, {French, "où", "où"}, {French, "", ""},
		{Spanish, "África", "Africa"}, {Spanish, "ñandú", "ñandú"}, {Spanish, "Índice", "Indice"}, {Spanish, "nación", "nación"},
		{Russian, "Её", "Ее"}, {Russian, "Йод", "Йод"}, {Russian, "щёлк", "щелк"},
		{StandardArabic, "أمن", "امن"}, {StandardArabic, "إنترنت", "انترنت"}, {StandardArabic, "آمنة", "امنة"}, {StandardArabic, "ٱلسلام", "السلام"},
		{StandardArabic, "على", "علي"}, {StandardArabic, "سَلَام", "سلام"}, {StandardArabic, "ســلام", "سلام"},
		{StandardArabic, "األمن", "الامن"}, {StandardArabic, "واالستقرار", "والاستقرار"}, {StandardArabic, "قراءات", "قراءات"},
	} {
		if got := c.l.Compared(c.word); got != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.l.Code, c.word, got, c.want)
		}
	}
}

// TestProclitics: of and, so; in, for, as; the, each is cut or not.
func TestProclitics(t *testing.T) {
	for word, want := range map[string][]string{
		"سيادة": {}, "و": {}, "ال": {}, "": {}, "وال": {"ال"},
		"السيادة":  {"سيادة"},
		"وسيادة":   {"سيادة"},
		"والسيادة": {"السيادة", "سيادة"},
		"بسيادة":   {"سيادة"},
		"للسيادة":  {"السيادة", "سيادة", "لسيادة"},
		"فبالسيادة": {
			"بالسيادة", "السيادة", "سيادة",
		},
		"وللسيادة": {"للسيادة", "السيادة", "سيادة", "لسيادة"},
		"كالسيادة": {"السيادة", "سيادة"},
		"وحدة":     {"حدة"}, // it can't be told from "and sharpness"
	} {
		got := proclitics(word)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(slices.Compact(got), want) {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
}

// TestMarksAreIgnored: vowel signs and stress marks are no part of a text.
func TestMarksAreIgnored(t *testing.T) {
	for l, marks := range map[*Language]string{StandardArabic: "ـًٌٍَُِّْٰ", Russian: "\u0301\u0300"} {
		for _, r := range marks {
			if !l.Ignored(r) {
				t.Errorf("%s: %U is not ignored", l.Code, r)
			}
		}
		for _, r := range "سلامёй123 .،" {
			if l.Ignored(r) {
				t.Errorf("%s: %c is ignored", l.Code, r)
			}
		}
	}
}
