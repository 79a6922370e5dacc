package survey

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/corpus"
)

// folder writes files and returns where they are.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func survey(t *testing.T, files map[string]string) (*Survey, *Result) {
	t.Helper()
	s, err := Look(t.Context(), []string{folder(t, files)})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Configure(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

const speech = "We respect the sovereignty of all states, and we want development for all of us in this world."

// TestTwoKeys: where one key finds many rows, a second tells them apart.
func TestTwoKeys(t *testing.T) {
	files := map[string]string{}
	var table strings.Builder
	table.WriteString("Year,ISO Code,Who spoke\n")
	for year := 1990; year < 1996; year++ {
		for _, code := range []string{"NOR", "SWE", "FIN"} {
			files[fmt.Sprintf("%s_%d.txt", code, year)] = speech + code
			fmt.Fprintf(&table, "%d,%s,Head %s\n", year, code, code)
		}
	}
	files["speakers.csv"] = table.String()
	_, r := survey(t, files)
	if len(r.Config.Corpus.Metadata) != 1 {
		t.Fatalf("no join: %+v", r.Config.Corpus)
	}
	on := r.Config.Corpus.Metadata[0].On
	if fmt.Sprint(on) != "[{Year year} {ISO Code issuer}]" {
		t.Errorf("joined on %v", on)
	}
	if r.Trial.Documents != 18 || len(r.Trial.Warnings) > 0 {
		t.Errorf("%d documents, %q", r.Trial.Documents, r.Trial.Warnings)
	}
}

// TestTableNamed: a table that is named itself and describes the texts of a folder is no
// input besides.
func TestTableNamed(t *testing.T) {
	dir := t.TempDir()
	texts, table := filepath.Join(dir, "texts"), filepath.Join(dir, "about", "table.csv")
	for _, d := range []string{texts, filepath.Dir(table)} {
		if err := os.Mkdir(d, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	rows := "file,date,issuer\n"
	for i := range 6 {
		name := fmt.Sprintf("s%d.txt", i)
		if err := os.WriteFile(filepath.Join(texts, name), []byte(fmt.Sprint(speech, i)), 0o666); err != nil {
			t.Fatal(err)
		}
		rows += fmt.Sprintf("%s,%d-02-03,A\n", name, 2001+i)
	}
	if err := os.WriteFile(table, []byte(rows), 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := Look(t.Context(), []string{texts, table})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Configure(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(r.Config.Inputs, []string{texts}) || r.Trial.Documents != 6 || len(r.Trial.Rejected) > 0 {
		t.Errorf("inputs %v, %d documents, %v", r.Config.Inputs, r.Trial.Documents, r.Trial.Rejected)
	}
}

// TestRecords: the columns are found by what is in them, whatever they are called.
func TestRecords(t *testing.T) {
	var lines strings.Builder
	lines.WriteString("no,Abstract,full text,Released on,year,Delegation,kind,note\n")
	for i := range 12 {
		fmt.Fprintf(&lines, "%d,On the order %d,\"%s %d\",%d March %d,%d,%s,%s,\n", i, i, speech+" "+speech, i, 1+i, 2010+i, 2010+i,
			[]string{"Aland", "Bland"}[i%2], []string{"speech", "letter", "note"}[i%3])
	}
	s, r := survey(t, map[string]string{"all.csv": lines.String()})
	o := r.Config.Corpus
	got := fmt.Sprintf("%s|%s|%v|%v", s.choice("text").Value(), s.choice("date").Value(), o.Fields["issuer"], o.Fields["type"])
	if got != "full text|Released on|[Delegation]|[kind]" {
		t.Errorf("took %s", got)
	}
	if r.Trial.Documents != 12 || !r.Trial.Days {
		t.Errorf("%d documents, dates by day: %v", r.Trial.Documents, r.Trial.Days)
	}
	if d := r.Trial.Examples[0]; d.Issuer == "" || d.Date.Precision != corpus.PrecisionDay {
		t.Errorf("%+v", d)
	}
}

// TestEitherOrder: where no date tells whether the day or the month comes first,
// the guess is a doubt and a choice.
func TestEitherOrder(t *testing.T) {
	var lines strings.Builder
	lines.WriteString("date;text\n")
	for i := range 6 {
		fmt.Fprintf(&lines, "%02d/%02d/2019;%s %d\n", 1+i, 3+i, speech, i)
	}
	files := map[string]string{"all.csv": lines.String()}
	s, r := survey(t, files)
	if len(r.Doubts) != 1 || !strings.Contains(r.Doubts[0], "column date") || r.Config.Corpus.Dates[0] != "%d/%m/%Y" {
		t.Errorf("doubts %q, dates %q", r.Doubts, r.Config.Corpus.Dates)
	}
	s.choice("order").Chosen = 1
	r, err := s.Configure(t.Context())
	if err != nil || r.Config.Corpus.Dates[0] != "%m/%d/%Y" || r.Trial.Documents != 6 {
		t.Errorf("the month first: %v, %q, %d documents", err, r.Config.Corpus.Dates, r.Trial.Documents)
	}
}

// TestYAML: what is written is read back as it was, whatever names hold.
func TestYAML(t *testing.T) {
	_, r := survey(t, map[string]string{
		"a.csv":                  "text,date,\"odd: [name] # \u2028\"\n" + speech + ",2019,x\n",
		"costs\nand more: #.csv": "Item,Euro\nPaper,12\n",
	})
	raw, err := r.YAML("# head")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := pipeline.LoadConfig(file)
	if err != nil {
		t.Fatalf("%v in\n%s", err, raw)
	}
	if fmt.Sprint(again.Corpus.Files, again.Corpus.Meta) != fmt.Sprint(r.Config.Corpus.Files, r.Config.Corpus.Meta) || !strings.HasPrefix(string(raw), "# head\n") {
		t.Errorf("%+v came back as %+v from\n%s", r.Config.Corpus, again.Corpus, raw)
	}
}

// TestInside: records are looked for inside documents of JSON.
func TestInside(t *testing.T) {
	var list []string
	for i := range 5 {
		list = append(list, fmt.Sprintf(`{"day": "2019-03-%02d", "words": "%s %d"}`, i+1, speech, i))
	}
	_, r := survey(t, map[string]string{"all.json": `{"about": "talks", "data": {"talks": [` + strings.Join(list, ", ") + "]}}"})
	if r.Config.Corpus.Records != "data.talks" || r.Trial.Documents != 5 {
		t.Errorf("records %q, %d documents", r.Config.Corpus.Records, r.Trial.Documents)
	}
}
