package validate

import (
	"fmt"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// mostFrames is how many frames can be coded together.
const mostFrames = 64

// population are the sentences of the documents in a run's series.
type population struct {
	frames []string // that are coded
	docs   []document
	freq   series.Freq
}

// document is what is known of a document's sentences. Those that are not listed
// are far.
type document struct {
	store.DocumentRow
	period    time.Time
	sentences []sentence // hit or near, in their order
}

// sentence is one with a hit, or near one.
type sentence struct {
	n      int32
	frames uint64 // that have a kept hit in it, by their place; 0: near
}

// hitPlace is what of a hit is read here.
type hitPlace struct {
	_        struct{} `table:"hits" row:"a hit, kept or not" key:"id sentence frame"`
	ID       string   `column:"id,repeats" about:"the document"`
	Sentence int64    `column:"sentence" about:"number of the sentence in the document"`
	Frame    string   `column:"frame,repeats" about:"key of the frame"`
	Kept     bool     `column:"kept" about:"whether it counts"`
}

// Places are sentences by document, sorted: those in which a wider lexicon finds
// something.
type Places map[string][]int32

// newPopulation reads the sentences of a run. Frames are by their place in frames;
// wider may be nil.
func newPopulation(run *result.Run, freq string, frames []string, wider Places) (*population, error) {
	p := &population{frames: frames, freq: series.Freq(freq)}
	places := map[string]int{}
	for row, err := range result.Scan[store.DocumentRow](run) {
		if err != nil {
			return nil, err
		}
		if !p.freq.Holds(precision(row.Precision)) || row.Date.IsZero() || row.Sentences == 0 {
			continue
		}
		places[row.ID] = len(p.docs)
		p.docs = append(p.docs, document{DocumentRow: row, period: p.freq.Start(row.Date)})
	}
	if len(p.docs) == 0 {
		return nil, fmt.Errorf("run %s has no document in its series", run.Dir)
	}
	return p, p.readHits(run, places, wider)
}

func precision(name string) corpus.Precision {
	for _, p := range []corpus.Precision{corpus.PrecisionYear, corpus.PrecisionMonth, corpus.PrecisionDay} {
		if p.String() == name {
			return p
		}
	}
	return 0
}

func (p *population) readHits(run *result.Run, places map[string]int, wider Places) error {
	bits := map[string]uint64{}
	for i, f := range p.frames {
		bits[f] = 1 << i
	}
	var found []sentence // of a document; frames 0 for a hit that does not count
	at, id := -1, ""
	done := func() {
		if at >= 0 {
			d := &p.docs[at]
			d.sentences = nearby(append(found, wide(wider[d.ID])...), int32(d.Sentences))
		}
		found = found[:0]
	}
	for h, err := range result.Scan[hitPlace](run) {
		if err != nil {
			return err
		}
		if h.ID != id {
			done()
			var ok bool
			if at, ok = places[h.ID]; !ok {
				at = -1
			}
			delete(places, h.ID)
			id = h.ID
		}
		bit, coded := bits[h.Frame]
		if !coded {
			continue
		}
		if !h.Kept {
			bit = 0
		}
		found = append(found, sentence{int32(h.Sentence), bit})
	}
	done()
	for id, at := range places { // documents without any hit
		d := &p.docs[at]
		d.sentences = nearby(wide(wider[id]), int32(d.Sentences))
	}
	return nil
}

func wide(places []int32) (out []sentence) {
	for _, n := range places {
		out = append(out, sentence{n, 0})
	}
	return out
}

// nearby adds the neighbours of hits, and makes one of what is the same sentence.
func nearby(found []sentence, sentences int32) []sentence {
	all := slices.Clone(found)
	for _, s := range found {
		if s.frames == 0 {
			continue
		}
		if s.n > 0 {
			all = append(all, sentence{s.n - 1, 0})
		}
		if s.n+1 < sentences {
			all = append(all, sentence{s.n + 1, 0})
		}
	}
	slices.SortFunc(all, func(a, b sentence) int { return int(a.n - b.n) })
	out := all[:0]
	for _, s := range all {
		if n := len(out); n > 0 && out[n-1].n == s.n {
			out[n-1].frames |= s.frames
			continue
		}
		out = append(out, s)
	}
	return slices.Clip(out)
}

// rarest orders the frames by how many sentences have them.
func (p *population) rarest() []int {
	counts := make([]int, len(p.frames))
	order := make([]int, len(p.frames))
	for i := range p.docs {
		for _, s := range p.docs[i].sentences {
			for f := range counts {
				counts[f] += int(s.frames >> f & 1)
			}
		}
	}
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return counts[a] - counts[b] })
	return order
}

// blocks cuts the calendar into stretches of about as many sentences each.
func (p *population) blocks(n int) []Block {
	sizes := map[time.Time]int64{}
	var total int64
	for i := range p.docs {
		sizes[p.docs[i].period] += p.docs[i].Sentences
		total += p.docs[i].Sentences
	}
	periods := make([]time.Time, 0, len(sizes))
	for t := range sizes {
		periods = append(periods, t)
	}
	slices.SortFunc(periods, time.Time.Compare)
	n = min(n, len(periods))
	var out []Block
	var sum int64
	begin := 0
	for i, t := range periods {
		sum += sizes[t]
		left := len(periods) - 1 - i
		full := sum*int64(n) >= total*int64(len(out)+1) || left < n-len(out)
		if i == len(periods)-1 || full && len(out) < n-1 {
			out = append(out, Block{periods[begin].Format(time.DateOnly), p.freq.Next(t).AddDate(0, 0, -1).Format(time.DateOnly)})
			begin = i + 1
		}
	}
	return out
}
