package markup

import "strings"

// Break is what a tag does to the text around it.
type Break uint8

// The kinds of breaks.
const (
	None      Break = iota // <b>: the word goes on
	Space                  // <span>: a word may end
	Line                   // <br>
	Paragraph              // <p>, <td>: a sentence ends
)

// Tag is a tag, or what stands between two: a comment, a script, a style.
type Tag struct {
	Size  int // bytes; 0: no tag
	Break Break
}

// names are the elements of HTML, and what they do to the text around them.
var names = func() map[string]Break {
	all := map[string]Break{}
	for b, list := range map[Break]string{
		None:  "b i em strong u s strike sup sub small big mark wbr ins del tt font",
		Space: "a span abbr acronym cite code q kbd var samp time data label bdi bdo button input select img picture svg path video audio source iframe object embed param canvas map area script style noscript template meta link base slot ruby rt rp",
		Line:  "br",
		Paragraph: "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th caption colgroup col " +
			"blockquote pre hr address article aside section nav main header footer figure figcaption form fieldset legend " +
			"option optgroup textarea details summary dialog html head body title center",
	} {
		for _, name := range strings.Fields(list) {
			all[name] = b
		}
	}
	return all
}()

// Tags finds the tags of a text, asked from its beginning to its end. What it
// remembers of the bytes ahead keeps the cost linear, whatever the text.
type Tags struct {
	Text string

	ahead  [256]int        // by byte: where it comes next, 1 more than its place; 0: not looked for
	ends   map[string]int  // by mark, such as -->: likewise
	closed map[string]bool // names of elements that are closed somewhere
}

// Longer tags, or tags of more pieces, are none.
const longestTag, mostPieces = 1 << 20, 256

// At returns the tag at i, where a < stands.
func (t *Tags) At(i int) Tag {
	rest := t.Text[i:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		return t.through(i, "-->", Space)
	case strings.HasPrefix(rest, "<![CDATA["):
		return Tag{len("<![CDATA["), Space}
	case hasPrefixFold(rest, "<!doctype"), strings.HasPrefix(rest, "<?xml"):
		return t.through(i, ">", Paragraph)
	}
	return t.element(i)
}

// through is what reaches to the next mark.
func (t *Tags) through(i int, mark string, b Break) Tag {
	end := t.end(i, mark)
	if end < 0 || end-i > longestTag {
		return Tag{}
	}
	return Tag{end + len(mark) - i, b}
}

func (t *Tags) element(i int) Tag {
	from := i + 1
	closing := from < len(t.Text) && t.Text[from] == '/'
	if closing {
		from++
	}
	to := from
	for to < len(t.Text) && to-from <= 40 && (isAlnum(t.Text[to]) || to > from && strings.IndexByte("-_:", t.Text[to]) >= 0) {
		to++
	}
	if to == from || to == len(t.Text) || !isLetter(t.Text[from]) {
		return Tag{}
	}
	end := t.close(to)
	if end < 0 {
		return Tag{}
	}
	name, attributes := strings.ToLower(t.Text[from:to]), t.Text[to:end]
	b, known := names[name]
	switch {
	case attributes == "" || attributes == "/" || strings.TrimSpace(attributes) == "/" || strings.TrimSpace(attributes) == "":
		if !known && !closing && !strings.HasSuffix(attributes, "/") && !t.isClosed(name) {
			return Tag{}
		}
	case strings.IndexByte("= \t\r\n/", attributes[0]) < 0 || !strings.Contains(attributes, "="):
		return Tag{}
	}
	if !known {
		b = Space
	}
	if (name == "script" || name == "style") && !closing {
		if stop := t.end(end, "</"+name); stop >= 0 {
			end = stop - 1
		}
	}
	return Tag{end + 1 - i, b}
}

// close returns where the > of the tag stands whose name ends at i, or -1.
func (t *Tags) close(i int) int {
	limit := i + longestTag
	for range mostPieces {
		end := t.next(i, '>')
		if end < 0 || end > limit {
			return -1
		}
		at := strings.IndexAny(t.Text[i:end], `"'<`)
		if at < 0 {
			return end
		}
		quote := t.Text[i+at]
		if quote == '<' || strings.IndexByte(t.Text[i:i+at], '=') < 0 {
			return -1
		}
		shut := t.next(i+at+1, quote)
		if shut < 0 || shut > limit {
			return -1
		}
		i = shut + 1
	}
	return -1
}

// next returns where a byte comes next, from i on, or -1.
func (t *Tags) next(i int, b byte) int {
	if known := t.ahead[b] - 1; known >= i || known == len(t.Text) {
		if known == len(t.Text) {
			return -1
		}
		return known
	}
	at := len(t.Text)
	if n := strings.IndexByte(t.Text[i:], b); n >= 0 {
		at = i + n
	}
	t.ahead[b] = at + 1
	if at == len(t.Text) {
		return -1
	}
	return at
}

// end is next for a mark of several bytes, in small letters or large.
func (t *Tags) end(i int, mark string) int {
	if t.ends == nil {
		t.ends = map[string]int{}
	}
	known, ok := t.ends[mark]
	if !ok || known >= 0 && known < i {
		if known = indexFold(t.Text[i:], mark); known >= 0 {
			known += i
		}
		t.ends[mark] = known
	}
	return known
}

// isClosed says whether an element of that name is closed anywhere in the text:
// then <name> is a tag, though HTML has no such element.
func (t *Tags) isClosed(name string) bool {
	if t.closed == nil {
		t.closed = map[string]bool{}
		for rest := t.Text; ; {
			at := strings.Index(rest, "</")
			if at < 0 {
				break
			}
			rest = rest[at+2:]
			n := 0
			for n < len(rest) && n <= 40 && (isAlnum(rest[n]) || strings.IndexByte("-_:", rest[n]) >= 0) {
				n++
			}
			t.closed[strings.ToLower(rest[:n])] = true
		}
	}
	return t.closed[name]
}

func hasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// indexFold finds a mark of ASCII that begins with a sign, not a letter.
func indexFold(text, mark string) int {
	for from := 0; ; {
		at := strings.IndexByte(text[from:], mark[0])
		if at < 0 {
			return -1
		}
		if from += at; hasPrefixFold(text[from:], mark) {
			return from
		}
		from++
	}
}
