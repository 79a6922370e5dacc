package series_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

// otherLexicon has the contrast of spooltest.Lexicon, by other terms.
const otherLexicon = `
name: other
frames:
- {key: q, entries: {en: [cooperation]}}
- {key: m, entries: {en: [security]}}
contrasts:
- {key: c, positive: [q], negative: [m]}
`

var pair = group.Group{First: group.Key{{Key: "audience", Value: "home"}}, Second: group.Key{{Key: "audience", Value: "abroad"}}}

var sumCases = []struct {
	name    string
	o       series.Options
	compare bool
}{
	{"default", series.Options{}, false},
	{"documents", series.Options{Weighting: series.Documents, By: []string{"issuer"}}, false},
	{"documents, sentences drawn", series.Options{Weighting: series.Documents, Unit: series.UnitSentence}, false},
	{"months", series.Options{Freq: series.Half, Unit: series.UnitDocument}, false},
	{"groups", series.Options{By: []string{"issuer", "audience+region", "issuer"}}, false},
	{"versus", series.Options{By: []string{"audience"}, Versus: []group.Group{pair}}, false},
	{"versus of documents", series.Options{Weighting: series.Documents, By: []string{"audience"}, Versus: []group.Group{pair}}, false},
	{"topic", series.Options{Topic: "net", By: []string{"region"}}, false},
	{"another lexicon", series.Options{}, true},
}

// corpus is scored with both lexicons.
type corpus struct {
	m, other *lexicon.Matcher
	docs     map[*lexicon.Matcher][]*score.Document
}

func newCorpus(tb testing.TB, seed uint64, n int) *corpus {
	tb.Helper()
	c := &corpus{docs: map[*lexicon.Matcher][]*score.Document{}}
	for text, m := range map[string]**lexicon.Matcher{spooltest.Lexicon: &c.m, otherLexicon: &c.other} {
		var err error
		if *m, err = spooltest.Compile(text); err != nil {
			tb.Fatal(err)
		}
		if c.docs[*m], err = spooltest.Scored(*m, rand.New(rand.NewPCG(seed, 1)), n); err != nil {
			tb.Fatal(err)
		}
	}
	return c
}

// add adds documents up in an order.
func (c *corpus) add(tb testing.TB, o series.Options, compare bool, order []int, files func() *os.File) *series.Aggregator {
	tb.Helper()
	o.Draws = 100
	sums := func(m *lexicon.Matcher, o series.Options) *series.Aggregator {
		a, err := series.New(m, o)
		if err != nil {
			tb.Fatal(err)
		}
		if files != nil {
			a.Spill(files())
			series.HoldNothing(a)
		}
		for _, i := range order {
			a.Add(c.docs[m][i])
		}
		return a
	}
	a := sums(c.m, o)
	if compare {
		a.Compare("other", sums(c.other, o))
	}
	return a
}

func tables(tb testing.TB, a *series.Aggregator) string {
	tb.Helper()
	text, err := spooltest.Tables(a)
	if err == nil {
		err = a.Err()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

// Neither the order in which documents are added up nor whether they go into a file on
// the way changes what comes out.
func TestOrderAndFile(t *testing.T) {
	temp := func() *os.File {
		file, err := os.CreateTemp(t.TempDir(), "")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { file.Close() })
		return file
	}
	for n, c := range sumCases {
		t.Run(c.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(n), 7))
			for _, size := range []int{0, 1, 150} {
				docs := newCorpus(t, r.Uint64(), size)
				order := r.Perm(size)
				slices.Sort(order)
				want := tables(t, docs.add(t, c.o, c.compare, order, nil))
				for _, files := range []func() *os.File{nil, temp, temp} {
					if g, w := spooltest.Differ(tables(t, docs.add(t, c.o, c.compare, r.Perm(size), files)), want); g != w {
						t.Fatalf("got  %s\nwant %s", g, w)
					}
				}
			}
		})
	}
}

// A file that can't be read is an error, and ends nothing else.
func TestLostFile(t *testing.T) {
	docs := newCorpus(t, 1, 50)
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	a := docs.add(t, series.Options{}, false, rand.New(rand.NewPCG(1, 1)).Perm(50), func() *os.File { return file })
	if err := file.Truncate(100); err != nil {
		t.Fatal(err)
	}
	spooltest.Tables(a)
	if err := a.Err(); err == nil {
		t.Error("want an error: the file was cut")
	}
}
