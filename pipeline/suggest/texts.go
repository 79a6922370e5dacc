package suggest

import (
	"bytes"
	"compress/flate"
	"context"
	"io"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/token"
)

// texts are the documents of a corpus, as far as they are in one language: words by
// number, sentence by sentence, and where the entries looked for stand in them.
type texts struct {
	lang  *lang.Language
	words []string // by number, in alphabetical order; none is 0
	docs  []document
}

// document holds the sentences of one document, one after the other.
type document struct {
	id     string
	words  []uint32 // 0: a boundary
	ends   []int32  // of the sentences, in words
	spans  []span   // of the sentences, in the raw text
	places []place
	packed []byte // the raw text
}

// span is bytes of a raw text.
type span struct{ start, end int32 }

// place is where an entry stands: words start..start+size of its document.
type place struct {
	entry int32
	start int32
	size  int32
}

// text unpacks the raw text of the document.
func (d *document) text() (string, error) {
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(d.packed)))
	return string(raw), err
}

// gather reads a corpus. of are the entries to look for.
func gather(ctx context.Context, c pipeline.Config, of *sought) (map[*lang.Language]*texts, error) {
	c.Text, c.Corpus.Undated = string(score.TextNone), true
	g, inner := errgroup.WithContext(ctx)
	in := make(chan *numbered, 2*runtime.GOMAXPROCS(0))
	all := &archive{vocabulary: token.NewVocabulary(), langs: map[*lang.Language]*shelf{}}
	for range runtime.GOMAXPROCS(0) {
		r := &reader{archive: all, tok: token.NewTokenizer(all.vocabulary), find: of.match.NewFinder(), known: map[*lang.Language][]uint32{}}
		g.Go(func() error {
			for d := range in {
				if err := r.read(inner, d); err != nil {
					return err
				}
			}
			return nil
		})
	}
	g.Go(func() error {
		defer close(in)
		n := 0
		_, err := pipeline.EachDocument(inner, c, nil, func(_ *lexicon.Matcher, d *score.Document) {
			select {
			case in <- &numbered{n, d.ID, token.Input{Text: d.Text, Lang: d.Lang, Parts: d.Parts, Skip: d.Skip}}:
			case <-inner.Done():
			}
			n++
		})
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return all.texts(), nil
}

// numbered is a document on its way, with its place among the others.
type numbered struct {
	at int
	id string
	token.Input
}

// archive collects what the readers read.
type archive struct {
	vocabulary *token.Vocabulary

	mu    sync.Mutex
	langs map[*lang.Language]*shelf
}

// shelf holds the documents of one language, in the order of arrival.
type shelf struct {
	ids   map[string]uint32
	words []string
	docs  []document
	at    []int // the place of each document
}

// number returns the number of a word as it is compared, which it gets as it
// arrives: texts puts them in order.
func (l *archive) number(of *lang.Language, word string) uint32 {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.shelf(of)
	id, ok := s.ids[word]
	if !ok {
		id = uint32(len(s.words))
		word = strings.Clone(word)
		s.ids[word] = id
		s.words = append(s.words, word)
	}
	return id
}

func (l *archive) shelf(of *lang.Language) *shelf {
	s := l.langs[of]
	if s == nil {
		s = &shelf{ids: map[string]uint32{"": 0}, words: []string{""}}
		l.langs[of] = s
	}
	return s
}

func (l *archive) put(of *lang.Language, at int, d document) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.shelf(of)
	s.docs, s.at = append(s.docs, d), append(s.at, at)
}
