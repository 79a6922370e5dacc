package report

import (
	"iter"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/result"
)

// hit is a kept hit.
type hit struct {
	start, end int64 // in the document
	surface    string
	entry      int32
	topics     uint32 // by place in the payload's topics
}

// sentence is a sentence that may be shown.
type sentence struct {
	document int32
	number   int64
	hits     []hit
	start    int64
	text     string
	before   string // what stands beside it, where the run has it
	after    string
}

// found are all sentences with kept hits, in the order of documents; there can be very
// many, of which few are shown.
type found struct {
	sentences []candidate
	hits      []hit
}

// candidate is a sentence with kept hits.
type candidate struct {
	number   int64
	document int32
	period   int32 // of the main calendar, or -1
	from, to int32 // its hits
	rank     int32 // among the sentences of a term in a period, the best of its terms
}

func (f *found) hitsOf(c *candidate) []hit { return f.hits[c.from:c.to:c.to] }

// shownHit is what is read of a hit.
type shownHit struct {
	_        struct{} `table:"hits"`
	ID       string   `column:"id"`
	Sentence int64    `column:"sentence"`
	Start    int64    `column:"start"`
	End      int64    `column:"end"`
	Frame    string   `column:"frame"`
	Entry    string   `column:"entry"`
	Kept     bool     `column:"kept"`
	Reason   string   `column:"reason,null"`
	Topics   string   `column:"topics"`
}

// plainHit is a hit with its own text, where there are no sentences.
type plainHit struct {
	shownHit
	Surface string `column:"surface"`
}

// rows are the hits of the run.
func (b *builder) rows() iter.Seq2[plainHit, error] {
	if b.payload.Plain {
		return result.Scan[plainHit](b.Run)
	}
	return func(yield func(plainHit, error) bool) {
		for row, err := range result.Scan[shownHit](b.Run) {
			if !yield(plainHit{shownHit: row}, err) {
				return
			}
		}
	}
}

// find reads the kept hits, sentence by sentence, and counts the others.
func (b *builder) find() (f found, h held, err error) {
	places := map[string]int32{}
	for i := range b.run.documents {
		if d := &b.run.documents[i]; slices.Max(d.periods) >= 0 {
			places[d.ID] = int32(i)
		}
	}
	left := map[string]int{}
	f.hits = make([]hit, 0, b.Manifest.Rows["hits"])
	last, document, counts := "", int32(0), false
	topics := map[string]uint32{}
	for row, err := range b.rows() {
		if err != nil {
			return f, h, err
		}
		if !row.Kept {
			left[row.Reason]++
			continue
		}
		fresh := last != row.ID
		if fresh {
			last = row.ID
			document, counts = places[row.ID]
		}
		if !counts {
			continue
		}
		at := int32(len(f.hits))
		if n := len(f.sentences); n == 0 || fresh || f.sentences[n-1].number != row.Sentence {
			f.sentences = append(f.sentences, candidate{document: document, period: int32(b.run.documents[document].periods[0]), number: row.Sentence, from: at})
		}
		bits, known := topics[row.Topics]
		if !known {
			bits = b.topicBits(row.Topics)
			topics[row.Topics] = bits
		}
		f.hits = append(f.hits, hit{row.Start, row.End, row.Surface, int32(b.entry(term{frame: row.Frame, entry: row.Entry})), bits})
		f.sentences[len(f.sentences)-1].to = at + 1
	}
	h.AllHits, h.AllSentences = len(f.hits), len(f.sentences)
	for _, reason := range sortedCounts(left) {
		h.Left = append(h.Left, named{reason, claim.Grouped(left[reason])})
	}
	return f, h, nil
}

func sortedCounts(m map[string]int) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// topicBits are the bits of topics that are joined in a table. A bit operation of
// the script has 31, its sign apart.
func (b *builder) topicBits(joined string) (out uint32) {
	for i, t := range b.payload.Topics {
		if t.Key != "" && i < 31 && strings.Contains("; "+joined+"; ", "; "+t.Key+"; ") {
			out |= 1 << i
		}
	}
	return out
}
