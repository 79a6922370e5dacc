package validate

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Validation is a sample with its codings.
type Validation struct {
	*Design
	Dir     string
	Key     []KeyRow
	Codings []CodingRow

	lex     *lexicon.Lexicon
	run     *result.Run
	targets []target
	units   []unit
	coders  []string
}

// unit is a sentence that was coded.
type unit struct {
	*KeyRow
	stratum int
	frames  uint64    // of the lexicon
	human   []float64 // by target: the mean of the coders; NaN where none said it
}

// Load reads the sample in a folder and the codings of it. Without codings it has none.
func Load(run *result.Run, dir string) (*Validation, error) {
	d, err := Open(dir)
	if err != nil {
		return nil, err
	}
	if err := d.check(run); err != nil {
		return nil, err
	}
	v := &Validation{Design: d, Dir: dir, run: run}
	if v.lex, err = run.Lexicon(); err != nil {
		return nil, err
	}
	if v.Key, err = rows[KeyRow](dir); err != nil {
		return nil, err
	}
	if v.Codings, err = rows[CodingRow](dir); err != nil && !errors.Is(err, table.ErrNoTable) {
		return nil, err
	}
	v.targets = targets(d, v.lex)
	return v, v.join()
}

// need wants codings.
func (v *Validation) need() error {
	if len(v.Codings) == 0 {
		return fmt.Errorf("no codings in %s: frameshift validate read takes the files that coders sent back", v.Dir)
	}
	return nil
}

// labels are what a coder says of a sentence: the frames that are there, and those that
// are not.
type labels [2]uint64

// join brings codings to their sentences.
func (v *Validation) join() error {
	names := map[string]int{}
	for i := range v.Strata {
		names[v.Strata[i].Name()] = i
	}
	said, err := v.said()
	if err != nil {
		return err
	}
	for i := range v.Key {
		k := &v.Key[i]
		stratum, ok := names[k.Stratum]
		if !ok {
			return fmt.Errorf("key of %s: no stratum %s in the design: the folder is damaged, restore it", v.Dir, k.Stratum)
		}
		if said[k.Item] == nil {
			continue
		}
		u := unit{KeyRow: k, stratum: stratum}
		for _, f := range strings.Split(k.Machine, listSeparator) {
			if at := v.frame(f); at >= 0 {
				u.frames |= 1 << at
			}
		}
		for t := range v.targets {
			u.human = append(u.human, v.mean(&v.targets[t], said[k.Item]))
		}
		v.units = append(v.units, u)
	}
	return nil
}

// said sorts the codings by item and coder, and finds the coders.
func (v *Validation) said() (map[string]map[string]labels, error) {
	said := map[string]map[string]labels{}
	for _, c := range v.Codings {
		at := v.frame(c.Frame)
		if at < 0 {
			return nil, fmt.Errorf("codings in %s of the frame %s, which the sample has not: read them again", v.Dir, c.Frame)
		}
		if said[c.Item] == nil {
			said[c.Item] = map[string]labels{}
		}
		s := said[c.Item][c.Coder]
		if c.Label >= 0 {
			s[1-c.Label] |= 1 << at
		}
		said[c.Item][c.Coder] = s
		if !slices.Contains(v.coders, c.Coder) {
			v.coders = append(v.coders, c.Coder)
		}
	}
	slices.Sort(v.coders)
	return said, nil
}

// mean is that of what the coders say of a sentence.
func (v *Validation) mean(t *target, said map[string]labels) float64 {
	sum, n := 0.0, 0.0
	for _, c := range v.coders {
		s, coded := said[c]
		if !coded {
			continue
		}
		if x := t.said(s[0], s[1]); !math.IsNaN(x) {
			sum, n = sum+x, n+1
		}
	}
	return sum / n
}

// blockName names a block as its first and last day.
func (d *Design) blockName(b int) string { return d.Blocks[b].From + ".." + d.Blocks[b].To }
