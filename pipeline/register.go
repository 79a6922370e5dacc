package pipeline

import (
	"cmp"
	"slices"
	"strings"

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

	seen       int           // documents so far, whether they count or not
	places     []store.Place // of documents that count
	ascending  bool          // they came in the order of their ids
	rejections []corpus.Rejection
	meta       []string // the user's columns, those met on the way last
	metaGrows  bool
	known      map[string]bool         // of them
	ids        map[[16]byte][16]byte   // hashes of them, and of the text that has each
	amongs     map[string]*store.Among // by flags
	renamed    renamed
	where      where.Conditions // on what only scoring finds out
	twins      twins
	bytes      int64
}

func newRegister(sums calendars, documents *shelf, s *Summary, visit func(*score.Document)) *register {
	r := &register{calendars: sums, shelf: documents, summary: s, visit: visit, ids: map[[16]byte][16]byte{}, amongs: map[string]*store.Among{}}
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

func (r *register) document(d *score.Document, like sketch.Sketch, e store.Place) {
	among := store.Among{Flags: slices.Clone(d.Flags)}
	if d.Tokens < fewWords {
		among.Flags = append(among.Flags, store.FlagFewWords)
	}
	same := r.twin(d, like, &among)
	if !r.holds(d) {
		among.Flags = append(among.Flags, store.FlagCoarseDate)
	}
	if !r.fits(d, among.Flags) {
		r.summary.Filtered++
		return
	}
	if !r.accept(d, e.N, among.Twin, same) {
		return
	}
	e.ID, e.Among = strings.Clone(d.ID), r.among(among)
	r.summary.repeated(among.Flags)
	r.twins.add(d, like, len(r.places))
	for _, sums := range r.calendars {
		sums.Add(d)
	}
	r.places = append(r.places, e)
	r.noteColumns(d)
	r.summary.add(d)
	if r.visit != nil {
		r.visit(d)
	}
}

// accept gives a document its id, or rejects it as one that is there already, or
// whose text is and is to be dropped.
func (r *register) accept(d *score.Document, index int32, twin store.Twin, same bool) bool {
	if same && r.twins.kept == corpus.DuplicatesDrop && r.ids[idKey(d.ID)] != textOf(d) {
		r.rejections = append(r.rejections, corpus.Rejection{
			Seq: d.Seq, Source: d.Source, Reason: corpus.ReasonDuplicateText, Detail: "the text of " + twin.ID,
		})
		return false
	}
	return r.identify(d, index)
}

// twin notes what a document repeats, and says whether it is the same text.
func (r *register) twin(d *score.Document, like sketch.Sketch, a *store.Among) bool {
	place, similarity, same := r.twins.find(d, like)
	if place < 0 {
		return false
	}
	a.Twin = store.Twin{ID: r.places[place].ID, Similarity: similarity}
	flag := store.FlagNearDuplicate
	if same {
		flag = store.FlagDuplicateText
	}
	a.Flags = append(a.Flags, flag)
	return same
}

// among is kept of a document; most have nothing to say, or the same.
func (r *register) among(a store.Among) *store.Among {
	if len(a.Flags) == 0 {
		return nil
	}
	if a.Twin.ID != "" {
		return &a
	}
	key := strings.Join(a.Flags, "\n")
	if r.amongs[key] == nil {
		r.amongs[key] = &a
	}
	return r.amongs[key]
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
	r.ascending = slices.IsSortedFunc(r.places, func(a, b store.Place) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(r.places, func(a, b store.Place) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(r.rejections, func(a, b corpus.Rejection) int { return cmp.Compare(a.Seq, b.Seq) }) // parts of an item share its number
	r.summary.rejected(r.rejections)
	err := r.twins.err()
	r.ids, r.twins = nil, twins{} // no further document comes
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
