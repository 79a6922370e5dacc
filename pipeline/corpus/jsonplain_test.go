package corpus

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// sameObject holds plainObject against the decoder.
func sameObject(t *testing.T, data []byte, limit int) (plain bool) {
	t.Helper()
	var o object
	o.limit = limit
	if !plainObject(data, &o) {
		return false
	}
	want, err := anyObject(data, nil, limit)
	switch {
	case err != nil && o.tooWide() == nil:
		t.Fatalf("%q: %+v, want %v", data, o.fields, err)
	case err == nil && !slices.Equal(o.fields, want.fields):
		t.Fatalf("%q: %q, want %q", data, o.fields, want.fields)
	}
	return true
}

// TestPlainObjects: records of texts, numbers, truths and nulls are plain, all others are not.
func TestPlainObjects(t *testing.T) {
	for data, want := range map[string]bool{
		`{}`:         true,
		" { }\r\n\t": true,
		`{"id":"a","date":2019,"text":"We said \"no\".\n\tAnd: \u00e9\u4E2D\ud83d\ude00 \/\\\b\f\r","x":null,"y":true,"z":-0.5e+10}`: true,
		`{"a":"1","a":"2","b":null , "c" : 0 }`: true,
		`{"a":"1","a":null}`:                    true,
		`{"":"\ufffd"}`:                         true,
		`{"一":"二 é \u0000"}`:                    true,
		`{"a":["b"]}`:                           false,
		`{"a":{"b":1}}`:                         false,
		`["a"]`:                                 false,
		`{"a":"b"`:                              false,
		`{"a":"b"} {"c":"d"}`:                   false,
		`{"a":"b",}`:                            false,
		`{,"a":"b"}`:                            false,
		`{"a" "b"}`:                             false,
		`{"a":"b" "c":"d"}`:                     false,
		"{\"a\":\"b\nc\"}":                      false,
		"{\"a\":\"\xff\"}":                      false,
		`{"a":"\ud83d"}`:                        false,
		`{"a":"\ud83d\u0041"}`:                  false,
		`{"a":"\ude00\ud83d"}`:                  false,
		`{"a":"\u12g4"}`:                        false,
		`{"a":"\x"}`:                            false,
		`{"a":"\`:                               false,
		`{"a":01}`:                              false,
		`{"a":1.}`:                              false,
		`{"a":1e}`:                              false,
		`{"a":-}`:                               false,
		`{"a":+1}`:                              false,
		`{"a":nul}`:                             false,
		`{"a":}`:                                false,
		`{"a":1`:                                false,
		``:                                      false,
	} {
		if got := sameObject(t, []byte(data), 0); got != want {
			t.Errorf("%q: %v, want %v", data, got, want)
		}
		sameObject(t, []byte(data), 1)
	}
}

// TestPlainObjectsDrawn damages objects, and what is in them, at every place.
func TestPlainObjectsDrawn(t *testing.T) {
	random, plain := rand.New(rand.NewPCG(1, 2)), 0
	pieces := []string{`"`, `\`, `\u00e9`, `\ud83d\ude00`, `\n`, "a sentence of some length", "é", ",", ":", "{", "}", "1", "-", ".5", "e3", "null", " ", "\n", "\x01", `"b":`, `"c":"`}
	for range 300_000 {
		data := `{"a":`
		for range random.IntN(9) {
			data += pieces[random.IntN(len(pieces))]
		}
		if sameObject(t, []byte(data+`"}`), 0) || sameObject(t, []byte(data+"}"), 0) {
			plain++
		}
	}
	if plain < 1000 {
		t.Errorf("%d were plain", plain)
	}
}

func FuzzPlainObject(f *testing.F) {
	f.Add([]byte(`{"id":"a","date":2019,"text":"We said \"no\".\n\u00e9\ud83d\ude00","x":null,"y":true,"z":-0.5e+10}`))
	f.Add([]byte(`{"text":"` + strings.Repeat("sovereignty ", 9) + `\ufffd"}`))
	f.Fuzz(func(t *testing.T, data []byte) { sameObject(t, data, 3) })
}
