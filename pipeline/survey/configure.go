package survey

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/corpus"
)

// Result is a configuration with what came of it.
type Result struct {
	Config pipeline.Config
	Trial  *Trial
	// Notes say of a key, such as corpus.path, why it is what it is.
	Notes map[string]string
	// Doubts are guesses that have to be looked at.
	Doubts []string
	// Offers are keys with values that could be had as well, as lines of YAML.
	Offers []string
}

// Configure makes a configuration of what was chosen, tries it, and adds what only
// the documents show: groups, length of periods, how much has to be allowed.
func (s *Survey) Configure(ctx context.Context) (*Result, error) {
	r := &Result{Config: pipeline.Config{Inputs: slices.Clone(s.Inputs)}, Notes: map[string]string{}}
	if preset := s.choice("preset").Value(); preset != None {
		r.Config.Preset = preset
		r.Notes["preset"] = "the files are named and laid out as in this known corpus: frameshift presets"
	} else {
		s.guess(r)
	}
	var err error
	if r.Trial, err = Try(ctx, r.Config); err != nil {
		return nil, err
	}
	return r, r.finish()
}

func (s *Survey) guess(r *Result) {
	o := &r.Config.Corpus
	if s.corpus != nil {
		s.records(r)
	}
	if len(s.paths) > 0 && len(s.naming.patterns) > 0 && !s.namesKnown() {
		o.Path = s.allNames()
		r.Notes["corpus.path"] = s.naming.why + "; the first pattern that fits counts, * is any other name"
		o.Dates = append(o.Dates, s.naming.dates...)
	}
	for _, j := range s.joins {
		// A table that is an input itself is read as what it is alone.
		r.Config.Inputs = slices.DeleteFunc(r.Config.Inputs, func(in string) bool { return in == s.named(j.path) })
		o.Metadata = append(o.Metadata, corpus.Table{File: cmp.Or(s.named(j.path), path.Base(j.path)), On: j.on, Columns: j.columns})
		r.Notes["corpus.metadata"] = fmt.Sprintf("%.0f %% of the texts have a row in %s", 100*j.matched, path.Base(j.path))
		if j.format != "" {
			o.Dates = append(o.Dates, j.format)
		}
	}
	for _, t := range s.others {
		o.Files.Ignore = append(o.Files.Ignore, "/"+globbed(t.path))
	}
	for _, p := range s.notices {
		o.Files.Ignore = append(o.Files.Ignore, "/"+globbed(p))
	}
	if len(o.Files.Ignore) > 0 {
		r.Notes["corpus.files"] = "tables without a text, and files about the corpus"
	}
	if len(o.Dates) > 0 {
		o.Dates = slices.Compact(append(o.Dates, "%Y-%m-%d", "%Y-%m", "%Y"))
		if r.Notes["corpus.dates"] == "" {
			r.Notes["corpus.dates"] = "as the dates are written (strptime), tried in order"
		}
	}
}

// named is the input that a table is itself, where it lies in no folder or archive.
func (s *Survey) named(table string) string {
	for _, in := range s.Inputs {
		if filepath.Base(in) != table {
			continue
		}
		if info, err := os.Stat(in); err == nil && info.Mode().IsRegular() {
			return in
		}
	}
	return ""
}

// namesKnown says whether a table dates nearly all texts, so that what their names
// say is only a second opinion; unless texts are found by it.
func (s *Survey) namesKnown() bool {
	for _, j := range s.joins {
		dates := slices.ContainsFunc(j.columns, func(p corpus.Pair) bool { return p.To == "date" })
		byName := len(j.on) == 1 && (j.on[0].To == "stem" || j.on[0].To == "member")
		if dates && byName && j.matched >= 0.8 {
			return true
		}
	}
	return false
}

// reNotice fits files that speak of the corpus and are no part of it.
var reNotice = regexp.MustCompile(`(?i)^(readme|licen[cs]e|changelog|citation|codebook|notice)\b`)

// mostNotices is how many of such files are left out: more are a corpus of them.
const mostNotices = 10

// leaveNotices takes files about the corpus out of the paths, and lists them.
func (s *Survey) leaveNotices() {
	var texts []string
	for _, p := range s.paths {
		if reNotice.MatchString(path.Base(p)) {
			s.notices = append(s.notices, p)
		} else {
			texts = append(texts, p)
		}
	}
	if len(s.notices) <= mostNotices && len(s.notices) < len(texts) {
		s.paths = texts
	} else {
		s.notices = nil
	}
}

// globbed is a path as a glob that only it fits.
func globbed(p string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "{", `\{`).Replace(p)
}

// allNames are the patterns, and one for any name where some fit none.
func (s *Survey) allNames() []string {
	patterns := s.naming.patterns
	match, err := corpus.Paths(patterns)
	if err != nil {
		return nil
	}
	others := 0
	for _, p := range s.paths {
		if _, ok := match(p); !ok {
			others++
		}
	}
	// A few strays among many are better told than read.
	if s.corpus != nil || 100*others > len(s.paths) {
		patterns = append(slices.Clone(patterns), "*")
	}
	return slices.Compact(patterns)
}

// records says what the columns of the table with the documents are.
func (s *Survey) records(r *Result) {
	o, taken := &r.Config.Corpus, map[string]bool{}
	if o.Records = s.listPath; s.listPath != "" {
		r.Notes["corpus.records"] = "where in each document of JSON the records are"
	}
	o.Fields = map[string]corpus.Names{}
	fill := func(field, name string) {
		taken[name] = true
		if field != name {
			o.Fields[field] = corpus.Names{name}
		}
	}
	text := s.choice("text").Value()
	fill("text", text)
	if name := s.choice("date").Value(); name != None {
		fill("date", name)
		i := slices.IndexFunc(s.corpus.dates, func(d dated) bool { return d.name == name })
		d := s.corpus.dates[i]
		if d.format != "" {
			o.Dates = append(o.Dates, s.ordered(d, r))
		}
	}
	for _, role := range roles {
		if c := role.named(s.corpus.columns, taken); c != nil {
			fill(role.field, c.name)
		}
	}
	for _, c := range s.corpus.columns {
		if !taken[c.name] && c.kept() {
			o.Meta.Names = append(o.Meta.Names, c.name)
		}
	}
	if len(o.Fields) == 0 {
		o.Fields = nil
	}
	r.Notes["corpus.fields"] = "which column fills which field of a document"
	r.Notes["corpus.meta"] = "columns kept beside them, to group and choose by"
}

// ordered is the format of the dates; where they could be read in two ways, as it
// was chosen.
func (s *Survey) ordered(d dated, r *Result) string {
	if !d.either {
		return d.format
	}
	r.Notes["corpus.dates"] = "look at this: no date in the column tells whether day (%d) or month (%m) comes first"
	r.Doubts = append(r.Doubts, fmt.Sprintf("column %s: no date tells whether the day or the month comes first: look at corpus.dates", d.name))
	if s.choice("order").Value() == "month" {
		return monthFirst(d.format)
	}
	return d.format
}

// kept says whether a column is worth one in the documents: short, and not empty.
func (c *column) kept() bool { return c.filled > 0 && c.length <= 100 }

// describe says what the columns of a metadata table are.
func (j *joined) describe(t *described) {
	taken := map[string]bool{}
	for _, p := range j.on {
		taken[p.From] = true
	}
	fill := func(name, field string) {
		taken[name] = true
		j.columns = append(j.columns, corpus.Pair{From: name, To: field})
	}
	for _, d := range t.dates {
		if !taken[d.name] {
			fill(d.name, "date")
			j.format = d.format
			break
		}
	}
	for _, role := range roles {
		if c := role.named(t.columns, taken); c != nil && role.field != "id" {
			fill(c.name, role.field)
		}
	}
	for _, c := range t.columns {
		if !taken[c.name] && c.kept() && len(j.columns) < mostMeta {
			fill(c.name, columnName(c.name))
		}
	}
}

// mostMeta is how many columns of a metadata table are joined.
const mostMeta = 30

// columnName is a name for a column of the user's own.
func columnName(name string) string {
	out := strings.Trim(strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return strings.ContainsRune(" .,;:()[]{}/\\-+*?!\"'\t\n", r)
	}), "_"), "_")
	for _, base := range []string{"", "text", "id", "date", "year", "month", "day", "stem", "path", "member", "line", "code", "source", "flag", "flags", "tokens"} {
		if out == base {
			return "table_" + out
		}
	}
	return out
}

// finish adds what the documents show.
func (r *Result) finish() error {
	t, c := r.Trial, &r.Config
	effective, err := c.Effective()
	if err != nil {
		return err
	}
	if lost := t.share(); lost > *effective.Quarantine.Allow && t.Documents > 0 {
		allow := math.Min(1, math.Ceil(float64(20*lost)+0.2)/20)
		c.Quarantine.Allow = &allow
		r.Notes["quarantine"] = fmt.Sprintf("%.0f %% of what was looked at is no document (%s); lower it when that is mended", 100*lost, t.reasons())
		r.Doubts = append(r.Doubts, fmt.Sprintf("%.0f %% of what was looked at is no document: look at the reasons above, and at quarantine.allow", 100*lost))
	}
	by := t.groups()
	if len(by) > 0 && c.Preset == "" {
		c.By = by[:1]
		r.Notes["by"] = "series for each of these, beside all together"
		for _, key := range by[1:] {
			r.Offers = append(r.Offers, fmt.Sprintf("by: [%s]", strings.Join(append(by[:1:1], key), ", ")))
		}
	}
	if first, last := t.Years(); t.Days && last-first < 4 && first > 0 && c.Preset == "" {
		c.Freq = "month"
		r.Notes["freq"] = fmt.Sprintf("the documents are of %d to %d, and their dates name the day", first, last)
	}
	if langs := slices.Sorted(maps.Keys(t.Langs)); len(langs) > 1 {
		r.Offers = append(r.Offers, fmt.Sprintf("where: [lang=%s]", langs[0]))
	}
	if t.Issuers == 0 && c.Preset == "" {
		r.Offers = append(r.Offers, "corpus: {set: {issuer: NAME, audience: international}}")
	}
	return nil
}
