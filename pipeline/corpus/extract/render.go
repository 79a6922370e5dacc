package extract

import (
	"strings"
	"unicode"
)

// paragraphs collects text with an empty line between paragraphs and white
// space brought to single spaces.
type paragraphs struct {
	out   strings.Builder
	space bool // white space is due before the next letter
	open  bool // the paragraph has begun
}

func (p *paragraphs) text(s string) {
	for _, r := range s {
		if unicode.IsSpace(r) || r == 0 {
			p.space = true
			continue
		}
		p.start()
		p.out.WriteRune(r)
	}
}

func (p *paragraphs) start() {
	switch {
	case !p.open && p.out.Len() > 0:
		p.out.WriteString("\n\n")
	case p.open && p.space:
		p.out.WriteByte(' ')
	}
	p.open, p.space = true, false
}

// line breaks the line inside a paragraph.
func (p *paragraphs) line() {
	if p.open {
		p.out.WriteByte('\n')
		p.space = false
	}
}

// end ends the paragraph.
func (p *paragraphs) end() { p.open, p.space = false, false }

func (p *paragraphs) size() int64 { return int64(p.out.Len()) }

func (p *paragraphs) String() string { return strings.TrimSpace(p.out.String()) }

// oneLine is a text without line breaks, for titles and names.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
