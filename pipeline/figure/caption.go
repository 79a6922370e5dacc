package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/frameshift/frameshift/pipeline/series"
)

// caption writes a caption: what is shown, then which text, source and run.
func (s *source) caption(what ...string) string {
	scope := []string{"All discourse"}
	if s.Topic != "" {
		scope[0] = "Text within " + s.label(s.Topic)
	}
	if s.Group != "" {
		scope = append(scope, "documents with "+shorten(clean(s.Group), longest))
	}
	m := s.manifest
	id := m.Fingerprint[:min(12, len(m.Fingerprint))]
	what = append(what, strings.Join(scope, ", ")+".",
		fmt.Sprintf("Source: %s; lexicon %s %s; %s, run %s.", s.inputs(), clean(m.Lexicon.Name), clean(m.Lexicon.Version), clean(m.Software), id))
	return strings.Join(slices.DeleteFunc(what, func(s string) bool { return s == "" }), " ")
}

// when writes a period by the length of its step.
func when(t time.Time, freq string) string { return series.Freq(freq).Name(t) }

// between writes two periods, or one.
func between(a, b time.Time, freq string) string {
	first, last := when(a, freq), when(b, freq)
	if first == last {
		return first
	}
	return first + "–" + last
}

// count writes a number of things.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(int64(n)) + " " + many
}

func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && unicode.IsDigit(rune(s[i-1])); i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
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
