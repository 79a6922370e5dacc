package survey

import (
	"context"
	"errors"
	"path"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/objects"
)

// What a survey holds at most: paths of texts, records of one table, tables. Beyond
// that every second one is let go, again and again, so that what is kept comes from
// everywhere.
const (
	mostPaths   = 20_000
	mostRecords = 300
	mostTables  = 64
)

// mostItems is how far a survey reads into a corpus without an end.
const mostItems = 200_000

// sample is what was seen of a corpus.
type sample struct {
	paths  thinned[string] // of texts and documents that are no records
	tables []*table        // in the order of the inputs
	byPath map[string]*table
	items  int
}

// table is a file of records, or many of one kind.
type table struct {
	path    string // of the first
	files   int
	records thinned[corpus.Glimpse]
	last    string
}

// look reads through the inputs once.
func look(ctx context.Context, inputs []string, o corpus.Options) (*sample, error) {
	o.Objects = objects.New(ctx)
	r, err := corpus.Open(inputs, o)
	if err != nil {
		return nil, err
	}
	s := &sample{byPath: map[string]*table{}, paths: thinned[string]{most: mostPaths}}
	err = r.Read(ctx, func(raw corpus.Raw) error {
		if s.items++; s.items > mostItems {
			return errEnough
		}
		s.add(r, raw)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return s, err
}

var errEnough = errors.New("enough was seen")

func (s *sample) add(r *corpus.Reader, raw corpus.Raw) {
	if raw.Path() == "" {
		return
	}
	g, ok := r.Look(raw)
	switch {
	case !ok:
	case g.Record:
		s.table(g.Path).add(g)
	default:
		s.paths.add(g.Path)
	}
}

// table finds the table of a file: of many, those of one folder and ending are one.
func (s *sample) table(p string) *table {
	key := p
	if len(s.byPath) >= mostTables && s.byPath[p] == nil {
		key = path.Dir(p) + "/*" + path.Ext(p)
	}
	t := s.byPath[key]
	if t == nil {
		t = &table{path: p, records: thinned[corpus.Glimpse]{most: mostRecords}}
		s.byPath[key] = t
		s.tables = append(s.tables, t)
	}
	return t
}

func (t *table) add(g corpus.Glimpse) {
	if g.Path != t.last {
		t.files++
		t.last = g.Path
	}
	t.records.add(g)
}

// kinds puts tables together whose columns are the same: a folder of them is one
// corpus.
func (s *sample) kinds() (out []*table) {
	for _, t := range s.tables {
		joined := false
		for _, k := range out {
			if alike(t.columns(), k.columns()) && strings.EqualFold(path.Ext(t.path), path.Ext(k.path)) {
				k.files += t.files
				for _, g := range t.records.kept {
					k.records.add(g)
				}
				joined = true
				break
			}
		}
		if !joined {
			out = append(out, t)
		}
	}
	return out
}

// alike says whether two lists share most of their names.
func alike(a, b []string) bool {
	in := map[string]bool{}
	for _, name := range a {
		in[name] = true
	}
	shared := 0
	for _, name := range b {
		if in[name] {
			shared++
		}
	}
	return 10*shared >= 7*max(len(a), len(b))
}

// columns are the names of the fields of its records, in their order.
func (t *table) columns() (out []string) {
	seen := map[string]bool{}
	for _, g := range t.records.kept {
		for _, f := range g.Fields {
			if !seen[f.Key] && len(out) < mostColumns {
				seen[f.Key] = true
				out = append(out, f.Key)
			}
		}
	}
	return out
}

// mostColumns is how many columns of a table are looked at.
const mostColumns = 200

// thinned keeps some of many values, evenly: every first, second, fourth …
type thinned[T any] struct {
	most, seen, step int
	kept             []T
}

func (t *thinned[T]) add(v T) {
	t.step = max(t.step, 1)
	if t.seen%t.step == 0 {
		t.kept = append(t.kept, v)
	}
	t.seen++
	if len(t.kept) <= t.most {
		return
	}
	half := t.kept[:0]
	for i := 0; i < len(t.kept); i += 2 {
		half = append(half, t.kept[i])
	}
	clear(t.kept[len(half):])
	t.kept, t.step = half, 2*t.step
}
