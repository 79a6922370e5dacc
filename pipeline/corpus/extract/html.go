package extract

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxTags bounds the memory of a parsed page, some 200 bytes a tag.
const maxTags = 500_000

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)`)

// Charset is the encoding that a page states in its head, or the empty string.
func Charset(data []byte) string {
	if m := metaCharset.FindSubmatch(data[:min(len(data), 2*HeadSize)]); m != nil {
		return string(m[1])
	}
	return ""
}

// readHTML takes the body that the page marks as such; where it marks none,
// what readability finds; where that is nothing, the page without its furniture.
func readHTML(_ context.Context, data []byte, _ Limits) (Document, error) {
	page, err := parseHTML(data)
	if err != nil {
		return Document{}, err
	}
	doc := pageFacts(page)
	if doc.Text = markedBody(page); doc.Text != "" {
		return doc, nil
	}
	parser := readability.NewParser()
	// Its default of 500 characters lets it widen its search over the
	// navigation where an item is short, as Chinese ones are.
	parser.CharThresholds = 200
	article, err := parser.ParseDocument(page, nil)
	if err == nil && article.Node != nil {
		doc.Text = renderHTML(article.Node)
	}
	if doc.Text == "" {
		doc.Text = renderHTML(page)
	}
	return doc, nil
}

func parseHTML(data []byte) (*html.Node, error) {
	if n := bytes.Count(data, []byte("<")); n > maxTags {
		return nil, fmt.Errorf("%w: a page of more than %d tags", ErrTooLarge, maxTags)
	}
	page, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	return page, nil
}

// chapter is the whole of a page of a book.
func chapter(data []byte) (string, error) {
	page, err := parseHTML(data)
	if err != nil {
		return "", err
	}
	return renderHTML(page), nil
}

// bodyNames are ids and classes that content management systems give to the
// text of an article, and nothing else.
var bodyNames = regexp.MustCompile(`(?i)^(?:(?:article|story|post|entry|news|speech)[-_]*(?:body|text|contents?)|content[-_]*(?:area|body|text)|` +
	`field--name-body|cnt_bd|trs_editor|trs_editor_view|ucap-content|rm_txt_con|mw-parser-output|pages_content)$`)

const minBody = 20 // letters; less is an empty frame that a script fills

// markedBody is the text of the one outermost element that is marked as the body.
func markedBody(page *html.Node) string {
	for _, marked := range []func(*html.Node) bool{isArticleBody, hasBodyName} {
		found := outermost(page, marked, nil)
		if len(found) != 1 {
			continue
		}
		if text := renderHTML(found[0]); letters(text) >= minBody {
			return text
		}
	}
	return ""
}

func outermost(n *html.Node, is func(*html.Node) bool, found []*html.Node) []*html.Node {
	if n.Type == html.ElementNode && is(n) {
		return append(found, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		found = outermost(c, is, found)
	}
	return found
}

func isArticleBody(n *html.Node) bool { return attribute(n, "itemprop") == "articleBody" }

func hasBodyName(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	if bodyNames.MatchString(attribute(n, "id")) {
		return true
	}
	for class := range strings.FieldsSeq(attribute(n, "class")) {
		if bodyNames.MatchString(class) {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// furniture is no text of a page.
var furniture = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Nav: true,
	atom.Aside: true, atom.Footer: true, atom.Form: true, atom.Button: true, atom.Select: true, atom.Textarea: true,
	atom.Iframe: true, atom.Object: true, atom.Svg: true, atom.Math: true, atom.Canvas: true, atom.Video: true, atom.Audio: true,
}

// inline elements do not end a paragraph.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true,
	atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Img: true, atom.Ins: true, atom.Kbd: true, atom.Label: true,
	atom.Mark: true, atom.Q: true, atom.S: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true,
	atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true,
}

func renderHTML(n *html.Node) string {
	var p paragraphs
	renderNode(n, &p)
	return p.String()
}

func renderNode(n *html.Node, p *paragraphs) {
	switch n.Type {
	case html.TextNode:
		p.text(n.Data)
		return
	case html.ElementNode:
		if furniture[n.DataAtom] || hidden(n) {
			return
		}
		if n.DataAtom == atom.Br {
			lineOrParagraph(n, p)
			return
		}
	case html.CommentNode:
		return
	}
	block := n.Type == html.ElementNode && !inline[n.DataAtom] && n.DataAtom != 0
	if block {
		p.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		renderNode(c, p)
	}
	if block {
		p.end()
	}
}

// lineOrParagraph reads two breaks in a row as the end of a paragraph.
func lineOrParagraph(n *html.Node, p *paragraphs) {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next != nil && next.DataAtom == atom.Br {
		p.end()
	} else {
		p.line()
	}
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden", a.Key == "aria-hidden" && a.Val == "true":
			return true
		case a.Key == "style" && strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none"):
			return true
		}
	}
	return false
}
