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
	"github.com/frameshift/frameshift/pipeline/where"
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

// layout says where the sentences of a document are.
type layout struct {
	paragraph []int32
	inside    []bool
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
		if !fit(r.o.Where, &d) {
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

// fit says whether a document fits the conditions; an issuer by its code as well, as in a
// run.
func fit(conditions where.Conditions, d *store.DocumentRow) bool {
	for _, c := range conditions {
		value, _ := d.Get(c.Key)
		either := where.List(c.Key, value)
		if c.Key == "issuer" {
			either = append(either, d.Code)
		}
		if !c.Fits(either...) {
			return false
		}
	}
	return true
}

// textKey is FNV-1a of a text: the key that the series give a document.
func textKey(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// sentenceRow is what is read of a sentence.
type sentenceRow struct {
	_        struct{} `table:"sentences"`
	ID       string   `column:"id"`
	Sentence int64    `column:"sentence"`
	Start    int64    `column:"start"`
	End      int64    `column:"end"`
	Topics   string   `column:"topics"`
}

// readSentences reads where paragraphs end and which sentences are inside the topic: that
// is on record of the sentences whose text is kept.
func (r *reader) readSentences() error {
	if r.o.Topic == "" && r.o.width > 0 {
		return nil
	}
	if !r.all {
		what := "which sentences are inside topic " + r.o.Topic
		if r.o.Topic == "" {
			what = "where paragraphs end"
		}
		return usage.Errorf("the run does not say %s, for it keeps sentences with a hit only: make it anew with frameshift run --text all", what)
	}
	r.layout = map[int]*layout{}
	var end int64
	for s, err := range result.Scan[sentenceRow](r.run) {
		if err != nil {
			return err
		}
		at, in := r.places[s.ID]
		if !in {
			continue
		}
		l := r.layout[at]
		if l == nil {
			l = &layout{paragraph: make([]int32, 0, r.rows[at])}
			r.layout[at] = l
		}
		paragraph := int32(0)
		if n := len(l.paragraph); n > 0 {
			paragraph = l.paragraph[n-1]
			if s.Start-end >= blankLine {
				paragraph++
			}
		}
		end = s.End
		l.paragraph = append(l.paragraph, paragraph)
		l.inside = append(l.inside, inTopic(s.Topics, r.o.Topic))
	}
	return nil
}

// blankLine is how many bytes lie between two paragraphs at least: a line end and
// another, or white space at the start of a line.
const blankLine = 2

// inTopic says whether a list of topics has the topic; each has all discourse.
func inTopic(list, topic string) bool {
	return topic == "" || strings.Contains("; "+list+";", "; "+topic+";")
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
	Topics   string   `column:"topics"`
}

func (r *reader) counts(h *hitRow) bool { return h.Kept && inTopic(h.Topics, r.o.Topic) }

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
		if node, is := r.node(&h); at >= 0 && is && r.counts(&h) {
			hits = append(hits, hit{node, int32(h.Sentence), h.Start, h.End})
		}
	}
	end()
	for at := range r.docs {
		if !done[at] {
			r.count(u, at, nil)
		}
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

// units are the sentences, or the paragraphs, that are inside or have something inside.
func (l *layout) units(paragraphs bool) (n int) {
	last := int32(-1)
	for s, in := range l.inside {
		if in && (!paragraphs || l.paragraph[s] != last) {
			n++
			last = l.paragraph[s]
		}
	}
	return n
}

// node is that of a hit.
func (r *reader) node(h *hitRow) (int32, bool) {
	if r.o.Nodes == Frames {
		n, ok := r.nodes[[2]string{h.Frame}]
		return n, ok
	}
	n, ok := r.nodes[[2]string{h.Frame, h.Entry}]
	return n, ok
}

// chooseNodes takes the frames of the lexicon, or the entries that most documents have.
func (r *reader) chooseNodes() error {
	if r.o.Nodes == Frames {
		for _, f := range r.lex.Frames {
			r.nodes[[2]string{f.Key}] = int32(len(r.names))
			r.names = append(r.names, f.Key)
		}
	} else if err := r.chooseEntries(); err != nil {
		return err
	}
	if len(r.names) < 2 {
		return usage.Errorf("%d nodes (%s): a network takes two", len(r.names), cmp.Or(strings.Join(r.names, ", "), "none has a hit"))
	}
	if r.o.Nodes == Frames && len(r.names) > mostEntries {
		return usage.Errorf("%d frames: at most %d make a network", len(r.names), mostEntries)
	}
	r.counters = newCounters(len(r.names))
	return nil
}

func (r *reader) chooseEntries() error {
	ids := entryIDs(r.lex)
	documents, last := map[string]int{}, map[string]string{}
	names := map[[2]string]string{}
	for h, err := range result.Scan[hitRow](r.run) {
		if err != nil {
			return err
		}
		if _, in := r.places[h.ID]; !in || !r.counts(&h) {
			continue
		}
		entry := [2]string{h.Frame, h.Entry}
		name, known := names[entry]
		if !known {
			name = h.Frame + ":" + cmp.Or(ids[entry], h.Entry)
			names[entry] = name
		}
		if last[name] != h.ID {
			last[name] = h.ID
			documents[name]++
		}
	}
	for name := range documents {
		r.names = append(r.names, name)
	}
	slices.SortFunc(r.names, func(a, b string) int {
		return cmp.Or(documents[b]-documents[a], strings.Compare(a, b))
	})
	if len(r.names) > r.o.Most {
		r.dropped = len(r.names) - r.o.Most
		r.names = r.names[:r.o.Most]
	}
	slices.Sort(r.names)
	for entry, name := range names {
		if at, is := slices.BinarySearch(r.names, name); is {
			r.nodes[[2]string{entry[0], entry[1]}] = int32(at)
		}
	}
	return nil
}

// entryIDs are the ids of entries, which are one in several languages, by frame and term.
func entryIDs(lex *lexicon.Lexicon) map[[2]string]string {
	ids := map[[2]string]string{}
	for _, f := range lex.Frames {
		for _, entries := range f.Entries {
			for _, e := range entries {
				if e.ID != "" {
					ids[[2]string{f.Key, e.Term}] = e.ID
				}
			}
		}
	}
	return ids
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
	return out
}
