package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// gathered are the parts of a run, of which a section is read.
type gathered struct {
	files   []*part.File
	whole   corpus.Whole
	section int

	spools []*spool.File
	first  []int // number of the first document in each
	docs   int
	ahead  madeAhead
	tables []*os.File // of which it is
	seq    int64      // items so far
}

// batchDocuments is how many documents of a part are registered at a time.
const batchDocuments = 256

// each tells of the documents of all parts in the order of the inputs.
func (g *gathered) each(ctx context.Context, j *job, take func(*batch) error) error {
	s := newScorer(j, j.scorers()(), false)
	for _, f := range g.files {
		r := &gathering{gathered: g, ctx: ctx, s: s, take: take, file: f, b: &batch{}, of: -1}
		if err := r.read(); err != nil {
			return err
		}
		s.in.Passed(f.Size)
	}
	s.in.Sum()
	if most := int64(cmp.Or(j.Corpus.Limits.Items, corpus.MostItems)); g.seq > most {
		return usage.Errorf("the parts have %d items, more than the %d of a run: corpus.limits.items: %d, in the configuration of the shards, allows them", g.seq, most, g.seq)
	}
	return nil
}

// gathering reads the section of a part.
type gathering struct {
	*gathered
	ctx  context.Context
	s    *scorer
	take func(*batch) error
	file *part.File

	b     *batch
	last  int64 // item of the document before
	docs  int
	of    int                 // the number of the part's spool
	known map[string][32]byte // hashes of documents by source
}

func (g *gathering) read() error {
	frames, err := g.file.Sections()
	if err != nil {
		return err
	}
	defer frames.Close()
	for range g.section {
		if err := frames.Skip(); err != nil {
			return noMore(err)
		}
	}
	if g.section == 0 {
		g.of, g.known = len(g.spools), map[string][32]byte{}
		g.spools, g.first = append(g.spools, nil), append(g.first, g.gathered.docs)
	}
	for {
		kind, data, err := frames.Next()
		if err != nil {
			return noMore(err)
		}
		switch kind {
		case part.Records:
			var sketches []byte
			if kind, sketches, err = frames.Next(); err != nil || kind != part.Sketches {
				return g.damaged(err)
			}
			err = g.block(newBlock(data, sketches))
		case part.Rejections:
			err = g.reject(&partReader{rest: data})
		case part.End:
			return g.close(data)
		default:
			err = g.damaged(nil)
		}
		if err != nil {
			return err
		}
	}
}

func noMore(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (g *gathering) damaged(err error) error {
	return fmt.Errorf("%s: %w", g.file.Path, errors.Join(part.ErrDamaged, err))
}

func (g *gathering) block(b *block) error {
	g.b.bytes += b.text
	for b.more() {
		f, seq, err := b.next(g.s, g.last)
		if err != nil {
			return g.damaged(err)
		}
		g.last, f.Seq = seq, g.seq+seq
		if g.known != nil {
			if wholeFile(f.Source) {
				g.known[f.Source] = f.SHA256
			}
			f.digest = ofShard(g.file.Shard, g.docs)
		}
		g.docs++
		g.b.add(g.s.in, f)
		if len(g.b.docs) >= batchDocuments {
			if err := g.flush(); err != nil {
				return err
			}
		}
	}
	if !b.done() {
		return g.damaged(nil)
	}
	return nil
}

func (g *gathering) flush() error {
	err := g.take(g.b)
	g.b = &batch{}
	return errors.Join(err, g.ctx.Err())
}

func (g *gathering) reject(r *partReader) error {
	for len(r.rest) > 0 && !r.bad {
		x := r.rejection()
		x.Seq += g.seq
		g.b.rejections = append(g.b.rejections, x)
	}
	if r.bad {
		return g.damaged(nil)
	}
	return nil
}

// close takes what is known at the end of the section.
func (g *gathering) close(data []byte) error {
	var end sectionEnd
	if err := json.Unmarshal(data, &end); err != nil {
		return g.damaged(err)
	}
	if end.Items < 0 || end.Documents != g.docs || end.Filtered < 0 {
		return g.damaged(nil)
	}
	g.b.filtered = end.Filtered
	if err := g.s.in.Joined(end.Joins); err != nil {
		return g.damaged(err)
	}
	if g.section == 0 {
		if err := g.closeFirst(&end); err != nil {
			return err
		}
	}
	g.seq += end.Items
	g.gathered.docs += g.docs
	return g.flush()
}

// closeFirst takes what is known of files and documents.
func (g *gathering) closeFirst(end *sectionEnd) error {
	var sums []corpus.FileSum
	for _, f := range end.Files {
		sum := corpus.FileSum{Input: f.In, Path: f.Path, Sum: f.Sum}
		if f.Same && f.In >= 0 && f.In < len(end.Inputs) {
			same := g.known[end.Inputs[f.In].Name+"/"+f.Path]
			sum.Sum = same[:]
		}
		sums = append(sums, sum)
	}
	if err := g.s.in.Hashed(sums, end.Inputs); err != nil {
		return g.damaged(err)
	}
	if end.Spool == nil || end.Spool.Documents() != g.docs {
		return g.damaged(nil)
	}
	file, err := spool.Open(g.file.Beside(part.DocumentsExt), *end.Spool)
	if err != nil {
		return fmt.Errorf("the documents of %s: %w", g.file.Path, err)
	}
	g.spools[g.of] = file
	tables, err := g.ahead.add(g.file.Beside(part.TablesExt), end.Tables)
	if tables != nil {
		g.tables = append(g.tables, tables)
	}
	if err != nil {
		return fmt.Errorf("the tables of %s: %w", g.file.Path, err)
	}
	return nil
}

func (g *gathered) close() (err error) {
	for _, s := range g.spools {
		if s != nil {
			err = errors.Join(err, s.Close())
		}
	}
	for _, file := range g.tables {
		err = errors.Join(err, file.Close())
	}
	return err
}

// reader returns what reads of documents what tables have, by their number.
func (g *gathered) reader(by *scorer) func(n int) (*score.Document, error) {
	readers := make([]func(int) (*score.Document, error), len(g.spools))
	return func(n int) (*score.Document, error) {
		file := sort.SearchInts(g.first, n+1) - 1
		if readers[file] == nil {
			readers[file] = g.spools[file].Reader()
		}
		d, err := readers[file](n - g.first[file])
		if err == nil && !by.score.Holds(d) {
			err = spool.ErrContent
		}
		if err != nil {
			return nil, fmt.Errorf("the documents of %s: %w", g.files[file].Path, err)
		}
		return d, nil
	}
}
