package report

import (
	"encoding/json"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
)

// builder makes the payload of a run.
type builder struct {
	*run
	payload payload
	noText  bool // no sentence goes in
	network *constellation

	subjects map[[2]string]int
	topics   map[string]int
	groups   map[string]int
	frames   map[string]int
	warnings map[string]int
	units    map[string]int
	parsed   []group.Group // see groupKeys
	texts    map[*amount]int
	lines    map[name]int // of the series that are in it
	entries  map[[2]string]int

	measures map[string]int
	waiting  []*line // series that are not in it yet
}

func newBuilder(r *run) *builder {
	b := &builder{
		run: r, subjects: map[[2]string]int{}, topics: map[string]int{}, groups: map[string]int{}, frames: map[string]int{},
		measures: map[string]int{}, warnings: map[string]int{}, units: map[string]int{}, texts: map[*amount]int{}, lines: map[name]int{}, entries: map[[2]string]int{},
	}
	// Lists are written as [] where they are empty.
	b.payload = payload{
		Calendars: []shownCalendar{}, Headline: -1, Measures: []shownMeasure{}, Subjects: []subject{},
		Topics: []named{}, Groups: []shownGroup{}, Frames: []named{}, Warnings: []string{}, Units: []string{}, Meanings: []named{}, Few: claim.FewHits, Texts: []shownText{},
		Series: []shownLine{}, Changes: []shownChange{}, Entries: []shownEntry{}, Documents: []json.RawMessage{},
		Passages: []json.RawMessage{},
	}
	for _, c := range r.calendars {
		b.payload.Calendars = append(b.payload.Calendars, shownCalendar{string(c.freq), c.label(), []string{}})
	}
	for _, f := range r.glossary.Frames {
		b.frame(f.Key)
	}
	for _, t := range r.terms {
		b.entry(t)
	}
	b.waiting = b.ordered()
	for _, l := range b.waiting { // documents name their topics and groups before all series are in
		b.topic(l.Topic)
		b.group(l.Group)
	}
	if len(b.waiting) > 0 {
		b.payload.Headline = 0
	}
	for _, w := range measure.Warnings() {
		if w.Text == "" {
			b.payload.Meanings = append(b.payload.Meanings, named{string(w.Code), w.Sentence})
		}
	}
	return b
}

// place returns the place of a key in a list, into which add puts it.
func place[K comparable](places map[K]int, key K, add func()) int {
	i, ok := places[key]
	if !ok {
		i = len(places)
		places[key] = i
		add()
	}
	return i
}

func (b *builder) frame(key string) int {
	return place(b.frames, key, func() {
		b.payload.Frames = append(b.payload.Frames, named{key, b.run.frame(key)})
	})
}

func (b *builder) entry(t term) int {
	return place(b.entries, [2]string{t.frame, t.entry}, func() {
		e := shownEntry{Frame: b.frame(t.frame), Term: t.entry, Hits: []int64{}, Gloss: b.run.glosses[lexicon.Named{Frame: t.frame, Term: t.entry}]}
		for i, n := range t.hits {
			if n > 0 {
				e.Hits = append(e.Hits, int64(i), n)
			}
		}
		b.payload.Entries = append(b.payload.Entries, e)
	})
}

func (b *builder) subject(n name) int {
	kind := string(measureOf(n.Measure).Of)
	return place(b.subjects, [2]string{kind, n.Of}, func() {
		s := subject{Key: n.Of, Kind: kind, Label: b.run.of(n), Sides: [2][]int{{}, {}}, Count: b.counts(n), Pairs: [2][]pair{{}, {}}}
		if k := b.run.opposed(n); k != nil {
			s.Labels[0], s.Labels[1] = b.run.sides(n)
			s.Sides = [2][]int{b.places(k.A), b.places(k.B)}
			for i, keys := range [...][]string{k.PairsA, k.PairsB} {
				for _, p := range b.pairs(keys) {
					s.Pairs[i] = append(s.Pairs[i], pair{b.places(p.A), b.places(p.B)})
				}
			}
		} else if kind == string(measure.Frame) {
			s.Labels[0], s.Sides[0] = s.Label, []int{b.frame(n.Of)}
		}
		b.payload.Subjects = append(b.payload.Subjects, s)
	})
}

// places are those of frames.
func (b *builder) places(keys []string) []int {
	out := []int{}
	for _, f := range keys {
		out = append(out, b.frame(f))
	}
	return out
}

func (b *builder) measure(key string) int {
	return place(b.measures, key, func() {
		m := measureOf(key)
		b.payload.Measures = append(b.payload.Measures, shownMeasure{key, m.Label, m.Shown.Unit, m.Shown.Scale, m.Shown.Decimals, m.Low < 0, []int{}})
	})
}

func (b *builder) topic(key string) int {
	return place(b.topics, key, func() { b.payload.Topics = append(b.payload.Topics, named{key, b.run.topic(key)}) })
}

func (b *builder) group(key string) int {
	return place(b.groups, key, func() { b.payload.Groups = append(b.payload.Groups, b.shownGroup(key)) })
}

// groupKeys are the groups of the payload.
func (b *builder) groupKeys() []group.Group {
	for i := len(b.parsed); i < len(b.payload.Groups); i++ {
		g, err := group.Parse(b.payload.Groups[i].Key)
		if err != nil { // of another version: nobody's
			g.First = group.Key{{Key: b.payload.Groups[i].Key}}
		}
		b.parsed = append(b.parsed, g)
	}
	return b.parsed
}

func (b *builder) warning(list string) int {
	return place(b.warnings, list, func() { b.payload.Warnings = append(b.payload.Warnings, list) })
}

// weaken says with which warnings the estimates of each measure are weak.
func (b *builder) weaken() {
	for i := range b.payload.Measures {
		m := &b.payload.Measures[i]
		m.Weak = []int{}
		for at, list := range b.payload.Warnings {
			if claim.Weak(m.Key, list) {
				m.Weak = append(m.Weak, at)
			}
		}
	}
}

func (b *builder) unit(key string) int {
	return place(b.units, key, func() { b.payload.Units = append(b.payload.Units, unitWords[key]) })
}

// unitWords say what an interval comes from, by the column unit of series.
var unitWords = map[string]string{
	"spread":   "from how much documents differ",
	"document": "from drawing the documents of the period again",
	"sentence": "from drawing the sentences of the period again",
	"exact":    "the most there may be where none was found",
}

func (b *builder) text(t *amount) int {
	return place(b.texts, t, func() { b.payload.Texts = append(b.payload.Texts, t.shown()) })
}

func (t *amount) shown() shownText { return shownText{t.documents, t.sentences, t.tokens} }
