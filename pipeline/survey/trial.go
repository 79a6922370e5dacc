package survey

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/objects"
)

// Trial is what comes of a configuration.
type Trial struct {
	Documents int
	Rejected  []pipeline.ReasonCount // most first
	Junk      int                    // of them, what never claimed to be a document
	Examples  []*corpus.Document     // five, from all over
	Langs     map[string]int
	Issuers   int  // documents with one
	Days      bool // most dates name the day
	All       bool // everything was looked at, not only the beginning
	Warnings  []string

	kept   thinned[*corpus.Document]
	fields map[string]map[string]int // values of keys, with their documents
	years  [2]int
	days   int
}

// mostTried is how many items are decoded; mostExamples how many documents shown.
const mostTried, mostExamples = 30_000, 5

// Try reads the inputs as a configuration says, up to a bound.
func Try(ctx context.Context, c pipeline.Config) (*Trial, error) {
	c, err := c.Effective()
	if err != nil {
		return nil, err
	}
	o := c.Corpus
	o.Results, o.Objects = c.Out, objects.New(ctx)
	in, err := corpus.Open(c.Inputs, o)
	if err != nil {
		return nil, err
	}
	t := &Trial{Langs: map[string]int{}, fields: map[string]map[string]int{}, kept: thinned[*corpus.Document]{most: 2 * mostExamples}, All: true}
	rejected := map[corpus.Reason]*pipeline.ReasonCount{}
	tried := 0
	err = in.Read(ctx, func(raw corpus.Raw) error {
		doc, no := in.Decode(raw)
		if no != nil {
			t.reject(rejected, no)
			return nil
		}
		in.Keep(doc)
		t.add(doc)
		if tried++; tried >= mostTried {
			t.All = false
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	for _, reason := range slices.Sorted(maps.Keys(rejected)) {
		t.Rejected = append(t.Rejected, *rejected[reason])
	}
	slices.SortStableFunc(t.Rejected, func(a, b pipeline.ReasonCount) int { return cmp.Compare(b.Count, a.Count) })
	t.close()
	if t.All {
		t.Warnings = in.Warnings(true)
	}
	return t, nil
}

func (t *Trial) reject(by map[corpus.Reason]*pipeline.ReasonCount, no *corpus.Rejection) {
	if by[no.Reason] == nil {
		by[no.Reason] = &pipeline.ReasonCount{Reason: no.Reason, Example: *no}
	}
	by[no.Reason].Count++
	if no.Reason.Junk() {
		t.Junk++
	}
}

func (t *Trial) add(d *corpus.Document) {
	t.Documents++
	t.Langs[d.Lang]++
	if d.Issuer != "" {
		t.Issuers++
	}
	if d.Date.Precision == corpus.PrecisionDay {
		t.days++
	}
	if y := d.Date.Year; t.years[0] == 0 || y < t.years[0] {
		t.years[0] = y
	}
	t.years[1] = max(t.years[1], d.Date.Year)
	for _, key := range groupKeys {
		v, _ := d.Get(key)
		t.count(key, v)
	}
	for _, f := range d.Meta {
		t.count(f.Key, f.Value)
	}
	short := *d
	short.Text = strings.Clone(d.Text[:min(len(d.Text), shownText)])
	t.kept.add(&short)
}

// shownText is how much of a text is kept to be shown, in bytes.
const shownText = 400

// mostValues is how many values of a key are told apart: one with more is nothing
// to group by.
const mostValues = 1000

func (t *Trial) count(key, value string) {
	if t.fields[key] == nil {
		t.fields[key] = map[string]int{}
	}
	if len(t.fields[key]) < mostValues {
		t.fields[key][value]++
	}
}

func (t *Trial) close() {
	t.Days = 2*t.days > t.Documents
	n := len(t.kept.kept)
	for i := range min(n, mostExamples) {
		t.Examples = append(t.Examples, t.kept.kept[i*n/min(n, mostExamples)])
	}
}

// Years are the first and the last.
func (t *Trial) Years() (first, last int) { return t.years[0], t.years[1] }

// share is that of the inputs that became no document, junk apart.
func (t *Trial) share() float64 {
	lost := -t.Junk
	for _, r := range t.Rejected {
		lost += r.Count
	}
	if lost+t.Documents == 0 {
		return 0
	}
	return float64(lost) / float64(lost+t.Documents)
}

func (t *Trial) reasons() string {
	var out []string
	for _, r := range t.Rejected {
		if !r.Reason.Junk() {
			out = append(out, fmt.Sprintf("%s %d", r.Reason, r.Count))
		}
	}
	return strings.Join(out, ", ")
}

// groupKeys are the fields that documents are often grouped by, the likeliest first.
var groupKeys = []string{"audience", "issuer", "type", "venue"}

// A key to group by has so many values, which most documents have.
const leastGroups, mostGroups = 2, 40

// groups are the keys whose values make groups of some size.
func (t *Trial) groups() (out []string) {
	others := slices.Sorted(maps.Keys(t.fields))
	for _, key := range append(slices.Clone(groupKeys), others...) {
		values := t.fields[key]
		n := len(values)
		if slices.Contains(out, key) || n < leastGroups || n > mostGroups || t.Documents < 3*n || 5*values[""] > t.Documents {
			continue
		}
		out = append(out, key)
	}
	return out
}
