package reuse

import (
	"cmp"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// Options say what a passage is. The zero value is the default.
type Options struct {
	N          int // tokens of a sequence; 8 if 0
	HanN       int // Han characters of a sequence, in Chinese documents; 12 if 0
	Most       int // documents that may have a sequence that seeds a passage; 100 if 0
	Least      int // tokens of a passage; 15 if 0
	SameIssuer bool
	Workers    int
}

const (
	gap           = 2  // tokens that a passage may miss between two stretches
	manyIssuers   = 20 // more of them make an n-gram boilerplate
	mostDocuments = 1000
)

func (o Options) withDefaults() (Options, error) {
	o.N, o.HanN, o.Most, o.Least = cmp.Or(o.N, 8), cmp.Or(o.HanN, 12), cmp.Or(o.Most, 100), cmp.Or(o.Least, 15)
	switch {
	case o.N < 2 || o.HanN < 2 || o.N > 100 || o.HanN > 100:
		return o, usage.Errorf("n %d, n of characters %d: want 2 to 100", o.N, o.HanN)
	case o.Most < 2 || o.Most > mostDocuments:
		return o, usage.Errorf("most %d: want 2 to %d documents", o.Most, mostDocuments)
	case o.Least < max(o.N, o.HanN):
		return o, usage.Errorf("least %d: a passage has at least as many tokens as a sequence: %d, or %d characters", o.Least, o.N, o.HanN)
	}
	return o, nil
}
