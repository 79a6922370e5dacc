package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/store"
)

// TestWindows: a long sentence is cut around its hits, every hit stands in a
// window whole, and the marks count UTF-16 units.
func TestWindows(t *testing.T) {
	const filler = "字𝄞 " // three, four and one bytes; one, two and one units
	text := strings.Repeat(filler, 300) + "sovereignty" + strings.Repeat(filler, 3) + "peace" + strings.Repeat(filler, 400) + "growth"
	const base = 1000
	s := &sentence{start: base, text: text}
	for i, w := range []string{"sovereignty", "peace", "growth"} {
		at := int64(base + strings.Index(text, w))
		s.hits = append(s.hits, hit{start: at, end: at + int64(len(w)), entry: int32(i)})
	}
	list, err := newBuilder(&run{}).written(s, 7)
	if err != nil || len(list) != 2 {
		t.Fatalf("%d windows, %v: want 2", len(list), err)
	}
	var got []string
	for _, raw := range list {
		var p passage
		if err := json.Unmarshal(raw, &p); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(p.Text, "\uFFFD") || p.Document != 7 || len(p.Text) > longSentence {
			t.Errorf("passage of %d bytes, document %d: %q …", len(p.Text), p.Document, p.Text[:20])
		}
		text := utf16.Encode([]rune(p.Text))
		for i := 0; i < len(p.Hits); i += 4 {
			got = append(got, string(utf16.Decode(text[p.Hits[i]:p.Hits[i]+p.Hits[i+1]])))
		}
	}
	if want := []string{"sovereignty", "peace", "growth"}; !slices.Equal(got, want) {
		t.Errorf("marks %q, want %q", got, want)
	}
}

// TestIn: a value may hold what joins keys and pairs.
func TestIn(t *testing.T) {
	in := member(&document{DocumentRow: store.DocumentRow{Issuer: "A,lang=en", Audience: "to all vs none", Meta: map[string]string{"meta_title": "x"}}})
	for text, want := range map[string]bool{
		"": true, `issuer="A,lang=en"`: true, "issuer=A": false, `issuer="A,lang=en",audience="to all vs none"`: true, `issuer="A,lang=en",audience=x`: false,
		`issuer=B vs issuer="A,lang=en"`: true, "issuer=B vs issuer=C": false, "title=x": true, "audience=": false,
	} {
		g, err := group.Parse(text)
		if got := in(g); got != want || err != nil {
			t.Errorf("in %q: %v, want %v; %v", text, got, want, err)
		}
	}
}
