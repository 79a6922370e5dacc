package pipeline

import (
	"context"

	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/token"
)

// shelf is where the documents of a run are found again by their number: in the spool
// or, where they were known and not read, in their files.
type shelf struct {
	spool   *spool.File
	parts   *gathered // nil: not of shards; else the rest stands for nothing
	at      []int32   // by document, its place in the spool, or that in late and a minus before it
	late    []resting // from 1
	spooled int32
	scorer  func() *scorer // for late documents
}

func newShelf(file *spool.File, j *job) *shelf {
	free := j.scorersOf(&learned{words: token.NewVocabulary()})
	return &shelf{
		spool: file, parts: j.parts, late: []resting{nil},
		scorer: func() *scorer { return newScorer(j, free(), false) },
	}
}

// resting is a document that rests elsewhere than in the spool of the run.
type resting interface {
	read(context.Context, *scorer) (*score.Document, error)
}

// add takes the next document, which was put into the spool, or is late.
func (s *shelf) add(l resting) {
	if s.parts != nil {
		return
	}
	if l == nil {
		s.at = append(s.at, s.spooled)
		s.spooled++
		return
	}
	s.at = append(s.at, -int32(len(s.late)))
	s.late = append(s.late, l)
}

// reading is a shelf from which documents are read until the context ends.
type reading struct {
	*shelf
	ctx context.Context
}

// reader returns what reads of documents what tables have, by their number.
func (s reading) reader() func(n int) (*score.Document, error) {
	if s.parts != nil {
		return s.parts.reader(s.scorer())
	}
	spooled, by := s.spool.Reader(), (*scorer)(nil)
	return func(n int) (*score.Document, error) {
		if s.at[n] >= 0 {
			return spooled(int(s.at[n]))
		}
		if by == nil {
			by = s.scorer()
		}
		return s.late[-s.at[n]].read(s.ctx, by)
	}
}
