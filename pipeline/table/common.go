package table

import (
	"crypto/sha256"
	"errors"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go/format"
)

// Apart finds the rows of the table of T in two folders that may not be in the other: all
// but the groups of rows that both have to the byte. No two rows of a table have the
// same key.
func Apart[T any](dirA, dirB string) (a, b []Span, err error) {
	name := layoutOf[T]().spec.Name
	f, err := Open(dirA, name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	g, err := Open(dirB, name)
	if err != nil {
		return nil, nil, err
	}
	defer g.Close()
	if !slices.Equal(f.columns, g.columns) {
		return f.whole(), g.whole(), nil
	}
	sumsF, failedF := f.sums()
	sumsG, failedG := g.sums()
	if err := errors.Join(failedF, failedG); err != nil {
		return nil, nil, err
	}
	return f.without(sumsF, sumsG), g.without(sumsG, sumsF), nil
}

type groupSum [sha256.Size]byte

// sums are the hashes of the groups of rows, as they lie there.
func (f *File) sums() (sums []groupSum, err error) {
	for _, group := range f.parquet.Metadata().RowGroups {
		h := sha256.New()
		for i := range group.Columns {
			from, size := extent(&group.Columns[i].MetaData)
			if from < 0 || size <= 0 {
				return nil, f.failed(errors.New("the file is damaged: a column without pages"))
			}
			if _, err := io.Copy(h, io.NewSectionReader(f.file, from, size)); err != nil {
				return nil, f.failed(err)
			}
		}
		sums = append(sums, groupSum(h.Sum(nil)))
	}
	return sums, nil
}

// extent is where the pages of a column lie.
func extent(c *format.ColumnMetaData) (from, size int64) {
	from = c.DataPageOffset
	if c.DictionaryPageOffset > 0 {
		from = min(from, c.DictionaryPageOffset)
	}
	return from, c.TotalCompressedSize
}

// without are the rows of the groups that are not among others.
func (f *File) without(sums, others []groupSum) (spans []Span) {
	known := map[groupSum]bool{}
	for _, sum := range others {
		known[sum] = true
	}
	var start int64
	for i, group := range f.parquet.RowGroups() {
		end := start + group.NumRows()
		if !known[sums[i]] {
			spans = append(spans, Span{start, end})
		}
		start = end
	}
	return spans
}
