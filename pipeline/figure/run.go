package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Finished is a run to draw figures of.
type Finished struct {
	*result.Run
	glossary store.Glossary
	// glosses are read once somebody wants one: it takes the whole lexicon.
	glosses func() (map[lexicon.Named]string, error)
}

// Open reads what the folder of a run says about itself.
func Open(dir string) (*Finished, error) {
	r, err := result.Open(dir)
	if err != nil {
		return nil, err
	}
	g, err := r.Glossary()
	return &Finished{r, g, sync.OnceValues(func() (map[lexicon.Named]string, error) {
		lex, err := r.Lexicon()
		if err != nil {
			return nil, err
		}
		return lex.Glosses(), nil
	})}, err
}

// Scales of the panels of frames.
const (
	SharedScale = "shared" // the default
	FreeScale   = "free"   // each panel has its own
)

// Options choose what a figure shows. The zero value shows the lexicon's first
// contrast or pair, all discourse, all documents, in a column of 85 mm.
type Options struct {
	Width  float64 // mm; most journals have columns of 85 and pages of 174
	Of     string  // key of the contrast or pair
	Topic  string
	Freq   string // length of a period, of a kind by period, where the run has several; default its first
	Group  string // such as issuer=CHN
	By     string // key whose groups are compared; default audience or issuer, by the kind
	Frame  string // key of the frame of explicit phrases, in balance; the one frame in dispersion; the concept in adoption and firsts
	Break  string // wordshift: the change at the break with this date, instead of between the run's spans
	Scale  string // SharedScale or FreeScale, of frames
	Labels map[string]string
	// Font is a file with Han characters. FontDirs are the folders in which one
	// is looked for otherwise; nil means those of the system.
	Font     string
	FontDirs []string
	Outlines bool // letters of SVG are shapes, not text in a font of the reader's
	// Snippets are the systems, of those of the function, for which a file is saved that
	// includes the pictures.
	Snippets []string
	// RawCells leaves texts in CSV as they are that a spreadsheet would take for
	// formulas.
	RawCells bool
}

// source is a run with options: what a kind draws from.
type source struct {
	*Finished
	Options
}

// freq is the length of the periods to show.
func (s *source) freq() string { return cmp.Or(s.Freq, s.Config.Freq) }

// chose returns the first of two values for the width of a column, the second
// for that of a page.
func (s *source) chose(column, page int) int {
	if s.Width > 120 {
		return page
	}
	return column
}

// label is what a frame or topic is called: as the user says, as the lexicon
// says, or its key made readable.
func (s *source) label(key string) string {
	return s.labelIn(key, slices.Concat(s.glossary.Frames, s.glossary.Topics))
}

func (s *source) labelIn(key string, list []store.Term) string {
	if l, ok := s.Labels[key]; ok {
		return chart.Shorten(chart.Clean(l), longest)
	}
	i := slices.IndexFunc(list, func(t store.Term) bool { return t.Key == key })
	if i < 0 || list[i].Label == "" {
		return readable(key)
	}
	return chart.Shorten(chart.Clean(list[i].Label), longest)
}

// contrast returns the contrast to show: the one asked for, or the lexicon's
// first.
func (s *source) contrast() string { return s.chosenOf(s.glossary.Contrasts) }

func (s *source) pair() string { return s.chosenOf(s.glossary.Pairs) }

func (s *source) chosenOf(list []store.Term) string {
	if s.Of != "" || len(list) == 0 {
		return s.Of
	}
	return list[0].Key
}

// sides are the labels of the frames and pairs on a contrast's two sides,
// joined; empty if the run doesn't say.
func (s *source) sides(contrast, and string) (positive, negative string) {
	for _, c := range s.glossary.Contrasts {
		if c.Key == contrast {
			return s.side(c.A, c.PairsA, and), s.side(c.B, c.PairsB, and)
		}
	}
	return "", ""
}

// counted is what a contrast counts, one and many.
func (s *source) counted(contrast string) (one, many string) {
	for _, c := range s.glossary.Contrasts {
		if c.Key == contrast && c.Count == "sentences" {
			return "sentence on a side", "sentences on a side"
		}
	}
	return "hit", "hits"
}

func (s *source) side(frames, pairs []string, and string) string {
	var labels []string
	for _, f := range frames {
		labels = append(labels, s.label(f))
	}
	for _, p := range pairs {
		labels = append(labels, s.labelIn(p, s.glossary.Pairs))
	}
	return strings.Join(labels, and)
}

// groupsOf returns the groups of a key that rows have, in the order of the
// audiences from near to far, others by name. A contrast between two groups is
// none of them.
func groupsOf(rows []seriesRow) []string {
	var out []string
	for _, r := range rows {
		if r.group != "" && single(r.group) && !slices.Contains(out, r.group) {
			out = append(out, r.group)
		}
	}
	near := []string{"domestic", "bilateral", "regional", "international"}
	place := func(g string) int {
		if i := slices.Index(near, value(g)); i >= 0 {
			return i
		}
		return len(near)
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Or(place(a)-place(b), strings.Compare(a, b)) })
	return out
}

// single says whether a group is no pair of them.
func single(name string) bool { g, _ := group.Parse(name); return !g.Pair() }

// groupedBy are the keys of a group.
func groupedBy(name string) string { g, _ := group.Parse(name); return g.First.By() }

// value is the value in a group: CHN of issuer=CHN, of crossed keys all of them.
func value(name string) string {
	g, err := group.Parse(name)
	if err != nil {
		return name
	}
	var values []string
	for _, p := range g.First {
		values = append(values, p.Value)
	}
	return strings.Join(values, ", ")
}

// inputs names what the run read, and what it kept of it.
func (r *Finished) inputs() string {
	if r.Config.Sample() {
		return "the SYNTHETIC sample of the program, no real text"
	}
	var names []string
	for _, in := range r.Manifest.Inputs {
		if in.Kind != "metadata" {
			names = append(names, chart.Shorten(chart.Clean(in.Name), longest))
		}
	}
	if len(names) > 3 {
		names = append(names[:3], fmt.Sprintf("and %d more", len(names)-3))
	}
	s := strings.Join(names, ", ")
	for _, w := range r.Config.Where {
		s += ", " + chart.Shorten(chart.Clean(w), longest)
	}
	return s
}
