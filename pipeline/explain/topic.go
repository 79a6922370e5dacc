package explain

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// grouping is a way in which the series group documents. Groups with a document
// that fits are in, those with one that does not are out.
type grouping struct {
	keys    []string
	in, out map[string]bool
}

// group makes the ways in which the series group documents; the pooled series
// is one without a key.
func (t *reader) group() {
	for _, by := range append([]string{""}, t.by...) {
		g := &grouping{in: map[string]bool{}, out: map[string]bool{}}
		if by != "" {
			g.keys = strings.Split(by, "+")
		}
		t.groupings = append(t.groupings, g)
	}
}

// note notes of which groups a document of a span is.
func (t *reader) note(d *store.DocumentRow, fits bool) {
	for _, g := range t.groupings {
		var parts group.Key
		for _, key := range g.keys {
			value, _ := d.Get(key)
			parts = append(parts, group.Part{Key: key, Value: value})
		}
		if name := parts.String(); fits {
			g.in[name] = true
		} else {
			g.out[name] = true
		}
	}
}

// readTopic takes the documents and tokens inside the topic from the series.
func (t *reader) readTopic() error {
	g, err := t.wholeGroups()
	if err != nil {
		return usage.Wrap(err)
	}
	t.documents, t.tokens = [2]int64{}, [2]int64{}
	for row, err := range result.Scan[store.SeriesRow](t.run) {
		if err != nil {
			return err
		}
		span := t.span(row.Period)
		if span < 0 || row.Freq != t.run.Config.Freq || row.Measure != t.shift.Measure || row.Of != t.shift.Of || row.Topic != t.shift.Topic || !g.in[row.Group] {
			continue
		}
		t.tokens[span] += row.Tokens
		t.documents[span] += row.Documents
	}
	return t.enough(" inside topic " + t.shift.Topic)
}

// wholeGroups finds groups of the series that hold the documents that fit and
// no other, and checks that the spans are made of whole periods.
func (t *reader) wholeGroups() (*grouping, error) {
	for _, s := range []series.Span{t.o.From, t.o.To} {
		if !s.Whole(series.Freq(t.run.Config.Freq)) {
			return nil, fmt.Errorf("span %v: within topic %s, of which only whole periods are on record, a span has to start and end with a %s",
				s, t.shift.Topic, t.run.Config.Freq)
		}
	}
	for _, g := range t.groupings {
		if g.apart() {
			return g, nil
		}
	}
	return nil, fmt.Errorf("within topic %s only the whole run and its groups (%s) are on record, and no group holds just the documents of --where: "+
		"run again with --by and the key, or with --where", t.shift.Topic, cmp.Or(strings.Join(t.by, ", "), "it has none"))
}

func (g *grouping) apart() bool {
	for name := range g.in {
		if g.out[name] {
			return false
		}
	}
	return true
}

// inTopic says whether a list of topics has the topic; each has all discourse.
func inTopic(list, topic string) bool {
	return topic == "" || strings.Contains("; "+list+";", "; "+topic+";")
}
