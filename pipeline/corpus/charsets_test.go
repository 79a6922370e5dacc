package corpus

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

const (
	traditional = "各位代表：我們主張維護國家主權和領土完整，反對霸權主義，促進共同發展。"
	russian     = "Развитие и безопасность государств — общая задача Организации Объединённых Наций. Президент сказал: «Мы за мир»."
	french      = "La souveraineté a été créée à l’égard des États ; où va-t-elle ? « Ça dépend », dit l’élève — à l’Assemblée générale."
	spanish     = "La soberanía de la nación y el derecho al desarrollo: ¿qué pasó en España? Años después, según él, nada cambió."
	curly       = "The world’s peoples — and their states’ leaders — want “peace”, ‘security’ and development… It’s theirs."
	arabic      = "إن الأمن والتنمية من حقوق الشعوب، وسيادة الدول أساس السلام."
)

// TestCharsets: a text comes back whole from the encoding it was in, found out
// from its bytes.
func TestCharsets(t *testing.T) {
	for _, c := range []struct {
		text string
		enc  encoding.Encoding
		want string
	}{
		{traditional, traditionalchinese.Big5, "big5"}, {traditional, simplifiedchinese.GBK, "gb18030"},
		{chinese, simplifiedchinese.GBK, "gb18030"}, {strings.Repeat(traditional, 50), traditionalchinese.Big5, "big5"},
		{"Statement (2019): " + traditional + " END", traditionalchinese.Big5, "big5"},
		{russian, charmap.Windows1251, "windows-1251"}, {russian, charmap.KOI8R, "koi8-r"}, {russian, charmap.MacintoshCyrillic, "x-mac-cyrillic"},
		{strings.ToUpper(russian[:30]) + russian, charmap.Windows1251, "windows-1251"},
		{french, charmap.Windows1252, "windows-1252"}, {french, charmap.Macintosh, "macintosh"},
		{spanish, charmap.Windows1252, "windows-1252"}, {spanish, charmap.Macintosh, "macintosh"},
		{curly, charmap.Windows1252, "windows-1252"}, {curly, charmap.Macintosh, "macintosh"},
		{arabic, charmap.Windows1256, "windows-1256"}, {arabic, charmap.ISO8859_6, "iso-8859-6"},
	} {
		text := c.text
		if c.want == "koi8-r" { // which has neither guillemets nor dashes
			text = strings.NewReplacer("—", "-", "«", `"`, "»", `"`).Replace(text)
		}
		got, name, err := decodeText([]byte(encoded(t, c.enc, text)), encodingAuto)
		if err != nil || name != c.want || got != text {
			t.Errorf("%.30s in %s: got %.60q in %s, %v", text, c.want, got, name, err)
		}
	}
	_, _, err := decodeText([]byte(encoded(t, korean.EUCKR, strings.Repeat("국가 주권과 개발에 관하여 ", 4))), encodingAuto)
	if err == nil || !strings.Contains(err.Error(), "EUC-KR") {
		t.Errorf("EUC-KR: %v", err)
	}
}

// asRead is a text whose bytes were read in a wrong encoding.
func asRead(t *testing.T, text string, as *charmap.Charmap) string {
	t.Helper()
	out := make([]rune, 0, len(text))
	for _, b := range []byte(text) {
		r := as.DecodeByte(b)
		if r == utf8.RuneError {
			r = rune(b)
		}
		out = append(out, r)
	}
	return string(out)
}

// TestMisread: a text that was read wrongly before it was saved is flagged or
// rejected; one that was not is neither.
func TestMisread(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewDecoder().String(strings.Repeat("中国的发展和安全主权问题与世界和平", 3))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		about, text string
		flagged     bool
		says        string
	}{
		{"English", asRead(t, english+curly, charmap.Windows1252), true, ""},
		{"English as ISO 8859-1", asRead(t, english+curly, charmap.ISO8859_1), true, ""},
		{"French", asRead(t, french, charmap.Windows1252), true, ""},
		{"Chinese", asRead(t, chinese+chinese, charmap.Windows1252), false, "read as windows-1252"},
		{"Russian", asRead(t, russian, charmap.Windows1252), false, "read as windows-1252"},
		{"Chinese as GB18030", gb, false, "read as GB18030"},
		{"GB18030 as Windows-1252", asRead(t, encoded(t, simplifiedchinese.GBK, chinese+chinese), charmap.Windows1252), false, "GB18030 that was read"},
		{"Windows-1252 as ISO 8859-1", english + " It is the world\u0092s.", true, ""},
		{"Mac Roman as Windows-1252", english + " It is the worldÕs and the peopleÕs.", true, ""},
		{"a character lost", english + " It is the world\uFFFDs.", true, ""},
		{"most characters lost", strings.Repeat("\uFFFD\uFFFDa ", 30), false, "U+FFFD"},
		{"right: English", english + curly, false, ""}, {"right: French", french, false, ""}, {"right: Chinese", chinese + traditional, false, ""},
		{"right: Russian", russian, false, ""}, {"right: Spanish", spanish, false, ""}, {"right: capitals", "LA SOUVERAINETÉ » ET L’ÉTAT « À CÔTÉ » : SÃO TOMÉ, ÅLAND Õunapuu.", false, ""},
		{"right: Arabic", arabic, false, ""}, {"right: ASCII", english, false, ""},
	} {
		flagged, err := checkMisread(c.text)
		says := ""
		if err != nil {
			says = err.Error()
		}
		if flagged != c.flagged || (c.says == "") != (says == "") || !strings.Contains(says, c.says) {
			t.Errorf("%s: %.60q: got %v, %q", c.about, c.text, flagged, says)
		}
	}
}

func FuzzMisread(f *testing.F) {
	for _, seed := range []string{curly, "â€™ Ã©", "\u0092\uFFFD", "涓浗", "ÖÐ¹ú"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		_, err := checkMisread(text)
		if wrong := (*fault)(nil); err != nil && !errors.As(err, &wrong) {
			t.Errorf("%q: error without a reason: %v", text, err)
		}
	})
}
