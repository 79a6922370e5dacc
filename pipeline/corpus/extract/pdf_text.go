package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// assemble puts the pages of a PDF together: running heads and page numbers
// go, lines stay lines (the tokenizer joins hyphenated ones), and a short line
// that ends a sentence ends its paragraph.
func assemble(pages []string) (Document, error) {
	lines := make([][]string, len(pages))
	empty := 0
	for i, page := range pages {
		if lines[i] = pageLines(page); len(lines[i]) == 0 {
			empty++
		}
	}
	if empty == len(pages) {
		return Document{}, fmt.Errorf("%w: %d pages", ErrScanned, len(pages))
	}
	doc := Document{}
	if empty > 0 {
		doc.Flags = append(doc.Flags, ScannedPages)
	}
	doc.Text = joinPages(withoutFurniture(lines))
	return doc, nil
}

// broken is what the library writes where a word was broken at a hyphen: a mark
// for both the hyphen and the line end. Whether the hyphen belongs to the word
// is for the tokenizer to say.
var broken = regexp.MustCompile(`(\pL)[\x{2}\x{FFFE}](?:\r?\n)?(\pL)`)

// pageLines are the lines of a page that are not blank.
func pageLines(page string) []string {
	var lines []string
	page = strings.ReplaceAll(broken.ReplaceAllString(page, "$1-\n$2"), "\x00", "")
	for line := range strings.SplitSeq(page, "\n") {
		if line = strings.TrimFunc(line, unicode.IsSpace); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// A head or a foot is looked for in this many lines at either end of a page,
// and is one where it stands on so many pages.
const furnitureDepth, furniturePages = 4, 3

var (
	digits     = regexp.MustCompile(`\d+`)
	pageNumber = regexp.MustCompile(`(?i)^(?:page |p\. ?|第 ?|صفحة |стр\. ?|página |- ?|– ?|— ?|\[)?#(?: ?(?:/|of|de|sur|из|من) ?#)?(?: ?页| ?-| ?–| ?—|\])?$`)
)

// withoutFurniture takes off what repeats at the ends of the pages, numbers
// aside. It peels from the outside: a line stays from where the first one
// stays. Where that would cost more than half of the text, as of forms that are
// all alike, nothing goes.
func withoutFurniture(pages [][]string) [][]string {
	heads, feet := map[string]int{}, map[string]int{}
	for _, lines := range pages {
		countEnd(heads, lines)
		countEnd(feet, reversed(lines))
	}
	enough := max(furniturePages, 2*len(pages)/5)
	peeled := make([][]string, len(pages))
	for i, lines := range pages {
		lines = peel(lines, heads, enough)
		peeled[i] = reversed(peel(reversed(lines), feet, enough))
	}
	if 2*size(peeled) < size(pages) {
		return pages
	}
	return peeled
}

func size(pages [][]string) (n int) {
	for _, lines := range pages {
		for _, line := range lines {
			n += len(line)
		}
	}
	return n
}

func shape(line string) string { return digits.ReplaceAllString(oneLine(line), "#") }

func countEnd(counts map[string]int, lines []string) {
	seen := map[string]bool{}
	for _, line := range lines[:min(len(lines), furnitureDepth)] {
		if s := shape(line); !seen[s] {
			seen[s] = true
			counts[s]++
		}
	}
}

func peel(lines []string, counts map[string]int, enough int) []string {
	for range furnitureDepth {
		if len(lines) == 0 {
			break
		}
		s := shape(lines[0])
		if counts[s] < enough && !pageNumber.MatchString(s) {
			break
		}
		lines = lines[1:]
	}
	return lines
}

func reversed(lines []string) []string {
	out := slices.Clone(lines)
	slices.Reverse(out)
	return out
}

// joinPages writes the lines down, with an empty line where a paragraph ends.
// A page ends none.
func joinPages(pages [][]string) string {
	var all []string
	for _, lines := range pages {
		all = append(all, lines...)
	}
	full := lineWidth(all)
	var out strings.Builder
	for i, line := range all {
		out.WriteString(line)
		switch {
		case i == len(all)-1:
		case endsParagraph(line, full):
			out.WriteString("\n\n")
		default:
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// lineWidth is what nine of ten lines stay within, in characters.
func lineWidth(lines []string) int {
	if len(lines) == 0 {
		return 0
	}
	widths := make([]int, len(lines))
	for i, line := range lines {
		widths[i] = utf8.RuneCountInString(line)
	}
	slices.Sort(widths)
	return widths[9*(len(widths)-1)/10]
}

// endsParagraph: a sentence ends here and the line had room for more, or the
// line is so short that it is a heading, an address or a list.
func endsParagraph(line string, full int) bool {
	width := utf8.RuneCountInString(line)
	if strings.HasSuffix(line, "-") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, `"'”’»)）」』`))
	ends := strings.ContainsRune(".!?:;…。！？：；؟", last)
	return ends && 10*width < 8*full || 2*width < full && !strings.ContainsRune(",，、", last)
}
