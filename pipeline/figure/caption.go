package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
)

// caption writes a caption: what is shown, then which text, source and run.
func (s *source) caption(what ...string) string {
	scope := []string{"All discourse"}
	if s.Topic != "" {
		scope[0] = "Text within " + s.label(s.Topic)
	}
	if s.Group != "" {
		scope = append(scope, "documents with "+chart.Shorten(chart.Clean(s.Group), longest))
	}
	m := s.Manifest
	id := m.Fingerprint[:min(12, len(m.Fingerprint))]
	what = append(what, strings.Join(scope, ", ")+".",
		fmt.Sprintf("Source: %s; lexicon %s %s; %s, run %s.", s.inputs(), chart.Clean(m.Lexicon.Name), chart.Clean(m.Lexicon.Version), chart.Clean(m.Software), id))
	return strings.Join(slices.DeleteFunc(what, func(s string) bool { return s == "" }), " ")
}

// count writes a number of things.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return claim.Grouped(n) + " " + many
}

// lower is a text that goes on inside a sentence.
func lower(s string) string {
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[0]) && unicode.IsLower(r[1]) {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

func known(v float64) bool { return !math.IsNaN(v) }

// shortenLeft cuts the start of a label to leave n characters, the first of them
// an ellipsis.
func shortenLeft(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return "…" + strings.TrimLeft(string(r[len(r)-n+1:]), " ")
}

// longest is where a label is cut that is a text by itself, in captions too.
const longest = 80

// readable makes words of a key: values.sovereignty becomes Sovereignty.
func readable(key string) string {
	s := key[strings.LastIndexByte(key, '.')+1:]
	s = chart.Clean(strings.NewReplacer("_", " ", "-", " – ").Replace(s))
	if r, n := utf8.DecodeRuneInString(s); n > 0 {
		s = string(unicode.ToUpper(r)) + s[n:]
	}
	return chart.Shorten(s, longest)
}
