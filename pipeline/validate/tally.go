package validate

import (
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/result"
)

// tally is what the documents of a group have in a period.
type tally struct {
	docs      []docTally
	strata    []float64 // sentences
	found     []float64 // sentences by target
	tokens    int64
	sentences int64
}

// docTally is what a document has.
type docTally struct {
	tokens float64
	found  []float64 // sentences by target
	strata []float64 // sentences
}

// tallies are those of a group, by period.
type tallies struct {
	group   string
	keys    []string // of the group
	periods []time.Time
	cells   []*tally
}

// tallyAll adds the sentences of the population up: pooled, and by the groups of the
// run.
func (v *Validation) tallyAll(p *population, st *strata) []tallies {
	byKeys := [][]string{nil}
	for _, by := range group.Keys(v.run.Config.By, nil) {
		byKeys = append(byKeys, strings.Split(by, "+"))
	}
	cells, keysOf := map[string]map[time.Time]*tally{}, map[string][]string{}
	for i := range p.docs {
		d := &p.docs[i]
		one := v.tallyOf(d, st)
		for _, keys := range byKeys {
			name := groupOf(d, keys)
			if cells[name] == nil {
				cells[name], keysOf[name] = map[time.Time]*tally{}, keys
			}
			c := cells[name][d.period]
			if c == nil {
				c = &tally{strata: make([]float64, len(v.Strata)), found: make([]float64, len(v.targets))}
				cells[name][d.period] = c
			}
			c.add(one)
		}
	}
	return ordered(p, cells, keysOf)
}

// ordered are the tallies by group, each over the whole calendar.
func ordered(p *population, cells map[string]map[time.Time]*tally, keysOf map[string][]string) (out []tallies) {
	first, last := p.docs[0].period, p.docs[0].period
	var names []string
	for i := range p.docs {
		if t := p.docs[i].period; t.Before(first) {
			first = t
		} else if t.After(last) {
			last = t
		}
	}
	for name := range cells {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t := tallies{group: name, keys: keysOf[name]}
		for at := first; !at.After(last); at = p.freq.Next(at) {
			t.periods = append(t.periods, at)
			t.cells = append(t.cells, cells[name][at])
		}
		out = append(out, t)
	}
	return out
}

func groupOf(d *document, keys []string) string {
	var k group.Key
	for _, key := range keys {
		value, _ := d.Get(key)
		k = append(k, group.Part{Key: key, Value: value})
	}
	if len(k) == 0 {
		return ""
	}
	return k.String()
}

// tallyOf is what one document has.
func (v *Validation) tallyOf(d *document, st *strata) *tally {
	t := &tally{strata: make([]float64, len(v.Strata)), tokens: d.Tokens, sentences: d.Sentences}
	one := docTally{tokens: float64(d.Tokens), found: make([]float64, len(v.targets))}
	block := v.block(d.period)
	for _, s := range d.sentences {
		t.strata[st.of(d.Lang, block, s.frames, true)]++
		if s.frames == 0 {
			continue
		}
		for i := range v.targets {
			if v.targets[i].has(s.frames) {
				one.found[i]++
			}
		}
	}
	if far := d.Sentences - int64(len(d.sentences)); far > 0 {
		t.strata[st.of(d.Lang, block, 0, false)] += float64(far)
	}
	one.strata = t.strata
	t.docs, t.found = []docTally{one}, one.found
	return t
}

func (t *tally) add(o *tally) {
	t.docs = append(t.docs, o.docs...)
	for i, n := range o.strata {
		t.strata[i] += n
	}
	for i, n := range o.found {
		t.found[i] += n
	}
	t.tokens += o.tokens
	t.sentences += o.sentences
}

// populationOf reads the population that was sampled again.
func (v *Validation) populationOf(run *result.Run) (*population, *strata, error) {
	wider, err := readWider(v.Dir, v.Design)
	if err != nil {
		return nil, nil, err
	}
	p, err := newPopulation(run, v.Freq, v.frameKeys(), wider)
	if err != nil {
		return nil, nil, err
	}
	langs := v.langs()
	p.docs = slices.DeleteFunc(p.docs, func(d document) bool { return !slices.Contains(langs, d.Lang) })
	before := slices.Clone(v.Strata)
	st := newStrata(p, v.Design)
	if !slices.EqualFunc(before, v.Strata, func(a, b Stratum) bool { return compareStrata(a, b) == 0 && a.Size == b.Size }) {
		return nil, nil, errStrata(v)
	}
	return p, st, nil
}
