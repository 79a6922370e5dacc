package main

import (
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ratingsFile is what coders gave units: numbers, or words by their place in
// alphabetical order.
type ratingsFile struct {
	coders   []string
	ratings  [][]float64 // by coder and unit; NaN where there is none
	given    int
	numbers  bool // else words, which have no order
	negative bool // among the numbers
	warnings []string
}

// maxCategories bounds the tables of pairs of different ratings.
const maxCategories = 200

// readRatings reads a CSV or Parquet file with a row a unit and a column a
// coder, but for a first column unit. Empty, or NA, is a missing rating.
func readRatings(path string) (*ratingsFile, error) {
	header, rows, err := readColumns(path, maxSeries)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	first := 0
	if len(header) > 0 && strings.EqualFold(strings.TrimSpace(header[0]), "unit") {
		first = 1
		if err := distinctUnits(rows); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	r := &ratingsFile{}
	for _, h := range header[first:] {
		if h = strings.TrimSpace(h); slices.Contains(r.coders, h) {
			return nil, fmt.Errorf("%s: two columns are named %q: want one a coder", name, h)
		}
		r.coders = append(r.coders, h)
	}
	if len(r.coders) < 2 || len(rows) == 0 {
		return nil, fmt.Errorf("%s: want a column for each of two coders or more, and a row a unit; it has %d rows and the columns %s",
			name, len(rows), strings.Join(header, ", "))
	}
	texts := make([][]string, len(r.coders))
	for c := range r.coders {
		for _, row := range rows {
			texts[c] = append(texts[c], strings.TrimSpace(row[first+c]))
		}
	}
	if err := r.read(texts); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

func distinctUnits(rows [][]string) error {
	seen := map[string]int{}
	for i, row := range rows {
		unit := strings.TrimSpace(row[0])
		if at, again := seen[unit]; again {
			return fmt.Errorf("row %d: unit %q is that of row %d: want one row a unit, one column a coder", i+1, unit, at)
		}
		seen[unit] = i + 1
	}
	return nil
}

// read turns texts[coder][unit] into ratings.
func (r *ratingsFile) read(texts [][]string) error {
	values := map[string]float64{}
	r.numbers = true
	for c, column := range texts {
		for i, text := range column {
			if text == "" || text == "NA" {
				continue
			}
			v, err := strconv.ParseFloat(text, 64)
			if r.numbers && (err != nil || math.IsInf(v, 0) || math.IsNaN(v)) {
				r.numbers = false
				r.warnings = append(r.warnings, fmt.Sprintf("row %d, %s: %q is no number, so ratings are names: nominal level only", i+1, r.coders[c], text))
			}
			r.negative = r.negative || v < 0
			r.given++
			values[text] = v
		}
	}
	if !r.numbers {
		for place, text := range slices.Sorted(maps.Keys(values)) {
			values[text] = float64(place)
		}
	}
	if len(values) > maxCategories {
		return fmt.Errorf("%d different ratings, more than %d: does a column hold something else?", len(values), maxCategories)
	}
	for _, column := range texts {
		r.ratings = append(r.ratings, ratingsOf(column, values))
	}
	return nil
}

func ratingsOf(column []string, values map[string]float64) []float64 {
	out := make([]float64, len(column))
	for i, text := range column {
		v, given := values[text]
		if out[i] = v; !given {
			out[i] = math.NaN()
		}
	}
	return out
}
