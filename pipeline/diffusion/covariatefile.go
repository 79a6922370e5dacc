package diffusion

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// readCovariate reads a CSV file with the columns period and value, and perhaps issuer.
func (s *study) readCovariate(path string) (*covariate, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usage.Wrap(err)
	}
	defer f.Close()
	out := &covariate{filepath.Base(path), map[string][]float64{}}
	r := csv.NewReader(f)
	header, err := r.Read()
	if err != nil {
		return nil, usage.Errorf("%s: %w", out.name, err)
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	period, value, issuer := slices.Index(header, "period"), slices.Index(header, "value"), slices.Index(header, "issuer")
	if period < 0 || value < 0 {
		return nil, usage.Errorf("%s: want the columns period and value, and issuer if there are any; it has %s", out.name, strings.Join(header, ", "))
	}
	seen := map[string]int{}
	for row := 2; ; row++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = s.covariateRow(out, cells, period, value, issuer, seen, row)
		}
		if err != nil {
			return nil, usage.Errorf("%s: line %d: %w", out.name, row, err)
		}
	}
	if len(out.values) == 0 {
		return nil, usage.Errorf("%s: no row lies between the first document and the last, %s", out.name, s.docs.found())
	}
	return out, nil
}

func (s *study) covariateRow(c *covariate, cells []string, period, value, issuer int, seen map[string]int, row int) error {
	day, err := parsePeriod(strings.TrimSpace(cells[period]))
	if err != nil {
		return err
	}
	who := ""
	if issuer >= 0 {
		who = strings.TrimSpace(cells[issuer])
	}
	start := s.docs.freq.Start(day)
	key := who + " " + start.Format(time.DateOnly)
	if at := seen[key]; at > 0 {
		return fmt.Errorf("%s is on line %d already: one value for a %s", strings.TrimSpace(key), at, s.docs.freq)
	}
	seen[key] = row
	text := strings.TrimSpace(cells[value])
	if text == "" || text == "NA" {
		return nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return fmt.Errorf("value %q is no number", text)
	}
	at, in := slices.BinarySearchFunc(s.docs.periods, start, time.Time.Compare)
	if !in {
		return nil
	}
	if c.values[who] == nil {
		c.values[who] = missing(len(s.docs.periods))
	}
	c.values[who][at] = v
	return nil
}

// parsePeriod reads 2015, 2015-07 or 2015-07-01.
func parsePeriod(text string) (time.Time, error) {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("period %q is no date: want 2015, 2015-07 or 2015-07-01", text)
}

func missing(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}
