package pipeline

import (
	"cmp"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/series"
)

// Summary is what a person wants to know at once of a finished run.
type Summary struct {
	Dir       string // of the run
	Sample    bool   // the synthetic sample was read, no input of the user's
	Documents int
	Filtered  int // documents that --where left out
	Tokens    int64
	Sentences int64
	// Inside is what of them is inside the topic the run is restricted to; all
	// of them where it is not.
	Topic  string
	Inside struct{ Tokens, Sentences int64 }
	Frames []FrameSummary // in the order of the lexicon

	DuplicateTexts int
	Quarantined    []ReasonCount // most first
	// Rejected is the share of inputs, junk left out, that was quarantined;
	// Allowed the share that may be.
	Rejected, Allowed float64

	Contrast string            // label of the headline contrast
	Headline []series.Row      // its position by period, pooled
	Breaks   []series.BreakRow // its chosen breaks
	Warnings []string
	Elapsed  time.Duration
}

// FrameSummary is one frame over the whole run.
type FrameSummary struct {
	Key, Label      string
	Hits, Sentences int64
}

// ReasonCount is how many inputs were quarantined for one reason.
type ReasonCount struct {
	Reason corpus.Reason
	Count  int
}

// TooMuchQuarantined says whether more was quarantined than is allowed.
func (s *Summary) TooMuchQuarantined() bool { return s.Rejected > s.Allowed }

// rejected counts the rejections by reason.
func (s *Summary) rejected(list []corpus.Rejection) {
	counts := map[corpus.Reason]int{}
	real := 0
	for _, r := range list {
		counts[r.Reason]++
		if !r.Reason.Junk() {
			real++
		}
	}
	for reason, n := range counts {
		s.Quarantined = append(s.Quarantined, ReasonCount{reason, n})
	}
	slices.SortFunc(s.Quarantined, func(a, b ReasonCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
	if all := real + s.Documents + s.Filtered; all > 0 {
		s.Rejected = float64(real) / float64(all)
	}
}
