package token

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// TestLanguages: sentences made up for each language, cut by hand.
func TestLanguages(t *testing.T) {
	for _, c := range []struct{ code, about, raw, want string }{
		{"fr", "elision", "L'État d’Utopie, jusqu'à l'an 2000, dit qu'il n'est pas lié.", "L' Etat d' Utopie | jusqu' a l' an 2000 | dit qu' il n' est pas lié |"},
		{"fr", "words that only look like it", "Aujourd'hui, la presqu'île et quelqu’un ; d'aujourd'hui", "Aujourd'hui | la presqu'île et quelqu'un | d' aujourd'hui"},
		{"fr", "an apostrophe and a space", "le droit de l' État et de l’ \nÉtat", "le droit de l' Etat et de l' Etat"},
		{"fr", "guillemets, numbers, hyphens", "« Cyber-sécurité » : 1 000 n° 5, le 1er", "| Cyber sécurité | | 1 000 n | 5 | le 1er"},
		{"fr", "ligatures", "la mise en œuvre au Cœur", "la mise en oeuvre au Coeur"},
		{"fr", "a word at a line end", "le développe-\nment et la non-\ningérence", "le développement et la non ingérence"},
		{"es", "inverted marks", "¿Soberanía? ¡Sí! EE.UU. y Ángel", "| Soberanía | | Sí | EE.UU y Angel"},
		{"es", "ordinals and hyphens", "el artículo 1º, socio-económico", "el artículo 1o | socio económico"},
		{"ru", "yo, stress, hyphens", "Её госуда́рство — кто-либо; информационно-коммуникационных", "Ее государство | кто либо | информационно коммуникационных"},
		{"ru", "guillemets and a number sign", "«Хартия» № 5, и т.д., США", "| Хартия | | 5 | и т.д | США"},
		{"ar", "vowel signs, tatweel, marks", "السِّيَادَةُ والســيادة، «الأمن»؛ لماذا؟", "السيادة والسيادة | | الامن | | لماذا |"},
		{"ar", "forms of alef, and presentation forms", "إلى الأمن ﺍﻷﻣﻦ ٢٠٢٤", "الي الامن الامن ٢٠٢٤"},
	} {
		if got := cuts(t, c.raw, c.code); got != c.want {
			t.Errorf("%s, %s: %q:\ngot  %s\nwant %s", c.code, c.about, c.raw, got, c.want)
		}
	}
}

// TestStandardSentences: UAX #29, but for abbreviations, initials and what is set
// apart by a space. A stroke marks each end.
func TestStandardSentences(t *testing.T) {
	for _, c := range []struct{ code, text string }{
		{"fr", "M. Dupont et Mme Durand ont parlé. | Ils ont cité l'art. 2 de la Charte, cf. p. 12. | Voici."},
		{"fr", "« La paix d’abord. » | Il a dit : « Non ! » | Puis rien."},
		{"fr", "S.E. M. A. Dupont, des États-Unis, etc. ont signé le par. 3. | Fin"},
		{"fr", "Démosthène, 384 av. J.-C., et M. J. Chirac parlaient. | Oui."},
		{"fr", "La souveraineté.12 | Le droit vaut 3.5 fois."},
		{"es", "El Sr. Pérez y la Dra. Ruiz hablaron. | ¿Por qué? | ¡Vea el art. 5, pág. 3! | Fin."},
		{"es", "La ley de EE.UU. se aplica, p. ej. en Cuba. | No más."},
		{"ru", "В 2010 г. Россия и др. страны приняли резолюцию. | См. Приложение к ст. 2 Устава. | Конец."},
		{"ru", "Выступил С.В. Иванов, т.е. г-н И. Иванов. | «Почему?» | Никто не ответил."},
		{"ru", "Это стоит 5 млн. рублей и 3 тыс. долларов. | Так."},
		{"ar", "قال د. أحمد ذلك. | لماذا؟ | انتهى الأمر! | انظر ص. 5 من النص."},
		{"ar", "السلام أولا. | وقال: «الأمن».  | انتهى."},
	} {
		raw := strings.ReplaceAll(c.text, "| ", "\n")
		d, err := NewTokenizer(NewVocabulary()).Tokenize(raw, c.code)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range d.Sentences {
			start, end := d.Text.Raw(int(s.Start), int(s.End))
			got = append(got, strings.Join(strings.Fields(raw[start:end]), " "))
		}
		if want := strings.Join(strings.Fields(c.text), " "); strings.Join(got, " | ") != want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.code, strings.Join(got, " | "), want)
		}
	}
}

// TestLeadBack: in every language a token leads back to the very bytes of the raw
// text, whatever was left out or folded inside it. (A mark behind its last letter
// stays outside.)
func TestLeadBack(t *testing.T) {
	for _, c := range []struct{ code, raw, word, want string }{
		{"fr", "Vive l’E\u0301tat libre", "Etat", "E\u0301tat"},
		{"fr", "la mise en œuvre", "oeuvre", "œuvre"},
		{"es", "la Áfri\u00adca unida", "Africa", "Áfri\u00adca"},
		{"ru", "наше\u0301 госуда́рство", "государство", "госуда\u0301рство"},
		{"ru", "Е\u0308лка стоит", "Елка", "Е\u0308лка"},
		{"ar", "في السِّيَادَةِ كاملة", "السيادة", "السِّيَادَة"},
		{"ar", "هذا ســــلام", "سلام", "ســــلام"},
		{"ar", "ﺍﻷﻣﻦ أولا", "الامن", "ﺍﻷﻣﻦ"},
		{"zh", "尊重ＩＣＴ主权", "", ""},
		{"en", "ﬁsh-ing cafe\u0301", "café", "cafe\u0301"},
	} {
		d, err := NewTokenizer(NewVocabulary()).Tokenize(c.raw, c.code)
		if err != nil {
			t.Fatal(err)
		}
		found := lang.Of(c.code).Unit == lang.Characters
		for _, tok := range d.Tokens {
			if d.Word(tok.Word) == c.word && tok.Word != Boundary {
				start, end := d.Text.Raw(int(tok.Start), int(tok.End))
				found = c.raw[start:end] == c.want
			}
		}
		if !found {
			t.Errorf("%s: %q does not lead back to %q", c.code, c.word, c.want)
		}
	}
}
