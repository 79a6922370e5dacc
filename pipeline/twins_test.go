package pipeline

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
)

// TestTwins: which of two texts is the first does not depend on the number of
// workers, and what is dropped is in quarantine and in nothing else.
func TestTwins(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("we uphold the sovereignty and development of all states in a world that is shared by peoples who want peace security and order")
	rows, texts, repeats := "id,date,text\n", []string{}, 0
	for i := range 1500 {
		var text []string
		for range 30 {
			text = append(text, words[rng.IntN(len(words))])
		}
		switch {
		case i > 0 && i%10 == 3:
			text, repeats = strings.Fields(texts[rng.IntN(len(texts))]), repeats+1
		case i > 0 && i%10 == 7:
			text = append(strings.Fields(texts[rng.IntN(len(texts))]), fmt.Sprint("again", i))
		}
		texts = append(texts, strings.Join(text, " "))
		rows += fmt.Sprintf("d%04d,%d,%s\n", i, 2000+i%5, texts[i])
	}
	in := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(in, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, duplicates := range []string{"", "drop"} {
		var runs []*Summary
		for _, workers := range []int{1, 8} {
			c := Config{Inputs: []string{in}, Workers: workers, Out: filepath.Join(t.TempDir(), "out"), Draws: 1000}
			c.Corpus.Lang, c.Corpus.Duplicates = "en", corpus.Duplicates(duplicates)
			runs = append(runs, mustRun(t, c))
		}
		s := runs[0]
		for _, table := range []string{"documents.parquet", "quarantine.parquet", "series.parquet"} {
			if read(t, s.Dir, table) != read(t, runs[1].Dir, table) {
				t.Errorf("%q: %s differs with more workers", duplicates, table)
			}
		}
		near := 0
		for _, row := range tableOf(t, s.Dir, "documents") {
			if strings.Contains(row["flags"], "near-duplicate") {
				near++
				if row["duplicate_of"] >= row["id"] || row["similarity"] < "0.7" {
					t.Errorf("%v", row)
				}
			}
		}
		wantDocuments, wantFlagged, wantQuarantine := 1500, repeats, ""
		if duplicates == "drop" {
			wantDocuments, wantFlagged, wantQuarantine = 1500-repeats, 0, fmt.Sprint("duplicate-text ", repeats)
		}
		if s.Documents != wantDocuments || s.DuplicateTexts != wantFlagged || ignored(s) != wantQuarantine || reasons(s) != "" || s.Rejected != 0 || near != s.NearDuplicates || near < 140 {
			t.Errorf("%q: %d documents, %d flagged, %d near, %q", duplicates, s.Documents, s.DuplicateTexts, near, ignored(s))
		}
	}
}

func ignored(s *Summary) string {
	var list []string
	for _, q := range s.Ignored {
		list = append(list, fmt.Sprint(q.Reason, " ", q.Count))
	}
	return strings.Join(list, ", ")
}

// A text in other words' case and marks is as similar as 1, and not the same text: it
// stays where those are dropped.
func TestTwinsAlikeAreNotTheSame(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in.csv")
	rows := "id,date,text\na,2000,we uphold the sovereignty and development of all states.\nb,2001,We uphold the sovereignty and development of all states!\n"
	if err := os.WriteFile(in, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	c := Config{Inputs: []string{in}, Out: filepath.Join(t.TempDir(), "out"), Draws: 1000}
	c.Corpus.Lang, c.Corpus.Duplicates = "en", corpus.DuplicatesDrop
	s := mustRun(t, c)
	got := tableOf(t, s.Dir, "documents")
	if len(got) != 2 || !strings.Contains(got[1]["flags"], "near-duplicate") || got[1]["similarity"] != "1" {
		t.Errorf("%v", got)
	}
}
