package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/survival"
	"github.com/frameshift/frameshift/pipeline/usage"
)

const adoptionLong = `Fit the hazard of taking something up to a table of units and periods: a CSV or
Parquet file with the columns adopted (1 or 0) and issuer, such as the table adoption
of frameshift diffusion, of which the rows at risk are taken. The hazard is 1 -
exp(-exp(xb)) (complementary log-log, the model of discrete time that goes with
proportional hazards), of the columns named with --x; log:COLUMN takes the logarithm, year:COLUMN the year
of a date, less 2000. Exposure grows with time: look at it with the year beside it too.
Errors are given twice: as if rows were independent, and with the rows of an issuer
hanging together. A file with several concepts is fitted one by one.

What is found is which issuers take it up sooner, beside what else they have in common.`

type adoptionFlags struct {
	x              []string
	event, cluster string
	json           bool
}

func newAdoption() *cobra.Command {
	var f adoptionFlags
	cmd := &cobra.Command{
		Use:     "adoption FILE",
		Short:   "Fit the hazard of taking a concept up to issuers and periods",
		Long:    adoptionLong,
		Example: "  frameshift adoption adoption.csv\n  frameshift adoption adoption.csv --x exposure_all,log:tokens,democracy --json",
		Args:    cobra.ExactArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			fits, err := f.fit(args[0])
			if err != nil {
				return err
			}
			if f.json {
				return printJSON(cmd.OutOrStdout(), fits)
			}
			for i := range fits {
				fits[i].print(cmd.OutOrStdout())
			}
			return nil
		}),
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.x, "x", []string{"exposure_all", "log:tokens"}, "`COLUMNS` that the hazard is a function of")
	flags.StringVar(&f.event, "event", "adopted", "`COLUMN` that says whether the unit then adopted")
	flags.StringVar(&f.cluster, "cluster", "issuer", "`COLUMN` of units whose rows hang together")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	return cmd
}

// mostAdoption is how many rows are read.
const mostAdoption = 5_000_000

// hazardFit is a fitted hazard of one concept.
type hazardFit struct {
	Concept  string       `json:"concept,omitempty"`
	Rows     int          `json:"rows"`
	Left     int          `json:"rows_left_out"` // with an empty cell
	Events   int          `json:"events"`
	Clusters int          `json:"clusters"`
	LogLik   any          `json:"log_likelihood"`
	Terms    []hazardTerm `json:"terms"`
	Warnings []string     `json:"warnings"`
}

type hazardTerm struct {
	Term   string `json:"term"`
	Coef   any    `json:"coef"`
	SE     any    `json:"se"`
	Robust any    `json:"se_robust"`
	Z      any    `json:"z_robust"`
	P      any    `json:"p_robust"`
}

// hazardRows are those of a concept.
type hazardRows struct {
	concept string
	event   []bool
	x       [][]float64
	cluster []int
	left    int
}

func (f *adoptionFlags) fit(path string) ([]hazardFit, error) {
	concepts, err := f.read(path)
	if err != nil {
		return nil, err
	}
	var out []hazardFit
	for _, r := range concepts {
		out = append(out, f.fitOne(r))
	}
	return out, nil
}

func (f *adoptionFlags) fitOne(r *hazardRows) hazardFit {
	out := hazardFit{Concept: r.concept, Rows: len(r.event), Left: r.left, Warnings: []string{}, Terms: []hazardTerm{}}
	for _, e := range r.event {
		out.Events += truth(e)
	}
	if out.Events == 0 || out.Events == out.Rows {
		out.Warnings = append(out.Warnings, "no row, or every row, adopts: there is nothing to fit")
		return out
	}
	h, err := survival.Cloglog(r.event, r.x, r.cluster)
	if errors.Is(err, survival.ErrSingular) {
		out.Warnings = append(out.Warnings, "a column is the same in all rows, or follows from the others: leave it out of --x")
		return out
	}
	out.Clusters, out.LogLik = h.Clusters, finite(h.LogLik)
	if !h.Converged {
		out.LogLik = nil
		out.Warnings = append(out.Warnings, "the fit does not settle: a column tells those who adopt from those who do not without an exception")
		return out
	}
	if h.Events < 10*len(f.x) {
		out.Warnings = append(out.Warnings, fmt.Sprintf("%d who adopt, %d columns: under ten a column the errors are rough", h.Events, len(f.x)))
	}
	if h.Clusters < fewClusters {
		out.Warnings = append(out.Warnings, fmt.Sprintf("%d clusters: under %d robust errors are too small", h.Clusters, fewClusters))
	}
	for i, name := range append([]string{"constant"}, f.x...) {
		z := h.Coef[i] / h.Robust[i]
		out.Terms = append(out.Terms, hazardTerm{name, finite(h.Coef[i]), finite(h.SE[i]), finite(h.Robust[i]), finite(z), finite(math.Erfc(math.Abs(z) / math.Sqrt2))})
	}
	return out
}

// fewClusters is the number under which a sandwich is known to be too narrow.
const fewClusters = 40

func (h *hazardFit) print(w io.Writer) {
	name := ""
	if h.Concept != "" {
		name = clean(h.Concept) + ": "
	}
	fmt.Fprintf(w, "%s%s rows at risk, %d adopt, %d clusters, log-likelihood %s", name, grouped(int64(h.Rows)), h.Events, h.Clusters, shown(orNothing(h.LogLik)))
	if h.Left > 0 {
		fmt.Fprintf(w, "; %s rows with an empty cell are left out", grouped(int64(h.Left)))
	}
	fmt.Fprintln(w)
	if len(h.Terms) > 0 {
		t := newTableWriter(w, "term", "coefficient", "error", "robust error", "z", "p")
		alignRight(t, 2, 6)
		for _, r := range h.Terms {
			t.AppendRow(table.Row{r.Term, shown(orNothing(r.Coef)), shown(orNothing(r.SE)), shown(orNothing(r.Robust)), shown(orNothing(r.Z)), shown(orNothing(r.P))})
		}
		t.Render()
	}
	for _, warning := range h.Warnings {
		fmt.Fprintf(w, "warning: %s\n", warning)
	}
}

func orNothing(v any) any {
	if v == nil {
		return ""
	}
	return v
}

// read reads the rows at risk of a file, by concept in the order of the file.
func (f *adoptionFlags) read(path string) ([]*hazardRows, error) {
	header, rows, err := readColumns(path, mostAdoption)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	c, err := f.columns(header)
	if err != nil {
		return nil, usage.Errorf("%s: %w", name, err)
	}
	byName, clusters := map[string]*hazardRows{}, map[string]int{}
	var out []*hazardRows
	for i, row := range rows {
		if c.skip(row) {
			continue
		}
		key := c.concept(row)
		r := byName[key]
		if r == nil {
			r = &hazardRows{concept: key}
			byName[key], out = r, append(out, r)
		}
		if err := c.add(r, row, clusters); err != nil {
			return nil, fmt.Errorf("%s: row %d: %w", name, i+1, err)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no row is at risk", name)
	}
	return out, nil
}

// hazardColumns are the places of the columns that are read; -1 for none.
type hazardColumns struct {
	event, cluster, risk, of, by int
	x                            []int
	names                        []string
}

func (f *adoptionFlags) columns(header []string) (*hazardColumns, error) {
	at := func(name string) int {
		return slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
	}
	c := &hazardColumns{event: at(f.event), cluster: at(f.cluster), risk: at("at_risk"), of: at("concept"), by: at("by"), names: f.x}
	if c.event < 0 || c.cluster < 0 {
		return nil, fmt.Errorf("want the columns %s and %s; it has %s", f.event, f.cluster, strings.Join(header, ", "))
	}
	for _, name := range f.x {
		column := strings.TrimPrefix(strings.TrimPrefix(name, "log:"), "year:")
		if at(column) < 0 {
			return nil, fmt.Errorf("no column %s; it has %s", column, strings.Join(header, ", "))
		}
		c.x = append(c.x, at(column))
	}
	return c, nil
}

// skip leaves out rows not at risk, and those of groups: an issuer is in the rows of
// all of them already.
func (c *hazardColumns) skip(row []string) bool {
	return c.risk >= 0 && !isTrue(row[c.risk]) || c.by >= 0 && c.of >= 0 && row[c.by] != ""
}

func (c *hazardColumns) concept(row []string) string {
	if c.of < 0 {
		return ""
	}
	return row[c.of]
}

func isTrue(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	return text == "1" || text == "true"
}

func (c *hazardColumns) add(r *hazardRows, row []string, clusters map[string]int) error {
	x := []float64{1}
	for i, at := range c.x {
		text := strings.TrimSpace(row[at])
		if text == "" || text == "NA" {
			r.left++
			return nil
		}
		v, err := hazardValue(c.names[i], text)
		if err != nil {
			return err
		}
		x = append(x, v)
	}
	event := strings.ToLower(strings.TrimSpace(row[c.event]))
	if !isTrue(event) && event != "0" && event != "false" {
		return fmt.Errorf("%q: want 1 or 0, true or false", row[c.event])
	}
	n, known := clusters[row[c.cluster]]
	if !known {
		n = len(clusters)
		clusters[row[c.cluster]] = n
	}
	r.event, r.x, r.cluster = append(r.event, isTrue(event)), append(r.x, x), append(r.cluster, n)
	return nil
}

// firstYear is what a year is counted from, so that it is a number like others.
const firstYear = 2000

// hazardValue reads a cell as its column is asked for.
func hazardValue(name, text string) (float64, error) {
	if strings.HasPrefix(name, "year:") {
		t, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return 0, fmt.Errorf("%s: %q is no date such as 2015-01-01", name, text)
		}
		return float64(t.Year() - firstYear), nil
	}
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || math.IsInf(v, 0) || math.IsNaN(v):
		return 0, fmt.Errorf("%s %q is no number", name, text)
	case !strings.HasPrefix(name, "log:"):
		return v, nil
	case v <= 0:
		return 0, fmt.Errorf("%s of %s: a logarithm wants more than 0", name, text)
	}
	return math.Log(v), nil
}
