package corpus

import (
	"encoding/csv"
	"errors"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func encoded(t testing.TB, e encoding.Encoding, text string) string {
	t.Helper()
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDetectEncoding(t *testing.T) {
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	gb, western := simplifiedchinese.GB18030, charmap.Windows1252
	long := strings.Repeat(chinese+"\r\n　　第一。", 5)
	for _, c := range []struct {
		about, data, encoding, text string
	}{
		{"ASCII", english, "utf-8", english},
		{"UTF-8", chinese, "utf-8", chinese},
		{"a BOM stays in the text", "\uFEFF" + english, "utf-8-bom", "\uFEFF" + english},
		{"nothing", "", "utf-8", ""},
		{"UTF-16 with BOM", "\xFF\xFE" + encoded(t, le, chinese), "utf-16le", chinese},
		{"UTF-16BE with BOM", "\xFE\xFF" + encoded(t, be, chinese), "utf-16be", chinese},
		{"a BOM alone", "\xFF\xFE", "utf-16le", ""},
		{"UTF-16 without BOM, English", encoded(t, le, english), "utf-16le", english},
		{"UTF-16BE without BOM, English", encoded(t, be, english), "utf-16be", english},
		{"UTF-16 without BOM, Chinese with NUL low bytes", encoded(t, le, long), "utf-16le", long},
		{"UTF-16BE without BOM, Chinese with NUL low bytes", encoded(t, be, long), "utf-16be", long},
		{"a character beyond the BMP", "\xFF\xFE" + encoded(t, le, "𠮷 is a letter"), "utf-16le", "𠮷 is a letter"},
		{"GB18030, Chinese", encoded(t, gb, chinese), "gb18030", chinese},
		{"GB18030, traditional characters of GBK", encoded(t, gb, "發展與國家安全，網絡主權"), "gb18030", "發展與國家安全，網絡主權"},
		{"GB18030, four bytes", encoded(t, gb, chinese+"㐂ü"), "gb18030", chinese + "㐂ü"},
		{"English with quotes typed on a Chinese system", "Japan\xA1\xAFs \xA1\xB0strategy\xA1\xB1", "gb18030", "Japan’s “strategy”"},
		{"English with dashes of GBK only", "2008\xA8C2011 and 1996\xA8C98", "gb18030", "2008–2011 and 1996–98"},
		{"Windows-1252, one apostrophe", "the world\x92s people", "windows-1252", "the world’s people"},
		{"Windows-1252, quotes before letters and spaces", "a \x93safe\x94 and \x93stable\x94 order", "windows-1252", "a “safe” and “stable” order"},
		{"Windows-1252, two high bytes in a row", "\x93the state\x92s\x94\x85 end", "windows-1252", "“the state’s”… end"},
		{"Windows-1252, French", encoded(t, western, "La souveraineté a été créée à l’égard des États"), "windows-1252", "La souveraineté a été créée à l’égard des États"},
		{"Windows-1252, doubled vowels", encoded(t, western, "Suomen määrä on tämä, ja sää hyvä; pääasia on turvallisuus ja kehitys"), "windows-1252", "Suomen määrä on tämä, ja sää hyvä; pääasia on turvallisuus ja kehitys"},
	} {
		t.Run(c.about, func(t *testing.T) {
			text, name, err := decodeText([]byte(c.data), encodingAuto)
			if err != nil || name != c.encoding || text != c.text {
				t.Errorf("got %q in %s, %v; want %q in %s", text, name, err, c.text, c.encoding)
			}
		})
	}
}

func TestEncodingRejected(t *testing.T) {
	for _, c := range []struct {
		about, data, stated string
		reason              Reason
		detail              string
	}{
		{"a bad byte in UTF-8", "“secure” — caf\xE9 – end", "auto", ReasonEncoding, "the first at byte 20"},
		{"UTF-8 cut off inside a character", chinese[:len(chinese)-1], "auto", ReasonEncoding, "damaged UTF-8"},
		{"a bad byte after a BOM", "\uFEFFcaf\xE9", "auto", ReasonEncoding, "byte 6"},
		{"damaged GB18030", encoded(t, simplifiedchinese.GB18030, chinese) + "\xFF ", "auto", ReasonEncoding, "like GB18030"},
		{"no known encoding", strings.Repeat("a\x81b \x8Dc\x90d ", 9), "auto", ReasonEncoding, "no known encoding: 27 of 81 bytes lie above ASCII, the first, 0x81, at byte 1"},
		{"a byte that Windows-1252 has not", "caf\xE9 \x81 \x8D", "auto", ReasonEncoding, "make no words in windows-1252"},
		{"stated wrongly", "caf\xE9", "utf-8", ReasonEncoding, "byte 3"},
		{"stated Windows-1252", "a\x81b", "windows-1252", ReasonEncoding, "byte 1"},
		{"stated GB18030", "a\xFFb", "gb18030", ReasonEncoding, "gb18030"},
		{"UTF-32", "\xFF\xFE\x00\x00a\x00\x00\x00", "auto", ReasonEncoding, "UTF-32"},
		{"half a UTF-16 unit", "\xFF\xFEa\x00b", "auto", ReasonEncoding, "odd"},
		{"a lone surrogate", "\xFF\xFE\x00\xD8a\x00", "auto", ReasonEncoding, "byte 2"},
		{"half a pair at the end", "\xFF\xFEa\x00\x00\xD8", "auto", ReasonEncoding, "half"},
		{"NUL in UTF-8", "one\x00two", "auto", ReasonBinary, "byte 3"},
		{"NUL in UTF-16", "\xFF\xFEa\x00\x00\x00", "auto", ReasonBinary, "NUL"},
		{"an image", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "auto", ReasonBinary, "NUL"},
	} {
		t.Run(c.about, func(t *testing.T) {
			text, name, err := decodeText([]byte(c.data), c.stated)
			var f *fault
			if !errors.As(err, &f) || f.reason != c.reason || !strings.Contains(f.detail, c.detail) {
				t.Errorf("got %q in %s, %v; want %s with %q", text, name, err, c.reason, c.detail)
			}
		})
	}
}

func TestStatedEncoding(t *testing.T) {
	for stated, want := range map[string]string{"GBK": "gb18030", "UTF8": "utf-8", "Big5": "big5", "latin1": "windows-1252", "auto": "auto"} {
		if got, err := encodingName(stated); got != want || err != nil {
			t.Errorf("%s: got %s, %v; want %s", stated, got, err, want)
		}
	}
	text, name, err := decodeText([]byte("\xA7\xDA"), "big5")
	if text != "我" || name != "big5" || err != nil {
		t.Errorf("got %q, %s, %v", text, name, err)
	}
}

// index.csv tells the encodings apart as another program found them.
func TestEncodingsOfStrategies(t *testing.T) {
	f, err := os.Open(corpora(t, "strategies", "index.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, row := range rows[1:] {
		want[row[1]] = strings.TrimSuffix(row[2], "le")
	}
	o := Options{DateFrom: []DateRule{{Field: "member", Pattern: `(\d{4})`}}}
	r, err := Open([]string{corpora(t, "strategies", "national_strategies.zip")}, o)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	err = r.Read(t.Context(), func(raw Raw) error {
		seen++
		_, name, err := decodeText(raw.data, encodingAuto)
		if got := strings.TrimSuffix(name, "le"); err != nil || got != want[raw.file.path] {
			t.Errorf("%s: got %s, %v; want %s", raw.Source, name, err, want[raw.file.path])
		}
		return nil
	})
	if seen != len(want) || err != nil {
		t.Errorf("%d files, want %d; %v", seen, len(want), err)
	}
}

func FuzzDecodeText(f *testing.F) {
	for _, seed := range []string{english, chinese, "the world\x92s", "\xA1\xAFs", "\xFF\xFEa\x00", "a\x00b\x00", "\x00\x00\xFE\xFF", "\x81\x30\x81\x30"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		source := string(data)
		text, name, err := decodeText(data, encodingAuto)
		var wrong *fault
		switch {
		case err != nil && !errors.As(err, &wrong):
			t.Errorf("error without a reason: %v", err)
		case err == nil && (name == "" || !utf8.ValidString(text)):
			t.Errorf("%q is no text in %q", text, name)
		case strings.HasPrefix(name, "utf-8") && text != source:
			t.Errorf("%s text differs from its source", name)
		}
	})
}

// Text that a Western or a Chinese system wrote comes back whole, or is
// rejected; it never comes back as something else.
func TestEncodingRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the of sovereignty development world’s “secure” naïve café – state’s and peoples… cyber security")
	han := strings.Split("发展安全主权网络空间治理，。“”国际合作", "")
	for range 2000 {
		western, mixed := "", ""
		for range 5 + rng.IntN(60) {
			western += words[rng.IntN(len(words))] + " "
			mixed += han[rng.IntN(len(han))]
		}
		for name, text := range map[string]string{"windows-1252": western, "gb18030": mixed} {
			enc, _ := charset(name)
			data := encoded(t, enc, text)
			if got, as, err := decodeText([]byte(data), encodingAuto); err == nil && got != text && as != "utf-8" {
				t.Fatalf("%s %q came back in %s as %q", name, text, as, got)
			} else if err != nil && name == "gb18030" {
				t.Fatalf("%q: %v", text, err)
			}
		}
	}
}
