package pipeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// ledger keeps the books of a run: what became of every item, in the order of
// the inputs. It is where documents meet each other, so duplicates show here.
type ledger struct {
	*run
	spool *spool.File

	spooled    int
	order      []entry // documents that count
	rejections []corpus.Rejection
	meta       []string // the user's columns, those met on the way last
	ids        map[string]bool
	texts      map[[32]byte]bool
	bytes      int64
}

// entry is a document that counts: its place in the spool and its flags.
type entry struct {
	id    string
	index int
	flags []string
}

func newLedger(r *run, file *spool.File) *ledger {
	r.summary.Topic = r.config.Topic
	r.summary.Frames = make([]FrameSummary, len(r.lex.Frames))
	for i, f := range r.lex.Frames {
		r.summary.Frames[i] = FrameSummary{Key: f.Key, Label: f.Label}
	}
	return &ledger{run: r, spool: file, meta: r.reader.MetaColumns(), ids: map[string]bool{}, texts: map[[32]byte]bool{}}
}

// add takes the next scored chunk.
func (l *ledger) add(b *batch) error {
	l.summary.Filtered += b.filtered
	l.rejections = append(l.rejections, b.rejections...)
	l.bytes += b.bytes
	if b.batch != nil {
		if err := l.spool.Append(b.batch); err != nil {
			return err
		}
	}
	for _, d := range b.docs {
		l.document(d)
	}
	return nil
}

func (l *ledger) document(d *score.Document) {
	index := l.spooled
	l.spooled++
	if l.ids[d.ID] {
		l.rejections = append(l.rejections, corpus.Rejection{
			Seq: d.Seq, Source: d.Source, Reason: corpus.ReasonDuplicateID,
			Detail: fmt.Sprintf("id %s is taken by an earlier document", d.ID),
		})
		return
	}
	l.ids[d.ID] = true
	e := entry{id: d.ID, index: index}
	if l.texts[d.SHA256] {
		e.flags = append(e.flags, store.FlagDuplicateText)
		l.summary.DuplicateTexts++
	}
	l.texts[d.SHA256] = true
	for _, sums := range l.calendars {
		if !sums.Add(d) && sums == l.sums {
			e.flags = append(e.flags, store.FlagCoarseDate)
		}
	}
	l.order = append(l.order, e)
	l.columns(d)
	l.summary.add(d, l.lex.TopicIndex(l.config.Topic))
	if l.visit != nil {
		l.visit(d)
	}
}

// columns notes columns of the document that the configuration could not name:
// with corpus.meta: all there may be such.
func (l *ledger) columns(d *score.Document) {
	if !l.config.Corpus.Meta.All {
		return
	}
	for _, f := range d.Meta {
		if !slices.Contains(l.meta, f.Key) {
			l.meta = append(l.meta, f.Key)
		}
	}
}

// finish closes the spool, puts the documents into the order of their ids and
// draws the balance.
func (l *ledger) finish() error {
	slices.SortFunc(l.order, func(a, b entry) int { return cmp.Compare(a.id, b.id) })
	slices.SortFunc(l.rejections, func(a, b corpus.Rejection) int { return cmp.Compare(a.Seq, b.Seq) })
	l.summary.rejected(l.rejections)
	l.summary.Warnings = l.warnings()
	if l.spool != nil {
		if err := l.spool.Seal(); err != nil {
			return err
		}
	}
	if len(l.order) == 0 && l.summary.Filtered > 0 {
		return usage.Wrap(fmt.Errorf("none of %d documents fits --where %s: frameshift show documents on a run without it lists the values",
			l.summary.Filtered, strings.Join(l.config.Where, " --where ")))
	}
	if len(l.order) == 0 && len(l.rejections) == 0 {
		return fmt.Errorf("nothing to read in %s: there is no file in it", strings.Join(l.config.Inputs, ", "))
	}
	if n := l.sums.Coarse(); n > 0 && n == len(l.order) {
		return usage.Wrap(fmt.Errorf("no document has a date as fine as a %s: choose a longer --freq, such as year", l.config.Freq))
	}
	return nil
}

func (l *ledger) warnings() []string {
	out := l.reader.Warnings()
	for _, loss := range l.lex.Losses {
		out = append(out, fmt.Sprintf("lexicon %s: %s", l.lex.Name, loss))
	}
	for i, freq := range append([]string{l.config.Freq}, l.config.AlsoFreq...) {
		if n := l.calendars[i].Coarse(); n > 0 {
			out = append(out, fmt.Sprintf("%d documents are in no series by %s: their dates are coarser", n, freq))
		}
	}
	return append(out, l.sums.Warnings()...)
}

// add counts a document into the summary. topic is the topic the run is
// restricted to, or -1.
func (s *Summary) add(d *score.Document, topic int) {
	inside := &d.Counts
	if topic >= 0 {
		inside = &d.Topics[topic]
	}
	s.Inside.Tokens += int64(inside.Tokens)
	s.Inside.Sentences += int64(inside.Sentences)
	s.Documents++
	s.Tokens += int64(d.Tokens)
	s.Sentences += int64(d.Sentences)
	for i, f := range d.Frames {
		s.Frames[i].Hits += int64(f.Hits)
		s.Frames[i].Sentences += int64(f.Sentences)
	}
}
