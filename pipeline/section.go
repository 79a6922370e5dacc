package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/store"
)

// sectionEnd is what is known at the end of a section.
type sectionEnd struct {
	Items                           int64
	Documents, Filtered, Rejections int
	Inputs                          []corpus.Input
	Files                           []fileSum
	Joins                           corpus.Joins
	Spool                           *spool.Content `json:",omitempty"`
	Tables                          []aheadPlace   `json:",omitempty"`
}

// fileSum is the hash of a file.
type fileSum struct {
	In   int    `json:"i,omitempty"`
	Path string `json:"p,omitempty"`
	Same bool   `json:"d,omitempty"` // it is that of the document in it
	Sum  []byte `json:"s,omitempty"`
}

// blockBytes is how many bytes of records make a frame, mostRejections how many
// rejections do.
const blockBytes, mostRejections = 4 << 20, 1 << 14

// sectionWriter writes what is found in the order of the inputs.
type sectionWriter struct {
	w     *part.Writer
	docs  *register // of the first section: what documents are among those of the shard
	end   sectionEnd
	shard int
	bytes int64 // of text

	text                      int64 // of the frame
	records, counts, sketches []byte
	rejections                []corpus.Rejection
	last                      int64               // number of the item before
	known                     map[string][32]byte // hashes of documents by their source
}

func (s *sectionWriter) add(b *batch) error {
	s.bytes += b.bytes
	s.text += b.bytes
	s.end.Filtered += b.filtered
	s.end.Rejections += len(b.rejections)
	s.rejections = append(s.rejections, b.rejections...)
	for i := range b.docs {
		s.document(&b.docs[i])
	}
	if s.docs != nil { // which may give them other ids
		if err := s.docs.add(b); err != nil {
			return err
		}
		s.docs.rejections = nil
	}
	if len(s.rejections) >= mostRejections {
		if err := s.reject(); err != nil {
			return err
		}
	}
	if len(s.records)+len(s.counts) < blockBytes {
		return nil
	}
	return s.flush()
}

func (s *sectionWriter) document(f *found) {
	f.digest = ofShard(s.shard, s.end.Documents)
	s.end.Documents++
	s.records, s.counts = appendRecord(s.records, s.counts, f, f.Seq-s.last)
	s.last = f.Seq
	s.sketches = appendSketch(s.sketches, f.like)
	if s.docs != nil && wholeFile(f.Source) {
		s.known[f.Source] = f.SHA256
	}
}

// wholeFile says whether a document may be all of its file, by its source.
func wholeFile(source string) bool { return !strings.Contains(source, "#") }

func (s *sectionWriter) reject() error {
	if len(s.rejections) == 0 {
		return nil
	}
	raw := appendRejections(nil, s.rejections)
	s.rejections = s.rejections[:0]
	return s.w.Frame(part.Rejections, raw)
}

func (s *sectionWriter) flush() error {
	if len(s.records) == 0 {
		return nil
	}
	err := errors.Join(s.w.Frame(part.Records, joinColumns(s.text, s.records, s.counts)), s.w.Frame(part.Sketches, s.sketches))
	s.text = 0
	s.records, s.counts, s.sketches = s.records[:0], s.counts[:0], s.sketches[:0]
	return err
}

func (s *sectionWriter) close(ctx context.Context, j *job) error {
	if err := errors.Join(s.reject(), s.flush()); err != nil {
		return err
	}
	in := j.in
	s.end.Items, s.end.Joins = in.Items(), in.Joins()
	if s.docs != nil {
		if err := s.keep(ctx, j); err != nil {
			return err
		}
		s.end.Inputs = slices.DeleteFunc(in.Inputs(), func(i corpus.Input) bool { return i.Kind == "metadata" })
		s.files(in.Files())
	}
	raw, err := json.Marshal(s.end)
	return errors.Join(err, s.w.Frame(part.End, raw))
}

// keep ends the file of documents, and makes what it can of their tables.
func (s *sectionWriter) keep(ctx context.Context, j *job) error {
	if err := s.docs.close(); err != nil {
		return err
	}
	kept, err := newAhead(s.w)
	if err != nil {
		return err
	}
	workers := j.Workers / 2 // each has the documents of a part in memory
	info := store.Info{Matcher: j.match, Meta: s.docs.meta, Workers: workers, Kept: kept}
	if s.docs.ascending { // else those of other shards come between
		if err := store.KeepParts(ctx, reading{s.docs.shelf, ctx}.reader, s.docs.docs, info); err != nil {
			return errors.Join(err, kept.file.Close())
		}
	}
	s.end.Tables = kept.places
	content, err := s.docs.shelf.spool.Keep(s.w.Path(part.DocumentsExt))
	s.end.Spool = &content
	return errors.Join(err, kept.close())
}

// files notes the hashes of files. Most are those of documents, which are there already.
func (s *sectionWriter) files(sums []corpus.FileSum) {
	for _, f := range sums {
		out := fileSum{In: f.Input, Path: f.Path, Sum: f.Sum}
		sum, ok := s.known[s.end.Inputs[f.Input].Name+"/"+f.Path]
		if ok && string(sum[:]) == string(f.Sum) {
			out.Same, out.Sum = true, nil
		}
		s.end.Files = append(s.end.Files, out)
	}
}
