package extract

import (
	"context"
	"encoding/xml"
	"slices"
	"strings"
)

// readXML takes the text of an XML document, by its kind: TEI (ParlaMint among
// it), Akoma Ntoso, or any other. Speakers stand in the text as paragraphs of
// their own where the markup names them there.
func readXML(_ context.Context, data []byte, limits Limits) (Document, error) {
	var doc Document
	var out paragraphs
	x := &xmlReader{doc: &doc, out: &out}
	err := x.visitor().walk(data, limits.Text, &out)
	doc.Text = out.String()
	return doc, err
}

// xmlReader tells what of a document is its text and what is about it.
type xmlReader struct {
	doc  *Document
	out  *paragraphs
	body map[string]bool // the elements that hold the text; nil where the kind has none
	root bool            // the root has been seen
	join bool            // the word that ends is written together with the next
}

// bodies are the elements that hold the text, by the root of a document.
var bodies = map[string]map[string]bool{
	"TEI": names("text"), "TEI.2": names("text"), "teiCorpus": names("text"), "html": names("body"),
	"akomaNtoso": names("body mainBody debateBody judgmentBody amendmentBody collectionBody preamble preface fragmentBody"),
}

// spans do not end a paragraph; every other element does.
var spans = names("hi emph foreign name persName placeName orgName date num ref w pc s unclear gap pb lb measure time term q " +
	"a b i u span sub sup em strong inline ins def mref rref affectedDocument docDate docNumber docTitle person role organization location " +
	"quantity entity concept object event process abbr")

// aside is no text: notes of the editors, stage directions, headings of pages.
var aside = names("note desc kinesic vocal incident fw figure graphic style script remark noteRef authorialNote")

func (x *xmlReader) visitor() visitor {
	return visitor{skip: aside, start: x.start, end: x.end, text: x.text}
}

func (x *xmlReader) start(e xml.StartElement) {
	name := e.Name.Local
	if !x.root {
		x.root, x.body = true, bodies[name]
		x.doc.Lang = xmlAttribute(e, "lang")
	}
	x.header(e)
	if !spans[name] {
		x.out.end()
	}
	if isToken(name) {
		join := xmlAttribute(e, "join")
		x.join = join == "right" || join == "both"
	}
}

// isToken: words and marks of an annotated corpus are elements, between which
// white space is layout.
func isToken(name string) bool { return name == "w" || name == "pc" }

// header takes dates and titles that are attributes.
func (x *xmlReader) header(e xml.StartElement) {
	switch e.Name.Local {
	case "date", "FRBRdate", "docDate":
		for _, key := range []string{"when", "date", "from"} {
			if d := dayOf(xmlAttribute(e, key)); d != "" && x.doc.Date == "" {
				x.doc.Date = d
			}
		}
	}
}

func xmlAttribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

func (x *xmlReader) end(name string) {
	if !spans[name] {
		x.out.end()
	}
	if isToken(name) && !x.join {
		x.out.text(" ")
	}
}

func (x *xmlReader) text(path []string, s string) {
	switch {
	case len(path) == 0:
	case x.body == nil || slices.ContainsFunc(path, func(name string) bool { return x.body[name] }):
		if x.join && strings.TrimSpace(s) == "" {
			return
		}
		x.out.text(s)
	case x.doc.Title == "" && path[len(path)-1] == "title" && contains(path, "titleStmt"):
		x.doc.Title = oneLine(s)
	case x.doc.Author == "" && (path[len(path)-1] == "author" || contains(path, "author")):
		x.doc.Author = oneLine(s)
	}
}
