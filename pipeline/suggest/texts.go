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

// reader reads one document after the other into the archive.
type reader struct {
	*archive
	tok   *token.Tokenizer
	find  *lexicon.Finder
	known map[*lang.Language][]uint32 // numbers by the word's id in the vocabulary, and 1
	chars map[string]uint32           // numbers of words where ids have none

	packer *flate.Writer
	buffer bytes.Buffer
}

func (r *reader) read(ctx context.Context, in *numbered) error {
	d, err := r.tok.TokenizeInput(ctx, in.Input)
	if err != nil {
		return err
	}
	hits, err := r.find.FindContext(ctx, d)
	if err != nil {
		return err
	}
	packed, err := r.pack(in.Text)
	if err != nil {
		return err
	}
	parts := map[*lang.Language]*document{}
	for i := range d.Sentences {
		s := &d.Sentences[i]
		n := 0
		for n < len(hits) && hits[n].Sentence == int32(i) {
			n++
		}
		if parts[s.Lang] == nil {
			parts[s.Lang] = &document{
				id: in.id, packed: packed, words: make([]uint32, 0, len(d.Tokens)),
				ends: make([]int32, 0, len(d.Sentences)), spans: make([]span, 0, len(d.Sentences)),
			}
		}
		r.sentence(parts[s.Lang], d, s, hits[:n])
		hits = hits[n:]
	}
	for _, l := range lang.All() {
		if parts[l] != nil {
			r.put(l, in.at, *parts[l])
		}
	}
	return nil
}

// pack makes a text small: all of a corpus is kept, for the few sentences that are
// shown in the end.
func (r *reader) pack(text string) ([]byte, error) {
	r.buffer.Reset()
	if r.packer == nil {
		var err error
		if r.packer, err = flate.NewWriter(&r.buffer, flate.BestSpeed); err != nil {
			return nil, err
		}
	}
	r.packer.Reset(&r.buffer)
	if _, err := io.WriteString(r.packer, text); err != nil {
		return nil, err
	}
	err := r.packer.Close()
	return bytes.Clone(r.buffer.Bytes()), err
}

// sentence appends a sentence and the hits in it.
func (r *reader) sentence(to *document, d *token.Document, s *token.Sentence, hits []lexicon.Hit) {
	first := int32(len(to.words))
	tokens := d.Tokens[s.First:s.Last]
	for _, t := range tokens {
		to.words = append(to.words, r.word(d, s.Lang, t))
	}
	start, end := d.Text.Raw(int(s.Start), int(s.End))
	to.ends, to.spans = append(to.ends, int32(len(to.words))), append(to.spans, span{int32(start), int32(end)})
	for _, h := range hits {
		if h.Reason != lexicon.Kept {
			continue
		}
		p := place{entry: h.Entry, start: -1}
		for i, t := range tokens {
			if t.End > h.Start && t.Start < h.End {
				if p.start < 0 {
					p.start = first + int32(i)
				}
				p.size = first + int32(i) + 1 - p.start
			}
		}
		if p.start >= 0 {
			to.places = append(to.places, p)
		}
	}
}

// word returns the number of a token's word, 0 for a boundary.
func (r *reader) word(d *token.Document, l *lang.Language, t token.Token) uint32 {
	if l.Unit == lang.Characters {
		return r.characters(l, d.Text.Norm[t.Start:t.End])
	}
	if t.Word == token.Boundary {
		return 0
	}
	if !token.Listed(t.Word) {
		return r.number(l, compared(l, d.Word(t.Word)))
	}
	known := r.known[l]
	if int(t.Word) >= len(known) {
		known = append(known, make([]uint32, int(t.Word)+4096-len(known))...)
		r.known[l] = known
	}
	if known[t.Word] == 0 {
		known[t.Word] = 1 + r.number(l, compared(l, d.Word(t.Word)))
	}
	return known[t.Word] - 1
}

func (r *reader) characters(l *lang.Language, text []byte) uint32 {
	if id, ok := r.chars[string(text)]; ok {
		return id
	}
	if r.chars == nil {
		r.chars = map[string]uint32{}
	}
	word := string(text)
	id := uint32(0)
	if strings.ContainsFunc(word, isLetterOrDigit) {
		id = r.number(l, compared(l, word))
	}
	r.chars[word] = id
	return id
}
