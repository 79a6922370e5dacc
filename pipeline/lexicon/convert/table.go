package convert

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/safe"
)

// The columns of a table of entries, in the order they are written. frame and
// term are needed, the others may be missing.
var columns = []string{"frame", "kind", "lang", "term", "weight", "match", "case", "note", "source", "id"}

const (
	kindEntry  = "entry"
	kindExcept = "except"
)

func readTable(text string, d *draft) error {
	t, err := newTable(text)
	if err != nil {
		return err
	}
	d.repeats = true
	places, err := columnsOf(t, d)
	if err != nil {
		return err
	}
	return t.each(func(record []string) error { return tableRow(t.line(), record, places, d) })
}

// each visits the rows until there is none, or an error.
func (t *table) each(visit func(record []string) error) error {
	for {
		record, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = visit(record)
		}
		if err != nil {
			return err
		}
	}
}

// columnsOf returns where each column stands.
func columnsOf(t *table, d *draft) (map[string]int, error) {
	places := map[string]int{}
	for i, h := range t.header {
		name := strings.ToLower(h)
		if _, twice := places[name]; twice {
			return nil, at(1, "the column %s stands twice", quote(h))
		}
		places[name] = i
		if !slices.Contains(columns, name) {
			d.lose(1, "the column "+quote(h), "left out: the columns are %s", strings.Join(columns, ", "))
		}
	}
	for _, needed := range []string{"frame", "term"} {
		if _, ok := places[needed]; !ok {
			return nil, at(1, "no column %s: a table of entries needs frame and term", needed)
		}
	}
	return places, nil
}

func tableRow(line int, record []string, places map[string]int, d *draft) error {
	cell := func(column, missing string) string {
		i, ok := places[column]
		if !ok || i >= len(record) || strings.TrimSpace(record[i]) == "" {
			return missing
		}
		return safe.FromCell(record[i])
	}
	if extra := len(record) - 1; extra >= len(places) {
		d.lose(line, "the cell "+quote(record[extra]), "left out, with those before it: the row is longer than the header")
	}
	e, err := tableEntry(line, cell)
	if err != nil {
		return err
	}
	code, kind := word(cell("lang", d.lang)), word(cell("kind", kindEntry))
	switch {
	case lang.Of(code) == nil:
		return at(line, "lang %s: want %s", quote(code), lang.Choice())
	case kind != kindEntry && kind != kindExcept:
		return at(line, "kind %s: want %s or %s", quote(kind), kindEntry, kindExcept)
	}
	name := cell("frame", "")
	if name == "" {
		return at(line, "the cell of frame is empty: give the frame the entry belongs to")
	}
	frame, _, err := d.category(line, []string{name})
	if err != nil {
		return err
	}
	return d.addTo(line, frame, code, kind == kindExcept, e)
}

func word(cell string) string { return strings.ToLower(strings.TrimSpace(cell)) }

func tableEntry(line int, cell func(column, missing string) string) (e lexicon.Entry, err error) {
	e = lexicon.Entry{
		ID: cell("id", ""), Term: cell("term", ""), Match: word(cell("match", lexicon.MatchGlob)),
		Note: cell("note", ""), Source: cell("source", ""),
	}
	if e.Weight, err = strconv.ParseFloat(strings.TrimSpace(cell("weight", "1")), 64); err != nil {
		return e, at(line, "weight %s: want a number above 0", quote(cell("weight", "")))
	}
	switch word(cell("case", "false")) {
	case "true", "yes", "1":
		e.Case = true
	case "false", "no", "0":
	default:
		return e, at(line, "case %s: want true or false", quote(cell("case", "")))
	}
	return e, nil
}

func writeTable(w *bufio.Writer, lex *lexicon.Lexicon) ([]Loss, error) {
	l := &losses{}
	if lex.Title != "" {
		l.lose(0, "title", "the format has no place for it")
	}
	loseWhole(l, lex)
	t := csv.NewWriter(w)
	if err := t.Write(columns); err != nil {
		return l.list(), err
	}
	for i := range lex.Frames {
		if err := writeFrame(t, &lex.Frames[i], l); err != nil {
			return l.list(), err
		}
	}
	t.Flush()
	return l.list(), t.Error()
}

func writeFrame(t *csv.Writer, f *lexicon.Frame, l *losses) error {
	if f.Label != "" {
		l.lose(0, "label of "+f.Key, "the format has no place for it")
	}
	if f.Definition != "" {
		l.lose(0, "definition of "+f.Key, "the format has no place for it")
	}
	entries := 0
	for _, lists := range []struct {
		kind string
		by   map[string][]lexicon.Entry
	}{{kindEntry, f.Entries}, {kindExcept, f.Except}} {
		for _, lang := range languages(lists.by) {
			for _, e := range lists.by[lang] {
				entries++
				if e != readBack(e) {
					l.lose(0, "entry "+quote(e.Term)+" of "+f.Key, "white space of its id, note or source comes back in another form")
				}
				if err := t.Write(tableRecord(f.Key, lists.kind, lang, e)); err != nil {
					return err
				}
			}
		}
	}
	if entries == 0 {
		l.lose(0, "frame "+f.Key, "left out: it has no entry")
	}
	return nil
}

// readBack is an entry as encoding/csv and readTable will give it back.
func readBack(e lexicon.Entry) lexicon.Entry {
	for _, s := range []*string{&e.ID, &e.Note, &e.Source} {
		*s = strings.ReplaceAll(*s, "\r\n", "\n")
		if strings.TrimSpace(*s) == "" {
			*s = ""
		}
	}
	return e
}

func tableRecord(frame, kind, lang string, e lexicon.Entry) []string {
	match, weight := e.Match, ""
	if match == lexicon.MatchGlob {
		match = ""
	}
	if e.Weight != 1 {
		weight = fmt.Sprint(e.Weight)
	}
	cased := ""
	if e.Case {
		cased = "true"
	}
	record := []string{frame, kind, lang, e.Term, weight, match, cased, e.Note, e.Source, e.ID}
	for i, text := range record {
		record[i] = safe.Cell(text)
	}
	return record
}
