package figure

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Kind is a kind of figure.
type Kind struct {
	Name  string
	About string
	// byPeriod says that the kind shows periods, whose length Options.Freq
	// chooses; the others show changes between spans.
	byPeriod bool
	make     func(*source) (*Figure, error)
}

// Kinds lists the kinds.
func Kinds() []Kind {
	return []Kind{
		{"position", "position of a contrast over time, with intervals, its shape and numbers of documents", true, position},
		{"frames", "rate of every frame, on one scale or each on its own", true, frames},
		{"balance", "lift of a pair, and rate of the phrases that claim a balance", true, balance},
		{"audiences", "position before each audience, side by side (needs a run --by audience)", true, audiences},
		{"issuers", "position of each issuer: courses, or two spans where there are many (needs a run --by issuer)", true, issuers},
		{"wordshift", "terms that moved the change between two spans, or at a break", false, wordshift},
		{"dispersion", "where in time each term occurs", true, dispersion},
		{"corrected", "position of a contrast corrected by human codings, over the raw one (needs frameshift validate correct)", true, corrected},
		{"adoption", "share of issuers that has used a concept, with numbers at risk (needs frameshift diffusion)", false, adoption},
		{"firsts", "who had text when, and from when on used a concept (needs frameshift diffusion)", false, firsts},
		{"leads", "how much later one group uses concepts than another (needs frameshift diffusion --lead)", false, leads},
		{"network", "which frames go together, span by span (needs frameshift network)", false, networks},
		{"links", "how that changes from span to span (needs frameshift network --spans)", false, linkChanges},
		{"stability", "the change when one term, issuer, document or lexicon is left out", false, stability},
	}
}

// ErrLacking says that a run has not what a kind of figure needs: a table, a
// group, a contrast.
var ErrLacking = errors.New("the run lacks it")

// lacking marks an error as ErrLacking, under its own text.
type lacking struct{ error }

func (lacking) Is(target error) bool { return target == ErrLacking }

func (l lacking) Unwrap() error { return l.error }

// Figure is a figure ready to be rendered.
type Figure struct {
	Caption string
	// Warnings are what to know of the figure that its caption does not say.
	Warnings []string

	kind   string
	chart  chart.Chart
	tables []table
	page   chart.Page
	files  []file // once it is rendered

	formats  []string // of its pictures, once it is rendered
	snippets []string
	rawCells bool
}

// Formats are the formats of pictures.
func Formats() []string { return chart.Formats() }

// columnWidth is the width of a column of most journals, in millimetres.
const columnWidth = 85

// Make makes a figure of a kind. Where the run has not what it needs, the error
// is ErrLacking; where an option means nothing to the kind, usage.ErrUsage too.
func (r *Finished) Make(kind string, o Options) (*Figure, error) {
	kinds := Kinds()
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == kind })
	if i < 0 {
		return nil, fmt.Errorf("no figure %q: there are %s", kind, strings.Join(names(kinds), ", "))
	}
	if err := r.checkFreq(kinds[i], o.Freq); err != nil {
		return nil, fmt.Errorf("figure %s: %w", kind, err)
	}
	if !slices.Contains([]string{"", SharedScale, FreeScale}, o.Scale) {
		return nil, usage.Errorf("scale %q: want %s or %s", chart.Clean(o.Scale), SharedScale, FreeScale)
	}
	if o.Width == 0 {
		o.Width = columnWidth
	}
	fonts, err := chart.NewFonts(o.Font, o.FontDirs)
	if err != nil {
		return nil, err
	}
	f, err := kinds[i].make(&source{r, o})
	if err != nil {
		return nil, fmt.Errorf("figure %s: %w", kind, err)
	}
	f.kind, f.page = kind, chart.Page{Width: o.Width, Title: f.Caption, Fonts: fonts, Outlines: o.Outlines}
	f.rawCells, f.snippets = o.RawCells, o.Snippets
	return f, nil
}

// checkFreq says whether a kind can be had by a length of period.
func (r *Finished) checkFreq(k Kind, freq string) error {
	c := r.Config
	has := append([]string{c.Freq}, c.AlsoFreq...)
	switch {
	case freq == "":
	case !k.byPeriod:
		byPeriod := slices.DeleteFunc(Kinds(), func(k Kind) bool { return !k.byPeriod })
		return lacking{usage.Errorf("it shows a change between spans, to which --freq does not apply: it applies to %s", strings.Join(names(byPeriod), ", "))}
	case !slices.Contains(has, freq):
		return usage.Errorf("the run has no series by %s: it has %s; make one with frameshift run --also-freq %[1]s", chart.Clean(freq), strings.Join(has, ", "))
	}
	return nil
}

func names(kinds []Kind) []string {
	var out []string
	for _, k := range kinds {
		out = append(out, k.Name)
	}
	return out
}
