package network

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// corpus is what of a run the networks are made of.
type corpus struct {
	counters
	o       Options
	names   []string // of the nodes
	groups  []string // by their number
	issuers []string
	docs    []document

	coarse, outside int // documents that are left out: of a coarse date, in no span
	dropped         int // entries that are no node
	told, untold    int // hits of a node, and of none
}

// reader reads a corpus.
type reader struct {
	*corpus
	run    *result.Run
	places map[string]int // of documents, by id
	rows   []int64        // sentences, by document
	all    bool           // whether the run keeps the text of every sentence
	nodes  map[[2]string]int32
	lex    *lexicon.Lexicon
	layout map[int]*layout // of sentences, by document; nil where it is not asked for
}

func read(run *result.Run, o Options) (*corpus, error) {
	lex, err := run.Lexicon()
	if err != nil {
		return nil, err
	}
	r := &reader{corpus: &corpus{o: o}, run: run, lex: lex, places: map[string]int{}, nodes: map[[2]string]int32{}}
	if r.o.Topic = cmp.Or(o.Topic, run.Config.Topic); r.o.Topic != "" && lex.TopicIndex(r.o.Topic) < 0 {
		return nil, usage.Errorf("topic %q: the lexicon of the run has %s", r.o.Topic, topics(lex))
	}
	if err := r.readDocuments(); err != nil {
		return nil, err
	}
	if err := r.readSentences(); err != nil {
		return nil, err
	}
	if err := r.chooseNodes(); err != nil {
		return nil, err
	}
	return r.corpus, r.readHits()
}

func topics(lex *lexicon.Lexicon) string {
	var keys []string
	for _, t := range lex.Topics {
		keys = append(keys, t.Key)
	}
	return cmp.Or(strings.Join(keys, ", "), "none")
}

func (r *reader) readDocuments() error {
	if err := r.checkColumns(); err != nil {
		return err
	}
	groups, issuers := map[string]int32{}, map[string]int32{}
	fits, sentences := 0, int64(0)
	for d, err := range result.Scan[store.DocumentRow](r.run) {
		if err != nil {
			return err
		}
		sentences += d.Sentences
		if !result.Fits(r.o.Where, &d) {
			continue
		}
		fits++
		span := r.span(&d)
		if span < 0 {
			continue
		}
		doc := document{key: textKey(d.ID), span: int32(span), group: -1, issuer: number(issuers, &r.issuers, d.Issuer)}
		if r.o.By != "" {
			value, _ := d.Get(r.o.By)
			doc.group = number(groups, &r.groups, group.Key{{Key: r.o.By, Value: value}}.String())
		}
		r.places[d.ID] = len(r.docs)
		r.docs, r.rows = append(r.docs, doc), append(r.rows, d.Sentences)
	}
	r.all = r.run.Manifest.Rows["sentences"] == sentences
	switch {
	case fits == 0:
		return usage.Errorf("no document of the run fits --where")
	case len(r.docs) == 0:
		return usage.Errorf("no document is in one of the spans, though %d fit --where (%d of them have no date, or one that is too coarse)", fits, r.coarse)
	case len(r.groups) > mostGroups:
		return usage.Errorf("by %s: %d values, at most %d make networks: choose some with --where", r.o.By, len(r.groups), mostGroups)
	}
	return nil
}

// number gives a name its number.
func number(numbers map[string]int32, names *[]string, name string) int32 {
	n, ok := numbers[name]
	if !ok {
		n = int32(len(*names))
		numbers[name] = n
		*names = append(*names, name)
	}
	return n
}

// span is that of a document, or -1.
func (r *reader) span(d *store.DocumentRow) int {
	if len(r.o.Spans) == 0 {
		return 0
	}
	if d.Date.IsZero() || strings.Contains(d.Flags, store.FlagCoarseDate) {
		r.coarse++
		return -1
	}
	at := slices.IndexFunc(r.o.Spans, func(s series.Span) bool { return s.Holds(d.Date) })
	if at < 0 {
		r.outside++
	}
	return at
}

// checkColumns wants a column for every condition, and for the groups.
func (r *reader) checkColumns() error {
	documents, err := r.run.Table("documents")
	if err != nil {
		return err
	}
	names := []string{cmp.Or(r.o.By, "id")}
	for _, c := range r.o.Where {
		names = append(names, c.Key)
	}
	for _, name := range names {
		if _, noColumn := documents.Column(name); noColumn != nil {
			err = usage.Wrap(noColumn)
		}
	}
	return errors.Join(err, documents.Close())
}

// textKey is FNV-1a of a text: the key that the series give a document.
func textKey(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// hitRow is what is read of a hit.
type hitRow struct {
	_        struct{} `table:"hits"`
	ID       string   `column:"id"`
	Sentence int64    `column:"sentence"`
	Start    int64    `column:"start"`
	End      int64    `column:"end"`
	Frame    string   `column:"frame"`
	Entry    string   `column:"entry"`
	Kept     bool     `column:"kept"`
	Reason   string   `column:"reason,null"`
	Topics   string   `column:"topics"`
	Polarity string   `column:"polarity,null,optional"`
}

// counts says whether a hit does. Where only asserted hits are kept, denied ones are on
// record as the nodes they may be.
func (r *reader) counts(h *hitRow) bool {
	kept := h.Kept || r.o.Nodes == Stances && h.Reason == denied
	return kept && inTopic(h.Topics, r.o.Topic)
}

// readHits counts the units of every document.
func (r *reader) readHits() error {
	u := newUnitCounter(r.counters, r.o.width)
	done := make([]bool, len(r.docs))
	var hits []hit
	var id string
	at := -1
	end := func() {
		if at >= 0 {
			r.count(u, at, hits)
			done[at] = true
		}
		hits = hits[:0]
	}
	for h, err := range result.Scan[hitRow](r.run) {
		if err != nil {
			return err
		}
		if h.ID != id {
			end()
			id, at = h.ID, -1
			if place, in := r.places[id]; in {
				at = place
			}
		}
		if at < 0 || !r.counts(&h) {
			continue
		}
		if node, is := r.node(&h); is {
			hits = append(hits, hit{node, int32(h.Sentence), h.Start, h.End})
			r.told++
		} else {
			r.untold++
		}
	}
	end()
	for at := range r.docs {
		if !done[at] {
			r.count(u, at, nil)
		}
	}
	return r.checkStances()
}

// checkStances wants hits of which the run says whether they are asserted.
func (r *reader) checkStances() error {
	if r.o.Nodes == Stances && r.told == 0 && r.untold > 0 {
		return usage.Errorf("the run says of no hit whether it is asserted or denied: make it anew with frameshift run, and rules for its languages (docs/stance.md)")
	}
	return nil
}

func (r *reader) count(u *unitCounter, at int, hits []hit) {
	units, sentences := int(r.rows[at]), int32(r.rows[at])
	var unitOf func(int32) int32
	inside := func(int32) bool { return true }
	if l := r.layout[at]; l != nil {
		inside = func(s int32) bool { return l.inside[s] }
		units = l.units(r.o.width == 0)
		if r.o.width == 0 {
			unitOf = func(s int32) int32 { return l.paragraph[s] }
		}
	} else if r.layout != nil {
		units = 0
	}
	if r.o.width == 1 {
		unitOf = func(s int32) int32 { return s }
	}
	r.docs[at].counts = u.document(hits, units, sentences, unitOf, inside)
}

// said are what is to be known of the documents and nodes that were left out.
func (c *corpus) said() (out []string) {
	if c.coarse > 0 {
		out = append(out, fmt.Sprintf("%d documents are in no span: their dates are missing, or too coarse", c.coarse))
	}
	if c.outside > 0 {
		out = append(out, fmt.Sprintf("%d documents are in no span", c.outside))
	}
	if c.dropped > 0 {
		out = append(out, fmt.Sprintf("%d entries are no node: only the %d that most documents have are", c.dropped, len(c.names)))
	}
	if c.o.Nodes == Stances && c.untold > 0 {
		out = append(out, fmt.Sprintf("%d hits are no node: they are uncertain, or no rules looked at them", c.untold))
	}
	return out
}
