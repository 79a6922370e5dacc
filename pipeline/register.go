package pipeline

import (
	"cmp"
	"slices"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/sketch"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/where"
)

// register says what became of every item, in the order of the inputs. It is
// where documents meet each other, so duplicates show here. One goroutine fills
// it; what it is told goes on into the calendars and the summary.
type register struct {
	calendars calendars
	holds     func(*score.Document) bool // whether a date is fine enough for the first calendar
	shelf     *shelf                     // nil: documents are added up only
	summary   *Summary
	visit     func(*score.Document) // told of every document that counts, if not nil

	seen       int // documents so far, whether they count or not
	docs       *counted
	ascending  bool // they came in the order of their ids
	rejections []corpus.Rejection
	meta       []string // the user's columns, those met on the way last
	metaGrows  bool
	known      map[string]bool // of them
	flags      []string        // of the document
	renamed    renamed
	where      where.Conditions // on what only scoring finds out
	twins      twins
	bytes      int64
}

func newRegister(sums calendars, documents *shelf, s *Summary, visit func(*score.Document)) *register {
	r := &register{calendars: sums, shelf: documents, summary: s, visit: visit, docs: newCounted()}
	if len(sums) > 0 {
		r.holds = sums[0].Holds
	}
	return r
}

// columns sets the user's columns. With corpus.meta: all there may be more than
// the configuration could name: grow notes those that are met.
func (r *register) columns(known []string, grow bool) {
	r.meta, r.metaGrows, r.known = known, grow, map[string]bool{}
	for _, name := range known {
		r.known[name] = true
	}
}

// add takes the next scored chunk.
func (r *register) add(b *batch) error {
	r.summary.Filtered += b.filtered
	r.summary.Known += b.known
	r.rejections = append(r.rejections, b.rejections...)
	r.bytes += b.bytes
	if b.batch != nil {
		if err := r.shelf.spool.Append(b.batch); err != nil {
			return err
		}
	}
	for i := range b.docs {
		d := &b.docs[i]
		if r.shelf != nil {
			r.shelf.add(d.late)
		}
		r.document(d.Document, d.like, store.Place{N: int32(r.seen), Rows: int32(d.rows), Digest: d.digest})
		r.seen++
	}
	return nil
}

// fewWords: a text of less is a heading, a page left empty or a remainder.
const fewWords = 10

func (r *register) document(d *score.Document, like sketch.Sketch, p store.Place) {
	r.flags = append(r.flags[:0], d.Flags...)
	if d.Tokens < fewWords {
		r.flags = append(r.flags, store.FlagFewWords)
	}
	first, same := r.twin(d, like)
	if !r.holds(d) {
		r.flags = append(r.flags, store.FlagCoarseDate)
	}
	if !r.fits(d, r.flags) {
		r.summary.Filtered++
		return
	}
	if !r.accept(d, p.N, first, same) {
		return
	}
	r.summary.repeated(r.flags)
	r.docs.add(d, p, r.flags, first)
	r.twins.add(like)
	for _, sums := range r.calendars {
		sums.Add(d)
	}
	r.noteColumns(d)
	r.summary.add(d)
	if r.visit != nil {
		r.visit(d)
	}
}

// accept gives a document its id, or rejects it as one that is there already, or
// whose text is and is to be dropped.
func (r *register) accept(d *score.Document, index int32, first *twin, same bool) bool {
	if same && r.twins.kept == corpus.DuplicatesDrop && !r.docs.has(d.ID, d) {
		r.rejections = append(r.rejections, corpus.Rejection{
			Seq: d.Seq, Source: d.Source, Reason: corpus.ReasonDuplicateText, Detail: "the text of " + string(r.docs.idOf(int(first.doc))),
		})
		return false
	}
	return r.identify(d, index)
}

// twin returns what a document repeats, if it does, and whether it is the same text.
func (r *register) twin(d *score.Document, like sketch.Sketch) (first *twin, same bool) {
	if r.twins.kept == corpus.DuplicatesKeep {
		return nil, false
	}
	if n := r.docs.text(textOf(d)); n >= 0 {
		r.flags = append(r.flags, store.FlagDuplicateText)
		return &twin{int32(n), 1}, true
	}
	if first = r.twins.find(like); first != nil {
		r.flags = append(r.flags, store.FlagNearDuplicate)
	}
	return first, false
}

func (r *register) noteColumns(d *score.Document) {
	if !r.metaGrows {
		return
	}
	for _, f := range d.Meta {
		if !r.known[f.Key] {
			r.known[f.Key] = true
			r.meta = append(r.meta, f.Key)
		}
	}
}

// close puts the documents into the order of their ids and the rejections into
// that of the inputs, and closes the spool.
func (r *register) close() error {
	slices.SortStableFunc(r.rejections, func(a, b corpus.Rejection) int { return cmp.Compare(a.Seq, b.Seq) }) // parts of an item share its number
	r.summary.rejected(r.rejections)
	err := r.twins.err()
	r.twins = twins{} // no further document comes
	r.ascending = r.docs.sort()
	if r.shelf != nil && err == nil {
		err = r.shelf.spool.Seal()
	}
	return err
}

// rowsOf is about how many rows a document has in the tables of documents, one more
// for every so many bytes of text.
func rowsOf(d *score.Document) int {
	text := 0
	for i := range d.Passages {
		text += len(d.Passages[i].Text)
	}
	return 1 + len(d.Frames) + len(d.Hits) + d.Sentences + text/1024
}
