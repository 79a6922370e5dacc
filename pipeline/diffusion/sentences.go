package diffusion

import (
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/result"
)

// sentenceRow has the columns of the run's sentences that are read.
type sentenceRow struct {
	_        struct{} `table:"sentences" row:"a sentence" key:"id"`
	ID       string   `column:"id"`
	Sentence int64    `column:"sentence"`
	Start    int64    `column:"start"`
	Text     string   `column:"text"`
}

// place is a sentence of a document.
type place struct {
	document int
	sentence int64
}

// sentence is one that is shown.
type sentence struct {
	start int64
	text  string
}

// quoted says whether the bytes from start to end of the raw text stand between
// quotation marks, or in a sentence that opens one and closes none before them.
func (s sentence) quoted(start int64) bool {
	at := int(start - s.start)
	if at < 0 || at > len(s.text) {
		return false
	}
	open := 0
	for i := 0; i < at; {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case strings.ContainsRune("“«„「『《", r):
			open++
		case strings.ContainsRune("”»」』》", r):
			open = max(0, open-1)
		case r == '"':
			open = (open + 1) % 2
		}
		i += size
	}
	return open > 0
}

// readSentences looks for phrases, and keeps the sentences that the wanted places name,
// and those in which a phrase is found first in a document.
func readSentences(run *result.Run, d *documents, s *searcher, wanted map[place]bool) (map[place]sentence, error) {
	texts := map[place]sentence{}
	at, last := -1, ""
	for row, err := range result.Scan[sentenceRow](run) {
		if err != nil {
			return nil, err
		}
		if row.ID != last {
			last, at = row.ID, -1
			if i, in := d.byID[row.ID]; in {
				at = i
			}
		}
		if at < 0 {
			continue
		}
		before := s.found()
		if s != nil {
			if err := s.search(&d.list[at], at, &row); err != nil {
				return nil, err
			}
		}
		if here := (place{at, row.Sentence}); wanted[here] || s.found() > before {
			texts[here] = sentence{row.Start, row.Text}
		}
	}
	if s != nil {
		for _, c := range s.phrases {
			c.sort()
		}
	}
	return texts, nil
}

// found is how many documents have a use so far, and how many sentences of a link.
func (s *searcher) found() (n int) {
	if s == nil {
		return 0
	}
	for _, c := range s.phrases {
		n += len(c.uses) + len(c.places)
	}
	return n
}
