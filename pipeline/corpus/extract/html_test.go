package extract

import (
	"strings"
	"testing"
)

const sentences = "We uphold the sovereignty of every state. Peace, security and development belong together, and no country stands alone. "

// TestHTML reads pages as they are served: what a reader would call the text comes out, and nothing else.
func TestHTML(t *testing.T) {
	long := "<p>" + strings.Repeat(sentences, 4) + "</p>"
	for _, c := range []struct {
		name, page, want string
	}{
		{"a fragment", `<p>We uphold sovereignty.</p>`, "We uphold sovereignty."},
		{"no tag", "We uphold &amp; protect.\n", "We uphold & protect."},
		{"marked body", `<html><body><div id=nav>Home News</div><div class="x article-body y"><p>` + sentences + `</p><script>var a="no"</script><p>Second.</p></div><div>Related: war</div></body></html>`,
			strings.TrimSpace(sentences) + "\n\nSecond."},
		{"itemprop before class", `<div class="post-content">` + long + `<div itemprop="articleBody">` + sentences + `</div></div>`, strings.TrimSpace(sentences)},
		{"found by readability", `<html><head><style>p{}</style></head><body><nav><a href=1>Home</a> <a href=2>War and peace</a></nav><div><div>` + long + long + `</div></div><footer>Contact</footer></body></html>`,
			strings.Repeat(strings.TrimSpace(strings.Repeat(sentences, 4))+"\n\n", 2)},
		{"breaks", `<div class=article-content>First line of the text here<br>second line of it<br><br>Another paragraph</div>`,
			"First line of the text here\nsecond line of it\n\nAnother paragraph"},
		{"attributes are no text", `<p><a href="/peace.html" title="security">More</a> to read</p>`, "More to read"},
		{"hidden", `<p>Seen.</p><p style="display: none">Not seen.</p><p hidden>Nor this.</p>`, "Seen."},
		{"inline elements do not cut words", `<p>sov<b>ereign</b>ty and <i>peace</i></p>`, "sovereignty and peace"},
	} {
		doc := read(t, HTML, []byte(c.page))
		if doc.Text != strings.TrimSpace(c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, doc.Text, c.want)
		}
	}
}

func TestPageFacts(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       Document
	}{
		{"meta", `<html lang="en-GB"><head><title>Speech | Ministry</title><meta property="og:title" content="A speech"><meta name="author" content=" The  Minister ">
			<meta property="og:site_name" content="Ministry"><meta property="article:published_time" content="2019-03-05T22:00:00+08:00"></head><body>x</body></html>`,
			Document{Title: "A speech", Author: "The Minister", Site: "Ministry", Lang: "en-GB", Date: "2019-03-05"}},
		{"JSON-LD", `<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","headline":"A speech","datePublished":"2019-03-05","author":[{"name":"A"},{"name":"B"}],"publisher":{"name":"Ministry"}}]}</script>`,
			Document{Title: "A speech", Author: "A; B", Site: "Ministry", Date: "2019-03-05"}},
		{"Chinese", `<title>讲话</title><meta name="PubDate" content="2019-03-05 10:00"><p>x</p>`, Document{Title: "讲话", Date: "2019-03-05"}},
		{"visible, Chinese", `<p>来源：新华社 更新时间：2019年3月5日 19:24</p><p>讲话</p>`, Document{Date: "2019-03-05"}},
		{"visible, English", `<h1>A speech</h1><p>London, 5 March 2019</p>`, Document{Title: "A speech", Date: "2019-03-05"}},
		{"visible, month first", `<p>Mar. 5, 2019</p>`, Document{Date: "2019-03-05"}},
		{"two days are no date", `<p>5 March 2019</p><p>6 March 2019</p>`, Document{}},
		{"day and month could be confused", `<p>03/05/2019</p>`, Document{}},
		{"no such day", `<p>2019-02-30</p>`, Document{}},
		{"broken JSON-LD", `<script type="application/ld+json">{"headline": </script>`, Document{}},
	} {
		doc := read(t, HTML, []byte(c.page))
		doc.Text = ""
		if doc.Title != c.want.Title || doc.Author != c.want.Author || doc.Site != c.want.Site || doc.Lang != c.want.Lang || doc.Date != c.want.Date {
			t.Errorf("%s:\ngot  %+v\nwant %+v", c.name, doc, c.want)
		}
	}
}
