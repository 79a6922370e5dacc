package spooltest

import (
	"fmt"
	"strings"

	"github.com/frameshift/frameshift/pipeline/series"
)

// Tables are all rows that are computed from an Aggregator, to the bit.
func Tables(a *series.Aggregator) (string, error) {
	e, err := a.NewExaminer()
	if err != nil {
		return "", err
	}
	var evidence series.Evidence
	for _, g := range a.Groups() {
		evidence.Add(e.Examine(g))
	}
	evidence.Sort()
	rows, err := a.Rows()
	if err != nil {
		return "", err
	}
	terms, err := a.Terms()
	var b strings.Builder
	for r := range rows {
		fmt.Fprintf(&b, "series %+v\n", r)
	}
	for _, r := range terms {
		fmt.Fprintf(&b, "terms %+v\n", r)
	}
	write(&b, "trends", evidence.Trends)
	write(&b, "breaks", evidence.Breaks)
	write(&b, "shifts", evidence.Shifts)
	write(&b, "stability", evidence.Stability)
	write(&b, "composition", evidence.Composition)
	fmt.Fprintf(&b, "coarse %d, warnings %q\n", a.Coarse(), a.Warnings())
	return b.String(), err
}

func write[T any](b *strings.Builder, table string, rows []T) {
	for _, r := range rows {
		fmt.Fprintf(b, "%s %+v\n", table, r)
	}
}

// Differ returns the first lines in which two texts differ, or nothing.
func Differ(got, want string) (string, string) {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return g[i], w[i]
		}
	}
	return "", ""
}
