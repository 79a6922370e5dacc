package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
)

// The corpora that are not in the repository: what is known of them has to
// come out of the tables that the command line writes.
func TestCorpora(t *testing.T) {
	dir := os.Getenv("FRAMESHIFT_CORPORA")
	if dir == "" {
		t.Skip("FRAMESHIFT_CORPORA is not set: the real corpora are not read")
	}
	if testing.Short() {
		t.Skip("the real corpora take a while")
	}
	t.Run("ungdc", func(t *testing.T) { testUNGDC(t, filepath.Join(dir, "ungdc", "UNGDC_1946-2024.tgz")) })
	t.Run("gwr", func(t *testing.T) { testGWR(t, filepath.Join(dir, "gwr", "government_work_reports.jsonl")) })
}

// The corpus has a speech from the seat of China for every year but 1970.
func testUNGDC(t *testing.T, path string) {
	out := runInto(t, exitDone, "--preset", "ungdc", "--where", "issuer=CHN", path)
	checkYears(t, out, 1946, 2024, 78)
	documents := rowsOf(t, out, "documents")
	if len(documents) != 78 {
		t.Errorf("%d documents, want 78", len(documents))
	}
	for _, d := range documents {
		want := "ROC"
		if d["date"].(time.Time).Year() > 1971 {
			want = "PRC"
		}
		if d["issuer"] != want || d["code"] != "CHN" {
			t.Errorf("%v: issuer %v, code %v, want %s and CHN", d["id"], d["issuer"], d["code"], want)
		}
	}
	if n := len(rowsOf(t, out, "quarantine")); n != 11_049 {
		t.Errorf("%d quarantined, want 11,049", n)
	}
}

// 72 records: reports, and resolutions that are quarantined where no date is known.
func testGWR(t *testing.T, path string) {
	out := runInto(t, exitDone, "--preset", "gwr", path)
	documents, noDate := rowsOf(t, out, "documents"), 0
	for _, q := range rowsOf(t, out, "quarantine") {
		if q["reason"] != "no-date" {
			t.Errorf("quarantined: %v", q)
		}
		noDate++
	}
	if len(documents)+noDate != 72 {
		t.Errorf("%d documents and %d without a date, want 72 together", len(documents), noDate)
	}
	for _, row := range pooledPosition(t, out) {
		if row["period"].(time.Time).Year() == 2020 && (row["documents"] != int64(0) || row["estimate"] != nil) {
			t.Errorf("2020: %v documents, estimate %v: there is no report of that year", row["documents"], row["estimate"])
		}
	}
	year := map[any]int{}
	for _, d := range documents {
		year[d["id"]] = d["date"].(time.Time).Year()
	}
	hits := 0
	for _, h := range rowsOf(t, out, "hits") {
		if h["surface"] != "统筹发展和安全" {
			continue
		}
		hits++
		if year[h["id"]] < 2021 {
			t.Errorf("%v says 统筹发展和安全 in %d", h["id"], year[h["id"]])
		}
	}
	if hits == 0 {
		t.Error("no hit of 统筹发展和安全")
	}
}

// runInto runs and returns the folder of the run.
func runInto(t *testing.T, want int, args ...string) string {
	t.Helper()
	out := t.TempDir()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), append([]string{"run", "--out", out}, args...), strings.NewReader(""), &stdout, &stderr); code != want {
		t.Fatalf("exit code %d, want %d\n%s", code, want, &stderr)
	}
	latest, err := store.Latest(out)
	if err != nil {
		t.Fatal(err)
	}
	return latest
}

// rowsOf reads a table, a row a map.
func rowsOf(t *testing.T, run, name string) (rows []map[string]any) {
	t.Helper()
	open, err := table.Open(run, name)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	for cells, err := range open.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		row := map[string]any{}
		for i, c := range open.Columns() {
			row[c.Name] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func pooledPosition(t *testing.T, run string) (rows []map[string]any) {
	t.Helper()
	for _, row := range rowsOf(t, run, "series") {
		if row["measure"] == "position" && row["of"] == "sovereignty-development" && row["group"] == "" && row["topic"] == "" {
			rows = append(rows, row)
		}
	}
	return rows
}

// checkYears wants a row for each year, in order, and that many with documents.
func checkYears(t *testing.T, run string, first, last, spoken int) {
	t.Helper()
	rows, with := pooledPosition(t, run), 0
	if len(rows) != last-first+1 {
		t.Fatalf("%d years, want %d", len(rows), last-first+1)
	}
	for i, row := range rows {
		if want := time.Date(first+i, 1, 1, 0, 0, 0, 0, time.UTC); row["period"] != want {
			t.Fatalf("row %d is of %v, want %v", i, row["period"], want)
		}
		if row["documents"].(int64) > 0 {
			with++
		} else if row["estimate"] != nil {
			t.Errorf("%v: an estimate without documents", row["period"])
		}
	}
	if with != spoken {
		t.Errorf("%d years with documents, want %d", with, spoken)
	}
}
