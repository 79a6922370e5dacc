package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/table"
)

// The files, the specs and the codebook are the same list of columns; and the
// rows are sorted as the files say.
func TestTablesAgreeWithTheCodebook(t *testing.T) {
	dir := written(t, synthetic(30, 20, 3))
	info := testInfo(t)
	if err := (Codebook{Meta: MetaColumns(info.Meta)}).Write(dir); err != nil {
		t.Fatal(err)
	}
	codebook, err := os.ReadFile(filepath.Join(dir, "codebook.md"))
	if err != nil {
		t.Fatal(err)
	}
	listed, err := Tables(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, spec := range Specs(info.Meta) {
		if listed[i] != spec.Name {
			t.Errorf("table %d is %s, want %s", i, listed[i], spec.Name)
		}
		opened, err := table.Open(dir, spec.Name)
		if err != nil {
			t.Fatal(err)
		}
		defer opened.Close()
		agree(t, opened, spec, string(codebook))
		sorted(t, opened, spec)
	}
}

func agree(t *testing.T, opened *table.File, spec table.Spec, codebook string) {
	t.Helper()
	_, section, _ := strings.Cut(codebook, "## Table "+spec.Name+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	for i, c := range spec.Columns {
		got := opened.Columns()[i]
		if got.Name != c.Name || got.Type != c.Type || got.Nullable != c.Nullable || got.Meaning != c.Meaning {
			t.Errorf("%s: file has %+v, spec %+v", spec.Name, got, c)
		}
		if !strings.Contains(section, fmt.Sprintf("| `%s` | %s | %s |", c.Name, c.Type, c.Unit)) {
			t.Errorf("%s: no %s in the codebook", spec.Name, c.Name)
		}
	}
	if len(opened.Columns()) != len(spec.Columns) {
		t.Errorf("%s: the file has more columns", spec.Name)
	}
}

func sorted(t *testing.T, opened *table.File, spec table.Spec) {
	t.Helper()
	var last []any
	for cells, err := range opened.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range spec.Key {
			i := slices.IndexFunc(spec.Columns, func(c table.Column) bool { return c.Name == key })
			if last == nil || less(last[i], cells[i]) {
				break
			}
			if less(cells[i], last[i]) {
				t.Fatalf("%s: row %v comes after %v", spec.Name, cells, last)
			}
		}
		last = slices.Clone(cells)
	}
}

func less(a, b any) bool {
	switch a := a.(type) {
	case string:
		return a < b.(string)
	case int64:
		return a < b.(int64)
	}
	return a.(time.Time).Before(b.(time.Time))
}

func TestCodebook(t *testing.T) {
	info := testInfo(t)
	lex := info.Matcher.Lexicon()
	c := Codebook{
		Lexicon: LexiconFile{Name: lex.Name, Version: lex.Version}, Tokenizer: "1 (test)", Meta: MetaColumns(info.Meta),
		Glossary: NewGlossary(lex, []IssuerRule{{Code: "CHN", Until: "1971-10-24", Issuer: "ROC"}}),
	}
	golden(t, "codebook.md", string(c.markdown()))
}

// docs/tables.md is the part of every codebook that all have: -update writes it.
func TestTablesPage(t *testing.T) {
	const page = "../../docs/tables.md"
	if *update {
		if err := os.WriteFile(page, TablesPage(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(page); err != nil || string(got) != string(TablesPage()) {
		t.Errorf("%s is not what the tables say (%v): go test ./pipeline/store -run TablesPage -update", page, err)
	}
}
