package inspect

import (
	"context"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
)

// Use reads a corpus and lists the entries of the configured lexicon that find
// nothing in it, and those that make up most of their frame.
func Use(ctx context.Context, c pipeline.Config) ([]lexicon.Finding, error) {
	c.Text, c.Corpus.Undated = string(score.TextNone), true
	var hits []int64
	var matcher *lexicon.Matcher
	langs := map[string]bool{}
	_, err := pipeline.EachDocument(ctx, c, nil, func(m *lexicon.Matcher, d *score.Document) {
		if matcher == nil {
			matcher, hits = m, make([]int64, len(m.Entries()))
		}
		langs[d.Lang] = true
		for _, h := range d.Hits {
			if h.Reason == lexicon.Kept {
				hits[h.Entry]++
			}
		}
	})
	if err != nil || matcher == nil {
		return nil, err
	}
	return lexicon.CheckUse(matcher, hits, langs), nil
}
