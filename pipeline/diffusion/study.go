package diffusion

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/dustin/go-humanize"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Study is what was found.
type Study struct {
	Design     Design
	Firsts     []FirstRow
	Leads      []LeadRow
	Adoption   []AdoptionRow
	Curves     []CurveRow
	CurveTests []CurveTestRow
	// These are there where they were asked for.
	Uptake     []UptakeRow
	Linkage    []LinkageRow
	Backdrop   []BackdropRow
	Covariates []CovariateRow
	// Notes are what is to be known before a number is believed.
	Notes []string
}

// Design is what was asked, of which run.
type Design struct {
	Software    string  `json:"software"`
	Run         string  `json:"run"`         // its folder's name
	Fingerprint string  `json:"fingerprint"` // of the run
	Documents   string  `json:"documents"`
	Options     Options `json:"options"`
}

// study is one under way.
type study struct {
	ctx      context.Context
	run      *result.Run
	o        Options
	docs     *documents
	concepts []*concept
	links    [][2]*concept
	texts    map[place]sentence
	lastBoth int // document of the linkage counted last
	out      *Study
}

// Firsts finds the first uses of concepts in a run, and nothing else.
func Firsts(ctx context.Context, run *result.Run, o Options) (*Study, error) {
	s, err := begin(ctx, run, o)
	if err != nil {
		return nil, err
	}
	return s.out, s.firsts()
}

// Follow follows concepts through the documents of a run.
func Follow(ctx context.Context, run *result.Run, o Options) (*Study, error) {
	s, err := begin(ctx, run, o)
	if err != nil {
		return nil, err
	}
	for _, step := range []func() error{s.firsts, s.leads, s.adoption, s.uptake, s.linkages, s.backdrop, s.covariates} {
		if err := step(); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return s.out, nil
}

// begin reads the run and finds the uses.
func begin(ctx context.Context, run *result.Run, o Options) (*study, error) {
	lex, err := run.Lexicon()
	if err != nil {
		return nil, err
	}
	if o, err = o.withDefaults(run); err != nil {
		return nil, err
	}
	s := &study{ctx: ctx, run: run, o: o, out: &Study{}}
	if err := s.choose(lex); err != nil {
		return nil, err
	}
	if s.docs, err = readDocuments(run, &s.o); err != nil {
		return nil, err
	}
	if err := readHits(run, s.docs, s.concepts, lex); err != nil {
		return nil, err
	}
	s.out.Design = Design{run.Manifest.Software, filepath.Base(filepath.Clean(run.Dir)), run.Manifest.Fingerprint, s.docs.found(), s.o}
	return s, s.sentences()
}

// choose finds the concepts, and those of links among them, or beside them.
func (s *study) choose(lex *lexicon.Lexicon) (err error) {
	if s.concepts, err = concepts(&s.o, lex); err != nil {
		return err
	}
	pairs, err := s.o.linked()
	if err != nil {
		return err
	}
	for _, p := range pairs {
		var link [2]*concept
		for i, name := range p {
			if link[i], err = s.concept(name, lex); err != nil {
				return err
			}
			link[i].linked = true
		}
		s.links = append(s.links, link)
	}
	return nil
}

// concept is one that is followed already, or a further one.
func (s *study) concept(name string, lex *lexicon.Lexicon) (*concept, error) {
	c, err := newConcept(name, lex)
	if err != nil {
		return nil, err
	}
	if at := slices.IndexFunc(s.concepts, func(o *concept) bool { return o.name == c.name }); at >= 0 {
		return s.concepts[at], nil
	}
	s.concepts = append(s.concepts, c)
	return c, nil
}

// sentences looks for phrases and for the sentences that are shown.
func (s *study) sentences() error {
	search, err := newSearcher(s.concepts)
	if err != nil {
		return err
	}
	kept := s.run.Has("sentences") && s.run.Config.Text != string(score.TextNone)
	switch {
	case !kept && search != nil:
		return usage.Errorf("the run %s keeps no sentences (text: none), and a phrase is looked for in them: make it anew with --text all", s.run.Dir)
	case !kept:
		s.note("the run keeps no sentences: first uses are shown without their text, and quotations are not seen")
		return nil
	}
	if search != nil && s.run.Config.Text != string(score.TextAll) {
		for _, c := range search.phrases {
			c.hidden = true
		}
		s.note("the run keeps the text of sentences with a hit only: a phrase that stands in others is not found, and its first use may be earlier; a run with --text all has them all")
	}
	wanted, err := s.places()
	if err == nil {
		s.texts, err = readSentences(s.run, s.docs, search, wanted)
	}
	return err
}

func (s *study) note(text string) { s.out.Notes = append(s.out.Notes, text) }

func (s *study) firsts() error {
	if s.docs.coarse > 0 {
		s.note(s.docs.found())
	}
	for _, p := range []corpus.Precision{corpus.PrecisionYear, corpus.PrecisionMonth} {
		if n := s.docs.stated[p.String()]; n > 0 {
			s.note(fmt.Sprintf("%s of %s documents are dated by their %s: such a date is its first day, and of documents of one %[3]s the order is not known",
				humanize.Comma(int64(n)), humanize.Comma(int64(len(s.docs.list))), p))
		}
	}
	for _, c := range s.concepts {
		if len(c.uses) == 0 {
			s.note(c.name + " does not occur")
		}
		if other := s.languages(c); other != "" {
			s.note(c.name + " has no words in " + other + ": documents in it are left out of what it is held against")
		}
	}
	for _, c := range s.sorted() {
		for _, by := range s.keys() {
			rows, err := s.firstsBy(c, by)
			if err != nil {
				return err
			}
			s.out.Firsts = append(s.out.Firsts, rows...)
		}
	}
	return nil
}
