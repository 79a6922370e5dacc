package survey

import (
	"path"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
)

// joined is a table that describes texts: the columns that find a text, and those
// that say something of it.
type joined struct {
	*table
	on      corpus.Mapping
	columns corpus.Mapping
	matched float64 // share of the texts that have a row
	format  string  // of the dates in it
}

// keyed is what a text can be found by.
type keyed struct {
	field  string
	values []string // of each text
}

// textKeys are what texts can be found by: what their names say, and the names.
func textKeys(paths []string, n naming) []keyed {
	var stem, member keyed
	stem.field, member.field = "stem", "member"
	for _, p := range paths {
		base := path.Base(p)
		stem.values = append(stem.values, strings.TrimSuffix(base, path.Ext(base)))
		member.values = append(member.values, p)
	}
	return append([]keyed{stem, member}, n.captured(paths)...)
}

// captured are the fields that the patterns take out of the paths.
func (n naming) captured(paths []string) []keyed {
	by := map[string]*keyed{}
	var order []string
	match, err := corpus.Paths(n.patterns)
	if err != nil {
		return nil
	}
	for i, p := range paths {
		fields, _ := match(p)
		for _, f := range fields {
			k := by[f.Key]
			if k == nil {
				k = &keyed{field: f.Key, values: make([]string, len(paths))}
				by[f.Key] = k
				order = append(order, f.Key)
			}
			k.values[i] = f.Value
		}
	}
	var out []keyed
	for _, field := range order {
		if field != "title" && field != "date" {
			out = append(out, *by[field])
		}
	}
	return out
}

// leastJoined is the share of texts that has to have a row.
const leastJoined = 0.5

// join finds out whether a table describes the texts: a column that finds most of
// them, and, where its values repeat, a second one that tells rows apart.
func join(t *table, columns []*column, keys []keyed) *joined {
	best, found := joined{table: t}, 0.0
	for _, c := range columns {
		for _, k := range keys {
			share := c.finds(k)
			// Names of files find a text surely, a year finds many.
			if share < leastJoined || c.length > 200 || k.field == "year" || k.field == "lang" {
				continue
			}
			s := share
			if k.field == "stem" || k.field == "member" {
				s += 1 + c.exactly(k)
			}
			if s > found {
				found = s
				best.on, best.matched = corpus.Mapping{{From: c.name, To: k.field}}, share
			}
		}
	}
	if best.on == nil {
		return nil
	}
	best.narrow(columns, keys)
	return &best
}

// narrow adds the column that tells rows with one key apart.
func (j *joined) narrow(columns []*column, keys []keyed) {
	first := columns[slices.IndexFunc(columns, func(c *column) bool { return c.name == j.on[0].From })]
	if 10*len(first.distinct) >= 9*first.filled {
		return
	}
	for _, k := range keys {
		if k.field == j.on[0].To {
			continue
		}
		for _, c := range columns {
			if c != first && c.finds(k) >= leastJoined && rank(c.name, append(slices.Clone(dateNames), "session", k.field)) >= 0 {
				j.on = append(corpus.Mapping{{From: c.name, To: k.field}}, j.on...)
				return
			}
		}
	}
}

// finds is the share of the texts whose key is a value of the column. Of a table
// that was thinned only some rows are known; then it is the other way round.
func (c *column) finds(k keyed) float64 {
	if len(c.distinct) == 0 || len(c.distinct) < 2 && len(k.values) > 1 {
		return 0
	}
	rows := map[string]bool{}
	for v := range c.distinct {
		rows[keyText(v)] = true
	}
	keys, hits := map[string]bool{}, 0
	for _, v := range k.values {
		keys[keyText(v)] = true
		if v != "" && rows[keyText(v)] {
			hits++
		}
	}
	share := float64(hits) / float64(max(len(k.values), 1))
	if c.all >= mostRecords/2 {
		back := 0
		for v := range rows {
			if keys[v] {
				back++
			}
		}
		share = max(share, float64(back)/float64(len(rows)))
	}
	return share
}

// exactly is the share of the texts whose key is a value as it stands there.
func (c *column) exactly(k keyed) float64 {
	hits := 0
	for _, v := range k.values {
		if c.distinct[v] > 0 {
			hits++
		}
	}
	return float64(hits) / float64(max(len(k.values), 1))
}

// keyText is a key as the join compares it.
func keyText(v string) string {
	v = strings.ToLower(strings.TrimSpace(v))
	if ext := path.Ext(v); len(ext) >= 3 && len(ext) <= 6 && len(ext) < len(v) && strings.Trim(ext[1:], "0123456789") != "" {
		v = strings.TrimSuffix(v, ext)
	}
	if v != "" && strings.Trim(v, "0123456789") == "" {
		v = strings.TrimLeft(v, "0")
	}
	return v
}
