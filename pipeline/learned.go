package pipeline

import (
	"sync"

	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/token"
)

// learned is what has been found out about words, by the scorers that did: the shards
// that one process makes one after the other have most of their words in common.
type learned struct {
	words   *token.Vocabulary
	scorers []*score.Scorer
}

// shardWords is how many words shards remember: many of them run on one machine.
const shardWords = 3 << 15

// scorers gives a scorer to each worker that reads texts.
func (j *job) scorers() func() *score.Scorer {
	switch l := j.learned; {
	case l == nil:
		return j.scorersOf(&learned{words: token.NewVocabulary()})
	case l.words == nil || l.words.Full():
		*l = learned{words: token.NewVocabularyOf(shardWords)}
	}
	return j.scorersOf(j.learned)
}

// scorersOf gives out those that there are, and then new ones.
func (j *job) scorersOf(l *learned) func() *score.Scorer {
	var next int
	var mu sync.Mutex
	return func() *score.Scorer {
		mu.Lock()
		defer mu.Unlock()
		if next++; next > len(l.scorers) {
			l.scorers = append(l.scorers, score.New(j.match, l.words, score.Options{
				Text: score.Text(j.Text), Within: j.within, Topic: j.Topic, Stance: j.stance, Count: score.Count(j.Count),
			}))
		}
		return l.scorers[next-1]
	}
}
