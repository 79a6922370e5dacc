package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// makeCodings fills in the JSONL sheets of the validation in a folder, as into a folder
// back: what has the word has the frame.
func makeCodings(dir string, _ int) error {
	if err := os.MkdirAll(filepath.Join(dir, "back"), 0o777); err != nil {
		return err
	}
	sheets, err := filepath.Glob(filepath.Join(dir, "sheets", "*.jsonl"))
	if err != nil {
		return err
	}
	for _, path := range sheets {
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var out bytes.Buffer
		for _, line := range bytes.Split(bytes.TrimSpace(raw), []byte("\n")) {
			var v map[string]any
			if err := json.Unmarshal(line, &v); err != nil {
				return err
			}
			text := strings.ToLower(v["sentence"].(string))
			labels := v["labels"].(map[string]any)
			for frame := range labels {
				_, word, _ := strings.Cut(frame, ".")
				labels[frame] = map[bool]int{true: 1}[strings.Contains(text, word[:7])]
			}
			if err := json.NewEncoder(&out).Encode(v); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(dir, "back", filepath.Base(path)), out.Bytes(), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// TestValidateExamples: what the commands of validate say works, from a run to a record.
func TestValidateExamples(t *testing.T) {
	t.Chdir(t.TempDir())
	if code := run(t.Context(), []string{"run", "--draws", "100"}, strings.NewReader(""), io.Discard, io.Discard); code != exitDone {
		t.Fatalf("run: exit code %d", code)
	}
	validate := newValidate()
	done := map[string]bool{}
	for _, name := range []string{"sample", "read", "agree", "score", "power", "more", "correct", "record"} {
		cmd, _, err := validate.Find([]string{name})
		if err != nil || cmd.Example == "" {
			t.Fatalf("%s: %v, example %q", name, err, cmd.Example)
		}
		if name == "read" {
			fillSheets(t)
		}
		for line := range strings.Lines(cmd.Example) {
			line = strings.TrimSpace(line)
			done[line] = true
			checkExample(t, line)
			if strings.Contains(line, "--partial") { // which leaves too little for the others
				checkExample(t, "frameshift validate read ann.csv ben.csv")
			}
		}
	}
	for line := range strings.Lines(validate.Example) {
		if !done[strings.TrimSpace(line)] {
			t.Errorf("%q is the example of no command", line)
		}
	}
}

// fillSheets fills in the CSV sheets of the latest sample, whole, in half, and as the page
// exports them.
func fillSheets(t *testing.T) {
	t.Helper()
	for n, name := range []string{"ann", "ben"} {
		found, err := filepath.Glob("out/validation/*/sheets/coder-en-" + string(rune('1'+n)) + ".csv")
		if err != nil || len(found) != 1 {
			t.Fatalf("%v, sheets %q", err, found)
		}
		raw, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		page := map[string]any{"coder": name}
		var codings []any
		for i, row := range rows[1:] {
			labels := map[string]int{}
			for c := 4; c < len(row)-4; c++ {
				_, word, _ := strings.Cut(rows[0][c], ".")
				labels[rows[0][c]] = strings.Count(strings.ToLower(row[2]), word[:7])
				row[c] = "0"
				if labels[rows[0][c]] > 0 || i%17 == c {
					labels[rows[0][c]], row[c] = 1, "1"
				}
			}
			codings = append(codings, map[string]any{"item": row[0], "labels": labels})
		}
		design, err := os.ReadFile(filepath.Join(filepath.Dir(found[0]), "..", "design.json"))
		if err == nil {
			var d struct{ Tag, Fingerprint string }
			err = json.Unmarshal(design, &d)
			page["tag"], page["fingerprint"], page["codings"] = d.Tag, d.Fingerprint, codings
		}
		export, err2 := json.Marshal(page)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		writeFile(t, "codings-"+string(rune('1'+n))+".json", export)
		writeFile(t, name+".csv", csvOf(t, rows))
		writeFile(t, "half.csv", csvOf(t, rows[:len(rows)/2]))
	}
}

func csvOf(t *testing.T, rows [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	for i, row := range rows {
		if i > 0 {
			row[len(row)-1] = "13.04.2026"
		}
	}
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
