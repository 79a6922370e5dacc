package score

import (
	"cmp"
	"reflect"
	"slices"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// What is counted of a document is counted of the one made of its counts.
func TestCounted(t *testing.T) {
	for name, make := range map[string]func() *Scorer{
		"plain":    func() *Scorer { return scorer(t, TextHits) },
		"stances":  func() *Scorer { return stanced(t, CountAll) },
		"asserted": func() *Scorer { return stanced(t, CountAsserted) },
	} {
		s, other := make(), make()
		for _, d := range recorded {
			want, err := s.Score(d)
			if err != nil {
				t.Fatal(err)
			}
			counts := AppendCounts(nil, want)
			got, err := other.Counted(d, counts)
			if err != nil {
				t.Fatal(err)
			}
			for what, pair := range map[string][2]any{
				"counts": {got.Counts, want.Counts}, "classes": {got.Classes, want.Classes},
				"sides": {got.Sides, want.Sides}, "stances": {got.Stances, want.Stances}, "hits": {kept(got), kept(want)},
			} {
				if a, b := reflect.ValueOf(pair[0]), reflect.ValueOf(pair[1]); !reflect.DeepEqual(pair[0], pair[1]) && (a.Kind() != reflect.Slice || a.Len()+b.Len() > 0) {
					t.Errorf("%s: %s are %+v, want %+v", name, what, pair[0], pair[1])
				}
			}
			for n := range counts {
				if _, err := other.Counted(d, counts[:n]); err == nil {
					t.Errorf("%s: %d of %d bytes are taken for counts", name, n, len(counts))
				}
			}
			for i := range want.Classes {
				none := *want
				none.Classes = slices.Clone(want.Classes)
				none.Classes[i].Sentences = 0
				if _, err := other.Counted(d, AppendCounts(nil, &none)); err == nil {
					t.Errorf("%s: class %d without a sentence is taken for one", name, i)
				}
			}
		}
	}
}

// kept are the hits that count; in what order they stand is not kept.
func kept(d *Document) (out []Hit) {
	for _, h := range d.Hits {
		if h.Reason == lexicon.Kept {
			out = append(out, Hit{Frame: h.Frame, Entry: h.Entry, Reason: h.Reason, Topics: h.Topics})
		}
	}
	slices.SortStableFunc(out, func(x, y Hit) int { return cmp.Or(cmp.Compare(x.Entry, y.Entry), cmp.Compare(x.Topics, y.Topics)) })
	return out
}

// Whatever is taken for counts, the scorer says no or makes some document.
func FuzzCounted(f *testing.F) {
	s := stanced(f, CountAll)
	for _, d := range recorded {
		scored, err := s.Score(d)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(AppendCounts(nil, scored))
	}
	f.Fuzz(func(t *testing.T, counts []byte) { s.Counted(&corpus.Document{}, counts) })
}
