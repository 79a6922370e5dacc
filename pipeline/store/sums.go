package store

import (
	"iter"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Sums are what a run says beyond its documents.
type Sums struct {
	Series     iter.Seq[series.Row] // in the order of the table's key: by group there can be very many
	Terms      []series.TermRow     // in any order, and put into that of the key
	Parts      []series.PartRow     // likewise
	Evidence   series.Evidence      // in order
	Rejections []corpus.Rejection   // likewise
}

// WriteSums writes the tables of sums into dir, several at a time.
func WriteSums(dir string, s *Sums) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, t := range sumTables {
		g.Go(func() error { return t.write(dir, s) })
	}
	return g.Wait()
}

// sumTable is a table of sums: how it is declared, and how it is filled.
type sumTable struct {
	spec  table.Spec
	write func(dir string, s *Sums) error
}

// sumTables are in the order of the codebook. A further table is a line here, its
// row struct, and what makes a row.
var sumTables = []sumTable{
	{table.SpecOf[SeriesRow](), writeSeries},
	sumsOf(func(s *Sums) []series.TrendRow { return s.Evidence.Trends }, trendRow),
	sumsOf(func(s *Sums) []series.ShapeRow { return s.Evidence.Shapes }, shapeRow),
	sumsOf(func(s *Sums) []series.BreakRow { return s.Evidence.Breaks }, breakRow),
	sumsOf(func(s *Sums) []series.PartRow { return inOrder(s.Parts, compareParts) }, partRow),
	sumsOf(func(s *Sums) []series.TermRow { return inOrder(s.Terms, compareTerms) }, termRow),
	sumsOf(func(s *Sums) []series.ShiftRow { return s.Evidence.Shifts }, shiftRow),
	sumsOf(func(s *Sums) []series.StabilityRow { return s.Evidence.Stability }, stabilityRow),
	{table.SpecOf[CompositionRow](), writeComposition},
	sumsOf(func(s *Sums) []corpus.Rejection { return inOrder(s.Rejections, compareRejections) }, quarantineRow),
}

// sumsOf is the table of what row makes of a list.
func sumsOf[T, R any](list func(*Sums) []T, row func(*T) R) sumTable {
	return sumTable{table.SpecOf[R](), func(dir string, s *Sums) error {
		rows := list(s)
		return write(dir, func(w *table.Writer[R]) error {
			for i := range rows {
				if err := w.Put(row(&rows[i])); err != nil {
					return err
				}
			}
			return nil
		})
	}}
}

// inOrder puts a list in order where it lies: of terms there can be megabytes.
func inOrder[T any](list []T, compare func(a, b T) int) []T {
	slices.SortFunc(list, compare)
	return list
}
