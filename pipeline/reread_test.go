package pipeline

import (
	"slices"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
)

// TestBasesOf: an id that was made unique is looked for under all it may have been.
func TestBasesOf(t *testing.T) {
	for id, want := range map[string]string{"USA_70_2015": "USA_70_2015", "2020#1": "1", "jan/001": "001", "a#b~2": "b", "2020#1~3": "2020#1"} {
		if got := basesOf(id); !slices.Contains(got, want) || !slices.Contains(got, id) {
			t.Errorf("%s: %q, want %s among them", id, got, want)
		}
	}
}

// TestIdleTables: a metadata table is left out of rereading only where nothing hangs on it.
func TestIdleTables(t *testing.T) {
	with := func(to string) Config {
		return Config{Corpus: corpus.Options{ID: "{stem}", Metadata: []corpus.Table{{Columns: corpus.Mapping{{From: "x", To: to}}}}}}
	}
	for to, want := range map[string]bool{"speaker": true, "lang": false, "date": false, "id": false, "stem": false} {
		c := with(to)
		if c.idleTables() != want {
			t.Errorf("a table with the column %s is idle: %t", to, !want)
		}
	}
	c := with("speaker")
	if c.Where = []string{"speaker=x"}; c.idleTables() {
		t.Error("a table is idle that documents are chosen by")
	}
}
