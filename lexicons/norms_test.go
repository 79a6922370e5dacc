package lexicons_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/lexicons"
)

// The three lexicons of the constellation, from the narrowest to the widest.
var constellation = []string{"norms-strict", "norms", "norms-broad"}

// file is a lexicon as its file says it, read here without package
// pipeline/lexicon, which has a parser of its own to be checked against.
type file struct {
	Name, Version, Title, About string
	Frames                      []frame
	Contrasts                   []struct {
		Key, Label, Count  string
		Positive, Negative side
	}
	Pairs []struct {
		Key, Label string
		A, B       []string
	}
	Topics []frame
}

// side is a list of frames, or a mapping with frames and pairs.
type side struct{ Frames, Pairs []string }

func (s *side) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.SequenceNode {
		return n.Decode(&s.Frames)
	}
	type plain side
	return n.Decode((*plain)(s))
}

// frame is a frame or a topic.
type frame struct {
	Key, Label, Definition string
	Entries, Except        map[string][]entry
}

type entry struct {
	Term, Match, Note, Source, ID string
	Weight                        float64
	Case                          bool
}

func (e *entry) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		e.Term = n.Value
		return nil
	}
	type plain entry
	return n.Decode((*plain)(e))
}

// folded is the term as it is told from others: without case, unless case counts.
func (e entry) folded() string {
	if e.Case {
		return e.Term
	}
	return strings.ToLower(e.Term)
}

func read(t *testing.T, name string) file {
	t.Helper()
	b, err := lexicons.FS.ReadFile(name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var f file
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if f.Name != name {
		t.Errorf("%s.yaml is named %q", name, f.Name)
	}
	return f
}

// sides are the sides of all contrasts and pairs.
func (f *file) sides() (sides [][]string) {
	for _, c := range f.Contrasts {
		sides = append(sides, c.Positive.Frames, c.Negative.Frames)
	}
	for _, p := range f.Pairs {
		sides = append(sides, p.A, p.B)
	}
	return sides
}

func each(t *testing.T, check func(*testing.T, file)) {
	for _, name := range constellation {
		t.Run(name, func(t *testing.T) { check(t, read(t, name)) })
	}
}

var frames = []string{
	"problems.security", "problems.imbalance", "problems.regulation", "problems.order", "problems.hegemonism",
	"values.sovereignty", "values.multilateralism", "values.development", "values.security", "values.balance",
	"behaviours.socialization", "behaviours.support", "behaviours.exchange",
}

var core = []string{
	"problems.hegemonism", "values.sovereignty", "values.multilateralism",
	"values.development", "values.security", "values.balance",
}

// The languages that all frames have, and those that the core frames and the
// topic have too.
var everywhere, further = []string{"en", "zh"}, []string{"fr", "es", "ru", "ar"}

// The constellation is complete, in both languages, and the core frames are the
// richest. The strict lexicon is allowed to be thinner.
func TestComplete(t *testing.T) {
	each(t, func(t *testing.T, l file) {
		inCore, elsewhere, inFurther := 40, 15, 30
		if l.Name == "norms-strict" {
			inCore, elsewhere, inFurther = 20, 10, 4
		}
		var keys []string
		for _, f := range l.Frames {
			keys = append(keys, f.Key)
			least := elsewhere
			if slices.Contains(core, f.Key) {
				least = inCore
				enough(t, f, inFurther, further...)
			} else if len(f.Entries) != len(everywhere) {
				t.Errorf("%s: languages %v", f.Key, slices.Sorted(maps.Keys(f.Entries)))
			}
			enough(t, f, least, everywhere...)
		}
		if !slices.Equal(keys, frames) {
			t.Errorf("frames %v, want %v", keys, frames)
		}
		if len(l.Topics) != 1 || l.Topics[0].Key != "cyber" {
			t.Fatalf("want the one topic cyber, got %d", len(l.Topics))
		}
		enough(t, l.Topics[0], 40, slices.Concat(everywhere, further)...)
	})
}

func enough(t *testing.T, f frame, least int, langs ...string) {
	t.Helper()
	if f.Label == "" || f.Definition == "" {
		t.Errorf("%s: without label or definition", f.Key)
	}
	for _, lang := range langs {
		if n := len(f.Entries[lang]); n < least {
			t.Errorf("%s has %d entries in %s, want %d", f.Key, n, lang, least)
		}
	}
}

// An id links languages: within its frame it stands in both that all frames have,
// whichever of the others have it too.
func TestIDsLink(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	each(t, func(t *testing.T, l file) {
		for _, f := range slices.Concat(l.Frames, l.Topics) {
			langs := map[string]map[string]bool{}
			for lang, list := range f.Entries {
				for _, e := range list {
					if e.ID == "" {
						continue
					}
					if !kebab.MatchString(e.ID) {
						t.Errorf("%s: id %q is no kebab-case", f.Key, e.ID)
					}
					if langs[e.ID] == nil {
						langs[e.ID] = map[string]bool{}
					}
					langs[e.ID][lang] = true
				}
			}
			for _, id := range slices.Sorted(maps.Keys(langs)) {
				for _, lang := range everywhere {
					if !langs[id][lang] {
						t.Errorf("%s: id %s is not in %s", f.Key, id, lang)
					}
				}
			}
			if len(langs) == 0 {
				t.Errorf("%s: no ids", f.Key)
			}
		}
	})
}

// No entry stands twice in a frame, as an entry or as an exception.
func TestNoTermTwice(t *testing.T) {
	each(t, func(t *testing.T, l file) {
		for _, f := range slices.Concat(l.Frames, l.Topics) {
			for _, lang := range slices.Concat(everywhere, further) {
				seen := map[string]bool{}
				for _, e := range slices.Concat(f.Entries[lang], f.Except[lang]) {
					term := e.folded()
					if seen[term] || term == "" || term != strings.TrimSpace(term) {
						t.Errorf("%s (%s): %q stands twice, or is blank", f.Key, lang, e.Term)
					}
					seen[term] = true
				}
			}
		}
	})
}

// Contrasts and pairs name frames there are, and no term stands in two frames of
// one side, where it would count twice.
func TestSidesAreDisjoint(t *testing.T) {
	each(t, func(t *testing.T, l file) {
		byKey := make(map[string]frame)
		for _, f := range l.Frames {
			byKey[f.Key] = f
		}
		if len(l.Contrasts) == 0 || len(l.Pairs) == 0 {
			t.Error("no contrasts or no pairs")
		}
		for _, side := range l.sides() {
			seen := make(map[string]string)
			for _, key := range side {
				f, ok := byKey[key]
				if !ok {
					t.Errorf("no frame %q", key)
				}
				for lang, list := range f.Entries {
					for _, e := range list {
						if other, ok := seen[lang+e.folded()]; ok {
							t.Errorf("%q (%s) is in %s and in %s", e.Term, lang, other, key)
						}
						seen[lang+e.folded()] = key
					}
				}
			}
		}
	})
}

// The three lexicons differ in their entries only, and each holds the one before.
func TestNested(t *testing.T) {
	for i, name := range constellation[1:] {
		small, large := read(t, constellation[i]), read(t, name)
		if fmt.Sprint(small.sides()) != fmt.Sprint(large.sides()) {
			t.Errorf("%s and %s have other contrasts or pairs", small.Name, large.Name)
		}
		smalls, larges := slices.Concat(small.Frames, small.Topics), slices.Concat(large.Frames, large.Topics)
		for k := range smalls {
			for lang, list := range smalls[k].Entries {
				for _, e := range list {
					if !slices.ContainsFunc(larges[k].Entries[lang], func(o entry) bool {
						return o.folded() == e.folded() && o.Case == e.Case
					}) {
						t.Errorf("%s: %q (%s) of %s is not in %s", smalls[k].Key, e.Term, lang, small.Name, large.Name)
					}
				}
			}
		}
	}
}

// The headline, which a run shows first, is the question: sovereignty against a
// balance of security and development, explicit or in one sentence.
func TestHeadline(t *testing.T) {
	each(t, func(t *testing.T, l file) {
		c := l.Contrasts[0]
		want := [2]side{
			{Frames: []string{"values.sovereignty"}},
			{Frames: []string{"values.balance"}, Pairs: []string{"security-development"}},
		}
		if got := [2]side{c.Positive, c.Negative}; c.Count != "sentences" || !reflect.DeepEqual(got, want) {
			t.Errorf("%s counts %q: %v, want %v", c.Key, c.Count, got, want)
		}
	})
}

// The table in the README is that of the files.
func TestReadmeTable(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var lists [3]file
	for i, name := range constellation {
		lists[i] = read(t, name)
	}
	for _, langs := range [][]string{everywhere, further} {
		if table := strings.Join(entryTable(lists, langs), "\n"); !strings.Contains(string(readme), table) {
			t.Errorf("the table in README.md is out of date; it should be\n%s", table)
		}
	}
}

// entryTable counts the entries of the lists in some languages, by frame.
func entryTable(lists [3]file, langs []string) (rows []string) {
	totals := [3]map[string]int{{}, {}, {}}
	row := func(key string, n func(i int, lang string) int) {
		line, sum := "| "+key+" |", 0
		for i := range lists {
			for _, lang := range langs {
				line += fmt.Sprintf(" %d |", n(i, lang))
				sum += n(i, lang)
			}
		}
		if sum > 0 {
			rows = append(rows, line)
		}
	}
	for k, key := range frames {
		for i := range lists {
			for _, lang := range langs {
				totals[i][lang] += len(lists[i].Frames[k].Entries[lang])
			}
		}
		row("`"+key+"`", func(i int, lang string) int { return len(lists[i].Frames[k].Entries[lang]) })
	}
	row("all frames", func(i int, lang string) int { return totals[i][lang] })
	row("topic `cyber`", func(i int, lang string) int { return len(lists[i].Topics[0].Entries[lang]) })
	return rows
}
