package corpus

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// placeNames are what the place of an item gives, see draft.place.
var placeNames = []string{"path", "stem", "file", "member", "line"}

// knownNames are the names that a document can have a value under before a table is
// joined, but for those of record fields.
func (r *Reader) knownNames(before int) []string {
	names := append(slices.Clone(baseFields), placeNames...)
	names = append(names, "year")
	for _, p := range r.patterns {
		names = append(names, p.names()...)
	}
	names = slices.AppendSeq(names, maps.Keys(r.options.Fields))
	names = slices.AppendSeq(names, maps.Keys(r.options.Set))
	for to, rule := range r.options.Map {
		if r.mapsEarly(to, rule.From) {
			names = append(names, to)
		}
	}
	for _, t := range r.tables[:before] {
		for _, c := range t.Columns {
			names = append(names, c.To)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// checkKeys refuses the name of a key that no document of the inputs can have: one
// that is known nowhere, where no file holds records that could have it.
func (r *Reader) checkKeys() error {
	err := r.unknownKey(func(*table, int) bool { return false })
	if err != nil && slices.ContainsFunc(r.inputs, r.mayHoldRecords) {
		return nil
	}
	return err
}

// mayHoldRecords says whether anything in an input is more than a text, by its name.
func (r *Reader) mayHoldRecords(in *input) bool {
	if !in.folder {
		return in.kind != kindText
	}
	found := false
	_ = r.root.walk(in.path, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // Read rejects it
		}
		_, is := junk(d.Name())
		if is || kindOf(path) == kindText || r.isTable(path) || r.isOwn(path) {
			return nil
		}
		found = true
		return fs.SkipAll
	})
	return found
}

// CheckKeys is the error of a key of a metadata table under which no document had a
// value. It is asked when all items have been decoded.
func (r *Reader) CheckKeys() error {
	return r.unknownKey(func(t *table, i int) bool { return t.met[i].Load() || !t.decoded.Load() })
}

func (r *Reader) unknownKey(met func(*table, int) bool) error {
	for n, t := range r.tables {
		known := r.knownNames(n)
		for i, key := range t.keys {
			for _, name := range key.names() {
				if !slices.Contains(known, name) && !met(t, i) {
					return fmt.Errorf("corpus.metadata: %s: on: {%s: %s}: no document has a %q; there are %s, and the fields of records",
						t.File, t.On[i].From, t.On[i].To, name, strings.Join(known, ", "))
				}
			}
		}
	}
	return nil
}
