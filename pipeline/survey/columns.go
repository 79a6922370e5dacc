package survey

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/corpus"
)

// column is what is known of a column of a table.
type column struct {
	name     string
	all      int // records of the table
	filled   int // with something in it
	length   float64
	distinct map[string]int
	cells    []cell
}

// cell is one that is filled, with the record it stands in.
type cell struct {
	record corpus.Glimpse
	text   string
}

// profile looks at every column of a table.
func profile(t *table) []*column {
	var out []*column
	by := map[string]*column{}
	for _, name := range t.columns() {
		c := &column{name: name, all: len(t.records.kept), distinct: map[string]int{}}
		by[name] = c
		out = append(out, c)
	}
	for _, g := range t.records.kept {
		for _, f := range g.Fields {
			if c := by[f.Key]; c != nil {
				c.add(g, strings.TrimSpace(f.Value))
			}
		}
	}
	for _, c := range out {
		c.length /= float64(max(c.filled, 1))
	}
	return out
}

func (c *column) add(g corpus.Glimpse, text string) {
	if text == "" {
		return
	}
	c.filled++
	c.length += float64(utf8.RuneCountInString(text))
	c.distinct[text[:min(len(text), 200)]]++
	c.cells = append(c.cells, cell{g, text})
}

func (c *column) share() float64 { return float64(c.filled) / float64(max(c.all, 1)) }

// A text is at least so long, in characters, on the average; one whose column is
// named as texts are may be shorter.
const leastText, leastNamedText = 80, 15

// texts are the columns that may hold the text, the likeliest first.
func texts(columns []*column) []*column {
	score := func(c *column) float64 {
		named := rank(c.name, textNames) >= 0
		switch {
		case c.share() < 0.3 || c.length < leastNamedText || c.length < leastText && !named:
			return 0
		case named:
			return 3 * c.length * c.share()
		}
		return c.length * c.share()
	}
	return best(columns, score)
}

// shortTexts are columns of several words, which are texts where there is nothing
// longer.
func shortTexts(columns []*column) []*column {
	return best(columns, func(c *column) float64 {
		if c.share() < 0.3 || c.words() < leastWords {
			return 0
		}
		return c.length
	})
}

// leastWords is how many words a short text has, on the average.
const leastWords = 3

func (c *column) words() float64 {
	n := 0
	for _, one := range c.cells {
		n += len(strings.Fields(one.text))
	}
	return float64(n) / float64(max(len(c.cells), 1))
}

// best are the columns with a score, the highest first.
func best(columns []*column, score func(*column) float64) []*column {
	scores := map[*column]float64{}
	var out []*column
	for _, c := range columns {
		if s := score(c); s > 0 {
			scores[c] = s
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *column) int { return cmp.Compare(scores[b], scores[a]) })
	return out
}

// dated is a column with dates, and the format they need beside the default ones.
type dated struct {
	*column
	format string
	share  float64
	fine   corpus.Precision
	either bool // the day could be the month in all of them
}

// mostCells is how many cells of a column are tried as dates.
const mostCells = 100

// dates are the columns that hold dates, the likeliest first.
func dates(columns []*column) []dated {
	var out []dated
	for _, c := range columns {
		named := rank(c.name, dateNames) >= 0
		if c.share() < 0.3 || c.length > 60 {
			continue
		}
		d := c.dated()
		// A number below 3000 is a year only where the column says so.
		if d.share >= 0.8 && (named || d.fine > corpus.PrecisionYear) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b dated) int { return cmp.Compare(b.score(), a.score()) })
	return out
}

// score prefers dates that are there, fine and named as such.
func (d dated) score() float64 {
	s := float64(100*d.column.share()*d.share) + float64(20*float64(d.fine))
	if r := rank(d.name, dateNames); r >= 0 {
		s += 60 - float64(r)
	}
	return s
}

// dated finds the format that reads most of the column: the default ones, or the
// first of dateFormats that reads clearly more.
func (c *column) dated() dated {
	best := dated{column: c}
	for _, format := range append([]string{""}, dateFormats...) {
		formats := []string{format}
		if format == "" {
			formats = nil
		}
		parse, err := corpus.Dates(formats)
		if err != nil {
			continue
		}
		share, fine := c.parsed(parse)
		if share > best.share+0.05 {
			best.format, best.share, best.fine = format, share, fine
		}
		if best.share >= 0.95 {
			break
		}
	}
	if swapped := monthFirst(best.format); swapped != best.format {
		if parse, err := corpus.Dates([]string{swapped}); err == nil {
			share, _ := c.parsed(parse)
			best.either = share >= best.share
		}
	}
	return best
}

// monthFirst is a format with day and month in figures the other way round.
func monthFirst(format string) string {
	if !strings.Contains(format, "%d") || !strings.Contains(format, "%m") || strings.HasPrefix(format, "%Y") || strings.HasPrefix(format, "%y") {
		return format
	}
	return strings.NewReplacer("%d", "%m", "%m", "%d").Replace(format)
}

func (c *column) parsed(parse func(corpus.Glimpse, string) (corpus.Date, bool)) (share float64, fine corpus.Precision) {
	cells := c.cells[:min(len(c.cells), mostCells)]
	fits, precisions := 0, map[corpus.Precision]int{}
	for _, one := range cells {
		if d, ok := parse(one.record, one.text); ok {
			fits++
			precisions[d.Precision]++
		}
	}
	for p := corpus.PrecisionYear; p <= corpus.PrecisionDay; p++ {
		if 2*precisions[p] >= fits && fits > 0 {
			fine = p
		}
	}
	return float64(fits) / float64(max(len(cells), 1)), fine
}

// named finds a column for a role among those that are not taken. One with a value
// in a few records only says something else.
func (r role) named(columns []*column, taken map[string]bool) *column {
	var found *column
	at := len(r.names)
	for _, c := range columns {
		if i := rank(c.name, r.names); i >= 0 && i < at && !taken[c.name] && r.suits(c) {
			found, at = c, i
		}
	}
	return found
}

func (r role) suits(c *column) bool {
	switch r.field {
	case "id":
		return c.filled == c.all && len(c.distinct) == c.filled
	case "issuer", "audience", "type", "venue":
		return c.share() >= 0.8 && c.length <= 120
	case "lang":
		return c.length <= 30
	case "title", "url":
		return c.length <= 500
	}
	return true
}
