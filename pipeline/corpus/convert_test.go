package corpus

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// TestFormatsByContent: a page saved under the name of a Word file, a PDF or a
// table is a page. Version 0.1.0 refused all eight by name.
func TestFormatsByContent(t *testing.T) {
	const page = "<p>We uphold sovereignty.</p>\n\n"
	var files []entry
	for _, ext := range []string{"docx", "html", "odt", "parquet", "pdf", "rtf", "xml", "shtml"} {
		files = append(files, entry{"2019-01-01_" + ext + "." + ext, page})
	}
	got := readCorpus(t, options(t, `path: ["{date}_{_}.*"]`), folder(t, files...))
	wantReasons(t, got, len(files), nil)
	for _, d := range got.docs {
		if d.Text != "We uphold sovereignty." || d.Date.String() != "2019-01-01" || d.SHA256 != sha256.Sum256([]byte(page)) || !slices.Equal(d.Flags, []string{FlagConverted}) {
			t.Errorf("%s: %q %s %v", d.Source, d.Text, d.Date, d.Flags)
		}
	}
}

func TestConverted(t *testing.T) {
	page := func(body string) string {
		return `<!DOCTYPE html><html><head><meta charset="gbk"><title>Speech</title><meta name="author" content="The Minister"><meta name="pubdate" content="2019-03-05"></head><body><p>` + body + `</p></body></html>`
	}
	docx := string(zipped(t, entry{"word/document.xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>` + english + `</w:t></w:r></w:p></w:body></w:document>`}))
	got := readCorpus(t, options(t, `
fields: {issuer: author}
date_from: [{field: stem, pattern: '(\d{4})'}]
`), folder(t,
		entry{"page.php", page(english)}, entry{"no-extension", page(english)}, entry{"page.txt", page(english)}, entry{"dated_1999.html", page(english)},
		entry{"word_2020.docx", docx}, entry{"word_2020.txt", docx}, entry{"rich_2020.doc", `{\rtf1 ` + english + `}`},
		entry{"scan_2020.pdf", "%PDF-1.4\nbroken"}, entry{"sheet_2020.docx", string(zipped(t, entry{"xl/workbook.xml", "x"}))},
		entry{"plain_2020.pdf", english}, entry{"photo_2020.jpg", "\xff\xd8\xff\xe0"}, entry{"nothing_2020.html", "<nav>Home</nav>"},
		entry{"markdown_2020.md", "<p>" + english + "</p>"},
	))
	wantReasons(t, got, 8, map[Reason]int{ReasonUnreadable: 1, ReasonUnsupportedFormat: 3, ReasonEmpty: 1})
	var lines []string
	for _, d := range got.docs {
		lines = append(lines, strings.Join([]string{d.ID, d.Date.String(), d.Title, d.Issuer, d.Encoding, strings.Join(d.Flags, ",")}, "|"))
		if plain := strings.Trim(d.Text, "<p>/"); plain != english {
			t.Errorf("%s: text %q", d.Source, d.Text)
		}
	}
	want := `dated_1999|2019-03-05|Speech|The Minister|gb18030|converted
markdown_2020|2020|||utf-8|
no-extension|2019-03-05|Speech|The Minister|gb18030|converted
page|2019-03-05|Speech|The Minister|gb18030|converted
page|2019-03-05|Speech|The Minister|gb18030|converted
rich_2020|2020|||rtf|converted
word_2020|2020|||docx|converted
word_2020|2020|||docx|converted`
	if have := strings.Join(lines, "\n"); have != want {
		t.Errorf("got\n%s\nwant\n%s", have, want)
	}
}

// TestUnreadFilesAreNotHashed: of a file that is no document only the beginning is read.
func TestUnreadFilesAreNotHashed(t *testing.T) {
	sum := func(picture string) string {
		got := readCorpus(t, dated(), folder(t, entry{"a_2020.txt", english}, entry{"b.jpg", picture}))
		return got.reader.Inputs()[0].SHA256
	}
	if sum("\xff\xd8one") != sum("\xff\xd8two") {
		t.Error("the hash of the folder depends on a file that was not read")
	}
}

func TestGarbled(t *testing.T) {
	codes := strings.Repeat("/0/1 /2 /3/4. ", 10)
	got := readCorpus(t, dated(), folder(t, entry{"codes_2020.txt", codes + "as it is"}, entry{"short_2020.txt", "GDP 2019: 5.2 %"},
		entry{"half_2020.txt", strings.Repeat("peace and security of the world 1234567890123456789012 ", 5)}, entry{"emoji_2020.txt", "Peace and the world! 🕊🕊🕊🕊"}))
	wantReasons(t, got, 3, map[Reason]int{ReasonGarbled: 1})
}

// TestSession80: 23 speeches are codes of glyphs; ten are in Arabic, Russian or French.
func TestSession80(t *testing.T) {
	got := readCorpus(t, options(t, `path: ["{issuer}_{session}_{year}.txt"]
files: {ignore: [README.md]}`), corpora(t, "session80", "session80.zip"))
	wantReasons(t, got, 156-23, map[Reason]int{ReasonIgnored: 1, ReasonGarbled: 23})
	others := 0
	for _, d := range got.docs {
		if d.Lang != "en" {
			others++
		}
	}
	if others != 10 {
		t.Errorf("%d speeches are in another language than English, want 10", others)
	}
}

func TestPages(t *testing.T) {
	got := readCorpus(t, Options{}, corpora(t, "html", "cctv_pages.zip"))
	wantReasons(t, got, 150, nil)
	for _, d := range got.docs {
		if d.Lang != "zh" || d.Title == "" || d.Date.Precision != PrecisionDay {
			t.Errorf("%s: %s %q %s", d.Source, d.Lang, d.Title, d.Date)
		}
	}
}

// TestSpeechesInPDF: one is a scan; three have codes of glyphs without a map to
// text, of which one is in Russian; the rest are in the languages of their names.
func TestSpeechesInPDF(t *testing.T) {
	o := options(t, `
path: ["speeches{year}/{issuer}_{language}.pdf"]
files: {only: ["*.pdf"]}
`)
	got := readCorpus(t, o, corpora(t, "pdf", "speeches2024.zip"))
	wantReasons(t, got, 16, map[Reason]int{ReasonIgnored: 20, ReasonScanned: 1, ReasonGarbled: 3})
	for _, d := range got.docs {
		if !strings.HasSuffix(d.ID, "_"+d.Lang) {
			t.Errorf("%s is read as %s", d.ID, d.Lang)
		}
	}
	if r := got.rejection(t, "ca_en.pdf"); r.Reason != ReasonScanned {
		t.Errorf("the scan: %s", r.Reason)
	}
}

func TestParquet(t *testing.T) {
	type speech struct {
		Text   string    `parquet:"text"`
		Day    time.Time `parquet:"day,timestamp"`
		Issuer *string   `parquet:"issuer,optional"`
		Topics []string  `parquet:"topics,list"`
		Votes  int64     `parquet:"votes"`
	}
	issuer := "A"
	var b bytes.Buffer
	err := parquet.Write(&b, []speech{
		{english, time.Date(2019, 3, 5, 10, 0, 0, 0, time.UTC), &issuer, []string{"cyber", "trade"}, 3},
		{"", time.Date(2020, 3, 5, 0, 0, 0, 0, time.UTC), nil, nil, 0},
		{english, time.Date(1650, 3, 5, 0, 0, 0, 0, time.UTC), nil, nil, 2_000_000},
	})
	if err != nil {
		t.Fatal(err)
	}
	path := writeFile(t, filepath.Join(t.TempDir(), "speeches.parquet"), b.Bytes())
	got := readCorpus(t, options(t, "fields: {date: day}\nmeta: [topics, votes]"), path)
	wantReasons(t, got, 2, map[Reason]int{ReasonEmpty: 1})
	first, last := got.docs[0], got.docs[1]
	if first.Date.String() != "2019-03-05" || first.Issuer != "A" || first.Meta[0].Value != "cyber; trade" || first.Meta[1].Value != "3" || first.Source != "speeches.parquet#1" {
		t.Errorf("first: %+v", first)
	}
	if last.Date.String() != "1650-03-05" || last.Issuer != "" || last.Meta[1].Value != "2000000" {
		t.Errorf("last: %+v", last)
	}
	// Cut off and damaged files end in a rejection, not in a panic.
	for _, data := range [][]byte{b.Bytes()[:b.Len()/2], append([]byte("PAR1\x15"), bytes.Repeat([]byte{0xff}, 1000)...)} {
		if got := readCorpus(t, Options{}, writeFile(t, filepath.Join(t.TempDir(), "x.parquet"), data)); len(got.docs) != 0 || len(got.rejected) != 1 {
			t.Errorf("damaged: %d documents, %d rejections", len(got.docs), len(got.rejected))
		}
	}
}

func FuzzParquet(f *testing.F) {
	type row struct {
		Text string   `parquet:"text,snappy"`
		List []string `parquet:"list,list"`
		Year int32    `parquet:"year,optional"`
	}
	var b bytes.Buffer
	if err := parquet.Write(&b, []row{{english, []string{"a", "b"}, 2019}, {"x", nil, 0}}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	footer := []byte("\x15\x02\x49\xfc\xff\xff\xff\xff\x07\x00") // a schema of two thousand million columns
	f.Add(append(append([]byte("PAR1"), footer...), byte(len(footer)), 0, 0, 0, 'P', 'A', 'R', '1'))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := openParquet(data, Options{}.withDefaults().Limits)
		if err != nil {
			return
		}
		for _, g := range table.file.RowGroups() {
			_ = table.rows(g, func([]string) error { return nil })
		}
	})
}

// TestFieldFormats reads the folder that the case was reported with.
func TestFieldFormats(t *testing.T) {
	dir := filepath.Join(filepath.Dir(corpora(t)), "field", "formats-refused")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no field cases beside the corpora")
	}
	o := options(t, "path: ['{date}_{_}.*']\nfiles: {ignore: [config.yaml, expected.txt]}")
	got := readCorpus(t, o, dir)
	wantReasons(t, got, 7, map[Reason]int{ReasonIgnored: 2})
}

// What a file claims to hold is held against its bytes before room is made for it.
func TestParquetClaims(t *testing.T) {
	head := func(values byte) string {
		return "\x15\x00\x15\x80\x02\x15\x02\x2c\x15" + string(values) + "\x15\x00\x15\x00\x15\x00\x00\x00"
	}
	for about, c := range map[string]struct {
		data string
		want bool
	}{
		"a list of more than there is": {"\x19\xfc\xff\xff\xff\xff\x07", false},
		"a text of more than there is": {"\x18\xff\xff\xff\xff\x07", false},
		"values without end":           {strings.Repeat("\x1c", 1000), false},
		"a list of one number":         {"\x19\x15\x02\x00", true},
	} {
		if err := newClaims([]byte(c.data)).value(thrift.STRUCT); (err == nil) != c.want {
			t.Errorf("%s: %v", about, err)
		}
	}
	for about, c := range map[string]struct {
		data string
		room int64
		want bool
	}{
		"one page":        {head(2) + "x", 1000, true},
		"two pages":       {head(2) + "x" + head(2) + "x", 1000, true},
		"no room for two": {head(2) + "x" + head(2) + "x", 200, false},
		"cut off":         {head(2), 1000, false},
	} {
		if err := new(pages).checkColumn([]byte(c.data), format.Uncompressed, &c.room); (err == nil) != c.want {
			t.Errorf("%s: %v", about, err)
		}
	}
}
