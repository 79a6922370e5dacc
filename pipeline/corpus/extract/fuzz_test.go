package extract

import (
	"context"
	"errors"
	"testing"
	"unicode/utf8"
)

// fuzz checks what holds for any bytes: an answer in time, valid text, and an
// error of a known kind. A panic that Read caught is a fault of our own reader
// unless the reader is a library's.
func fuzz(f *testing.F, format Format, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := readers[format](context.Background(), data, Limits{Text: mib, Unpacked: 8 * mib}.withDefaults())
		if err == nil {
			if !utf8.ValidString(doc.Text) && utf8.Valid(data) {
				t.Errorf("the text is no UTF-8")
			}
			return
		}
		for _, kind := range []error{ErrScanned, ErrBroken, ErrLocked, ErrTooLarge, ErrTooSlow, ErrBomb, ErrUnsupported, ErrPanic} {
			if errors.Is(err, kind) {
				return
			}
		}
		t.Errorf("an error of no kind: %v", err)
	})
}

func FuzzHTML(f *testing.F) {
	fuzz(f, HTML, []byte(`<html lang=en><head><title>x</title><meta name=date content=2019-03-05></head><body><div class=article-body><p>`+sentences+`</p></div></body></html>`),
		[]byte(`<script type="application/ld+json">[{"@graph":[{"author":[{"name":"x"}]}]}]</script><p>5 March 2019`))
}

func FuzzPDF(f *testing.F) { fuzz(f, PDF, pdfOf(f, speech), pdfOf(f, nil)) }

func FuzzDOCX(f *testing.F) {
	fuzzPart(f, "word/document.xml", wordBody+`<w:p><w:r><w:t>We</w:t><w:br/></w:r><w:del><w:t>x</w:t></w:del></w:p></w:body></w:document>`)
}

func FuzzODT(f *testing.F) {
	fuzzPart(f, "content.xml", `<d><h>One</h><p>We<s/> <span>x</span><line-break/></p></d>`)
}

func FuzzEPUB(f *testing.F) {
	fuzzPart(f, "book.opf", `<package><metadata><title>x</title><date>2019</date></metadata><manifest><item id="a" href="book.opf"/></manifest><spine><itemref idref="a"/></spine></package>`,
		part{"mimetype", ""}, part{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>`})
}

// fuzzPart changes one part of a package, which would seldom get through its zip.
func fuzzPart(f *testing.F, name, seed string, others ...part) {
	f.Add([]byte(seed))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := readPackage(context.Background(), zipOf(t, append(others, part{name, string(data)})...), Limits{}.withDefaults())
		if err == nil && !utf8.ValidString(doc.Text) {
			t.Errorf("the text is no UTF-8")
		}
	})
}

func FuzzPackage(f *testing.F) {
	fuzz(f, Package, zipOf(f, part{"word/document.xml", wordBody + `</w:body></w:document>`}), zipOf(f, part{"content.xml", `<d><p>x</p></d>`}))
}

func FuzzRTF(f *testing.F) {
	fuzz(f, RTF, []byte(`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 A;}}{\info{\title T}}\f0\uc1\u20013?\'d6\'d0\par\bin3 abc{\*\generator x}}`))
}

func FuzzXML(f *testing.F) {
	fuzz(f, XML, []byte(`<TEI xml:lang="en"><teiHeader><titleStmt><title>x</title></titleStmt><date when="2019-03-05"/></teiHeader><text><u><s><w join="right">We</w><pc>.</pc></s></u></text></TEI>`),
		[]byte(`<?xml version="1.0" encoding="gbk"?><akomaNtoso><body><p>&nbsp;x</p></body></akomaNtoso>`))
}

func FuzzMail(f *testing.F) {
	fuzz(f, Mail, []byte("Subject: =?gbk?B?1tC5+g==?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=gbk\nContent-Transfer-Encoding: base64\n\n1tC5+g==\n--b--\n"))
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("<!doctype html>"), ".txt")
	f.Add([]byte("From: a\nTo: b\nDate: c\nReceived: x\n"), "")
	f.Fuzz(func(t *testing.T, head []byte, extension string) {
		if format := Sniff(head, extension); format != Unknown && format != Parquet && readers[format] == nil {
			t.Errorf("no reader of %q", format)
		}
	})
}
