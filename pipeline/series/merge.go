package series

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/frameshift/frameshift/pipeline/score"
)

// ErrMismatch is what the error is where something was added up with another
// lexicon or other options, or encoded by another version.
var ErrMismatch = errors.New("added up with another lexicon, other options or by another version")

// Merge adds the documents of other Aggregators, which keep theirs. The corpus
// may be split in any way and the parts may come in any order: what is computed
// afterwards is the same to the bit. Evidence is computed after the last Merge.
//
// The parts have the lexicon and the options of a, and are compared with the
// same lexicons, or the error is ErrMismatch; that their documents were scored
// alike is for the caller to know. No document may be in two of them.
// After an error a is as it was.
func (a *Aggregator) Merge(parts ...*Aggregator) error {
	shards := make([]*shard, len(parts))
	for i, p := range parts {
		if a.fingerprint() != p.fingerprint() {
			return fmt.Errorf("merge: %w", ErrMismatch)
		}
		shards[i] = p.shard()
	}
	if err := a.apart(shards); err != nil {
		return fmt.Errorf("merge: %w", err)
	}
	for _, s := range shards {
		a.take(s)
	}
	return nil
}

// shard is all that an Aggregator has been told.
type shard struct {
	coarse int
	kinds  []*score.Kind // what the classes of the documents are numbers of
	docs   []document
	others []*shard // in the order of Aggregator.others
}

func (a *Aggregator) shard() *shard {
	s := &shard{coarse: a.coarse, docs: a.docs}
	for i := range a.classes.list {
		s.kinds = append(s.kinds, a.classes.list[i].kind)
	}
	for _, o := range a.others {
		s.others = append(s.others, o.a.shard())
	}
	return s
}

// apart finds out whether a document is in two shards, or in one and in a.
func (a *Aggregator) apart(shards []*shard) error {
	seen := map[string]bool{}
	for i := range a.docs {
		seen[a.docs[i].id] = true
	}
	for _, s := range shards {
		for i := range s.docs {
			if id := s.docs[i].id; seen[id] {
				return fmt.Errorf("document %s is in two parts", id)
			}
			seen[s.docs[i].id] = true
		}
	}
	for i, o := range a.others {
		var theirs []*shard
		for _, s := range shards {
			theirs = append(theirs, s.others[i])
		}
		if err := o.a.apart(theirs); err != nil {
			return fmt.Errorf("%s: %w", o.Name, err)
		}
	}
	return nil
}

// take adds the documents of a shard.
func (a *Aggregator) take(s *shard) {
	a.coarse += s.coarse
	number := make([]uint32, len(s.kinds))
	for i, k := range s.kinds {
		number[i] = a.classes.number(k)
	}
	for _, d := range s.docs {
		d.classes, d.values = slices.Clone(d.classes), slices.Clone(d.values)
		for i := range d.classes {
			d.classes[i].class = number[d.classes[i].class]
		}
		for i, v := range d.values {
			d.values[i] = a.interned(v)
		}
		a.insert(d, a.within(&d))
	}
	for i, o := range s.others {
		a.others[i].a.take(o)
	}
}

// within adds up what a document has in all discourse and within each topic.
func (a *Aggregator) within(d *document) []*tally {
	out := make([]*tally, len(a.topics))
	for topic := range out {
		out[topic] = a.alone(d, topic)
	}
	return out
}

// byID puts documents into the order of their ids, in which numbers that are
// rounded on the way are added up: that of their arrival may be another.
func (a *Aggregator) byID(docs []int32) []int32 {
	return slices.SortedStableFunc(slices.Values(docs), func(i, j int32) int { return cmp.Compare(a.docs[i].id, a.docs[j].id) })
}
