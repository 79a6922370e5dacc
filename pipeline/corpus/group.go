package corpus

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// grouper joins the records of one file into documents, see Group.
type grouper struct {
	pass   *pass
	open   map[string]*joined
	order  []*joined // by their first record
	held   int       // bytes of them all
	last   *joined   // of the record before
	closed map[[sha256.Size]byte]bool
}

// joined is a document made of records.
type joined struct {
	key     string
	file    *file
	fields  []joinedField
	places  map[string]int // of the fields
	texts   []orderedText
	lines   []span
	size    int // of the texts
	wrong   *fault
	started int // the first record
}

type joinedField struct {
	name   string
	values []string // distinct ones
}

type orderedText struct {
	order string
	text  string
}

// span is a run of records that follow each other.
type span struct{ first, last int }

// documentCost is about what a document takes besides its texts.
const documentCost = 1 << 10

// maxValues is how many distinct values of a field a document keeps.
const maxValues = 20

func newGrouper(p *pass) *grouper {
	return &grouper{pass: p, open: map[string]*joined{}, closed: map[[sha256.Size]byte]bool{}}
}

// add takes the next record.
func (g *grouper) add(raw Raw) error {
	r := g.pass.Reader
	fields, err := recordFields(raw, r.textFields(), r.options.Limits.Fields)
	if err != nil {
		return g.reject(raw, err)
	}
	if !slices.ContainsFunc(fields, func(f Field) bool { return strings.TrimSpace(f.Value) != "" }) {
		return nil
	}
	text, err := r.textOf(&draft{raw: raw, record: fields}, r.textNames())
	if err != nil {
		return g.reject(raw, err)
	}
	key, err := g.key(raw.file, fields)
	if err != nil {
		return g.reject(raw, err)
	}
	d := g.open[key]
	if d == nil {
		if g.closed[sha256.Sum256([]byte(key))] {
			return g.reject(raw, faultf(ReasonBadRecord, "its document was closed: its records lie further apart than limits.member (%s); sort the file by corpus.group", r.options.Limits.Member))
		}
		d = &joined{key: key, file: raw.file, places: map[string]int{}, started: raw.line, size: documentCost}
		g.open[key] = d
		g.held += d.size
		g.order = append(g.order, d)
	}
	g.extend(d, raw.line, fields, text)
	return g.shrink(d)
}

func (g *grouper) reject(raw Raw, err error) error {
	g.last = nil
	return g.pass.reject(raw.Source, ReasonBadRecord, err)
}

// key is what the records of one document have in common.
func (g *grouper) key(f *file, fields []Field) (string, error) {
	var key strings.Builder
	key.WriteString(f.sheet + "\x00")
	for _, name := range g.pass.options.Group.By {
		v, ok := find(fields, name)
		if !ok {
			v, ok = find(fields, g.pass.recordField(name))
		}
		if v = strings.TrimSpace(v); !ok || v == "" {
			return "", faultf(ReasonBadRecord, "no value in %s, by which corpus.group joins", name)
		}
		key.WriteString(v)
		key.WriteByte(0)
	}
	return key.String(), nil
}

// extend adds a record to its document.
func (g *grouper) extend(d *joined, line int, fields []Field, text string) {
	if g.last == d {
		d.lines[len(d.lines)-1].last = line
	} else {
		d.lines = append(d.lines, span{line, line})
		d.size += 16
		g.held += 16
	}
	g.last = d
	before := d.size
	order, _ := find(fields, g.pass.options.Group.Order)
	if strings.TrimSpace(text) != "" && d.wrong == nil {
		d.texts = append(d.texts, orderedText{strings.TrimSpace(order), text})
		d.size += len(text) + len(order)
	}
	texts := g.pass.textFields()
	for _, f := range fields {
		if v := strings.TrimSpace(f.Value); v != "" && d.wrong == nil && !slices.Contains(texts, f.Key) {
			d.size += d.note(f.Key, v)
		}
	}
	if date := d.field(g.pass.recordField("date")); date != nil && len(date.values) > 1 && d.wrong == nil {
		d.fail(faultf(ReasonBadDate, "records of one document state different dates, %s and %s (record %d): name a further field in corpus.group", date.values[0], date.values[1], line))
	}
	if limit := g.pass.options.Limits.Document; d.size > int(limit) && d.wrong == nil {
		d.fail(faultf(ReasonTooLarge, "its records come to more than limits.document (%s)", limit))
	}
	g.held += d.size - before
}

// fail gives up a document, of which nothing need be held any more.
func (d *joined) fail(f *fault) { d.wrong, d.texts, d.fields, d.size = f, nil, nil, 0 }

func (d *joined) field(name string) *joinedField {
	if i, ok := d.places[name]; ok && i < len(d.fields) {
		return &d.fields[i]
	}
	return nil
}

// note keeps a value of a field, if it is new, and returns what that costs.
func (d *joined) note(name, value string) int {
	f := d.field(name)
	if f == nil {
		d.places[name] = len(d.fields)
		d.fields = append(d.fields, joinedField{name: name, values: []string{value}})
		return len(name) + len(value)
	}
	if len(f.values) > maxValues || slices.Contains(f.values, value) {
		return 0
	}
	f.values = append(f.values, value)
	return len(value)
}

// shrink closes all documents but the one at hand where too much is held.
func (g *grouper) shrink(but *joined) error {
	if g.held <= int(g.pass.options.Limits.Member) {
		return nil
	}
	for _, d := range g.order {
		if d == but {
			continue
		}
		g.closed[sha256.Sum256([]byte(d.key))] = true
		delete(g.open, d.key)
		g.held -= d.size
		if err := g.hand(d); err != nil {
			return err
		}
	}
	g.order = append(g.order[:0:0], but)
	return nil
}

// close hands on what is open at the end of the file.
func (g *grouper) close() error {
	for _, d := range g.order {
		if err := g.hand(d); err != nil {
			return err
		}
	}
	return nil
}

// hand makes one item of a document.
func (g *grouper) hand(d *joined) error {
	source := d.file.source + "#" + spans(d.lines)
	if d.wrong != nil {
		return g.pass.send(rejected(source, d.wrong))
	}
	slices.SortStableFunc(d.texts, func(a, b orderedText) int { return compareOrder(a.order, b.order) })
	var text strings.Builder
	for i, t := range d.texts {
		if i > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(t.text)
	}
	id := g.pass.recordField("id")
	var record []Field
	for _, f := range d.fields {
		if f.name == id && len(f.values) > 1 {
			continue // the ids of the records are not its own
		}
		more := ""
		if len(f.values) > maxValues {
			f.values, more = f.values[:maxValues], "; …"
		}
		record = append(record, Field{f.name, strings.Join(f.values, "; ") + more})
	}
	raw := Raw{Source: source, file: d.file, form: formGroup, line: d.started, record: record, text: text.String()}
	d.texts, d.fields = nil, nil
	return g.pass.send(raw)
}

// compareOrder puts numbers before other text, by their value.
func compareOrder(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	switch {
	case errX == nil && errY == nil:
		return cmp.Compare(x, y)
	case errX == nil:
		return -1
	case errY == nil:
		return 1
	}
	return cmp.Compare(a, b)
}

// maxSpans is how many runs of records a source names.
const maxSpans = 8

func spans(lines []span) string {
	var out []string
	for _, s := range lines[:min(len(lines), maxSpans)] {
		if s.first == s.last {
			out = append(out, strconv.Itoa(s.first))
		} else {
			out = append(out, fmt.Sprintf("%d-%d", s.first, s.last))
		}
	}
	if len(lines) > maxSpans {
		out = append(out, fmt.Sprintf("…%d", lines[len(lines)-1].last))
	}
	return strings.Join(out, ",")
}
