package verify

import (
	"bufio"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/safe"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
)

// compare holds a run against the same made again: inputs first, since they explain
// the rest, then tables in the order of the codebook, then other files.
func compare(was, is *result.Run) error {
	if err := compareInputs(was.Manifest.Inputs, is.Manifest.Inputs); err != nil {
		return err
	}
	hashes := map[string]string{}
	for _, f := range is.Manifest.Files {
		hashes[f.Name] = f.SHA256
	}
	for _, f := range ordered(was.Manifest.Files) {
		sum, there := hashes[f.Name]
		delete(hashes, f.Name)
		switch {
		case !there:
			return differf("differs: %s does not come out any more%s", safe.Line(f.Name), versions(was, is))
		case sum != f.SHA256:
			return differf("differs: %s%s", where(was, is, f.Name), versions(was, is))
		}
	}
	for _, f := range is.Manifest.Files {
		if _, more := hashes[f.Name]; more {
			return differf("differs: %s comes out, which the run has not%s", safe.Line(f.Name), versions(was, is))
		}
	}
	a, b := &was.Manifest, &is.Manifest
	if !slices.Equal(a.Quarantined, b.Quarantined) || !slices.Equal(a.Ignored, b.Ignored) || a.Seed != b.Seed {
		return differf("damaged: the manifest does not say of quarantine and seed what the tables do")
	}
	return nil
}

func compareInputs(was, is []store.InputFile) error {
	for i, in := range was {
		switch {
		case i >= len(is):
			return differf("input %s is gone", safe.Line(in.Name))
		case in != is[i]:
			return differf("input %s differs: the run read %d files of %d bytes (SHA-256 %s), now %s has %d files of %d bytes (%s)",
				safe.Line(in.Name), in.Files, in.Bytes, short(in.SHA256), safe.Line(is[i].Name), is[i].Files, is[i].Bytes, short(is[i].SHA256))
		}
	}
	if len(is) > len(was) {
		return differf("input %s is read now, which the run did not", safe.Line(is[len(was)].Name))
	}
	return nil
}

// ordered puts the tables before other files, in the order of the codebook.
func ordered(files []store.OutputFile) []store.OutputFile {
	specs := store.Specs(nil)
	place := func(f store.OutputFile) int {
		if i := slices.IndexFunc(specs, func(s table.Spec) bool { return s.Name+".parquet" == f.Name }); i >= 0 {
			return i
		}
		return len(specs)
	}
	return slices.SortedStableFunc(slices.Values(files), func(a, b store.OutputFile) int { return place(a) - place(b) })
}

// versions says what made the two runs, where that is not the same.
func versions(was, is *result.Run) string {
	a, b := &was.Manifest, &is.Manifest
	if a.Software == b.Software && a.Tokenizer == b.Tokenizer && a.SchemaVersion == b.SchemaVersion {
		return ""
	}
	text := func(m *store.Manifest) string {
		return fmt.Sprintf("%s with tokenizer %s and schema %d", m.Software, m.Tokenizer, m.SchemaVersion)
	}
	return safe.Line(fmt.Sprintf(" (the run was made by %s, and again by %s)", text(a), text(b)))
}

// where says what is the first thing that differs in a file.
func where(was, is *result.Run, name string) string {
	if _, err := os.Stat(filepath.Join(was.Dir, name)); err != nil {
		return safe.Line(name) + ", which this copy of the run has not, so that it can't be told where"
	}
	text := ""
	var err error
	if base, ok := strings.CutSuffix(name, ".parquet"); ok {
		text, err = firstCell(was, is, base)
	} else {
		text, err = firstLine(filepath.Join(was.Dir, name), filepath.Join(is.Dir, name))
	}
	if err != nil {
		text = fmt.Sprintf("%s: %v", name, err)
	}
	return safe.Line(text)
}

// firstLine finds the first line that two texts do not share.
func firstLine(was, is string) (string, error) {
	a, err := os.Open(was)
	if err != nil {
		return "", err
	}
	defer a.Close()
	b, err := os.Open(is)
	if err != nil {
		return "", err
	}
	defer b.Close()
	x, y := bufio.NewReader(a), bufio.NewReader(b)
	for n := 1; ; n++ {
		left, errX := x.ReadString('\n')
		right, errY := y.ReadString('\n')
		if left != right {
			return fmt.Sprintf("file %s, line %d: it was %s, it is %s", filepath.Base(was), n, quoted(strings.TrimSpace(left)), quoted(strings.TrimSpace(right))), nil
		}
		if errX != nil || errY != nil {
			return filepath.Base(was) + " has other bytes", nil
		}
	}
}

// firstCell finds the first row and column in which two tables differ.
func firstCell(was, is *result.Run, name string) (string, error) {
	a, err := was.Table(name)
	if err != nil {
		return "", err
	}
	defer a.Close()
	b, err := is.Table(name)
	if err != nil {
		return "", err
	}
	defer b.Close()
	if x, y := a.Columns(), b.Columns(); !slices.EqualFunc(x, y, func(x, y table.Column) bool { return x.Name == y.Name && x.Type == y.Type }) {
		return fmt.Sprintf("table %s: its columns are others: %s", name, otherColumn(x, y)), nil
	}
	return cells(a, b, name)
}

func otherColumn(x, y []table.Column) string {
	for i := range max(len(x), len(y)) {
		switch {
		case i >= len(x):
			return y[i].Name + " is new"
		case i >= len(y):
			return x[i].Name + " is gone"
		case x[i].Name != y[i].Name || x[i].Type != y[i].Type:
			return fmt.Sprintf("%s %s stands where %s %s did", y[i].Name, y[i].Type, x[i].Name, x[i].Type)
		}
	}
	return ""
}

func cells(a, b *table.File, name string) (string, error) {
	next, stop := iter.Pull2(b.Rows())
	defer stop()
	columns, n := a.Columns(), 0
	for left, err := range a.Rows() {
		n++
		right, errB, more := next()
		if err = errors.Join(err, errB); err != nil {
			return "", err
		}
		if !more {
			return fmt.Sprintf("table %s, row %d (%s) does not come out any more", name, n, keyOf(name, columns, left)), nil
		}
		for i, c := range columns {
			if left[i] != right[i] {
				return fmt.Sprintf("table %s, row %d (%s), column %s: it was %s, it is %s", name, n, keyOf(name, columns, left), c.Name,
					quoted(table.CellText(left[i])), quoted(table.CellText(right[i]))), nil
			}
		}
	}
	if right, err, more := next(); err != nil || more {
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("table %s, row %d (%s) comes out, which the run has not", name, n+1, keyOf(name, columns, right)), nil
	}
	return fmt.Sprintf("table %s: its rows are the same, its bytes are not: the writers of the file are of two versions", name), nil
}

// keyOf names a row by the key of its table.
func keyOf(name string, columns []table.Column, row []any) string {
	var parts []string
	for _, s := range store.Specs(nil) {
		for i, c := range columns {
			if text := table.CellText(row[i]); s.Name == name && slices.Contains(s.Key, c.Name) && text != "" {
				parts = append(parts, c.Name+" "+shortened(text))
			}
		}
	}
	return strings.Join(parts, ", ")
}

// shownCell is how many characters of a cell are shown.
const shownCell = 60

func quoted(text string) string {
	if text == "" {
		return "nothing"
	}
	return "“" + shortened(text) + "”"
}

func shortened(text string) string {
	if r := []rune(text); len(r) > shownCell {
		return string(r[:shownCell]) + "…"
	}
	return text
}
