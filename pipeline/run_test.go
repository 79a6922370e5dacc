package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/data/simulate"
	"github.com/frameshift/frameshift/pipeline/store"
	tables "github.com/frameshift/frameshift/pipeline/table"
)

// tableOf reads a table of a run, its cells as text, each row by column name.
func tableOf(tb testing.TB, dir, name string) []map[string]string {
	tb.Helper()
	t, err := tables.Open(dir, name)
	if err != nil {
		tb.Fatal(err)
	}
	defer t.Close()
	var rows []map[string]string
	for cells, err := range t.Rows() {
		if err != nil {
			tb.Fatal(err)
		}
		row := map[string]string{}
		for i, c := range t.Columns() {
			row[c.Name] = tables.CellText(cells[i])
		}
		rows = append(rows, row)
	}
	return rows
}

func mustRun(tb testing.TB, c Config) *Summary {
	tb.Helper()
	if c.Out == "" {
		c.Out = tb.TempDir()
	}
	s, err := Run(context.Background(), c, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// TestSampleIsCounted: what the generator planted in every document of the
// sample is what the run counts in it.
func TestSampleIsCounted(t *testing.T) {
	made, err := simulate.New(simulate.Sample())
	if err != nil {
		t.Fatal(err)
	}
	s := mustRun(t, Config{})
	hits := map[string]map[string]string{}
	for _, row := range tableOf(t, s.Dir, "counts") {
		if hits[row["id"]] == nil {
			hits[row["id"]] = map[string]string{}
		}
		hits[row["id"]][row["frame"]] = row["hits"]
	}
	if len(hits) != made.Len() {
		t.Fatalf("%d documents, want %d", len(hits), made.Len())
	}
	for k := range made.Len() {
		id, planted := made.At(k).ID, made.Planted(k)
		for i, frame := range simulate.Frames {
			if got := count(t, hits[id], frame); got != planted.Hits[i] {
				t.Errorf("%s: %d hits of %s, planted %d: %s", id, got, frame, planted.Hits[i], made.At(k).Text)
			}
		}
	}
}

// TestWorkersChangeNothing: the same bytes with one worker and with eight, but
// for the timing.
func TestWorkersChangeNothing(t *testing.T) {
	one := mustRun(t, Config{Workers: 1, By: []string{"audience", "lang+audience"}})
	eight := mustRun(t, Config{Workers: 8, By: []string{"audience", "lang+audience"}})
	files, err := os.ReadDir(one.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 9 {
		t.Errorf("only %d files", len(files))
	}
	for _, f := range files {
		if f.Name() == store.TimingName {
			continue
		}
		if read(t, one.Dir, f.Name()) != read(t, eight.Dir, f.Name()) {
			t.Errorf("%s differs", f.Name())
		}
	}
}

func read(tb testing.TB, dir, name string) string {
	tb.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		tb.Fatal(err)
	}
	return string(raw)
}

// corpora is the folder of the real corpora.
func corpora(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("FRAMESHIFT_CORPORA")
	if dir == "" {
		tb.Skip("FRAMESHIFT_CORPORA is unset: no real corpora to run on")
	}
	return dir
}

var reConfig = regexp.MustCompile("(?s)```yaml\n# (\\S+\\.yaml)\n(.*?)```")

// TestCookbook runs the configurations of the README, as they stand there, on
// the corpora they are for.
func TestCookbook(t *testing.T) {
	dir := corpora(t)
	configs := map[string]string{}
	for _, m := range reConfig.FindAllStringSubmatch(read(t, "..", "README.md")+read(t, "..", "docs/corpora.md"), -1) {
		configs[m[1]] = filepath.Join(t.TempDir(), m[1])
		if err := os.WriteFile(configs[m[1]], []byte(m[2]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		config, input string
		documents     int
		quarantined   string
		check         func(*testing.T, *Summary)
	}{
		{"strategies.yaml", "strategies/national_strategies.zip", 22, "no-date 61, wrong-language 15, empty 5, garbled 1", func(t *testing.T, s *Summary) {
			encodings := map[string]bool{}
			for _, row := range tableOf(t, s.Dir, "documents") {
				encodings[row["encoding"]] = true
				if row["issuer"] == "" || row["precision"] != "year" {
					t.Errorf("document %v", row)
				}
			}
			if !encodings["utf-16le"] || !encodings["gb18030"] {
				t.Errorf("encodings %v", encodings)
			}
		}},
		{"singapore.yaml", "singapore/mfa_statements.json", 875, "", func(t *testing.T, s *Summary) {
			audiences := map[string]int{}
			for _, row := range tableOf(t, s.Dir, "documents") {
				audiences[row["audience"]]++
				if row["precision"] != "day" || (row["country"] == "") != (row["audience"] == "international") {
					t.Errorf("document %v", row)
				}
			}
			if audiences["international"] != 265 || audiences["bilateral"] != 610 {
				t.Errorf("audiences %v", audiences)
			}
			if n := len(s.Headline); n != 41 { // January 2021 to May 2024
				t.Errorf("%d months", n)
			}
		}},
		{"session80.yaml", "session80/session80.zip", 133, "garbled 23", func(*testing.T, *Summary) {}},
		{"pdf.yaml", "pdf/speeches2024.zip", 16, "garbled 3, scanned 1", func(*testing.T, *Summary) {}},
	} {
		t.Run(c.config, func(t *testing.T) {
			config, err := LoadConfig(configs[c.config])
			if err != nil {
				t.Fatal(err)
			}
			config.Inputs = []string{filepath.Join(dir, c.input)}
			s := mustRun(t, config)
			if s.Documents != c.documents || reasons(s) != c.quarantined {
				t.Errorf("%d documents, quarantined %q; want %d, %q", s.Documents, reasons(s), c.documents, c.quarantined)
			}
			c.check(t, s)
		})
	}
}

func reasons(s *Summary) string {
	var list []string
	for _, q := range s.Quarantined {
		list = append(list, fmt.Sprint(q.Reason, " ", q.Count))
	}
	return strings.Join(list, ", ")
}

func count(tb testing.TB, counts map[string]string, frame string) int {
	tb.Helper()
	n, err := strconv.Atoi(counts[frame])
	if err != nil {
		tb.Fatal(err)
	}
	return n
}
