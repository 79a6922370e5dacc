package corpus

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/pipeline/lang"
)

func TestZeroOptions(t *testing.T) {
	if err := (Options{}).Validate(); err != nil {
		t.Error(err)
	}
	o := Options{}.withDefaults()
	want := Limits{Document: 16 << 20, Member: 64 << 20, Ratio: 200, Unpacked: 8 << 30, Members: 1_000_000, Records: 1_000_000, Fields: 10_000, Items: 5_000_000}
	if o.Limits != want || o.Lang != "auto" || o.Encoding != "auto" || !slices.Equal(o.Accept, lang.Codes()) {
		t.Errorf("%+v", o)
	}
}

// The message names the key, and what to write instead.
func TestInvalidOptions(t *testing.T) {
	for text, want := range map[string]string{
		"path: ['{a}{a}']":                           "corpus.path: path pattern",
		"dates: ['%d %B']":                           "corpus.dates: date format \"%d %B\" states no year",
		"date_from: [{field: title, pattern: '^x'}]": "corpus.date_from: \"^x\" needs a field, and a group",
		"date_from: [{field: title, pattern: '('}]":  "corpus.date_from: error parsing",
		"id: same":               "corpus.id: \"same\" gives every document one id",
		"id: '{a b}'":            "corpus.id: {a b} is no name",
		"map: {text: {from: x}}": "corpus.map.text: can't make the text",
		"map: {date: {from: x, values: {a: soon}}}":                        "corpus.map.date: \"soon\" is no date",
		"map: {date: {from: x, match: [{pattern: a, value: 03/05/2019}]}}": "corpus.map.date: \"03/05/2019\" is no date",
		"set: {date: 03/05/2019}":                                          "corpus.set.date: \"03/05/2019\" is no date: write 2017-10-18",
		"metadata: [{file: a.csv, on: {a: '{b c}'}, columns: {c: d}}]":     "corpus.metadata: a.csv: on: a: {b c} is no name",
		"map: {type: {default: x}}":                                        "corpus.map.type: needs a from",
		"issuers: [{code: CHN, from: 25.10.1971, issuer: P}]":              "corpus.issuers: CHN: from: \"25.10.1971\" is no date: write 1971-10-25",
		"issuers: [{code: CHN}]":                                           "corpus.issuers: a rule needs",
		"lang: la":                                                         "corpus.lang: \"la\" is not read: use " + lang.Choice("auto"),
		"accept: [la]":                                                     "corpus.accept: \"la\"",
		"{lang: zh, set: {lang: en}}":                                      "keep one",
		"set: {text: x}":                                                   "corpus.set.text",
		"encoding: klingon":                                                "corpus.encoding: \"klingon\" is not known",
		"files: {only: ['[']}":                                             "corpus.files.only",
		"limits: {document: -1}":                                           "is not a size",
		"limits: {document: 16 apples}":                                    "is not a size: write 16MiB",
		"limits: {ratio: -3}":                                              "corpus.limits",
		"metadata: [{on: {a: b}}]":                                         "corpus.metadata: a table needs a file",
	} {
		var o Options
		err := yaml.Unmarshal([]byte(text), &o)
		if err == nil {
			err = o.Validate()
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}

// What is written out reads back the same.
func TestOptionsRoundTrip(t *testing.T) {
	for _, name := range []string{"ungdc", "gwr"} {
		o := preset(t, name)
		o.Meta, o.Limits.Document = Columns{Names: []string{"country"}}, 3<<20
		text, err := yaml.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		var again Options
		d := yaml.NewDecoder(bytes.NewReader(text))
		d.KnownFields(true)
		if err := d.Decode(&again); err != nil || !reflect.DeepEqual(again, o) {
			t.Errorf("%s: %v\n%s\ngot  %+v\nwant %+v", name, err, text, again, o)
		}
	}
	var c Columns
	if err := yaml.Unmarshal([]byte("all"), &c); err != nil || !c.All {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestPresetsAreValid(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "data", "presets", "*.yaml"))
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, name := range []string{"ungdc", "gwr"} {
		if err := preset(t, name).Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSizes(t *testing.T) {
	for text, want := range map[string]string{"16MiB": "16MiB", "64 mb": "64MB", "1048576": "1MiB", "1.5KiB": "1536B", "0": "0B", "8GiB": "8GiB"} {
		if got, err := parseSize(text); got.String() != want || err != nil {
			t.Errorf("%s: got %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestReasons(t *testing.T) {
	source, err := os.ReadFile("reason.go")
	if err != nil {
		t.Fatal(err)
	}
	if declared := bytes.Count(source, []byte("Reason = \"")); declared != len(Reasons()) {
		t.Errorf("%d reasons declared, %d listed", declared, len(Reasons()))
	}
	for _, r := range Reasons() {
		if r.About() == "" || strings.ToLower(string(r)) != string(r) {
			t.Errorf("%s: %q", r, r.About())
		}
	}
}
