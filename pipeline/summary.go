package pipeline

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
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
	topic  int            // position of Topic in the lexicon, or -1
	Frames []FrameSummary // in the order of the lexicon

	DuplicateTexts int // kept, and flagged
	NearDuplicates int
	Quarantined    []ReasonCount // most first
	Ignored        []ReasonCount // what never claimed to be a document, most first
	Changed        int           // files and folders that changed while they were read
	// Rejected is the share of inputs, junk left out, that was quarantined;
	// Allowed the share that may be.
	Rejected, Allowed float64
	// MinDocuments is the least number of documents that a run is to have.
	MinDocuments int
	// CutOff counts files of which the rest was lost, with nobody knows how many documents.
	CutOff int

	Contrast string       // label of the headline contrast, or its key
	Headline []series.Row // its position by period, pooled
	Warnings []string
	Removed  []string // old runs, by keep
	Elapsed  time.Duration

	// Unchanged says that nothing has changed since the run in Dir, of which all this is,
	// and that no other one was made.
	Unchanged bool
	// Known are the documents that had been scored before. Since is the last run of the
	// same configuration, Why what has changed since, in a few words, and Changes what
	// came of it.
	Known               int
	Since, Why, Changes string

	langs map[string]int // documents by language
}

// FrameSummary is one frame over the whole run.
type FrameSummary struct {
	Key, Label      string
	Hits, Sentences int64
}

// ReasonCount is how many inputs were quarantined for one reason, and the first
// of them.
type ReasonCount struct {
	Reason  corpus.Reason
	Count   int
	Example corpus.Rejection
}

// Shortfall says what a run lacks to be taken for the newest state of things:
// documents, or inputs that were not quarantined. It is empty where it lacks
// nothing.
func (s *Summary) Shortfall() string {
	switch {
	case s.Documents == 0:
		return "it has no document"
	case s.Documents < s.MinDocuments:
		return fmt.Sprintf("it has %d documents, %d are wanted (min_documents)", s.Documents, s.MinDocuments)
	case s.Rejected > s.Allowed:
		return fmt.Sprintf("more was quarantined than is allowed: %.1f %% of the inputs, %.1f %% allowed (quarantine.allow)",
			100*s.Rejected, 100*s.Allowed)
	case s.Changed > 0 && s.Allowed < 1:
		return "inputs changed while they were read, and nobody knows what was in them (frameshift show quarantine --where reason=source-changed; quarantine.allow: 1 allows it)"
	case s.CutOff > 0 && s.Allowed < 1:
		files := map[bool]string{true: "file", false: "files"}[s.CutOff == 1]
		return fmt.Sprintf("more was quarantined than is allowed: the rest of %d %s could not be read, and nobody knows what was in it (quarantine.allow: 1 allows it)", s.CutOff, files)
	}
	return ""
}

func newSummary(p *plan) *Summary {
	s := &Summary{langs: map[string]int{}, Sample: len(p.Inputs) == 0, Topic: p.Topic, topic: p.lex.TopicIndex(p.Topic), Allowed: *p.Quarantine.Allow, MinDocuments: p.MinDocuments}
	for _, f := range p.lex.Frames {
		s.Frames = append(s.Frames, FrameSummary{Key: f.Key, Label: f.Label})
	}
	if len(p.lex.Contrasts) > 0 {
		s.Contrast = cmp.Or(p.lex.Contrasts[0].Label, p.lex.Contrasts[0].Key)
	}
	return s
}

// add counts a document.
func (s *Summary) add(d *score.Document) {
	sentences, tokens := d.Sentences, d.Tokens
	if s.topic >= 0 {
		sentences, tokens = d.Inside(s.topic)
	}
	s.Inside.Sentences += int64(sentences)
	s.Inside.Tokens += int64(tokens)
	s.Documents++
	s.langs[d.Lang]++
	s.Tokens += int64(d.Tokens)
	s.Sentences += int64(d.Sentences)
	for i, f := range d.Frames {
		s.Frames[i].Hits += int64(f.Hits)
		s.Frames[i].Sentences += int64(f.Sentences)
	}
}

// repeated counts a document that repeats another, by its flags.
func (s *Summary) repeated(flags []string) {
	if slices.Contains(flags, store.FlagDuplicateText) {
		s.DuplicateTexts++
	}
	if slices.Contains(flags, store.FlagNearDuplicate) {
		s.NearDuplicates++
	}
}

// repeats warns of texts that count twice, where they are more than one in twenty.
func (s *Summary) repeats() []string {
	if 20*s.DuplicateTexts <= s.Documents {
		return nil
	}
	return []string{fmt.Sprintf("%d of %d documents repeat the text of an earlier one and count again: "+
		"corpus.duplicates: drop leaves them out, keep says that they are meant", s.DuplicateTexts, s.Documents)}
}

// watched passes the rows on and keeps those of the headline.
func (s *Summary) watched(rows iter.Seq[series.Row], headline series.Name) iter.Seq[series.Row] {
	return func(yield func(series.Row) bool) {
		for row := range rows {
			if row.Name == headline {
				s.Headline = append(s.Headline, row)
			}
			if !yield(row) {
				return
			}
		}
	}
}

// rejected counts the rejections, which are in the order of the inputs, by reason.
func (s *Summary) rejected(list []corpus.Rejection) {
	counts := map[corpus.Reason]*ReasonCount{}
	real := 0
	for _, r := range list {
		if counts[r.Reason] == nil {
			counts[r.Reason] = &ReasonCount{Reason: r.Reason, Example: r}
		}
		counts[r.Reason].Count++
		if r.Reason == corpus.ReasonSourceChanged {
			s.Changed++
		}
		if r.Lost {
			s.CutOff++
		}
		if !r.Reason.Junk() {
			real++
		}
	}
	for _, c := range counts {
		s.Quarantined = append(s.Quarantined, *c)
	}
	slices.SortFunc(s.Quarantined, func(a, b ReasonCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
	s.Quarantined, s.Ignored = apart(s.Quarantined)
	if all := real + s.Documents + s.Filtered; all > 0 {
		s.Rejected = float64(real) / float64(all)
	}
}

// apart takes what is no document by its nature out of what was quarantined.
func apart(all []ReasonCount) (quarantined, ignored []ReasonCount) {
	for _, c := range all {
		if c.Reason.Junk() {
			ignored = append(ignored, c)
		} else {
			quarantined = append(quarantined, c)
		}
	}
	return quarantined, ignored
}
