package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// hit is a kept hit.
type hit struct {
	start, end int64 // in the document
	entry      int32
	topics     uint64 // by place in the payload's topics
	surface    string // where the run kept no sentences
}

// sentence is a sentence with kept hits.
type sentence struct {
	document int32
	number   int64
	hits     []hit
	rank     int32 // among the sentences of a term in a period, the best of its terms
	turn     int   // of its period
	start    int64
	text     string
}

// hits reads the kept hits, sentence by sentence, and counts the others.
func (b *builder) hits() (out []*sentence, h held, err error) {
	places := map[string]int{}
	for i := range b.run.documents {
		places[b.run.documents[i].ID] = i
	}
	left := map[string]int{}
	last := ""
	for row, err := range result.Scan[store.HitRow](b.Run) {
		if err != nil {
			return nil, h, err
		}
		if !row.Kept {
			left[row.Reason]++
			continue
		}
		d, ok := places[row.ID]
		if !ok || slices.Max(b.run.documents[d].periods) < 0 {
			continue
		}
		if n := len(out); n == 0 || last != row.ID || out[n-1].number != row.Sentence {
			out = append(out, &sentence{document: int32(d), number: row.Sentence})
		}
		last = row.ID
		s := out[len(out)-1]
		s.hits = append(s.hits, b.hit(&row))
		h.AllHits++
	}
	h.AllSentences = len(out)
	for _, reason := range sortedCounts(left) {
		h.Left = append(h.Left, named{reason, grouped(left[reason])})
	}
	return out, h, nil
}

func sortedCounts(m map[string]int) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// topicBits are the bits that a bit operation of the script has, its sign apart.
const topicBits = 31

func (b *builder) hit(row *store.HitRow) hit {
	h := hit{start: row.Start, end: row.End, entry: int32(b.entry(term{frame: row.Frame, entry: row.Entry}))}
	if b.payload.Plain {
		h.surface = row.Surface
	}
	for i, t := range b.payload.Topics {
		if t.Key != "" && i < topicBits && strings.Contains("; "+row.Topics+"; ", "; "+t.Key+"; ") {
			h.topics |= 1 << i
		}
	}
	return h
}

// rank ranks the sentences of each term in each period.
func (b *builder) rank(sentences []*sentence) {
	lists := map[[2]int][]*sentence{}
	var order [][2]int
	for _, s := range sentences {
		s.rank = -1
		for _, h := range s.hits {
			key := [2]int{int(h.entry), b.run.documents[s.document].periods[0]}
			list := lists[key]
			if len(list) == 0 {
				order = append(order, key)
			}
			if len(list) == 0 || list[len(list)-1] != s {
				lists[key] = append(list, s)
			}
		}
	}
	for _, key := range order {
		list := lists[key]
		slices.SortFunc(list, func(x, y *sentence) int {
			return cmp.Or(cmp.Compare(len(y.hits), len(x.hits)),
				b.run.documents[y.document].Date.Compare(b.run.documents[x.document].Date),
				cmp.Compare(x.document, y.document), cmp.Compare(x.number, y.number))
		})
		for i, s := range list {
			if s.rank < 0 || int32(i) < s.rank {
				s.rank = int32(i)
			}
		}
	}
}

// byTurns orders the ranked sentences so that the periods take turns.
func (b *builder) byTurns(sentences []*sentence) []*sentence {
	order := slices.Clone(sentences)
	period := func(s *sentence) int { return b.run.documents[s.document].periods[0] }
	better := func(x, y *sentence) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(len(y.hits), len(x.hits)), cmp.Compare(x.document, y.document), cmp.Compare(x.number, y.number))
	}
	slices.SortFunc(order, func(x, y *sentence) int { return cmp.Or(cmp.Compare(period(y), period(x)), better(x, y)) })
	turn := 0
	for i, s := range order {
		if turn++; i == 0 || period(s) != period(order[i-1]) {
			turn = 0
		}
		s.turn = turn
	}
	slices.SortStableFunc(order, func(x, y *sentence) int { return cmp.Compare(x.turn, y.turn) })
	return order
}

// readTexts reads the texts of the sentences.
func (b *builder) readTexts(sentences []*sentence) error {
	if b.payload.Plain {
		return nil
	}
	type key struct {
		id     string
		number int64
	}
	wanted := map[key]*sentence{}
	for _, s := range sentences {
		wanted[key{b.run.documents[s.document].ID, s.number}] = s
	}
	for row, err := range result.Scan[store.SentenceRow](b.Run) {
		if err != nil {
			return err
		}
		if s := wanted[key{row.ID, row.Sentence}]; s != nil {
			s.start, s.text = row.Start, row.Text
		}
	}
	return nil
}
