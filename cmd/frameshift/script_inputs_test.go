package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// makers are the inputs that no text archive can hold, by the name that the
// command make has for them. n is its last argument.
var makers = map[string]func(path string, n int) error{
	"speeches":      makeSpeeches,     // n English speeches, JSON lines
	"truncated-tgz": makeTruncatedTGZ, // n speeches, cut in the middle
	"dotdot-zip":    makeDotdotZip,    // members that want to get out
	"sparse-line":   makeSparseLine,   // JSON lines; the second of three is n MiB of NULs
	"gzip-line":     makeGzipLine,     // the same with n MiB of the letter a, compressed
	"nul": func(path string, _ int) error {
		return os.WriteFile(path, []byte("Sovereignty\x00\x01 and more"), 0o666)
	},
	"nul-record": makeNULRecord, // JSON lines, the second of three with a NUL in it
	"utf16":      makeUTF16,     // without a byte order mark
	"utf16-odd":  makeUTF16Odd,  // and half a character at its end
	"dates-xlsx": makeDatesXLSX, // dates as serial numbers and as text
	"hostile":    makeHostile,   // JSON lines that want to steer a terminal, a page or a parser
	"words":      makeWords,     // a speech of n distinct words

	"broken-array": makeBrokenArray, // n speeches in an array of JSON, a stray quote in the middle
	"cut-array":    makeCutArray,    // the same, cut off in the middle
	"cut-xlsx":     makeCutXLSX,     // n speeches in a workbook, damaged behind the fiftieth
	"sheets-xlsx":  makeSheetsXLSX,  // a sheet a year, and one of notes
	"dated-index":  makeDatedIndex,  // a workbook of file names with cells of dates
	"thin-zip":     makeThinZip,     // a table of n rows that are the same
	"codings":      makeCodings,     // the sheets of a validation filled in, in its folder back
}

func scriptMake(ts *testscript.TestScript, args []string) {
	maker, ok := makers[args[0]]
	if !ok {
		ts.Fatalf("make %s: there are %q", args[0], slices.Sorted(maps.Keys(makers)))
	}
	n := 0
	if len(args) > 2 {
		var err error
		n, err = strconv.Atoi(args[2])
		ts.Check(err)
	}
	ts.Check(maker(ts.MkAbs(args[1]), n))
}

// speech is a made-up statement; its words repeat and its number does not.
func speech(i int) map[string]string {
	said := []string{
		"We respect the sovereignty of all states.", "Our country supports the development of the digital economy.",
		"Security and development are two wings of one body.", "Hegemonism and power politics must end.",
		"The committee thanked its chair for the report.",
	}
	text := fmt.Sprintf("This is statement number %d.", i)
	for k := range 20 {
		text += " " + said[(i*7+k*k)%len(said)]
	}
	return map[string]string{
		"id": fmt.Sprintf("s%06d", i), "date": fmt.Sprintf("%d-%02d-15", 1990+i%30, 1+i%12), "lang": "en", "text": text,
		"issuer": []string{"Aland", "Bland", "Cland"}[i%3], "audience": []string{"domestic", "international"}[i%2],
	}
}

func writeLines(path string, records ...map[string]string) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, r := range records {
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	return os.WriteFile(path, b.Bytes(), 0o666)
}

func makeSpeeches(path string, n int) error {
	records := make([]map[string]string, n)
	for i := range records {
		records[i] = speech(i)
	}
	return writeLines(path, records...)
}

func makeTruncatedTGZ(path string, n int) error {
	files := map[string]string{}
	for i := range n {
		noise := make([]byte, 4<<10) // so that half of the archive is half of the members
		rand.NewChaCha8([32]byte{byte(i)}).Read(noise)
		files[fmt.Sprintf("Aland_%d.txt", 1990+i)] = "We respect the sovereignty of all states, and say so. " + base32.StdEncoding.EncodeToString(noise) // mostly letters, as a text is
	}
	raw, err := tarGz(files)
	if err != nil {
		return err
	}
	return os.WriteFile(path, raw[:len(raw)/2], 0o666)
}

func tarGz(files map[string]string) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(files[name]))}); err != nil {
			return nil, err
		}
		if _, err := io.WriteString(w, files[name]); err != nil {
			return nil, err
		}
	}
	err := errors.Join(w.Close(), z.Close())
	return b.Bytes(), err
}

func mustTarGz(t *testing.T, files map[string]string) []byte {
	t.Helper()
	raw, err := tarGz(files)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func writeFile(t *testing.T, path string, raw []byte) {
	t.Helper()
	if err := os.WriteFile(path, raw, 0o666); err != nil {
		t.Fatal(err)
	}
}

func makeDotdotZip(path string, _ int) error {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"Aland_1990.txt", "../Aland_1991.txt", "in/../../Aland_1992.txt", "/Aland_1993.txt", `..\Aland_1994.txt`, `C:\Aland_1995.txt`} {
		m, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(m, "We respect sovereignty, says "+name)
		}
		if err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o666)
}

const firstLine, lastLine = `{"id": "first", "date": "2001", "lang": "en", "text": "We respect sovereignty."}` + "\n",
	"\n" + `{"id": "last", "date": "2002", "lang": "en", "text": "We want development."}` + "\n"

func makeSparseLine(path string, n int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.WriteString(firstLine); err != nil {
		return err
	}
	if _, err := f.WriteAt([]byte(lastLine), int64(len(firstLine))+int64(n)<<20); err != nil {
		return err
	}
	return f.Close()
}

func makeGzipLine(path string, n int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	// A gzip file may be one of several put together: the middle one is
	// compressed once and written n times.
	for _, part := range []struct {
		text  string
		times int
	}{{firstLine, 1}, {strings.Repeat("a", 1<<20), n}, {lastLine, 1}} {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := io.WriteString(z, part.text); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		for range part.times {
			if _, err := f.Write(b.Bytes()); err != nil {
				return err
			}
		}
	}
	return f.Close()
}

func makeNULRecord(path string, _ int) error {
	return os.WriteFile(path, []byte(firstLine+"{\"text\": \"sover\x00eignty\"}"+lastLine), 0o666)
}

func makeUTF16(path string, _ int) error {
	var raw []byte
	for _, u := range utf16.Encode([]rune("We respect the sovereignty of Åland and want its development.")) {
		raw = binary.LittleEndian.AppendUint16(raw, u)
	}
	return os.WriteFile(path, raw, 0o666)
}

func makeUTF16Odd(path string, _ int) error {
	if err := makeUTF16(path, 0); err != nil {
		return err
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(raw, 'x'), 0o666)
}

func makeDatesXLSX(path string, _ int) error {
	f := excelize.NewFile()
	defer f.Close()
	day := time.Date(2019, 3, 5, 0, 0, 0, 0, time.UTC)
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return err
	}
	for i, row := range [][]any{
		{"id", "date", "text"},
		{"cell", day, "We respect sovereignty as a cell of dates."},
		{"serial", 43529, "We respect sovereignty as a serial number."},
		{"text", "2019-03-05", "We respect sovereignty as a text."},
		{"english", "5 March 2019", "We respect sovereignty as an English text."},
		{"year", 2019, "We respect sovereignty as a year."},
		{"none", "", "We respect sovereignty without a date."},
		{"odd", "soon", "We respect sovereignty one day."},
	} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	if err := f.SetCellStyle("Sheet1", "B2", "B2", style); err != nil {
		return err
	}
	return f.SaveAs(path)
}

// makeHostile holds what a terminal, a page, a spreadsheet or a regular expression
// could stumble over, in texts and in fields.
func makeHostile(path string, _ int) error {
	long := strings.Repeat("x", 1<<20)
	texts := []string{
		"\x1b[31mSovereignty\x1b[0m \x1b]0;owned\x07 sovereignty\x1b[2J.",
		"C1: \u009b31m sovereignty \u009d0;owned\u009c.",
		"<script>alert('sovereignty')</script> & <img src=x onerror=alert(1)> sovereignty.",
		"A word of 1 MB: " + long + " sovereign" + long + " and sovereignty.",
		"Left \u202eto right sovereignty\u202c \u200fand\u200e \u2066back\u2069.",
		"Deep e" + strings.Repeat("\u0301", 5000) + " \U0001F468\u200d\U0001F469\u200d\U0001F467 𝔰𝔬𝔳 \U0010FFFF sovereignty \ufdd0.",
		"=HYPERLINK(\"x\") sovereignty, +1, @SUM(A1), \"quoted\", and\nlines\r\nand\ttabs.",
		"%s %d %n {{.}} ${HOME} $(reboot) `reboot` ; sovereignty -- '",
	}
	var records []map[string]string
	for i, text := range texts {
		records = append(records, map[string]string{
			"id": fmt.Sprintf("h%d\x1b[31m\u009b1m", i), "date": "2020", "lang": "en", "text": text, "title": text[:min(len(text), 200)],
			"issuer": "\x1b[31mAland\x07<script>", "venue": "../../etc", "type": "\u202espeech",
		})
	}
	for _, r := range records {
		r["title"] = strings.ToValidUTF8(r["title"], "")
	}
	return writeLines(path, records...)
}

func makeWords(path string, n int) error {
	rng := rand.New(rand.NewPCG(1, 2))
	seen, list := map[string]bool{}, make([]string, 0, n)
	for len(list) < n {
		w := make([]byte, 3+rng.IntN(9))
		for i := range w {
			w[i] = byte('a' + rng.IntN(26))
		}
		if !seen[string(w)] {
			seen[string(w)] = true
			list = append(list, string(w))
		}
	}
	return writeLines(path, map[string]string{
		"id": "words", "date": "2020", "lang": "en", "text": "Sovereignty. " + strings.Join(list, " ") + ".",
	})
}

func hexSHA256(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}
