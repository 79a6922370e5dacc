package keys

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

// shape is a configuration of all kinds.
type shape struct {
	Name   string            `yaml:"name" values:"a b"`
	Count  int               `yaml:"count"`
	Share  *float64          `yaml:"share"`
	List   []string          `yaml:"list"`
	Free   map[string]string `yaml:"free"`
	Inner  inner             `yaml:"inner"`
	Many   []inner           `yaml:"many"`
	Own    own               `yaml:"own"`
	Sized  sized             `yaml:"sized"`
	Hidden string            `yaml:"-"`
	inner2 `yaml:",inline"`
}

type (
	inner  struct{ Deep bool }
	inner2 struct{ Beside string }
	own    struct {
		By string `yaml:"by"`
	}
	sized int64
)

func (*own) UnmarshalYAML(*yaml.Node) error { return nil }
func (sized) YAMLTypes() []string           { return []string{"string", "integer"} }

func TestCheck(t *testing.T) {
	form := Of(reflect.TypeFor[shape]())
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"name: 2019\ncount: 1\nshare: 0.5\nlist: [a, 1]\nfree: {x: 1, y: z}\ninner: {deep: true}\nmany: [{deep: false}]\nown: [a]\nsized: 1MiB\nbeside: x", ""},
		{"name:\ncount: ~\ninner:\n", ""},
		{"own: {by: x}\n", ""},
		{"zzzz: &b {deep: true}\n", "line 1: unknown key zzzz: there are name"},
		{"many:\n- &b {deep: true}\n- *b\n- {<<: *b}\ninner: *b", ""},
		{"count: many", `line 1: count: want a whole number, found one value, "many"`},
		{"share: .nan", `line 1: share: want a number, found one value, ".nan"`},
		{"share: -.Inf", `line 1: share: want a number`},
		{"name: .nan", ""}, // a text
		{"list: x", `line 1: list: want a list, each a text, found one value, "x"`},
		{"inner: [x]", "line 1: inner: want keys with values, found a list"},
		{"sized: {a: 1}", "line 1: sized: want a text or a whole number, found keys with values"},
		{"cuont: 1", "line 1: unknown key cuont: did you mean count?"},
		{"counts: 1", "did you mean count?"},
		{"\n\nmany:\n- deep: true\n- depe: true", "line 5: unknown key depe under many: did you mean deep?"},
		{"deep: true", "line 1: unknown key deep: it belongs to inner.deep"},
		{"own: {yb: 1}", "line 1: unknown key yb under own: there are by"},
		{"hidden: x", "unknown key hidden"},
		{"name: a\n---\nname: b", "line 2: a second document begins here"},
		{"name: a\n---\n", ""},
		{"- a", "want keys with values, found a list"},
		{"name: 1\nother: 1\nthird: 1", "line 2: unknown key other"},
	} {
		got, err := Check([]byte(c.text), form)
		switch {
		case err != nil:
			t.Errorf("%q: %v", c.text, err)
		case c.want == "" && len(got) > 0 || !strings.Contains(got.Error(), c.want):
			t.Errorf("%q: got %q, want %q in it", c.text, got, c.want)
		}
	}
	if _, err := Check([]byte("a: [\n"), form); err == nil {
		t.Error("no YAML, and no error")
	}
}

// TestCheckBomb: aliases of aliases cost no more than a bound.
func TestCheckBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("own: &a0 [x]\n")
	for range 30 {
		b.WriteString("list: [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]\n")
	}
	text := "many: &a [*a, *a, *a, *a]\n" + b.String()
	began := time.Now()
	if _, err := Check([]byte(text), Of(reflect.TypeFor[shape]())); err != nil {
		t.Log(err)
	}
	if d := time.Since(began); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}

func TestSchema(t *testing.T) {
	raw, err := Of(reflect.TypeFor[shape]()).Schema("a shape")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"name": {`, `"enum": [`, `"additionalProperties": false`, `"title": "a shape"`, `"beside": {`,
	} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("no %s in\n%s", want, raw)
		}
	}
	if strings.Contains(string(raw), "idden") {
		t.Error("a field without a key is in the schema")
	}
}

func TestMarked(t *testing.T) {
	for in, want := range map[string]string{
		"as in {text: content}. The": "as in `{text: content}`. The",
		"{issuer}_{year}.txt, and":   "`{issuer}_{year}.txt`, and",
		"README* means (**) every":   "`README*` means (`**`) every",
		"formats of date_from.":      "formats of `date_from`.",
		"[\"%d/%m\", auto] is plain": "`[\"%d/%m\", auto]` is plain",
	} {
		if got := marked(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range []string{"name: a", "many: &a [*a]", "inner: {<<: {deep: 1}}", "a: &b\n- *b\n", "---\n---\n", "? [a]\n: b\n", "!!binary x", "<<: [*a]"} {
		f.Add(s)
	}
	form := Of(reflect.TypeFor[shape]())
	f.Fuzz(func(t *testing.T, text string) {
		Check([]byte(text), form)
	})
}
