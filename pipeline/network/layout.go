package network

import (
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// layout says where the sentences of a document are.
type layout struct {
	paragraph []int32
	inside    []bool
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
