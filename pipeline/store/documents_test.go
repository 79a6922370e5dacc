package store

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
)

// frames are in another order than that of their keys, and b.one's entries in
// another order than that of their terms.
const testLexicon = `
name: test
version: "1"
title: Test
frames:
  - key: b.two
    label: Two
    definition: The second | with a pipe.
    entries: {en: [cooperation, rules]}
  - key: b.one
    label: One
    definition: The first.
    entries: {en: [security, development]}
  - key: a.three
    label: Three
    definition: The third.
    entries: {en: [order, peaceful]}
  - key: c.four
    label: Four
    definition: The fourth.
    entries: {en: [digital, economy]}
contrasts:
  - {key: shift, label: Shift, positive: [b.one], negative: [b.two]}
pairs:
  - {key: pair, label: Pair, a: [b.one], b: [b.two]}
topics:
  - {key: net, label: Net, definition: The net., entries: {en: [net]}}
  - {key: sea, label: Sea, definition: The sea., entries: {en: [sea]}}
`

func testMatcher(t testing.TB) *lexicon.Matcher {
	t.Helper()
	lex, err := lexicon.Parse(strings.NewReader(testLexicon), "test.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := lexicon.Compile(lex, lexicon.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// placeList is all places in memory.
type placeList []Place

func (l placeList) Len() int          { return len(l) }
func (l placeList) Place(i int) Place { return l[i] }

// ascending are the places of documents that were spooled in the order of their ids,
// two of which repeat the first.
func ascending(docs []*score.Document) placeList {
	places := make(placeList, len(docs))
	for i, d := range docs {
		places[i] = Place{N: int32(i), ID: d.ID, Rows: int32(1 + len(d.Hits) + len(d.Passages))}
	}
	for i, p := range []Among{1: {Flags: []string{"duplicate-text"}, Twin: Twin{"UN-000000", 1}}, 2: {Flags: []string{"coarse-date", "duplicate-text"}, Twin: Twin{"UN-000000", 0.75}}} {
		if i < len(places) {
			places[i].Among = p
		}
	}
	return places
}

func testInfo(t testing.TB) Info {
	return Info{Matcher: testMatcher(t), Meta: []string{"region", "id"}, Workers: 2}
}

// The measure of the largest corpus at hand: the UN general debates.
func BenchmarkWriteTables(b *testing.B) {
	docs := synthetic(11_000, 182, 55)
	for _, order := range []string{"ascending", "shuffled"} {
		b.Run(order, func(b *testing.B) { benchmarkWrite(b, docs, order) })
	}
}

func benchmarkWrite(b *testing.B, docs []*score.Document, order string) {
	docs = append([]*score.Document{}, docs...)
	arrival := ascending(docs)
	if order == "shuffled" {
		rand.New(rand.NewPCG(3, 4)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		for i, d := range docs {
			arrival[d.Seq/2].N = int32(i)
		}
	}
	spool, info := spooled(b, docs).Reader, testInfo(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteDocuments(context.Background(), b.TempDir(), spool, arrival, info); err != nil {
			b.Fatal(err)
		}
	}
}

// Series by group have very many rows, nearly all of which nothing is known of.
func BenchmarkWriteSeries(b *testing.B) {
	rows := func(yield func(series.Row) bool) {
		for n := range 200_000 {
			r := testRows[0]
			r.Group, r.Period = fmt.Sprintf("issuer=%05d", n/100), r.Period.AddDate(n%100, 0, 0)
			if n%7 > 0 {
				r.Estimate, r.Low, r.High = math.NaN(), math.NaN(), math.NaN()
			}
			if !yield(r) {
				return
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := writeSeries(b.TempDir(), &Sums{Series: rows}); err != nil {
			b.Fatal(err)
		}
	}
}

// sums are the SHA-256 of every file in dir.
func sums(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(dir, path))
		out[path] = fmt.Sprintf("%x", sha256.Sum256(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
