package survey

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/corpus"
)

// Survey is what was found out about a corpus.
type Survey struct {
	Inputs []string
	Texts  int // texts and documents that are no records
	Tables []Described

	// Choices are the guesses that could be otherwise; a caller may set Chosen.
	Choices []*Choice

	paths    []string
	notices  []string // paths of files about the corpus
	listPath string   // where in a document of JSON they are
	naming   naming
	corpus   *described // the table the documents stand in, if there is one
	joins    []*joined
	others   []*described
}

// Described is a table with what it was taken for.
type Described struct{ Path, Use string }

// Choice is a guess with what else it could be.
type Choice struct {
	Key    string // preset, text or date
	Asks   string
	Values []string // the first is the guess
	Chosen int
}

// Value is what is chosen.
func (c *Choice) Value() string { return c.Values[c.Chosen] }

// described is a table with its columns.
type described struct {
	*table
	columns []*column
	texts   []*column
	dates   []dated
}

// None is the value of a choice of none.
const None = "(none)"

// Look looks at a corpus.
func Look(ctx context.Context, inputs []string) (*Survey, error) {
	o := corpus.Options{Sheet: corpus.Names{"*"}}
	seen, err := look(ctx, inputs, o)
	if err != nil {
		return nil, err
	}
	if o.Records = seen.inside(); o.Records != "" {
		if seen, err = look(ctx, inputs, o); err != nil {
			return nil, err
		}
	}
	s := &Survey{listPath: o.Records, Inputs: inputs, Texts: seen.paths.seen, paths: seen.paths.kept}
	s.leaveNotices()
	s.naming = nameFiles(s.paths)
	for _, t := range seen.kinds() {
		columns := profile(t)
		s.sort(&described{t, columns, texts(columns), dates(columns)})
	}
	s.settle()
	return s, s.offer(seen)
}

// inside is the path to the list with the most text of those that documents of JSON
// hold where their records should be.
func (s *sample) inside() (path string) {
	most := 0.0
	for _, t := range s.kinds() {
		for _, c := range profile(t) {
			lists := 0
			for _, one := range c.cells {
				if strings.HasPrefix(one.text, "{") { // objects of JSON, one after the other
					lists++
				}
			}
			if size := c.length * float64(c.filled); 2*lists > c.all && size > most {
				path, most = c.name, size
			}
		}
	}
	return path
}

// sort says what a table is: one that describes texts, one with documents in it, or
// neither.
func (s *Survey) sort(t *described) {
	var j *joined
	if len(s.paths) > 0 {
		j = join(t.table, t.columns, textKeys(s.paths, s.naming))
	}
	switch {
	case j != nil:
		j.describe(t)
		s.joins = append(s.joins, j)
	default:
		s.others = append(s.others, t)
	}
}

// settle finds the table with the documents: the one with the most text.
func (s *Survey) settle() {
	var rest []*described
	most := 0.0
	if len(s.paths) == 0 && !slices.ContainsFunc(s.others, func(t *described) bool { return len(t.texts) > 0 }) {
		for _, t := range s.others {
			t.texts = shortTexts(t.columns)
		}
	}
	for _, t := range s.others {
		if len(t.texts) == 0 {
			continue
		}
		if size := t.texts[0].length * float64(t.records.seen); size > most {
			s.corpus, most = t, size
		}
	}
	for _, j := range s.joins {
		s.Tables = append(s.Tables, Described{j.path, "a metadata table: it says something of the texts"})
	}
	for _, t := range s.others {
		switch {
		case t == s.corpus:
			s.Tables = append(s.Tables, Described{t.path, "records with a text in column " + t.texts[0].name})
		case s.like(t):
			s.Tables = append(s.Tables, Described{t.path, "records like those of " + s.corpus.path})
		case len(t.texts) > 0:
			rest = append(rest, t)
			s.Tables = append(s.Tables, Described{t.path, "not placed: its text, in column " + t.texts[0].name + ", needs a configuration of its own"})
		default:
			rest = append(rest, t)
			s.Tables = append(s.Tables, Described{t.path, "not placed: it has no column of text, and names no text"})
		}
	}
	s.others = rest
}

// like says whether a table has the text and the date where the one with the
// documents has them.
func (s *Survey) like(t *described) bool {
	if len(t.texts) == 0 || s.corpus == nil {
		return false
	}
	names := t.table.columns()
	dated := len(s.corpus.dates) == 0 || slices.Contains(names, s.corpus.dates[0].name)
	return slices.Contains(names, s.corpus.texts[0].name) && dated
}

// offer lists what could be otherwise.
func (s *Survey) offer(seen *sample) error {
	presets, err := s.presets(seen)
	if err != nil {
		return err
	}
	if len(presets) > 0 {
		s.Choices = append(s.Choices, &Choice{Key: "preset", Asks: "which known corpus is this?", Values: append(presets, None)})
	}
	if s.corpus == nil {
		return nil
	}
	var texts, days []string
	for _, c := range s.corpus.texts {
		texts = append(texts, c.name)
	}
	s.Choices = append(s.Choices, &Choice{Key: "text", Asks: "which column is the text?", Values: texts})
	for _, d := range s.corpus.dates {
		days = append(days, d.name)
	}
	if len(days) > 0 {
		s.Choices = append(s.Choices, &Choice{Key: "date", Asks: "which column is the date?", Values: append(days, None)})
	}
	if len(days) > 0 && s.corpus.dates[0].either {
		s.Choices = append(s.Choices, &Choice{Key: "order", Asks: "no date tells whether the day or the month comes first: which?", Values: []string{"day", "month"}})
	}
	return nil
}

func (s *Survey) choice(key string) *Choice {
	i := slices.IndexFunc(s.Choices, func(c *Choice) bool { return c.Key == key })
	if i < 0 {
		return &Choice{Values: []string{None}}
	}
	return s.Choices[i]
}

// presets are those that most of the paths, or of the records, fit.
func (s *Survey) presets(seen *sample) (out []string, err error) {
	all, err := pipeline.Presets()
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.Fits == "" {
			continue
		}
		re, err := regexp.Compile(p.Fits)
		if err != nil {
			return nil, err
		}
		if s.fits(re, seen) {
			out = append(out, p.Name)
		}
	}
	return out, nil
}

// shortField is how long a field may be that a preset looks at.
const shortField = 200

func (s *Survey) fits(re *regexp.Regexp, seen *sample) bool {
	fit, all := 0, 0
	for _, p := range s.paths {
		all++
		if re.MatchString(p) {
			fit++
		}
	}
	if all > 0 {
		return 10*fit >= 8*all
	}
	for _, t := range seen.tables {
		for _, g := range t.records.kept {
			all++
			if slices.ContainsFunc(g.Fields, func(f corpus.Field) bool { return len(f.Value) <= shortField && re.MatchString(f.Value) }) {
				fit++
			}
		}
	}
	return all > 0 && 10*fit >= 5*all
}
