package diffusion

import (
	"cmp"
	"slices"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/survival"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/where"
)

// Options say what is looked at. The zero value is the default.
type Options struct {
	// Concepts are frames, ids of entries (id:ENTRY) or phrases (phrase:TEXT). With
	// none, and no phrase, all frames of the lexicon.
	Concepts []string `json:"concepts"`
	// Phrases are further concepts, in the syntax of a lexicon's terms.
	Phrases []string `json:"phrases"`
	// Placebos are concepts of which nobody claims that they spread.
	Placebos []string `json:"placebos"`
	// By are the keys whose values are told apart; none: those of the run, or issuer.
	By []string `json:"by"`
	// Leads are pairs of groups, "audience=regional vs audience=international".
	Leads []string `json:"leads"`
	// Sources are groups whose uses others are looked at after: issuer=CHN.
	Sources []string `json:"sources,omitempty"`
	Window  int      `json:"window,omitempty"` // periods after a use; 0: 3
	// Links are pairs of concepts, "phrase:belt and road & phrase:silk road".
	Links []string `json:"links,omitempty"`
	// Backdrop is a file of dated events, and Days how far around one is looked; 0: 365.
	Backdrop string `json:"backdrop,omitempty"`
	Days     int    `json:"days,omitempty"`
	// Covariate is a file with an outside series.
	Covariate string `json:"covariate,omitempty"`
	// Where keeps the documents that fit.
	Where []string `json:"where"`
	Freq  string   `json:"freq"`   // of periods; empty: that of the run
	K     int      `json:"k"`      // the use that is looked at beside the first; 0: 3
	Least int      `json:"before"` // documents before a first use that make it one; 0: 5
	// Lapse is after how many years without a use a unit is at risk again; 0: never.
	Lapse int    `json:"lapse"`
	Draws int    `json:"draws"` // labelings drawn; 0: 9,999
	Seed  uint64 `json:"seed"`
}

// Defaults.
const (
	DefaultK     = 3
	DefaultLeast = 5
)

// mostK is the furthest use whose lag is told, and mostGroups how many values of a
// key have curves of their own.
const (
	mostK      = 5
	mostGroups = 50
)

// withDefaults puts defaults on a copy and checks what was asked for.
func (o Options) withDefaults(run *result.Run) (Options, error) {
	o.K, o.Least, o.Draws = cmp.Or(o.K, DefaultK), cmp.Or(o.Least, DefaultLeast), cmp.Or(o.Draws, survival.DefaultDraws)
	if len(o.Sources) > 0 {
		o.Window = cmp.Or(o.Window, DefaultWindow)
	}
	if o.Backdrop != "" {
		o.Days = cmp.Or(o.Days, DefaultDays)
	}
	o.Freq = cmp.Or(o.Freq, run.Config.Freq, string(series.Year))
	if len(o.By) == 0 {
		o.By = slices.Clone(run.Config.By)
	}
	if len(o.By) == 0 {
		o.By = []string{"issuer"}
	}
	for _, n := range []struct {
		name  string
		value int
		most  int
	}{{"k", o.K, 100}, {"before", o.Least, 10_000}, {"draws", o.Draws, 1_000_000}} {
		if n.value < 1 || n.value > n.most {
			return o, usage.Errorf("%s %d: want 1 to %d", n.name, n.value, n.most)
		}
	}
	if o.Lapse < 0 || o.Window < 0 || o.Days < 0 {
		return o, usage.Errorf("lapse %d, window %d, days %d: want 0 or more", o.Lapse, o.Window, o.Days)
	}
	_, err := series.ParseFreq(o.Freq)
	return o, usage.Wrap(err)
}

// ks are the uses whose lags are told: the first five, and the one asked for.
func (o *Options) ks() []int {
	var out []int
	for k := 1; k <= mostK; k++ {
		out = append(out, k)
	}
	if o.K > mostK {
		out = append(out, o.K)
	}
	return out
}

// leads reads the pairs of groups.
func (o *Options) leads() (out []group.Group, err error) {
	for _, text := range o.Leads {
		g, err := group.Parse(text)
		if err != nil {
			return nil, usage.Wrap(err)
		}
		if !g.Pair() {
			return nil, usage.Errorf("lead %q: want two groups, such as audience=regional vs audience=international", text)
		}
		if slices.ContainsFunc(out, func(o group.Group) bool { return o.String() == g.String() }) {
			return nil, usage.Errorf("lead %q is named twice", text)
		}
		out = append(out, g)
	}
	return out, nil
}

func (o *Options) where() (where.Conditions, error) {
	w, err := where.Parse(o.Where)
	return w, usage.Wrap(err)
}
