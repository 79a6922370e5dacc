// Package explain says which terms are behind a change between two spans of a
// finished run, from the run's tables: a word shift.
package explain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/where"
)

// Options say which change of a finished run is to be explained.
type Options struct {
	From, To series.Span // From ends before To starts
	// Of is the key of a contrast, whose difference is explained, or of a frame,
	// whose rate is. Empty: the first contrast of the lexicon.
	Of string
	// Where keeps the documents that fit all conditions on columns of documents.
	Where where.Conditions
	// Topic takes only text inside a topic.
	Topic string
}

// Shift is a change between two spans and what each term has in it.
type Shift struct {
	Measure                    string // difference or rate
	Of                         string
	Topic                      string
	From, To                   series.Span
	DocumentsFrom, DocumentsTo int64 // with a topic: those with text inside it
	series.TermShift
}

// Change explains the change of a contrast or frame between two spans by the
// terms of the lexicon.
//
// As in the series, a document whose date is coarser than a period of the run
// counts in no span, and hits count with the weights of their entries. How many
// tokens of a document are inside a topic is not on record, only how many of a
// period and a group are; so with a topic the spans have to be made of whole
// periods, and the documents of whole groups.
func Change(run *result.Run, o Options) (*Shift, error) {
	if !o.From.End.Before(o.To.Start) {
		return nil, usage.Errorf("from %v to %v: the first span has to end before the second starts", o.From, o.To)
	}
	pairs, err := series.ParsePairs(run.Config.Versus)
	if err != nil {
		return nil, usage.Wrap(err)
	}
	lex, err := run.Lexicon()
	if err != nil {
		return nil, err
	}
	t := &reader{run: run, o: o, by: group.Keys(run.Config.By, pairs), spans: map[string]place{}, counts: map[[2]string]*series.TermCount{}}
	if err := t.measure(lex); err != nil {
		return nil, usage.Wrap(err)
	}
	if err := t.read(); err != nil {
		return nil, err
	}
	return t.result(), nil
}

// measure finds out what is to be explained: the sign of each frame in it, and
// the topic it is restricted to.
func (t *reader) measure(lex *lexicon.Lexicon) error {
	t.shift = Shift{Of: t.o.Of, From: t.o.From, To: t.o.To}
	if t.o.Of == "" && len(lex.Contrasts) > 0 {
		t.shift.Of = lex.Contrasts[0].Key
	}
	var own string // topic of the contrast
	if i := slices.IndexFunc(lex.Contrasts, func(c lexicon.Contrast) bool { return c.Key == t.shift.Of }); i >= 0 {
		own, t.signs = lex.Contrasts[i].Topic, signsOf(lex.Contrasts[i])
		t.measured = termsOf(measure.Contrast)
		if lex.Contrasts[i].Sentences() {
			t.sentences = newSentences(lex, i)
		}
	} else if lex.FrameIndex(t.shift.Of) >= 0 {
		t.measured, t.signs = termsOf(measure.Frame), map[string]int{t.shift.Of: 1}
	} else {
		return fmt.Errorf("no contrast or frame %q in the lexicon: %s%s", t.shift.Of, usage.Meant(t.shift.Of, measurable(lex)), contents(lex))
	}
	t.shift.Measure = t.measured.Name
	t.weights = weightsOf(lex)
	t.shift.Topic = cmp.Or(own, t.run.Config.Topic)
	if wanted := t.o.Topic; wanted != "" && t.shift.Topic != "" && wanted != t.shift.Topic {
		return fmt.Errorf("topic %q: %s was measured within %s only", wanted, t.shift.Of, t.shift.Topic)
	}
	t.shift.Topic = cmp.Or(t.shift.Topic, t.o.Topic)
	if t.shift.Topic != "" && lex.TopicIndex(t.shift.Topic) < 0 {
		return fmt.Errorf("topic %q: the lexicon has %s", t.shift.Topic, keys(lex.Topics, func(t lexicon.Topic) string { return t.Key }))
	}
	return nil
}

// termsOf is the measure by whose terms a change of a contrast or frame is
// explained.
func termsOf(k measure.Kind) measure.Measure {
	m, _ := measure.Named(measure.Headline(k).Terms)
	return m
}

// weightsOf are the weights of the entries that do not weigh 1, by frame,
// language and term.
func weightsOf(lex *lexicon.Lexicon) map[[3]string]float64 {
	weights := map[[3]string]float64{}
	for _, f := range lex.Frames {
		for lang, entries := range f.Entries {
			for _, e := range entries {
				if e.Weight != 1 {
					weights[[3]string{f.Key, lang, e.Term}] = e.Weight
				}
			}
		}
	}
	return weights
}

// signsOf says on which side of a contrast each of its frames is.
func signsOf(c lexicon.Contrast) map[string]int {
	signs := map[string]int{}
	for _, key := range c.Positive.Frames {
		signs[key]++
	}
	for _, key := range c.Negative.Frames {
		signs[key]--
	}
	return signs
}

func contents(lex *lexicon.Lexicon) string {
	return fmt.Sprintf("contrasts %s; frames %s",
		keys(lex.Contrasts, func(c lexicon.Contrast) string { return c.Key }),
		keys(lex.Frames, func(f lexicon.Frame) string { return f.Key }))
}

// measurable are the keys of what a change can be of.
func measurable(lex *lexicon.Lexicon) (out []string) {
	for _, c := range lex.Contrasts {
		out = append(out, c.Key)
	}
	for _, f := range lex.Frames {
		out = append(out, f.Key)
	}
	return out
}

// keys lists what a lexicon has for a message.
func keys[T any](list []T, key func(T) string) string {
	var out []string
	for _, v := range list {
		out = append(out, key(v))
	}
	return strings.Join(out, ", ")
}

func (t *reader) result() *Shift {
	var terms []series.TermCount
	for term, n := range t.counts {
		n.Frame, n.Entry, n.Sign = term[0], term[1], t.signs[term[0]]
		terms = append(terms, *n)
	}
	if t.sentences != nil {
		terms = t.sentences.list()
	}
	t.shift.DocumentsFrom, t.shift.DocumentsTo = t.documents[0], t.documents[1]
	t.shift.TermShift = series.Shift(t.measured, terms, t.tokens[0], t.tokens[1])
	if t.coarse > 0 {
		t.warn("%d documents are in no span: their dates are coarser than a %s", t.coarse, t.run.Config.Freq)
	}
	if t.run.Config.Weighting == string(series.Documents) {
		t.warn("the series of the run weigh documents alike, this weighs tokens")
	}
	return &t.shift
}

func (t *reader) warn(format string, args ...any) {
	t.shift.Warnings = append(t.shift.Warnings, measure.Warning(fmt.Sprintf(format, args...)))
}
