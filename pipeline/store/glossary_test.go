package store

import (
	"reflect"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// TestGlossary: what the codebook says of a lexicon is read back, whatever stands
// in its labels.
func TestGlossary(t *testing.T) {
	lex := &lexicon.Lexicon{
		Name: "x", Version: "1",
		Frames: []lexicon.Frame{
			{Key: "a.b", Label: `Right | "wrong" (old)`, Definition: "One | two."},
			{Key: "c", Label: "主权", Definition: ""},
		},
		Contrasts: []lexicon.Contrast{{Key: "k", Label: "A (b) against c", Positive: []string{"a.b", "c"}, Negative: []string{"c"}}},
		Pairs:     []lexicon.Pair{{Key: "p", Label: "With", A: []string{"a.b"}, B: []string{"c"}}},
		Topics:    []lexicon.Frame{{Key: "t", Label: "Net", Definition: "All (of it): networks."}},
	}
	dir := t.TempDir()
	if err := (Codebook{Lexicon: lex}).Write(dir); err != nil {
		t.Fatal(err)
	}
	got, err := ReadGlossary(dir)
	want := Glossary{
		Frames:    []Term{{Key: "a.b", Label: `Right | "wrong" (old)`, Definition: "One | two."}, {Key: "c", Label: "主权"}},
		Contrasts: []Term{{Key: "k", Label: "A (b) against c", A: []string{"a.b", "c"}, B: []string{"c"}}},
		Pairs:     []Term{{Key: "p", Label: "With", A: []string{"a.b"}, B: []string{"c"}}},
		Topics:    []Term{{Key: "t", Label: "Net"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	if got, err = ReadGlossary(t.TempDir()); err != nil || !reflect.DeepEqual(got, Glossary{}) {
		t.Errorf("without a codebook: %+v, %v", got, err)
	}
}
