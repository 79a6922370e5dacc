package lexicon

import (
	"maps"
	"os"
	"strings"
	"testing"
)

// TestGlosses: the English entry of the same frame and id that has no wildcard, or the
// id; English is not glossed, nor what has no id.
func TestGlosses(t *testing.T) {
	l, err := Parse(strings.NewReader(`
name: x
version: "1"
frames:
  - key: v.a
    label: A
    definition: d
    entries:
      en: [{term: 'balanc* of power', id: balance}, {term: scales, id: balance}, {term: 'harmon*', id: harmony}, order]
      zh: [{term: 均势, id: balance}, {term: 势力均衡, id: power-balance}, {term: 和谐, id: harmony}, 秩序]
      fr: [{term: scales, id: power-balance}]
  - key: v.b
    label: B
    definition: d
    entries:
      en: [peace]
      zh: [{term: 均势, id: calm-sea}]
`), "x.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := map[Named]string{{"v.a", "均势"}: "scales", {"v.a", "势力均衡"}: "power balance", {"v.a", "和谐"}: "harmony", {"v.b", "均势"}: "calm sea"}
	if got := l.Glosses(); !maps.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func BenchmarkGlosses(b *testing.B) {
	for b.Loop() {
		f, err := os.Open("../../lexicons/norms.yaml")
		if err != nil {
			b.Fatal(err)
		}
		l, err := Parse(f, "norms.yaml")
		if err != nil {
			b.Fatal(err)
		}
		_ = l.Glosses()
		f.Close()
	}
}
