package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/diffusion"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/network"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/reuse"
	"github.com/frameshift/frameshift/pipeline/safe"
	tables "github.com/frameshift/frameshift/pipeline/table"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/validate"
	"github.com/frameshift/frameshift/pipeline/where"
)

type showFlags struct {
	run     string
	where   []string
	columns []string
	limit   int
	format  string

	rawCells bool
}

func newShow() *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use:   "show [TABLE]",
		Short: "Print a table of a run",
		Long: `Print a table of a run in the terminal. Without a TABLE, list the tables.

--where compares what is printed: period=1971-01-01, kept=false, group= (empty).
A comma inside a value is written \,. Where no row fits, the exit code is 1; a table
that has none, such as quarantine after a good run, is no failure.

In CSV a text that begins with = + - @, a tab or a line end, and is no number, has
a ' before it: a spreadsheet would run it as a formula. --raw-cells leaves it.`,
		Example: `  frameshift show
  frameshift show series --where measure=position --where group= --limit 100
  frameshift show hits --where frame=values.balance --columns id,surface
  frameshift show series --format csv --limit 0 > series.csv`,
		Args: cobra.MaximumNArgs(1),
		RunE: started(func(cmd *cobra.Command, args []string) error {
			if err := orLatest(&f.run); err != nil {
				return err
			}
			run, err := openTables(f.run)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return list(cmd.OutOrStdout(), run)
			}
			return f.table(cmd.OutOrStdout(), run, args[0])
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&f.run, "run", "", "`DIR` of the run (default out/latest)")
	flags.StringArrayVar(&f.where, "where", nil, "print only rows with `COLUMN=VALUE[,VALUE]`, COLUMN!=VALUE, a span (period=2010..2019, hits=5..) or a pattern (surface~REGEXP); repeat for and")
	flags.StringSliceVar(&f.columns, "columns", nil, "print only these `COLUMNS`, in this order")
	flags.IntVar(&f.limit, "limit", 20, "print at most this many rows; 0 for all")
	flags.StringVar(&f.format, "format", "table", "table, csv or jsonl")
	flags.BoolVar(&f.rawCells, "raw-cells", false, rawCellsHelp)
	return cmd
}

// orLatest fills in the folder of the latest run where none is named.
func orLatest(run *string) error {
	if *run != "" {
		return nil
	}
	latest, err := result.Latest("out")
	*run = latest
	return err
}

// openTables opens a run, or the folder of what was made of one, which has tables too.
func openTables(dir string) (*result.Run, error) {
	for _, name := range []string{validate.DesignName, diffusion.DesignName, network.ToldName, reuse.ToldName, reuse.ComparedName} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return &result.Run{Dir: dir}, nil
		}
	}
	return result.Open(dir)
}

// list prints what tables a run has.
func list(w io.Writer, run *result.Run) error {
	names, err := run.Tables()
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("no tables in %s: name the folder of a run with --run", run.Dir)
	}
	t := newTableWriter(w, "table", "rows", "columns")
	for _, name := range names {
		open, err := run.Table(name)
		if err != nil {
			return err
		}
		t.AppendRow(table.Row{name, grouped(open.NumRows()), strings.Join(columnNames(open), " ")})
		if err := open.Close(); err != nil {
			return err
		}
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, Align: text.AlignRight}, {Number: 3, WidthMax: 70, WidthMaxEnforcer: text.WrapSoft}})
	t.Render()
	return nil
}

// rowWriter prints rows in one format.
type rowWriter struct {
	row  func([]any) error
	done func() error
}

func (f *showFlags) table(w io.Writer, run *result.Run, name string) (err error) {
	where, err := where.Parse(f.where)
	if err != nil {
		return usage.Wrap(err)
	}
	t, err := run.Table(name)
	if errors.Is(err, tables.ErrNoTable) {
		return usage.Wrap(err)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	names, err := f.chosen(t, where)
	if err != nil {
		return usage.Wrap(err)
	}
	out, err := f.writer(w, names)
	if err != nil {
		return usage.Wrap(err)
	}
	printed, more, err := f.inOrder(run, t, where, names, out)
	if err != nil {
		return err
	}
	if err := out.done(); err != nil {
		return err
	}
	if more && f.format == "table" {
		fmt.Fprintf(w, "first %d rows; --limit 0 prints all\n", f.limit)
	}
	if printed == 0 && len(where) > 0 {
		return f.nothing(t, name)
	}
	if printed == 0 && f.format == "table" {
		fmt.Fprintf(w, "the run has no row of %s\n", name)
	}
	return nil
}

// inOrder prints the rows that fit: for people those of the headline come before the
// others, for programs all as they stand.
func (f *showFlags) inOrder(run *result.Run, t *tables.File, fit where.Conditions, names []string, out *rowWriter) (printed int, more bool, err error) {
	head, err := headline(run, t)
	if err != nil {
		return 0, false, err
	}
	if slices.ContainsFunc(fit, func(c where.Condition) bool { return c.Key == "group" }) {
		head = slices.DeleteFunc(head, func(c where.Condition) bool { return c.Key == "group" }) // that group's headline
	}
	if f.format != "table" || head == nil {
		return f.rows(t, names, out, f.limit, fit, nil)
	}
	if printed, more, err = f.rows(t, names, out, f.limit, slices.Concat(fit, head), nil); err != nil || more {
		return printed, more, err
	}
	left := f.limit
	if left > 0 {
		if left -= printed; left == 0 {
			left = -1
		}
	}
	others, more, err := f.rows(t, names, out, left, fit, head)
	return printed + others, more, err
}

// headline is which rows are of the series a run is about, nil where the table has
// none of its own or the lexicon sets nothing against anything.
func headline(run *result.Run, t *tables.File) (where.Conditions, error) {
	for _, name := range []string{"measure", "of", "topic", "group"} {
		if _, err := t.Column(name); err != nil {
			return nil, nil
		}
	}
	lex, err := run.Lexicon()
	if err != nil || len(lex.Contrasts) == 0 {
		return nil, nil // a folder beside a run has no lexicon
	}
	first := lex.Contrasts[0]
	return where.Parse([]string{"measure=" + measure.Headline(measure.Contrast).Name, "of=" + first.Key, "topic=" + first.Topic, "group="})
}

// nothing says that no row fits, and which value of a condition no row has.
func (f *showFlags) nothing(t *tables.File, name string) error {
	for _, expr := range f.where {
		key, value, ok := strings.Cut(expr, "=")
		if !ok || strings.ContainsAny(key, "!~") || strings.Contains(value, "..") {
			continue
		}
		values, err := valuesOf(t, key)
		if err != nil {
			return err
		}
		if !slices.Contains(values, value) {
			return fmt.Errorf("no row of %s has %s: %s%s", name, expr, usage.Meant(value, values), some(key, values))
		}
	}
	return fmt.Errorf("no row of %s fits %s", name, strings.Join(f.where, " and "))
}

// some lists a few of the values of a column.
func some(key string, values []string) string {
	const most = 12
	more := ""
	if len(values) > most {
		values, more = values[:most], fmt.Sprintf(" and %d more", len(values)-most)
	}
	return fmt.Sprintf("%s has %q%s", key, values, more)
}

// valuesOf are the values of a column, sorted, each once.
func valuesOf(t *tables.File, column string) ([]string, error) {
	seen := map[string]bool{}
	for cells, err := range t.Rows(column) {
		if err != nil {
			return nil, err
		}
		seen[tables.CellText(cells[0])] = true
	}
	return slices.Sorted(maps.Keys(seen)), nil
}

// chosen are the columns to print; and every column that is named is to exist.
func (f *showFlags) chosen(t *tables.File, where where.Conditions) ([]string, error) {
	wanted := slices.Clone(f.columns)
	for _, c := range where {
		wanted = append(wanted, c.Key)
	}
	for _, name := range wanted {
		if _, err := t.Column(name); err != nil {
			return nil, err
		}
	}
	if len(f.columns) > 0 {
		return f.columns, nil
	}
	return columnNames(t), nil
}

func columnNames(t *tables.File) (names []string) {
	for _, c := range t.Columns() {
		names = append(names, c.Name)
	}
	return names
}

// rows prints the rows that fit and not others, up to a limit (0: none; less: not
// one), and says whether there are more. The columns of the conditions are read
// behind those that are printed.
func (f *showFlags) rows(t *tables.File, columns []string, out *rowWriter, limit int, fit, not where.Conditions) (printed int, more bool, err error) {
	shown := len(columns)
	for _, c := range slices.Concat(fit, not) {
		columns = append(columns[:len(columns):len(columns)], c.Key)
	}
	for cells, err := range t.Rows(columns...) {
		if err != nil {
			return printed, false, err
		}
		rest := cells[shown:]
		if !fitsAll(fit, rest) || len(not) > 0 && fitsAll(not, rest[len(fit):]) {
			continue
		}
		if limit < 0 || limit > 0 && printed == limit {
			return printed, true, nil
		}
		printed++
		if err := out.row(cells[:shown]); err != nil {
			return printed, false, err
		}
	}
	return printed, false, nil
}

// fitsAll says whether the cells of the conditions fit them.
func fitsAll(conditions where.Conditions, cells []any) bool {
	for i, c := range conditions {
		if !c.Fits(where.List(c.Key, tables.CellText(cells[i]))...) {
			return false
		}
	}
	return true
}

func (f *showFlags) writer(w io.Writer, names []string) (*rowWriter, error) {
	switch f.format {
	case "table":
		return prettyRows(w, names), nil
	case "csv":
		return f.csvRows(dataFile(w), names)
	case "jsonl":
		return jsonRows(w, names), nil
	}
	return nil, fmt.Errorf("format %q: want table, csv or jsonl", f.format)
}

func (f *showFlags) csvRows(w io.Writer, names []string) (*rowWriter, error) {
	c := csv.NewWriter(w)
	row := func(cells []any) error { return c.Write(csvCells(cells, f.rawCells)) }
	header := make([]any, len(names))
	for i, name := range names {
		header[i] = name
	}
	return &rowWriter{row, func() error { c.Flush(); return c.Error() }}, row(header)
}

// csvCells are cells as text, and, unless they are to be raw, such that no
// spreadsheet takes a text for a formula.
func csvCells(cells []any, raw bool) []string {
	texts := make([]string, len(cells))
	for i, cell := range cells {
		texts[i] = tables.CellText(cell)
		if _, text := cell.(string); text && !raw {
			texts[i] = safe.Cell(texts[i])
		}
	}
	return texts
}

// rawCellsHelp is of a flag that several commands have.
const rawCellsHelp = "in CSV, write texts that begin with = + - @ or a tab as they are, without the ' that keeps a spreadsheet from running them"

func jsonRows(w io.Writer, names []string) *rowWriter {
	row := func(cells []any) error {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		for i, cell := range cells { // no map: the columns keep their order
			b.WriteByte("{,"[min(i, 1)])
			err := e.Encode(names[i])
			b.Truncate(b.Len() - 1) // the line end
			b.WriteByte(':')
			if err = errors.Join(err, e.Encode(jsonCell(cell))); err != nil {
				return err
			}
			b.Truncate(b.Len() - 1)
		}
		b.WriteString("}\n")
		_, err := w.Write(b.Bytes())
		return err
	}
	return &rowWriter{row, func() error { return nil }}
}

// jsonCell keeps numbers, truth and null, and writes the rest as text.
func jsonCell(cell any) any {
	switch cell.(type) {
	case nil, int64, float64, bool:
		return cell
	}
	return tables.CellText(cell)
}

// cellWidth is where the terminal's table breaks a long cell.
const cellWidth = 60

func prettyRows(w io.Writer, names []string) *rowWriter {
	header := make([]any, len(names))
	var configs []table.ColumnConfig
	for i, n := range names {
		header[i] = n
		configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: cellWidth, WidthMaxEnforcer: text.WrapSoft})
	}
	t := newTableWriter(w, header...)
	t.SetColumnConfigs(configs)
	row := func(cells []any) error {
		out := make(table.Row, len(cells))
		for i, cell := range cells {
			out[i] = prettyCell(cell)
		}
		t.AppendRow(out)
		return nil
	}
	return &rowWriter{row, func() error { t.Render(); return nil }}
}

// prettyCell rounds what no one reads.
func prettyCell(cell any) any {
	switch v := cell.(type) {
	case float64:
		return fmt.Sprintf("%.4g", v)
	case int64:
		return v
	}
	return tables.CellText(cell)
}

// cleanTable is a table for people, whose cells are lines of text: its widths are
// those of what is seen. It fits the width of a terminal: see Render.
type cleanTable struct {
	table.Writer
	out     io.Writer
	width   int // of a line; 0: any
	header  table.Row
	rows    []table.Row
	configs []table.ColumnConfig
}

// AppendRow cleans the texts of a row.
func (t *cleanTable) AppendRow(row table.Row, configs ...table.RowConfig) {
	row = cleanRow(row)
	t.rows = append(t.rows, row)
	t.Writer.AppendRow(row, configs...)
}

// AppendHeader cleans the names of columns.
func (t *cleanTable) AppendHeader(row table.Row, configs ...table.RowConfig) {
	t.header = cleanRow(row)
	t.Writer.AppendHeader(t.header, configs...)
}

// SetColumnConfigs keeps what is said of columns for the blocks of a narrow screen.
func (t *cleanTable) SetColumnConfigs(configs []table.ColumnConfig) {
	t.configs = configs
	t.Writer.SetColumnConfigs(configs)
}

func cleanRow(row table.Row) table.Row {
	out := make(table.Row, len(row))
	for i, cell := range row {
		if text, ok := cell.(string); ok {
			cell = clean(text)
		}
		out[i] = cell
	}
	return out
}

func newTableWriter(w io.Writer, header ...any) table.Writer {
	t := &cleanTable{Writer: table.NewWriter(), out: w, width: widthOf(w)}
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	t.Style().Options = table.Options{SeparateHeader: true}
	t.AppendHeader(table.Row(header))
	return t
}
