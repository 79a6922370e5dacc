package corpus

import (
	"fmt"
	"strings"
	"sync"
)

// missed counts the documents without a row; the first in reading order is the example.
type missed struct {
	mu          sync.Mutex
	count       int
	seq         int64
	source, key string
}

func (m *missed) add(d *Document, key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.count == 0 || d.Seq < m.seq {
		m.seq, m.source, m.key = d.Seq, d.Source, key
	}
	m.count++
}

// warnings speak of all rows, or, where documents were left out, of those of the
// documents kept: whether a row without one would have been is not known.
func (t *table) warnings(all bool) (out []string) {
	for _, what := range t.left {
		out = append(out, fmt.Sprintf("metadata table %s: %s", t.input.Name, what))
	}
	unused, repeated, example := 0, 0, ""
	for _, row := range t.listed {
		if !row.used.Load() {
			if unused++; unused == 1 {
				example = t.rowInWords(row)
			}
		}
		if all || row.kept.Load() {
			repeated += row.repeated
		}
	}
	warn := func(n int, format string, args ...any) {
		if n > 0 {
			out = append(out, fmt.Sprintf("metadata table %s: %d %s", t.input.Name, n, fmt.Sprintf(format, args...)))
		}
	}
	has := ""
	if example != "" {
		has = "; the table has " + example
	}
	warn(t.missed.count, "documents have no row in it, such as %s with %s%s", t.missed.source, t.missed.key, has)
	if all {
		warn(unused, "of its keys match no document, such as %s", example)
	}
	warn(repeated, `rows repeat a key: distinct values are joined with "; "`)
	warn(t.badRows, "rows are left out: they do not parse, or have an empty key")
	return out
}

func (t *table) rowInWords(row *tableRow) string {
	names := make([]string, len(t.On))
	for i, on := range t.On {
		names[i] = on.From
	}
	return keyInWords(names, row.key)
}

func keyInWords(names, parts []string) string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = fmt.Sprintf("%s=%.40s", names[i], p)
	}
	return strings.Join(out, ", ")
}
