package pipeline

import (
	"cmp"
	"slices"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/sketch"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/where"
)

// register says what became of every item, in the order of the inputs. It is
// where documents meet each other, so duplicates show here. One goroutine fills
// it; what it is told goes on into the calendars and the summary.
type register struct {
	calendars calendars
	spool     *spool.File // nil: documents are added up only
	summary   *Summary
	visit     func(*score.Document) // told of every document that counts, if not nil

	spooled    int
	order      []entry // documents that count
	rejections []corpus.Rejection
	meta       []string // the user's columns, those met on the way last
	metaGrows  bool
	known      map[string]bool     // of them
	ids        map[string][32]byte // and the hash of the text that has each
	renamed    renamed
	where      where.Conditions // on what only scoring finds out
	twins      twins
	bytes      int64
}

// entry is a document that counts: its place in the spool, its flags, and the
// earlier document that it repeats, if any.
type entry struct {
	id    string
	index int
	flags []string
	twin  store.Twin
}

func newRegister(sums calendars, file *spool.File, s *Summary, visit func(*score.Document)) *register {
	return &register{calendars: sums, spool: file, summary: s, visit: visit, ids: map[string][32]byte{}}
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
		if err := r.spool.Append(b.batch); err != nil {
			return err
		}
	}
	for i, d := range b.docs {
		var like sketch.Sketch
		if b.sketches != nil {
			like = b.sketches[i]
		}
		r.document(d, like)
	}
	return nil
}

// fewWords: a text of less is a heading, a page left empty or a remainder.
const fewWords = 10

func (r *register) document(d *score.Document, like sketch.Sketch) {
	index := r.spooled
	r.spooled++
	e := entry{index: index, flags: slices.Clone(d.Flags)}
	if d.Tokens < fewWords {
		e.flags = append(e.flags, store.FlagFewWords)
	}
	twin, same := r.twins.find(d, like)
	r.twin(&e, twin, same)
	if !r.calendars[0].Holds(d) {
		e.flags = append(e.flags, store.FlagCoarseDate)
	}
	if !r.fits(d, e.flags) {
		r.summary.Filtered++
		return
	}
	if !r.accept(d, index, twin, same) {
		return
	}
	e.id = d.ID
	r.summary.repeated(e.flags)
	r.twins.add(d, like)
	for _, sums := range r.calendars {
		sums.Add(d)
	}
	r.order = append(r.order, e)
	r.noteColumns(d)
	r.summary.add(d)
	if r.visit != nil {
		r.visit(d)
	}
}

// accept gives a document its id, or rejects it as one that is there already, or
// whose text is and is to be dropped.
func (r *register) accept(d *score.Document, index int, twin store.Twin, same bool) bool {
	if same && r.twins.kept == corpus.DuplicatesDrop && r.ids[d.ID] != d.SHA256 {
		r.rejections = append(r.rejections, corpus.Rejection{
			Seq: d.Seq, Source: d.Source, Reason: corpus.ReasonDuplicateText, Detail: "the text of " + twin.ID,
		})
		return false
	}
	return r.identify(d, index)
}

// twin notes what a document repeats.
func (r *register) twin(e *entry, twin store.Twin, same bool) {
	switch {
	case twin.ID == "" || r.twins.kept == corpus.DuplicatesKeep:
	case same:
		e.twin, e.flags = twin, append(e.flags, store.FlagDuplicateText)
	default:
		e.twin, e.flags = twin, append(e.flags, store.FlagNearDuplicate)
	}
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
	slices.SortFunc(r.order, func(a, b entry) int { return cmp.Compare(a.id, b.id) })
	slices.SortStableFunc(r.rejections, func(a, b corpus.Rejection) int { return cmp.Compare(a.Seq, b.Seq) }) // parts of an item share its number
	r.summary.rejected(r.rejections)
	r.ids, r.twins = nil, twins{} // no further document comes
	if r.spool == nil {
		return nil
	}
	return r.spool.Seal()
}

// spoolOrder lists the places of the documents in the spool, in the order of
// their ids, and says by place what flags they have and what they repeat.
func (r *register) spoolOrder() (order []int, flags map[int][]string, twins map[int]store.Twin) {
	order, flags, twins = make([]int, len(r.order)), map[int][]string{}, map[int]store.Twin{}
	for i, e := range r.order {
		order[i] = e.index
		if len(e.flags) > 0 {
			flags[e.index] = e.flags
		}
		if e.twin.ID != "" {
			twins[e.index] = e.twin
		}
	}
	return order, flags, twins
}
