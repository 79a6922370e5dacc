package corpus

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/frameshift/frameshift/pipeline/objects"
)

// table is a metadata table in memory, by key.
type table struct {
	Table
	path    string
	input   Input
	keys    []template    // what is compared with each column of On
	met     []atomic.Bool // the keys of which a document has had a value
	decoded atomic.Bool   // a document came to the join
	order   dateOrder     // of its dates
	rows    map[string]*tableRow
	loose   map[string]*tableRow // by looseKey; nil where several rows have it
	listed  []*tableRow          // in the order of the table
	badRows int                  // rows that do not parse, or have an empty key
	left    []string             // what of it is not read
	missed  missed
}

type tableRow struct {
	key        []string
	values     [][]string  // by column, each distinct value once
	used, kept atomic.Bool // by a document that was decoded, or counts
	repeated   int         // further rows with its key
	place      int         // among the rows of its table, from 1
}

func (r *Reader) loadTables() error {
	for _, options := range r.options.Metadata {
		path, tried, err := r.findTable(options.File)
		if err != nil {
			return fmt.Errorf("metadata table: %w", err)
		} else if path == "" && options.Optional {
			r.notes = append(r.notes, fmt.Sprintf("metadata table %s was not found: its columns stay empty", filepath.Base(options.File)))
			continue
		} else if path == "" {
			return fmt.Errorf("metadata table %s was not found (looked in %s)", options.File, strings.Join(tried, ", "))
		}
		t := newTable(options, path)
		if err := t.load(r.root, r.options.Limits); err != nil {
			return fmt.Errorf("read metadata table %s: %w", options.File, err)
		}
		t.order = t.dateOrder(r.dates)
		r.tables = append(r.tables, t)
	}
	return r.checkKeys()
}

// newTable is an empty table; that its keys compile has been checked.
func newTable(options Table, path string) *table {
	t := &table{Table: options, path: path, rows: map[string]*tableRow{}, met: make([]atomic.Bool, len(options.On))}
	for _, on := range options.On {
		key, _ := compileKey(on.To)
		t.keys = append(t.keys, key)
	}
	return t
}

// findTable looks in the places that the type Table names.
func (r *Reader) findTable(name string) (path string, tried []string, err error) {
	if filepath.IsAbs(name) || r.root.remote(name) {
		tried = []string{""}
	} else {
		for _, in := range r.inputs {
			if in.folder {
				tried = append(tried, in.path)
			}
			tried = append(tried, r.root.parent(in.path))
		}
		if r.options.Dir != "" && r.root.fs == nil {
			tried = append(tried, r.options.Dir)
		}
		tried = append(tried, ".")
	}
	for _, dir := range tried {
		path := r.root.join(dir, name)
		info, err := r.root.stat(path)
		if err == nil && info.Mode().IsRegular() {
			return path, nil, nil
		} else if objects.IsFailure(err) { // or who knows whether it is there
			return "", nil, err
		}
	}
	return "", slices.Compact(tried), nil
}

// isTable reports whether a file in a folder is one of the metadata tables.
func (r *Reader) isTable(path string) bool {
	for _, t := range r.tables {
		if a, err := r.root.abs(t.path); err == nil && a == path || r.sameFile(t.path, path) {
			return true
		}
	}
	return false
}

// isOwn reports whether a file in a folder is the configuration or a lexicon.
func (r *Reader) isOwn(path string) bool {
	return slices.ContainsFunc(r.options.Own, func(own string) bool { return r.sameFile(own, path) })
}

// sameFile compares a file of the machine, which may be named by a link, with one in an input.
func (r *Reader) sameFile(named, path string) bool {
	if r.root.fs != nil || named == "" || !strings.EqualFold(filepath.Ext(named), filepath.Ext(path)) {
		return false
	}
	a, err := os.Stat(named)
	if err != nil {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

func (t *table) load(at root, limits Limits) error {
	info, err := at.stat(t.path)
	if err != nil {
		return cause(err)
	}
	if info.Size() > int64(limits.Member) {
		return fmt.Errorf("%d bytes, more than limits.member (%s)", info.Size(), limits.Member)
	}
	data, err := at.read(t.path)
	if err != nil {
		return cause(err)
	}
	sum := sha256.Sum256(data)
	t.input = Input{Name: filepath.Base(t.path), Kind: "metadata", Files: 1, Bytes: int64(len(data)), SHA256: hex.EncodeToString(sum[:])}
	seen := map[string]bool{}
	if err := t.records(data, limits, seen); err != nil {
		return err
	}
	t.loosen()
	return t.checkColumns(seen)
}

// checkColumns compares what the configuration asks for with what was there.
func (t *table) checkColumns(seen map[string]bool) error {
	for _, p := range append(slices.Clone(t.On), t.Columns...) {
		if !seen[p.From] {
			var have []string
			for name := range seen {
				have = append(have, name)
			}
			slices.Sort(have)
			return fmt.Errorf("no column %q; it has %s", p.From, strings.Join(have, ", "))
		}
	}
	return nil
}

// records adds every row of the table, with the readers that documents have.
// Damage that costs the rest of it is an error: half a table would leave
// documents without their columns, and nobody would know which.
func (t *table) records(data []byte, limits Limits, seen map[string]bool) error {
	f := &file{path: filepath.Base(t.path), kind: kindOf(t.path)}
	if f.kind == kindText || f.kind == kindUnsupported || f.kind.archive() {
		return errors.New("a table is .xlsx, .csv, .tsv, .json or .jsonl")
	}
	options := Options{Encoding: encodingAuto, Sheet: t.Sheet, Limits: limits}
	p := &pass{Reader: &Reader{options: options}, ctx: context.Background()}
	for _, c := range append(slices.Clone(t.On), t.Columns...) {
		p.need = append(p.need, c.From)
	}
	p.emit = func(raw Raw) error { return t.row(raw, limits, seen) }
	err := p.content(f, bufio.NewReader(bytes.NewReader(data)), int64(len(data)))
	if known := (*fault)(nil); errors.As(err, &known) && known.lost {
		return endLost(known.detail)
	}
	return err
}

func endLost(detail string) error { return fmt.Errorf("%s: mend the file, or save it anew", detail) }

// row takes a row, or what is wrong with one or with a sheet.
func (t *table) row(raw Raw, limits Limits, seen map[string]bool) error {
	if x := raw.rejection; x != nil {
		switch {
		case x.Lost:
			return endLost(x.Detail)
		case x.Reason == ReasonBadRecord || x.Reason == ReasonTooLarge:
			t.badRows++
		default: // a sheet
			t.left = append(t.left, x.Detail)
		}
		return nil
	}
	fields, err := recordFields(raw, nil, limits.Fields)
	if err != nil {
		t.badRows++
		return nil
	}
	if raw.form == formCells {
		t.dates(fields, raw.file.date1904)
	}
	t.add(fields, seen)
	return nil
}

// dates makes dates of serial numbers in the columns that are to be dates.
func (t *table) dates(fields []Field, date1904 bool) {
	for _, c := range t.Columns {
		for i := range fields {
			if c.To != "date" || fields[i].Key != c.From {
				continue
			}
			if d, ok := parseSerial(strings.TrimSpace(fields[i].Value), date1904); ok {
				fields[i].Value = d.String()
			}
		}
	}
}

func (t *table) add(fields []Field, seen map[string]bool) {
	for i, f := range fields {
		fields[i].Value = strings.TrimSpace(f.Value)
		seen[f.Key] = true
	}
	parts := make([]string, len(t.On))
	for i, on := range t.On {
		parts[i], _ = find(fields, on.From)
	}
	key, whole := joinKey(parts, keyPart)
	if !whole {
		t.badRows++
		return
	}
	row := t.rows[key]
	if row == nil {
		row = &tableRow{key: parts, values: make([][]string, len(t.Columns)), place: len(t.listed) + 1}
		t.rows[key] = row
		t.listed = append(t.listed, row)
	} else {
		row.repeated++
	}
	for i, c := range t.Columns {
		if v, _ := find(fields, c.From); v != "" && !slices.Contains(row.values[i], v) {
			row.values[i] = append(row.values[i], v)
		}
	}
}

// loosen makes the index by looser keys.
func (t *table) loosen() {
	t.loose = map[string]*tableRow{}
	for _, row := range t.listed {
		key, _ := t.looseKey(row.key)
		if _, ok := t.loose[key]; ok {
			row = nil
		}
		t.loose[key] = row
	}
}

// dateOrder is what the dates of the whole table show of their order.
func (t *table) dateOrder(dates *dateParser) (order dateOrder) {
	for i, c := range t.Columns {
		if c.To != "date" {
			continue
		}
		for _, row := range t.listed {
			for _, text := range row.values[i] {
				order |= dates.read(text).order
			}
		}
	}
	return order
}
