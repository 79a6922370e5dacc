package pipeline

import (
	"context"

	"github.com/frameshift/frameshift/pipeline/store"
)

// recount reads the inputs again for each lexicon that the headline is to be
// measured with as well, and says which they are.
func (j *job) recount(ctx context.Context, report func(Progress)) ([]store.LexiconFile, error) {
	var files []store.LexiconFile
	for _, name := range j.AlsoLexicon {
		c := j.Config
		c.Lexicon, c.AlsoLexicon, c.AlsoFreq, c.Versus, c.By = name, nil, nil, nil, nil
		p, err := newPlan(c)
		if err != nil {
			return nil, err
		}
		other, err := p.open(j.memory)
		if err != nil {
			return nil, err
		}
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
