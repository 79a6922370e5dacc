package pipeline

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/where"
)

// plan is what a run is told, read and checked. It does not change.
type plan struct {
	Config // effective
	lex    *library.Lexicon
	also   []*library.Lexicon
	rules  []*stance.File
	stance *stance.Matcher // nil where there are no rules
	where  where.Conditions
	within lexicon.Within
	// headline is the pooled position of the lexicon's first contrast; no series
	// has that name if there is none.
	headline series.Name
}

// job is a plan with what it is carried out on.
type job struct {
	*plan
	match *lexicon.Matcher
	in    *corpus.Reader
	calendars
	memory  *memory
	learned *learned                 // of the shards before; nil: this is none
	scratch func() (*os.File, error) // for calendars of many documents; nil: they stay in memory
	ledger  *ledger                  // nil where no file is remembered
	parts   *gathered                // what shards have found, in place of what is read; nil: it is read
}

// prepare checks everything that can be checked before the first document. Its
// errors are the user's.
func prepare(c Config) (*job, error) {
	p, err := newPlan(c)
	if err != nil {
		return nil, err
	}
	return p.open(nil)
}

// open makes a job of a plan; known is nil where nothing is remembered.
func (p *plan) open(known *memory) (*job, error) {
	j, err := p.begin(known, func() (*corpus.Reader, error) { return open(p.Config, known) })
	return j, wrong(err)
}

func (p *plan) begin(known *memory, open func() (*corpus.Reader, error)) (*job, error) {
	match, err := lexicon.Compile(p.lex.Lexicon, lexicon.Options{Scope: lexicon.Scope(p.Scope), Checked: true})
	if err != nil {
		return nil, err
	}
	sums, err := newCalendars(match, p.Config)
	if err != nil {
		return nil, err
	}
	in, err := open()
	if err == nil && !p.Corpus.Meta.All { // else the columns are known when all records have been read
		err = checkKeys(in.MetaColumns(), p.where, sums[0].Keys())
	}
	if err != nil {
		return nil, err
	}
	in.Choose(p.where.Part(false).Choices())
	j := &job{plan: p, match: match, in: in, calendars: sums, memory: known}
	if j.ledger = newLedger(j); j.ledger != nil {
		in.Know(j.ledger.find)
	}
	return j, nil
}

// newPlan reads what a run is told.
func newPlan(c Config) (*plan, error) {
	p, err := readPlan(c)
	return p, usage.Wrap(err)
}

func readPlan(c Config) (*plan, error) {
	c, err := c.resolve()
	if err != nil {
		return nil, err
	}
	p := &plan{Config: c}
	if p.where, err = where.Parse(c.Where); err != nil {
		return nil, err
	}
	if p.within, err = lexicon.ParseWithin(c.Within); err != nil {
		return nil, err
	}
	if p.lex, err = library.Load(c.Lexicon); err != nil {
		return nil, err
	}
	if err := p.checkOthers(); err != nil {
		return nil, err
	}
	if p.rules, err = c.rules(); err != nil {
		return nil, err
	}
	if p.stance, err = stance.CompileFiles(p.rules); err != nil {
		return nil, err
	}
	if len(p.lex.Contrasts) > 0 {
		first := p.lex.Contrasts[0]
		p.headline = series.Name{Measure: "position", Of: first.Key, Topic: cmp.Or(first.Topic, c.Topic), Freq: c.Freq}
	}
	return p, nil
}

// checkOthers finds out whether other lexicons can measure the headline.
func (p *plan) checkOthers() error {
	if len(p.AlsoLexicon) == 0 {
		return nil
	}
	if len(p.lex.Contrasts) == 0 || p.Weighting == string(series.Documents) {
		return errors.New("also_lexicon: it is for the table stability, which needs a contrast in the lexicon and weighting token")
	}
	key := p.lex.Contrasts[0].Key
	for _, name := range p.AlsoLexicon {
		other, err := library.Load(name)
		if err != nil {
			return fmt.Errorf("also_lexicon: %w", err)
		}
		if !slices.ContainsFunc(other.Contrasts, func(c lexicon.Contrast) bool { return c.Key == key }) {
			return fmt.Errorf("also_lexicon %s: it has no contrast %s, the first of %s", name, key, p.lex.Name)
		}
		p.also = append(p.also, other)
	}
	return nil
}
