package pipeline

import (
	"context"

	"github.com/frameshift/frameshift/pipeline/store"
)

// recount reads the inputs again for each lexicon that the headline is to be
// measured with as well, and says which they are.
func (j *job) recount(ctx context.Context, report func(Progress)) ([]store.LexiconFile, error) {
	var files []store.LexiconFile
	for i, name := range j.AlsoLexicon {
		p, err := j.with(name)
		if err != nil {
			return nil, err
		}
		other, err := j.again(p, i+1)
		if err != nil {
			return nil, err
		}
		other.scratch = j.scratch
		docs := newRegister(other.calendars, nil, newSummary(other.plan), nil)
		err = other.score(ctx, docs, func(p Progress) {
			if p.Stage += " with " + name; report != nil {
				report(p)
			}
		})
		if err != nil {
			return nil, err
		}
		j.calendars[0].Compare(name, other.calendars[0])
		files = append(files, lexiconFile(other.lex))
	}
	return files, nil
}

// with is the plan with another lexicon.
func (p *plan) with(lexicon string) (*plan, error) {
	c := p.Config
	c.Lexicon, c.AlsoLexicon, c.AlsoFreq, c.Versus, c.By = lexicon, nil, nil, nil, nil
	return newPlan(c)
}

// again is a job on the same inputs, or on a further section of the parts.
func (j *job) again(p *plan, section int) (*job, error) {
	if j.parts == nil {
		return p.open(j.memory)
	}
	return p.gather(j.parts.files, j.parts.whole, section)
}
