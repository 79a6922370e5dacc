package network

import (
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/where"
)

// Example is a sentence in which both nodes of a link meet.
type Example struct {
	ID       string
	Sentence int64
	Text     string // empty where the run keeps none

	order uint64
}

// Examples are up to so many sentences of each link, drawn by a hash of document and
// sentence, of networks of frames. Of other nodes there are none.
func (t *Taken) Examples(run *result.Run, links []LinkRow, most int) ([][]Example, error) {
	out := make([][]Example, len(links))
	if t.Nodes != Frames {
		return out, nil
	}
	spans, err := t.documents(run)
	if err != nil {
		return nil, err
	}
	var found []hitRow
	last := Example{}
	end := func() {
		for i := range links {
			l := &links[i]
			if len(found) > 1 && spans[last.ID] == l.Span && meets(found, l.A, l.B) {
				out[i] = least(append(out[i], last), most)
			}
		}
		found = found[:0]
	}
	for h, err := range result.Scan[hitRow](run) {
		if err != nil {
			return nil, err
		}
		if h.ID != last.ID || h.Sentence != last.Sentence {
			end()
			last = Example{ID: h.ID, Sentence: h.Sentence, order: stats.Mix(textKey(h.ID) + uint64(h.Sentence))}
		}
		if _, in := spans[h.ID]; in && h.Kept && inTopic(h.Topics, t.Topic) {
			found = append(found, h)
		}
	}
	end()
	return out, texts(run, out)
}

// least keeps the first few by order.
func least(list []Example, most int) []Example {
	slices.SortFunc(list, func(a, b Example) int {
		if a.order < b.order {
			return -1
		}
		return 1
	})
	return list[:min(len(list), most)]
}

// meets says whether two frames have hits that share no byte.
func meets(found []hitRow, a, b string) bool {
	for i := range found {
		for j := range found {
			x, y := &found[i], &found[j]
			if x.Frame == a && y.Frame == b && (x.End <= y.Start || y.End <= x.Start) {
				return true
			}
		}
	}
	return false
}

// documents are those of the networks, each with the name of its span.
func (t *Taken) documents(run *result.Run) (map[string]string, error) {
	conditions, err := where.Parse(t.Where)
	if err != nil {
		return nil, err
	}
	var spans []series.Span
	for _, text := range t.Spans {
		s, err := series.ParseSpan(text)
		if err != nil {
			return nil, err
		}
		spans = append(spans, s)
	}
	out := map[string]string{}
	for d, err := range result.Scan[store.DocumentRow](run) {
		if err != nil {
			return nil, err
		}
		if !result.Fits(conditions, &d) {
			continue
		}
		if len(spans) == 0 {
			out[d.ID] = ""
		}
		for _, s := range spans {
			if s.Holds(d.Date) && !d.Date.IsZero() && !strings.Contains(d.Flags, store.FlagCoarseDate) {
				out[d.ID] = s.String()
			}
		}
	}
	return out, nil
}

// texts fills in the sentences that the run has.
func texts(run *result.Run, examples [][]Example) error {
	wanted := map[string][]*Example{}
	for i := range examples {
		for k := range examples[i] {
			e := &examples[i][k]
			wanted[e.ID] = append(wanted[e.ID], e)
		}
	}
	if len(wanted) == 0 || !run.Has("sentences") {
		return nil
	}
	for s, err := range result.Scan[store.SentenceRow](run) {
		if err != nil {
			return err
		}
		for _, e := range wanted[s.ID] {
			if e.Sentence == s.Sentence {
				e.Text = s.Text
			}
		}
	}
	return nil
}
