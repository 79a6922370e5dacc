package lexicons

import (
	"bytes"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The lexicon as package pipeline/lexicon reads it, as far as these tests look.
type lexicon struct {
	Name, Version, Title, About string
	Frames                      []frame
	Contrasts                   []struct {
		Key, Label         string
		Positive, Negative []string
	}
	Pairs []struct {
		Key, Label string
		A, B       []string
	}
	Topics []any
}

type frame struct {
	Key, Label, Definition string
	Entries, Except        map[string][]entry
}

type entry struct {
	Term, Match, Note, Source string
	Weight                    float64
	Case                      bool
}

func (e *entry) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		e.Term = n.Value
		return nil
	}
	type plain entry
	return n.Decode((*plain)(e))
}

func norms(t *testing.T) lexicon {
	t.Helper()
	b, err := FS.ReadFile("norms.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var l lexicon
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	if err := dec.Decode(&l); err != nil {
		t.Fatal(err)
	}
	return l
}

// The constellation is complete, in both languages, and the core frames are the
// richest.
func TestNormsIsComplete(t *testing.T) {
	least := map[string]int{
		"problems.security": 12, "problems.imbalance": 12, "problems.regulation": 12, "problems.order": 12,
		"problems.hegemonism": 25, "values.sovereignty": 25, "values.multilateralism": 25,
		"values.development": 25, "values.security": 25, "values.balance": 25,
		"behaviours.socialization": 12, "behaviours.support": 12, "behaviours.exchange": 12,
	}
	l := norms(t)
	if len(l.Frames) != len(least) {
		t.Errorf("%d frames, want %d", len(l.Frames), len(least))
	}
	for _, f := range l.Frames {
		if least[f.Key] == 0 || f.Label == "" || f.Definition == "" {
			t.Errorf("frame %q: not of the constellation, or without label or definition", f.Key)
		}
		for _, lang := range []string{"en", "zh"} {
			if n := len(f.Entries[lang]); n < least[f.Key] {
				t.Errorf("%s has %d entries in %s, want %d", f.Key, n, lang, least[f.Key])
			}
		}
	}
}

// Contrasts and pairs name frames there are, and no term stands in two frames of
// one side, where it would count twice.
func TestNormsSidesAreDisjoint(t *testing.T) {
	l := norms(t)
	byKey := make(map[string]frame)
	for _, f := range l.Frames {
		byKey[f.Key] = f
	}
	var sides [][]string
	for _, c := range l.Contrasts {
		sides = append(sides, c.Positive, c.Negative)
	}
	for _, p := range l.Pairs {
		sides = append(sides, p.A, p.B)
	}
	for _, side := range sides {
		seen := make(map[string]string)
		for _, key := range side {
			f, ok := byKey[key]
			if !ok {
				t.Errorf("no frame %q", key)
			}
			for lang, list := range f.Entries {
				for _, e := range list {
					if other, ok := seen[lang+e.Term]; ok {
						t.Errorf("%q (%s) is in %s and in %s", e.Term, lang, other, key)
					}
					seen[lang+e.Term] = key
				}
			}
		}
	}
}

// No entry stands twice in a frame, and no block holds a whole entry's hits back.
func TestNormsEntriesCanMatch(t *testing.T) {
	for _, f := range norms(t).Frames {
		for lang, list := range f.Entries {
			seen := make(map[string]bool)
			for _, e := range list {
				term := strings.ToLower(e.Term)
				if seen[term] || term == "" || term != strings.TrimSpace(term) {
					t.Errorf("%s (%s): %q stands twice, or is blank", f.Key, lang, e.Term)
				}
				seen[term] = true
				for _, x := range f.Except[lang] {
					if holds(lang, term, x.Term) {
						t.Errorf("%s (%s): the exception %q blocks every hit of %q", f.Key, lang, x.Term, e.Term)
					}
				}
			}
		}
	}
}

// holds reports whether an English term has the words of x in it, or a Chinese
// one its characters.
func holds(lang, term, x string) bool {
	if lang == "zh" {
		return strings.Contains(term, x)
	}
	return strings.Contains(" "+term+" ", " "+strings.ToLower(x)+" ")
}
