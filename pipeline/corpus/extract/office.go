package extract

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// docx reads the body of a Word document and the notes under it. Text that is
// tracked as deleted, and field codes, are no text.
func (p *parts) docx() (Document, error) {
	doc, err := p.properties("docProps/core.xml")
	if err != nil {
		return doc, err
	}
	var out paragraphs
	for _, part := range []string{"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"} {
		if part != "word/document.xml" && !p.has(part) {
			continue
		}
		if err := p.walk(part, wordVisitor(&out), p.limits.Text, &out); err != nil {
			return doc, err
		}
	}
	doc.Text, doc.Format = out.String(), "docx"
	return doc, nil
}

func wordVisitor(out *paragraphs) visitor {
	v := visitor{skip: names("delText instrText del moveFrom txbxContent Fallback")}
	v.start = func(e xml.StartElement) {
		switch e.Name.Local {
		case "tab":
			out.text(" ")
		case "br", "cr":
			out.line()
		case "noBreakHyphen":
			out.text("-")
		}
	}
	v.end = func(name string) {
		if name == "p" || name == "tc" {
			out.end()
		}
	}
	v.text = func(path []string, s string) {
		if len(path) > 0 && path[len(path)-1] == "t" {
			out.text(s)
		}
	}
	return v
}

// odt reads the body of a text document of OpenDocument.
func (p *parts) odt() (Document, error) {
	doc, err := p.properties("meta.xml")
	if err != nil {
		return doc, err
	}
	var out, notes paragraphs // notes come last: in their place they would cut a sentence in two
	to := &out
	v := visitor{skip: names("tracked-changes annotation note-citation sequence-decls forms scripts automatic-styles font-face-decls")}
	v.start = func(e xml.StartElement) {
		switch e.Name.Local {
		case "note":
			to = &notes
		case "p", "h":
			to.end()
		case "s", "tab":
			to.text(" ")
		case "line-break":
			to.line()
		}
	}
	v.end = func(name string) {
		switch name {
		case "note":
			to = &out
		case "p", "h":
			to.end()
		}
	}
	v.text = func(path []string, s string) {
		if contains(path, "p") || contains(path, "h") {
			to.text(s)
		}
	}
	if err = p.walk("content.xml", v, p.limits.Text, &out); err == nil && out.size()+notes.size() > p.limits.Text {
		err = fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, p.limits.Text)
	}
	doc.Text, doc.Format = strings.TrimSpace(out.String()+"\n\n"+notes.String()), "odt"
	return doc, err
}

// properties reads title, author, language and day of creation, which both
// families write in Dublin Core.
func (p *parts) properties(part string) (Document, error) {
	var doc Document
	if !p.has(part) {
		return doc, nil
	}
	v := visitor{text: func(path []string, s string) {
		if len(path) == 0 {
			return
		}
		switch path[len(path)-1] {
		case "title":
			doc.Title = oneLine(doc.Title + s)
		case "creator", "initial-creator":
			doc.Author = oneLine(s)
		case "language":
			doc.Lang = oneLine(s)
		case "created", "creation-date":
			doc.Created = dayOf(s)
		}
	}}
	return doc, p.walk(part, v, mib, nil)
}

// walk reads a part of XML with a visitor.
func (p *parts) walk(part string, v visitor, most int64, out *paragraphs) error {
	data, err := p.read(part)
	if err != nil {
		return err
	}
	if err := v.walk(data, most, out); err != nil {
		return fmt.Errorf("part %s: %w", strconv.Quote(part), err)
	}
	return nil
}
