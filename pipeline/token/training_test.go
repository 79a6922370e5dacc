package token

import (
	"reflect"
	"testing"

	"gopkg.in/neurosnap/sentences.v1"
	"gopkg.in/neurosnap/sentences.v1/data"
)

// TestTraining: the model is read as the library reads it, and by the short way.
func TestTraining(t *testing.T) {
	raw, err := data.Asset("data/english.json")
	if err != nil {
		t.Fatal(err)
	}
	want, err := sentences.LoadTraining(raw)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := readTraining(string(raw)); !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("another model, %v", ok)
	}
}

// TestOtherTraining: what is no list of types a line is left to the library, and what is
// comes out as there.
func TestOtherTraining(t *testing.T) {
	for _, text := range []string{
		"", "{", "{}", "[]", `{"AbbrevTypes": {}}`, `{"AbbrevTypes": {"a": 1}`, `{"AbbrevTypes": {"a": 1}} {}`,
		`{"AbbrevTypes": {"a": 1}}`, "{\"AbbrevTypes\": {\n\"a\": 1,\n\"b\": 2\n},\n\"SentStarters\": {\n\"c,d\": 3}}",
		`{"AbbrevTypes": {"a": 1.5}}`, `{"AbbrevTypes": {"a": 01}}`, `{"AbbrevTypes": {"a\n": 1}}`, `{"AbbrevTypes": {"}": 1}}`,
		`{"AbbrevTypes": {"a": 1, "b": 2}}`, `{"AbbrevTypes": {"a": 1},}`, `{"Other": {"a": 1}}`, `{"AbbrevTypes": {"a": 1}, "AbbrevTypes": {"b": 1}}`,
	} {
		want, err := sentences.LoadTraining([]byte(text))
		if got, ok := readTraining(text); ok && (err != nil || !reflect.DeepEqual(got, want)) {
			t.Errorf("%s: got %v, want %v, %v", text, got, want, err)
		}
	}
}
