package lexicon

import (
	"reflect"
	"strings"
	"testing"
)

// TestRecords: a file of records is read as it is written; another file of that name is
// none, and a key that is not known is an error.
func TestRecords(t *testing.T) {
	alpha := 0.71
	in := Records{Validations: []Record{{
		Lexicon: "two", Version: "1", SHA256: "ab", Corpus: "speeches: 1946–2024", Coders: []string{"Ann", "Ben"}, Sentences: 700, Labels: 2800, From: "2026-11-01", To: "2026-11-30",
		Frames: []FrameRecord{{Frame: "a", Lang: "en", N: 700, Precision: []float64{.88, .83, .92}, Recall: []float64{.65}, Alpha: &alpha}},
	}}}
	raw, err := in.Format()
	if err != nil {
		t.Fatal(err)
	}
	out, err := ParseRecords(raw, "validation.yaml")
	if err != nil || !reflect.DeepEqual(in, out) {
		t.Errorf("%v: %+v, want %+v", err, out, in)
	}
	r := &out.Validations[0]
	if got := r.Said(); got != "700 sentences of speeches: 1946–2024, coded by Ann, Ben, 2026-11-01 to 2026-11-30" {
		t.Error(got)
	}
	if got := r.Frames[0].Said(); got != "precision 0.88 (0.83–0.92), recall 0.65, α 0.71" {
		t.Error(got)
	}
	if other, err := ParseRecords([]byte("name: something else\n"), "validation.yaml"); err != nil || other.Validations != nil {
		t.Errorf("another file: %v, %+v", err, other)
	}
	if _, err := ParseRecords([]byte("validations: [{lexicon: two, precison: 1}]"), "validation.yaml"); err == nil || !strings.Contains(err.Error(), "precison") {
		t.Errorf("a misspelt key: %v", err)
	}
}
