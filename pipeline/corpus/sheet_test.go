package corpus

import (
	"regexp"
	"strings"
	"testing"
)

// What other programs write is read as what Excel writes.
func TestWorkbooksOfOtherPrograms(t *testing.T) {
	good := workbookOf(t, []any{"date", "text"}, []any{2019, "the one"}, []any{2020, "the two\r\nof _x0041_ all"}, []any{nil, nil}, []any{2021, "the three"})
	const main = "xl/workbook.xml"
	cell := regexp.MustCompile(` r="[A-Z]+[0-9]+"`)
	row := regexp.MustCompile(`<row r="[0-9]+"`)
	for about, c := range map[string]struct {
		part   string
		change func(string) string
	}{
		"as it is":          {sheet1, func(s string) string { return s + "\n" }},
		"no references":     {sheet1, func(s string) string { return row.ReplaceAllString(cell.ReplaceAllString(s, ""), "<row") }},
		"prefixes":          {sheet1, prefixed},
		"prefixes of texts": {sharedStrings, prefixed},
		"runs of one style": {sharedStrings, func(s string) string {
			return strings.Replace(s, "<t>the one</t>", `<r><t>the </t></r><r><rPr><b/></rPr><t>one</t></r><rPh sb="0" eb="1"><t>reading</t></rPh>`, 1)
		}},
		"paths from the top": {"xl/_rels/workbook.xml.rels", func(s string) string { return strings.ReplaceAll(s, `Target="worksheets`, `Target="/xl/worksheets`) }},
		"backslashes":        {"xl/_rels/workbook.xml.rels", func(s string) string { return strings.ReplaceAll(s, `worksheets/sheet1`, `worksheets\sheet1`) }},
		"strict": {main, func(s string) string {
			return strings.ReplaceAll(s, "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
		}},
		"no row numbers": {sheet1, func(s string) string { return row.ReplaceAllString(s, "<row") }},
		"formulas":       {sheet1, func(s string) string { return strings.Replace(s, "<v>2019</v>", "<f>2000+19</f><v>2019</v>", 1) }},
		"Windows-1252":   {sharedStrings, func(s string) string { return strings.Replace(s, `encoding="UTF-8"`, `encoding="windows-1252"`, 1) }},
	} {
		got := readCorpus(t, Options{}, temp(t, "a.xlsx", string(changedZip(t, good, c.part, c.change))))
		var texts []string
		for _, d := range got.docs {
			texts = append(texts, d.Date.String()+" "+d.Text)
		}
		want := "2019 the one|2020 the two\nof A all|2021 the three"
		if have := strings.ReplaceAll(strings.Join(texts, "|"), "\r", ""); have != want || len(got.rejected) > 0 {
			t.Errorf("%s: got %q, %v", about, have, got.reasons())
		}
	}
}

// prefixed writes the elements of a sheet in a namespace with a name.
func prefixed(s string) string {
	s = regexp.MustCompile(`<(/?)([a-zA-Z])`).ReplaceAllString(s, "<${1}x:$2")
	return strings.ReplaceAll(strings.Replace(s, "xmlns=", "xmlns:x=", 1), "<?x:xml", "<?xml")
}

// A workbook that unpacks to far more than it should is told of, and costs little.
func TestWorkbookBombs(t *testing.T) {
	for part, end := range map[string]string{sheet1: "<row", sharedStrings: "<si>"} {
		data := damagedWorkbook(t, 20, part, func(s string) string {
			return strings.Replace(s, end, strings.Repeat(" ", 8<<20)+end, 1)
		})
		got := readCorpus(t, Options{}, temp(t, "a.xlsx", string(data)))
		if len(got.docs) != 0 || len(got.rejected) == 0 {
			t.Errorf("%s: %d documents, %v", part, len(got.docs), got.reasons())
		}
		t.Log(part, got.rejected[0].Reason, got.rejected[0].Detail)
	}
}
