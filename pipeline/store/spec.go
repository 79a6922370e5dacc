package store

import (
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/table"
)

// SchemaVersion counts the changes to the tables: a column renamed or removed,
// or a meaning changed. A table or column that is added leaves it as it is.
//
//	1  first
//	2  breaks are the steps of shapes; shifts.contribution is per token
const SchemaVersion = 2

// Specs lists all tables, in the order of the codebook. meta are the keys of the
// user's own columns in the order of the configuration.
func Specs(meta []string) []table.Spec {
	specs := []table.Spec{
		table.SpecOf[DocumentRow]().With(MetaColumns(meta)), table.SpecOf[CountRow](), table.SpecOf[HitRow](), table.SpecOf[SentenceRow](),
	}
	for _, t := range sumTables {
		specs = append(specs, t.spec)
	}
	return specs
}

// Tables lists the tables in the folder of a run: those of Specs first, in their
// order, then any others by name.
func Tables(runDir string) ([]string, error) {
	names, err := table.List(runDir)
	specs := Specs(nil)
	place := func(name string) int {
		if i := slices.IndexFunc(specs, func(s table.Spec) bool { return s.Name == name }); i >= 0 {
			return i
		}
		return len(specs)
	}
	slices.SortStableFunc(names, func(a, b string) int { return place(a) - place(b) })
	return names, err
}

// MetaColumns names the user's columns by their keys. A name that documents has
// already gets meta_ before it; some readers do not tell A from a, so neither
// does this.
func MetaColumns(keys []string) []table.Column {
	taken := map[string]bool{}
	for _, c := range table.SpecOf[DocumentRow]().Columns {
		taken[c.Name] = true
	}
	var out []table.Column
	for _, key := range keys {
		name := key
		for name == "" || taken[strings.ToLower(name)] {
			name = "meta_" + name
		}
		taken[strings.ToLower(name)] = true
		out = append(out, table.Column{Name: name, Type: table.Text, Nullable: true, Repeats: true, Meaning: "the user's column " + key})
	}
	return out
}

// write writes a table of a run.
func write[T any](dir string, fill func(*table.Writer[T]) error) error {
	return table.Write(dir, table.Options{Version: SchemaVersion}, fill)
}
