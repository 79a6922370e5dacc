package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/frameshift/frameshift/pipeline/table"
)

// seriesFile is a series from a file: values, or counts out of totals.
type seriesFile struct {
	periods         []string // "" where the file has none
	values          []float64
	positive, total []int64 // nil for a series of values
}

// maxSeries is the longest series that is read, all pairs of whose periods are
// looked at, and the largest number of rated units.
const maxSeries = 10_000

// readSeries reads a CSV or Parquet file with a column value, or positive and
// total, and perhaps period, in the order of its rows. An empty value, or NA, is
// a gap.
func readSeries(path string) (*seriesFile, error) {
	header, rows, err := readColumns(path, maxSeries)
	if err != nil {
		return nil, err
	}
	at := func(name string) int {
		for i, h := range header {
			if strings.EqualFold(strings.TrimSpace(h), name) {
				return i
			}
		}
		return -1
	}
	value, positive, total, period := at("value"), at("positive"), at("total"), at("period")
	if value < 0 && (positive < 0 || total < 0) {
		return nil, fmt.Errorf("%s: want a column value, or positive and total; it has %s", filepath.Base(path), strings.Join(header, ", "))
	}
	s := &seriesFile{}
	for i, row := range rows {
		if err := s.add(row, value, positive, total, period); err != nil {
			return nil, fmt.Errorf("%s: row %d: %w", filepath.Base(path), i+1, err)
		}
	}
	return s, nil
}

func (s *seriesFile) add(row []string, value, positive, total, period int) (err error) {
	name := ""
	if period >= 0 {
		name = row[period]
	}
	s.periods = append(s.periods, name)
	if value >= 0 {
		v := math.NaN()
		if text := strings.TrimSpace(row[value]); text != "" && text != "NA" {
			if v, err = strconv.ParseFloat(text, 64); err != nil || math.IsInf(v, 0) {
				return fmt.Errorf("value %q is no number", text)
			}
		}
		s.values = append(s.values, v)
		return nil
	}
	var counts [2]int64
	gap := false
	for i, column := range []int{positive, total} {
		text := strings.TrimSpace(row[column])
		if text == "" || text == "NA" {
			gap = true
		} else if counts[i], err = strconv.ParseInt(text, 10, 64); err != nil {
			return fmt.Errorf("%q is no count", text)
		}
	}
	if gap { // either count alone says nothing
		counts = [2]int64{}
	}
	if counts[0] < 0 || counts[0] > counts[1] {
		return fmt.Errorf("%d of %d are no counts: want positive from 0 to total", counts[0], counts[1])
	}
	s.positive, s.total = append(s.positive, counts[0]), append(s.total, counts[1])
	return nil
}

// readColumns reads a file of at most so many rows into rows of text of one length.
func readColumns(path string, most int) (header []string, rows [][]string, err error) {
	if strings.EqualFold(filepath.Ext(path), ".parquet") {
		return readParquet(path, most)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	r := csv.NewReader(f) // which wants every row as long as the first
	if header, err = r.Read(); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return header, rows, nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
		if rows = append(rows, row); len(rows) > most {
			return nil, nil, fmt.Errorf("%s: more than %d rows, the most that is read", filepath.Base(path), most)
		}
	}
}

func readParquet(path string, most int) (header []string, rows [][]string, err error) {
	t, err := table.Open(filepath.Dir(path), strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	if t.NumRows() > int64(most) {
		return nil, nil, fmt.Errorf("%s: more than %d rows, the most that is read", filepath.Base(path), most)
	}
	for _, c := range t.Columns() {
		header = append(header, c.Name)
	}
	for cells, err := range t.Rows() {
		if err != nil {
			return nil, nil, err
		}
		row := make([]string, len(cells))
		for i, cell := range cells {
			row[i] = table.CellText(cell)
		}
		rows = append(rows, row)
	}
	return header, rows, nil
}
