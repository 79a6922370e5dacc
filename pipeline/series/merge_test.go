package series_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

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

var mergeCases = []struct {
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

// add adds up the documents of a part.
func (c *corpus) add(tb testing.TB, o series.Options, compare bool, in func(i int) bool) *series.Aggregator {
	tb.Helper()
	o.Draws = 100
	sums := func(m *lexicon.Matcher, o series.Options) *series.Aggregator {
		a, err := series.New(m, o)
		if err != nil {
			tb.Fatal(err)
		}
		for i, d := range c.docs[m] {
			if in(i) {
				a.Add(d)
			}
		}
		return a
	}
	a := sums(c.m, o)
	if compare {
		a.Compare("other", sums(c.other, o))
	}
	return a
}

func none(int) bool { return false }

func all(int) bool { return true }

func tables(tb testing.TB, a *series.Aggregator) string {
	tb.Helper()
	text, err := spooltest.Tables(a)
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

func encode(tb testing.TB, a *series.Aggregator) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := a.Encode(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// A corpus that is split in any way, added up in parts, encoded, decoded and
// merged in any order gives the tables and the encoding of the whole.
func TestMerge(t *testing.T) {
	for n, c := range mergeCases {
		t.Run(c.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(n), 7))
			for _, size := range []int{0, 1, 150} {
				docs := newCorpus(t, r.Uint64(), size)
				whole := docs.add(t, c.o, c.compare, all)
				code, want := encode(t, whole), tables(t, whole)
				for range 3 {
					got := merged(t, r, docs, c.o, c.compare)
					if !bytes.Equal(encode(t, got), code) {
						t.Error("the encoding differs")
					}
					if g, w := spooltest.Differ(tables(t, got), want); g != w {
						t.Fatalf("got  %s\nwant %s", g, w)
					}
				}
			}
		})
	}
}

// merged adds up the parts of a random split, half of them by way of their
// encodings, in a random order.
func merged(t *testing.T, r *rand.Rand, docs *corpus, o series.Options, compare bool) *series.Aggregator {
	k := 1 + r.IntN(5)
	part := make([]int, len(docs.docs[docs.m]))
	for i := range part {
		part[i] = r.IntN(k)
	}
	out := docs.add(t, o, compare, none)
	for _, p := range r.Perm(k) {
		a := docs.add(t, o, compare, func(i int) bool { return part[i] == p })
		if r.IntN(2) == 0 {
			if err := out.Decode(bytes.NewReader(encode(t, a))); err != nil {
				t.Fatal(err)
			}
			continue
		}
		before := encode(t, a)
		if err := out.Merge(a); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(encode(t, a), before) {
			t.Error("the part was changed")
		}
	}
	return out
}

// What was added up with anything else is refused, and changes nothing.
func TestMergeRefusesStrangers(t *testing.T) {
	docs := newCorpus(t, 1, 20)
	a := docs.add(t, series.Options{}, false, all)
	before := encode(t, a)
	strangers := map[string]*series.Aggregator{
		"options":             docs.add(t, series.Options{Seed: 1}, false, none),
		"compared with other": docs.add(t, series.Options{}, true, none),
	}
	m, err := spooltest.Compile(strings.Replace(spooltest.Lexicon, "weight: 2.5", "weight: 2", 1))
	if err != nil {
		t.Fatal(err)
	}
	if strangers["lexicon"], err = series.New(m, series.Options{Draws: 100}); err != nil {
		t.Fatal(err)
	}
	for name, s := range strangers {
		if err := a.Merge(s); !errors.Is(err, series.ErrMismatch) {
			t.Errorf("%s: merged: %v", name, err)
		}
		if err := a.Decode(bytes.NewReader(encode(t, s))); !errors.Is(err, series.ErrMismatch) {
			t.Errorf("%s: decoded: %v", name, err)
		}
	}
	if err := a.Merge(docs.add(t, series.Options{}, false, func(i int) bool { return i == 3 })); err == nil {
		t.Error("a document was added twice")
	}
	if !bytes.Equal(encode(t, a), before) {
		t.Error("an error left something behind")
	}
}

// Every option is in the fingerprint.
func TestEveryOptionIsOfTheFingerprint(t *testing.T) {
	m, err := spooltest.Compile(spooltest.Lexicon)
	if err != nil {
		t.Fatal(err)
	}
	changed := series.Options{
		Freq: series.Month, Weighting: series.Documents, By: []string{"issuer"}, Topic: "net", Draws: 7, Seed: 1,
		Unit: series.UnitDocument, BreaksOf: []string{"rate"}, Versus: []group.Group{{First: group.Key{{Key: "lang", Value: "en"}}, Second: group.Key{{Key: "lang", Value: "zh"}}}},
		From: series.Span{End: time.Unix(0, 0)}, To: series.Span{End: time.Unix(0, 0)}, Stances: true,
	}
	changed.BreaksOf = []string{"share"}
	for i := range reflect.TypeFor[series.Options]().NumField() {
		base := series.Options{By: []string{"lang"}}
		plain, err := series.New(m, base)
		if err != nil {
			t.Fatal(err)
		}
		field := reflect.ValueOf(&base).Elem().Field(i)
		field.Set(reflect.ValueOf(changed).Field(i))
		other, err := series.New(m, base)
		if err != nil {
			t.Fatal(err)
		}
		if err := plain.Merge(other); !errors.Is(err, series.ErrMismatch) {
			t.Errorf("%s: %v", reflect.TypeFor[series.Options]().Field(i).Name, err)
		}
	}
}

// Two documents of one id would be one when they come back.
func TestEncodeWantsIDs(t *testing.T) {
	docs := newCorpus(t, 1, 2)
	docs.docs[docs.m][0].ID = docs.docs[docs.m][1].ID
	if err := docs.add(t, series.Options{}, false, all).Encode(&bytes.Buffer{}); err == nil {
		t.Error("want an error")
	}
}

// Whatever is cut off or changed is an error.
func TestDecodeFindsDamage(t *testing.T) {
	docs := newCorpus(t, 1, 5)
	raw := encode(t, docs.add(t, series.Options{}, true, all))
	empty := docs.add(t, series.Options{}, true, none)
	want := encode(t, empty)
	for i := range raw {
		flipped := bytes.Clone(raw)
		flipped[i] ^= 1 << (i % 8)
		for what, damaged := range map[string][]byte{"cut": raw[:i], "flipped": flipped} {
			if err := empty.Decode(bytes.NewReader(damaged)); err == nil {
				t.Fatal(fmt.Sprint("byte ", i, " ", what))
			}
		}
	}
	if !bytes.Equal(encode(t, empty), want) {
		t.Error("an error left something behind")
	}
}
