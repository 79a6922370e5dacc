package lexicon

import (
	"reflect"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/token"
)

// TestChecked: what is taken in when the first text comes is what else is at once.
func TestChecked(t *testing.T) {
	at := packed(t, "norms.yaml")
	m, err := Compile(at.Lexicon(), Options{Checked: true})
	if err != nil || !reflect.DeepEqual(m.entries, at.entries) {
		t.Fatal("other entries", err)
	}
	find := m.NewFinder()
	for l, want := range at.indexes {
		got := m.indexes[l]
		if len(got.tokens.nodes) > 1 || len(got.strings.ends) > 1 {
			t.Errorf("%s: not left for later", l.Code)
		}
		find.memory(got)
		if got, want := got.tokens, want.tokens; !reflect.DeepEqual(
			[]any{got.nodes, got.starts, got.roles, got.fixed, got.cased, got.ids, got.wilds.filed},
			[]any{want.nodes, want.starts, want.roles, want.fixed, want.cased, want.ids, want.wilds.filed}) {
			t.Errorf("%s: other words", l.Code)
		}
		if !reflect.DeepEqual(got.strings, want.strings) {
			t.Errorf("%s: other strings", l.Code)
		}
	}
}

// TestIdeographs: a term of which that is said holds a letter still when it is
// normalised.
func TestIdeographs(t *testing.T) {
	for r := range rune(0x20000) {
		if !ideographs(string(r)) {
			continue
		}
		for _, term := range [...]string{string(r), "安" + string(r) + "全"} {
			norm := []rune(token.Normalized(term, lang.Of("zh")))
			if len(norm) != len([]rune(term)) {
				t.Errorf("%s becomes %s", term, string(norm))
			}
			for _, r := range norm {
				if !isLetterOrDigit(r) {
					t.Errorf("%s becomes %s", term, string(norm))
				}
			}
		}
	}
}

// TestCheckedInVain: of an index with a faulty entry nobody finds a part, neither who comes
// first nor who comes later.
func TestCheckedInVain(t *testing.T) {
	lex := &Lexicon{Frames: []Frame{{Key: "a", Entries: map[string][]Entry{"en": {{Term: "law", Weight: 1}, {Term: "!!!", Weight: 1}}}}}}
	m, err := Compile(lex, Options{Checked: true})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := m.indexes[lang.Of("en")].fill(m); err == nil {
			t.Error("an index that is not whole")
		}
	}
}
