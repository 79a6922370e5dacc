package extract

import (
	"context"
	"errors"
	"strings"
	"testing"
)

const wordBody = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

// TestPackages: the parts are written by hand after those of Word, LibreOffice and Calibre.
func TestPackages(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts []part
		want  Document
	}{
		{"docx", []part{
			{"word/document.xml", wordBody + `<w:p><w:r><w:t xml:space="preserve">We uphold </w:t></w:r><w:r><w:t>sover</w:t></w:r><w:r><w:t>eignty</w:t><w:noBreakHyphen/><w:t>first</w:t></w:r><w:del><w:r><w:delText>war</w:delText></w:r></w:del></w:p>` +
				`<w:p><w:r><w:instrText>HYPERLINK "peace"</w:instrText></w:r><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>` +
				`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`},
			{"word/footnotes.xml", `<w:footnotes xmlns:w="x"><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>`},
			{"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>A speech</dc:title><dc:creator>The Minister</dc:creator><dcterms:created>2019-03-05T10:00:00Z</dcterms:created></cp:coreProperties>`},
		}, Document{Text: "We uphold sovereignty-first\n\nOne two\nthree\n\na cell\n\nA note.", Format: "docx", Title: "A speech", Author: "The Minister", Created: "2019-03-05"}},
		{"odt", []part{
			{"mimetype", "application/vnd.oasis.opendocument.text"},
			{"content.xml", `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:tracked-changes><text:p>war</text:p></text:tracked-changes>` +
				`<text:h>A heading</text:h><text:p>We uphold<text:s text:c="2"/>sover<text:span>eignty<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:span>.</text:p><text:p>Line<text:line-break/>two</text:p></office:text></office:body></office:document-content>`},
			{"meta.xml", `<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="d"><office:meta><dc:title>A speech</dc:title><meta:creation-date>2019-03-05T10:00:00</meta:creation-date></office:meta></office:document-meta>`},
		}, Document{Text: "A heading\n\nWe uphold sovereignty.\n\nLine\ntwo\n\nA note.", Format: "odt", Title: "A speech", Created: "2019-03-05"}},
		{"epub", []part{
			{"mimetype", "application/epub+zip"},
			{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`},
			{"OEBPS/book.opf", `<package xmlns:dc="d"><metadata><dc:title>Speeches</dc:title><dc:creator>The Minister</dc:creator><dc:date>2019-03-05</dc:date><dc:language>en</dc:language></metadata>` +
				`<manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="b" href="two.xhtml"/><item id="a" href="one%20.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>`},
			{"OEBPS/nav.xhtml", `<html><body>Contents</body></html>`},
			{"OEBPS/one .xhtml", `<html><head><title>x</title></head><body><h1>One</h1><p>We uphold.</p></body></html>`},
			{"OEBPS/two.xhtml", `<html><body><p>Second.</p></body></html>`},
		}, Document{Text: "One\n\nWe uphold.\n\nSecond.", Format: "epub", Title: "Speeches", Author: "The Minister", Date: "2019-03-05", Lang: "en"}},
	} {
		doc := read(t, Package, zipOf(t, c.parts...))
		if doc.Text != c.want.Text || doc.Title != c.want.Title || doc.Author != c.want.Author || doc.Date != c.want.Date ||
			doc.Created != c.want.Created || doc.Format != c.want.Format || doc.Lang != c.want.Lang {
			t.Errorf("%s:\ngot  %+v\nwant %+v", c.name, doc, c.want)
		}
	}
}

// TestHostile: what is no document is refused with its kind of error, in bounded memory.
func TestHostile(t *testing.T) {
	deep := strings.Repeat("<a>", 1_000_000)
	for _, c := range []struct {
		name   string
		format Format
		data   []byte
		want   error
	}{
		{"a bomb in DOCX", Package, zipOf(t, part{"word/document.xml", wordBody + strings.Repeat(" ", 64*mib)}), ErrBomb},
		{"a bomb in EPUB", Package, zipOf(t, part{"mimetype", ""}, part{"META-INF/container.xml", strings.Repeat(" ", 64*mib)}), ErrBomb},
		{"nested DOCX", Package, zipOf(t, part{"word/document.xml", wordBody + strings.Repeat("<a>", 300)}), ErrTooLarge},
		{"nested XML", XML, []byte(deep), ErrTooLarge},
		{"entities that multiply", XML, []byte(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>`), ErrBroken},
		{"nested RTF", RTF, []byte(strings.Repeat(`{`, 1_000_000)), ErrTooLarge},
		{"nested HTML", HTML, []byte(strings.Repeat("<div>", 100_000)), ErrBroken},
		{"tags without end", HTML, []byte(strings.Repeat("<p>", maxTags+1)), ErrTooLarge},
		{"a workbook", Package, zipOf(t, part{"xl/workbook.xml", ""}), ErrUnsupported},
		{"an archive", Package, zipOf(t, part{"a.txt", ""}), ErrUnsupported},
		{"cut off", Package, zipOf(t, part{"word/document.xml", wordBody})[:40], ErrBroken},
		{"XML that ends early", Package, zipOf(t, part{"word/document.xml", wordBody}), ErrBroken},
		{"a PDF in name", PDF, []byte("%PDF-1.7\nnothing"), ErrBroken},
		{"a mailbox", Mail, []byte("From a\nSubject: x\n\nx\nFrom b\nSubject: y\n\ny\n"), ErrUnsupported},
	} {
		if _, err := Read(context.Background(), c.format, c.data, Limits{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}
