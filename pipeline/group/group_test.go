package group

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	for text, want := range map[string]Group{
		"":                          {},
		"issuer=CHN":                {First: Key{{"issuer", "CHN"}}},
		"issuer=":                   {First: Key{{"issuer", ""}}},
		"audience=regional,lang=en": {First: Key{{"audience", "regional"}, {"lang", "en"}}},
		"audience=regional vs audience=international": {First: Key{{"audience", "regional"}}, Second: Key{{"audience", "international"}}},
		"a=b=c vs a=":                    {First: Key{{"a", "b=c"}}, Second: Key{{"a", ""}}},
		`issuer="Korea, Republic of"`:    {First: Key{{"issuer", "Korea, Republic of"}}},
		`title="A vs B",lang=en vs a=d`:  {First: Key{{"title", "A vs B"}, {"lang", "en"}}, Second: Key{{"a", "d"}}},
		`title="A vs" vs a="x "`:         {First: Key{{"title", "A vs"}}, Second: Key{{"a", "x "}}},
		`title=the "old" one`:            {First: Key{{"title", `the "old" one`}}},
		`title="\"old\" \\, one"`:        {First: Key{{"title", `"old" \, one`}}},
		`"a=b"=c`:                        {First: Key{{"a=b", "c"}}},
		`title=vs,issuer=versus and vsx`: {First: Key{{"title", "vs"}, {"issuer", "versus and vsx"}}},
	} {
		got, err := Parse(text)
		if err != nil || !reflect.DeepEqual(got, want) || got.String() != text {
			t.Errorf("%s: %+v as %s, %v", text, got, got, err)
		}
	}
	if g, err := Parse(" a = b , c = d  vs  e = f "); err != nil || g.String() != "a=b,c=d vs e=f" {
		t.Errorf("spaces around marks: %v, %v", g, err)
	}
	for _, text := range []string{"issuer", "issuer=A,B", "=x", "a=b,", "a=b vs", "a=b vs c", `a="b`, `a="b"c`, "a=b vs c=d vs e=f"} {
		if g, err := Parse(text); err == nil {
			t.Errorf("%s is read as %v", text, g)
		}
	}
}

// TestReadBack: any keys and values come back from their text.
func TestReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "b", ",", "=", " ", " vs ", "vs", `"`, `\`, "\n", "\t", "统筹", "\u00a0", "+"}
	word := func(least int) string {
		var b strings.Builder
		for range least + r.IntN(5) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return b.String()
	}
	key := func() (k Key) {
		for range 1 + r.IntN(3) {
			k = append(k, Part{word(1), word(0)})
		}
		return k
	}
	for range 200_000 {
		g := Group{First: key()}
		if r.IntN(2) == 0 {
			g.Second = key()
		}
		if got, err := Parse(g.String()); err != nil || !reflect.DeepEqual(got, g) {
			t.Fatalf("%q as %s is read as %q, %v", g, g, got, err)
		}
	}
}

// TestKeys: what pairs of groups need is grouped by once, behind what was asked
// for.
func TestKeys(t *testing.T) {
	pair := Group{First: Key{{"lang", "en"}}, Second: Key{{"audience", "domestic"}}}
	by := []string{"audience"}
	if got := Keys(by, []Group{pair, pair}); !slices.Equal(got, []string{"audience", "lang"}) || len(by) != 1 {
		t.Errorf("%q", got)
	}
}
