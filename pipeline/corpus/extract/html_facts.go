package extract

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts are what the head of a page says, by the name of the meta element or
// the key of its JSON-LD, in lower case. The first of a name counts.
type facts map[string]string

func (f facts) first(names ...string) string {
	for _, n := range names {
		if v := oneLine(f[n]); v != "" {
			return v
		}
	}
	return ""
}

func (f facts) note(name, value string) {
	if name = strings.ToLower(name); name != "" && f[name] == "" {
		f[name] = value
	}
}

// pageFacts reads title, author, site, language and date: from meta elements,
// then JSON-LD, then what the page shows.
func pageFacts(page *html.Node) Document {
	f := facts{}
	f.collect(page)
	return Document{
		Title:  f.first("og:title", "dc.title", "dcterms.title", "articletitle", "ld:headline", "title", "h1"),
		Author: f.first("author", "article:author", "dc.creator", "dcterms.creator", "ld:author"),
		Site:   f.first("og:site_name", "application-name", "sitename", "ld:publisher"),
		Lang:   f.first("lang", "content-language", "og:locale", "dc.language"),
		Date:   pageDate(f, page),
	}
}

func (f facts) collect(n *html.Node) {
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Html:
			f.note("lang", attribute(n, "lang"))
		case atom.Meta:
			for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
				f.note(attribute(n, key), attribute(n, "content"))
			}
		case atom.Title:
			f.note("title", inner(n))
		case atom.H1:
			f.note("h1", inner(n))
		case atom.Time:
			f.note("time", attribute(n, "datetime"))
		case atom.Script:
			if attribute(n, "type") == "application/ld+json" && n.FirstChild != nil {
				f.linkedData(n.FirstChild.Data)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.collect(c)
	}
}

func inner(n *html.Node) string {
	var p paragraphs
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		renderNode(c, &p)
	}
	return oneLine(p.String())
}

// linkedData takes the article out of a block of JSON-LD, which is an object,
// a list of them, or a graph.
func (f facts) linkedData(text string) {
	var any any
	if json.Unmarshal([]byte(text), &any) == nil {
		f.thing(any, 0)
	}
}

func (f facts) thing(v any, depth int) {
	if depth > 5 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			f.thing(item, depth+1)
		}
	case map[string]any:
		f.thing(v["@graph"], depth+1)
		for _, key := range []string{"headline", "datePublished", "author", "publisher"} {
			f.note("ld:"+key, nameOf(v[key]))
		}
	}
}

func nameOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return nameOf(v["name"])
	case []any:
		var names []string
		for _, item := range v {
			if name := nameOf(item); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, "; ")
	}
	return ""
}

// pageDate is the day of publication. Of the text the page shows only dates
// that all agree count: two days are no statement.
func pageDate(f facts, page *html.Node) string {
	for _, name := range []string{
		"article:published_time", "datepublished", "ld:datepublished", "pubdate", "publishdate", "dcterms.date", "dcterms.issued",
		"dc.date", "dc.date.issued", "date", "parsely-pub-date", "publication_date", "firstpublishedtime", "time",
	} {
		if day := dayOf(f[name]); day != "" {
			return day
		}
	}
	return visibleDate(page)
}

var (
	dayNumbers = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)\s*[-/.年]\s*(0?[1-9]|1[0-2])\s*[-/.月]\s*(0?[1-9]|[12]\d|3[01])(?:\D|$)`)
	dayFirst   = regexp.MustCompile(`\b(\d{1,2}) ([A-Z][a-z]{2,8})\.?,? ((?:19|20)\d\d)\b`)
	monthFirst = regexp.MustCompile(`\b([A-Z][a-z]{2,8})\.? (\d{1,2}), ((?:19|20)\d\d)\b`)
)

// dayOf finds the first day in a text: ISO, Chinese, or English with the month as a word.
func dayOf(s string) string {
	if m := dayNumbers.FindStringSubmatch(s); m != nil {
		return day(m[1], m[2], m[3])
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		return day(m[3], m[2], m[1])
	}
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		return day(m[3], m[1], m[2])
	}
	return ""
}

func day(year, month, day string) string {
	if _, err := strconv.Atoi(month); err != nil {
		t, err := time.Parse("Jan", month[:3])
		if err != nil {
			return ""
		}
		month = strconv.Itoa(int(t.Month()))
	}
	t, err := time.Parse("2006-1-2", year+"-"+strings.TrimLeft(month, "0")+"-"+strings.TrimLeft(day, "0"))
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

// dateLine is the longest text in which a date is that of the page and not of a story.
const dateLine = 80

func visibleDate(page *html.Node) string {
	found := ""
	agree := eachText(page, func(s string) bool {
		s = oneLine(s)
		if len(s) > dateLine {
			return true
		}
		d := dayOf(s)
		if d == "" || d == found {
			return true
		}
		first := found == ""
		found = d
		return first
	})
	if !agree {
		return ""
	}
	return found
}

// eachText calls visit for the texts of a page until it says no.
func eachText(n *html.Node, visit func(string) bool) bool {
	if n.Type == html.ElementNode && (furniture[n.DataAtom] || n.DataAtom == atom.A) {
		return true
	}
	if n.Type == html.TextNode && !visit(n.Data) {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !eachText(c, visit) {
			return false
		}
	}
	return true
}
