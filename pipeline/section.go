package pipeline

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/spool"
)

// sectionEnd is what is known at the end of a section.
type sectionEnd struct {
	Items                           int64
	Documents, Filtered, Rejections int
	Inputs                          []corpus.Input
	Files                           []fileSum
	Joins                           corpus.Joins
	Spool                           *spool.Content `json:",omitempty"`
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
	spool *spool.File
	end   sectionEnd
	bytes int64 // of text

	text                      int64 // of the frame
	records, counts, sketches []byte
	rejections                []corpus.Rejection
	last                      int64               // number of the item before
	known                     map[string][32]byte // hashes of documents by their source
}

func (s *sectionWriter) add(b *batch) error {
	if b.batch != nil {
		if err := s.spool.Append(b.batch); err != nil {
			return err
		}
	}
	s.bytes += b.bytes
	s.text += b.bytes
	s.end.Filtered += b.filtered
	s.end.Rejections += len(b.rejections)
	s.rejections = append(s.rejections, b.rejections...)
	for i := range b.docs {
		s.document(&b.docs[i])
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
	s.end.Documents++
	s.records, s.counts = appendRecord(s.records, s.counts, f, f.Seq-s.last)
	s.last = f.Seq
	s.sketches = appendSketch(s.sketches, f.like)
	if s.spool != nil {
		s.known[f.Source] = f.SHA256
	}
}

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

func (s *sectionWriter) close(in *corpus.Reader) error {
	if err := errors.Join(s.reject(), s.flush()); err != nil {
		return err
	}
	s.end.Items, s.end.Joins = in.Items(), in.Joins()
	if s.spool != nil {
		content, err := s.spool.Keep(s.w.Documents())
		if err != nil {
			return err
		}
		s.end.Spool = &content
		s.end.Inputs = slices.DeleteFunc(in.Inputs(), func(i corpus.Input) bool { return i.Kind == "metadata" })
		s.files(in.Files())
	}
	raw, err := json.Marshal(s.end)
	return errors.Join(err, s.w.Frame(part.End, raw))
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
