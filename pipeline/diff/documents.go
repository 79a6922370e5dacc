package diff

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
)

// documentRow is a document; every column but two is compared as text, whatever
// version and configuration gave it.
type documentRow struct {
	_      struct{}          `table:"documents" key:"id"`
	ID     string            `column:"id"`
	SHA256 string            `column:"sha256"`
	Fields map[string]string `column:"*"`
}

func (d *documentRow) name() Document { return Document{d.ID, d.Fields["date"], d.Fields["source"]} }

// loose is a document that only one run has, until it is known whether the other
// has its text under another id.
type loose struct {
	Document
	sha256 string
}

func (c *comparison) documents() error {
	columns, err := c.columns("documents")
	if err != nil {
		return err
	}
	var out, in []loose
	fields := map[string]int{}
	err = walkApart(c, func(a, b *documentRow) int { return strings.Compare(a.ID, b.ID) }, func(a, b *documentRow) {
		switch {
		case a == nil:
			in = append(in, loose{b.name(), b.SHA256})
		case b == nil:
			out = append(out, loose{a.name(), a.SHA256})
		case a.SHA256 != b.SHA256:
			c.Documents.Text.add(b.name(), c.most)
		default:
			c.sameText(a, b, columns, fields)
		}
	})
	if err != nil {
		return err
	}
	c.comeAndGone(out, in)
	for _, f := range slices.Sorted(maps.Keys(fields)) {
		c.Documents.Fields = append(c.Documents.Fields, FieldCount{f, fields[f]})
	}
	slices.SortStableFunc(c.Documents.Fields, func(a, b FieldCount) int { return cmp.Compare(b.Documents, a.Documents) })
	return nil
}

// sameText compares the columns of documents with the same text.
func (c *comparison) sameText(a, b *documentRow, columns []string, counts map[string]int) {
	var differ []string
	for _, name := range columns {
		if a.Fields[name] != b.Fields[name] {
			differ = append(differ, name)
		}
	}
	switch {
	case len(differ) == 0:
	case len(differ) == 1 && differ[0] == "source":
		c.Documents.Moved.add(b.name(), c.most)
	default:
		for _, name := range differ {
			counts[name]++
		}
		c.Documents.Edited.add(Edited{b.name(), differ}, c.most)
	}
}

// comeAndGone tells documents that got another id from those that came and went.
// Of several with one text the first goes with the first.
func (c *comparison) comeAndGone(out, in []loose) {
	byText := map[string][]int{}
	for i, d := range out {
		byText[d.sha256] = append(byText[d.sha256], i)
	}
	renamed := make([]bool, len(out))
	for _, d := range in {
		old := byText[d.sha256]
		if len(old) == 0 {
			c.Documents.In.add(d.Document, c.most)
			continue
		}
		byText[d.sha256] = old[1:]
		renamed[old[0]] = true
		c.Documents.Renamed.add(Renamed{d.Document, out[old[0]].ID}, c.most)
	}
	for i, d := range out {
		if !renamed[i] {
			c.Documents.Out.add(d.Document, c.most)
		}
	}
}

// columns are those of a table that both runs have, the ones that are read by name
// apart; the others are noted.
func (c *comparison) columns(name string) (both []string, err error) {
	has := map[string]int{}
	var all []string
	for _, r := range []*result.Run{c.before, c.after} {
		names, err := columnNames(r, name)
		if err != nil {
			return nil, err
		}
		for _, n := range names {
			if has[n]++; has[n] == 1 {
				all = append(all, n)
			}
		}
	}
	for _, n := range all {
		switch {
		case n == "id" || n == "sha256":
		case has[n] == 2:
			both = append(both, n)
		default:
			c.apart = append(c.apart, "documents."+n+": only one of the runs has the column")
		}
	}
	return both, nil
}

func columnNames(r *result.Run, table string) (names []string, err error) {
	t, err := r.Table(table)
	if err != nil {
		return nil, err
	}
	for _, col := range t.Columns() {
		names = append(names, col.Name)
	}
	return names, t.Close()
}
