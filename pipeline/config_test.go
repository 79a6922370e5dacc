package pipeline

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestConfigClassified: every field says whether it changes what is written,
// and only those that do not are left out of the manifest.
func TestConfigClassified(t *testing.T) {
	full := Config{}
	typ := reflect.TypeFor[Config]()
	for i := range typ.NumField() {
		f := typ.Field(i)
		if a := f.Tag.Get("affects"); a != "output" && a != "machine" {
			t.Errorf("Config.%s: affects:%q: want output or machine", f.Name, a)
		}
		fill(reflect.ValueOf(&full).Elem().Field(i))
	}
	raw, err := full.outputKeys()
	if err != nil {
		t.Fatal(err)
	}
	var keys map[string]any
	if err := json.Unmarshal(raw, &keys); err != nil {
		t.Fatal(err)
	}
	for i := range typ.NumField() {
		f := typ.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if _, there := keys[key]; there != (f.Tag.Get("affects") == "output") {
			t.Errorf("Config.%s affects %s; in the manifest: %v", f.Name, f.Tag.Get("affects"), there)
		}
	}
}

// fill gives a field some value other than its zero.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1)
	case reflect.Uint64:
		v.SetUint(1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	}
}

// TestConfigLayers: a key of the configuration wins over the preset's, one
// inside corpus by itself.
func TestConfigLayers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(file, []byte("preset: gwr\ninputs: [x]\nfreq: half\ncorpus:\n  encoding: gb18030\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := LoadConfig(file)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = c.resolve(); err != nil {
		t.Fatal(err)
	}
	if c.Freq != "half" || c.Corpus.Encoding != "gb18030" || c.Corpus.Lang != "zh" || c.Corpus.Fields["text"][0] != "content" {
		t.Errorf("got %+v", c)
	}
	if c.Preset != "" || c.Lexicon != "norms" || c.Workers == 0 {
		t.Errorf("defaults are not filled in: %+v", c)
	}
}

func TestConfigErrors(t *testing.T) {
	for _, c := range []struct {
		config Config
		want   string
	}{
		{Config{Preset: "ungdc"}, "give its PATH"},
		{Config{Preset: "nope", Inputs: []string{"x"}}, `no preset "nope"`},
		{Config{Freq: "decade"}, `freq "decade"`},
		{Config{Text: "some"}, `text "some"`},
		{Config{Metadata: []string{"x"}}, "metadata: 1 files"},
	} {
		if _, err := c.config.resolve(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got error %v, want %q in it", c.config, err, c.want)
		}
	}
}
