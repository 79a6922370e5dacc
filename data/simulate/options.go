package simulate

import (
	"fmt"
	"slices"
)

// Options say what a corpus is made of. The zero value is usable: twenty years
// with one audience, framing even on both sides, and nothing planted.
type Options struct {
	// Seed picks the corpus among all that the other options allow; 0 is a seed.
	Seed uint64

	// From and To are the first and the last year (default 2000 and From+19).
	From, To int
	// Documents is the number of documents per year and audience (default 10).
	Documents int
	// SentencesMin and SentencesMax bound the length of a document, uniformly
	// drawn (default 3 and 8, or SentencesMin if that is larger).
	SentencesMin, SentencesMax int
	// Audiences default to one, "international", in English.
	Audiences []Audience

	// Baseline is the log-odds, in From, that a framed sentence takes the
	// sovereignty side and not the development side. 0 is even odds.
	Baseline float64
	// Slope is added to the log-odds for every year after From.
	Slope float64
	// Breaks are jumps of the level. None by default.
	Breaks []Break
	// Phi and Sigma make the level wander: a stationary AR(1) in years with this
	// coefficient (-1 < Phi < 1) and this standard deviation of its innovations,
	// in logits. Sigma 0 is no wander.
	Phi, Sigma float64
	// Dispersion is the correlation of two framed sentences of one document
	// beyond its year and audience, the rho of the beta-binomial, 0 <= rho < 1.
	// 0 is the binomial.
	Dispersion float64

	// HitRate is the chance that a sentence is framed (default 0.6, negative for
	// none). A framed sentence holds one planted term of one side.
	HitRate float64
	// Courses plant other frames of norms, each in a share of the sentences of
	// its own. HitRate is a share of the sentences that they and Pairs leave.
	Courses []Course
	// Pairs is the share of sentences that name security and development
	// together. None by default.
	Pairs Course
	// HegemonismShare is the chance that a sentence of the sovereignty side names
	// hegemonism (problems.hegemonism) and not sovereignty (values.sovereignty).
	HegemonismShare float64
	// Concepts are phrases of balance. Once any is in use before an audience,
	// BalanceShare of its pairs are worded as one: half of these as the newest in
	// use, the others as any in use.
	Concepts     []Concept
	BalanceShare float64
	// Leader is the audience before which a concept is used from its year on;
	// the others follow Lag years later.
	Leader string
	Lag    int
	// SecurityShare is the chance that a sentence that is no pair and of no
	// course also names security, whichever its side (default 0).
	SecurityShare float64
	// CyberShare is the chance that a sentence opens with cyberspace or, where it
	// holds no term, is about it (default 0), whichever its frame, and CyberRise
	// what is added to it every year.
	CyberShare, CyberRise float64
}

// A Course is the share of sentences that hold a frame, year by year.
type Course struct {
	// Frame is its key in norms. Those of the sovereignty side, of development
	// and of balance have no course of their own.
	Frame string
	// Share is that of From; Rise is added every year after it.
	Share, Rise float64
	// Step is added from a year on; its Size is a share here, not log-odds.
	Step Break
}

// at is the share in a year.
func (c Course) at(year, from int) float64 {
	share := c.Share + float64(c.Rise*float64(year-from))
	if c.Step.Year != 0 && year >= c.Step.Year {
		share += c.Step.Size
	}
	return share
}

// A Concept is one phrase of balance, by the id of its entries in norms, and the
// first year in which it is used before the audience that leads.
type Concept struct {
	ID   string
	From int
}

// An Audience is a series of documents of its own.
type Audience struct {
	// Name is domestic, bilateral, regional or international. It picks venues
	// and types; another name gets those of international.
	Name string
	// Offset is added to the log-odds of sovereignty in every year.
	Offset float64
	// Documents per year; 0 is that of the options.
	Documents int
	// Chinese is the share of documents in Chinese; the others are English.
	Chinese float64
	// Gaps are years without any document for this audience.
	Gaps []int
}

// A Break adds Size to the log-odds of sovereignty from Year on. A negative
// size is a turn to development.
type Break struct {
	Year int
	Size float64
}

// withDefaults returns a copy with every default filled in, which shares no
// slice with o.
func (o Options) withDefaults() Options {
	o.From = or(o.From, 2000)
	o.To = or(o.To, o.From+19)
	o.Documents = or(o.Documents, 10)
	o.SentencesMin = or(o.SentencesMin, 3)
	o.SentencesMax = or(o.SentencesMax, max(8, o.SentencesMin))
	o.HitRate = max(0, or(o.HitRate, 0.6))
	o.Breaks = slices.Clone(o.Breaks)
	o.Courses, o.Concepts = slices.Clone(o.Courses), slices.Clone(o.Concepts)
	o.Audiences = slices.Clone(o.Audiences)
	if len(o.Audiences) == 0 {
		o.Audiences = []Audience{{Name: "international"}}
	}
	for i := range o.Audiences {
		a := &o.Audiences[i]
		a.Documents = or(a.Documents, o.Documents)
		a.Gaps = slices.Clone(a.Gaps)
	}
	return o
}

// check reports the first option that no corpus can be made from.
func (o Options) check() error {
	switch {
	case o.To < o.From:
		return fmt.Errorf("simulate: last year %d before first year %d", o.To, o.From)
	case o.From < 1 || o.To > 9999:
		return fmt.Errorf("simulate: years %d to %d outside 1 to 9999", o.From, o.To)
	case o.SentencesMin < 1 || o.SentencesMax < o.SentencesMin:
		return fmt.Errorf("simulate: %d to %d sentences a document", o.SentencesMin, o.SentencesMax)
	case o.Dispersion < 0 || o.Dispersion >= 1:
		return fmt.Errorf("simulate: dispersion %v outside [0, 1)", o.Dispersion)
	case o.Sigma < 0 || o.Phi <= -1 || o.Phi >= 1:
		return fmt.Errorf("simulate: no stationary AR(1) has phi %v and sigma %v", o.Phi, o.Sigma)
	}
	for _, a := range o.Audiences {
		if a.Documents < 0 {
			return fmt.Errorf("simulate: audience %q has %d documents", a.Name, a.Documents)
		}
	}
	return o.checkCourses()
}

// checkCourses makes sure that the shares leave room for one another in every
// year, and that all that is planted has words.
func (o Options) checkCourses() error {
	for _, c := range o.Courses {
		if len(english.frames[c.Frame]) == 0 {
			return fmt.Errorf("simulate: no sentences for a course of %q", c.Frame)
		}
	}
	for _, c := range o.Concepts {
		if !slices.ContainsFunc(english.balance, func(p phrase) bool { return p.id == c.ID }) {
			return fmt.Errorf("simulate: no phrase for the concept %q", c.ID)
		}
	}
	for year := o.From; year <= o.To; year++ {
		sum := 0.0
		for _, c := range append([]Course{o.Pairs}, o.Courses...) {
			share := c.at(year, o.From)
			if share < 0 {
				return fmt.Errorf("simulate: a share of %v of %q in %d", share, c.Frame, year)
			}
			sum += share
		}
		if sum > 1 {
			return fmt.Errorf("simulate: shares that add up to %v in %d", sum, year)
		}
	}
	return nil
}

// inUse are the concepts used before an audience in a year, the newest last.
func (o Options) inUse(audience string, year int) []string {
	if audience != o.Leader {
		year -= o.Lag
	}
	var ids []string
	for _, c := range o.Concepts {
		if year >= c.From {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// or is v, or def where v is its type's zero value.
func or[T comparable](v, def T) T {
	var zero T
	if v == zero {
		return def
	}
	return v
}
