package token

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// wordBreakTest is the conformance test of UAX #29.
//
//go:embed testdata/WordBreakTest.txt
var wordBreakTest string

// standardCase is one line of it: a text and the ends of its segments.
type standardCase struct {
	text string
	ends []int
}

func standardCases(tb testing.TB) (cases []standardCase) {
	for line := range strings.Lines(wordBreakTest) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var c standardCase
		for _, field := range strings.Fields(line)[1:] {
			switch field {
			case "×":
			case "÷":
				c.ends = append(c.ends, len(c.text))
			default:
				n, err := strconv.ParseUint(field, 16, 32)
				if err != nil {
					tb.Fatal(err)
				}
				c.text += string(rune(n))
			}
		}
		cases = append(cases, c)
	}
	return cases
}

// TestStandard: in the conformance test of UAX #29 a token of ours begins and ends
// at every edge of a segment with a letter or digit, and at no other place but
// where a rule of ours cuts a segment further. The texts go in as spans and, those
// that normalisation leaves alone, whole.
func TestStandard(t *testing.T) {
	cases := standardCases(t)
	if len(cases) < 1900 {
		t.Fatalf("%d cases", len(cases))
	}
	tk, whole, further := NewTokenizer(NewVocabulary()), 0, 0
	for _, c := range cases {
		var spans [][2]int
		for _, p := range splitSegments(c.text, lang.English) {
			if p.word != "" {
				spans = append(spans, [2]int{p.start, p.end})
			}
		}
		further += c.compare(t, spans)
		d, err := tk.Tokenize(c.text, "en")
		if err != nil {
			t.Fatal(err)
		}
		if string(d.Text.Norm) != c.text {
			continue
		}
		whole++
		spans = spans[:0]
		for _, tok := range d.Tokens {
			if tok.Word != Boundary {
				spans = append(spans, [2]int{int(tok.Start), int(tok.End)})
			}
		}
		c.compare(t, spans)
	}
	if whole < 1000 || further > 200 {
		t.Errorf("%d of %d texts whole, %d segments cut further", whole, len(cases), further)
	}
}

// compare compares tokens with the segments, and says how many of these are cut
// further.
func (c standardCase) compare(t *testing.T, spans [][2]int) (further int) {
	start := 0
	for _, end := range c.ends {
		if !wordlike(c.text[start:end]) {
			start = end
			continue
		}
		var inside [][2]int
		for len(spans) > 0 && spans[0][1] <= end {
			inside, spans = append(inside, spans[0]), spans[1:]
		}
		switch {
		case len(inside) == 0 || inside[0][0] < start:
			t.Errorf("%q: %q has the tokens %v", c.text, c.text[start:end], inside)
		case !slices.Equal(inside, [][2]int{{start, end}}):
			further++
			if !strings.ContainsAny(c.text[start:end], "_:'\u2019.0123456789") {
				t.Errorf("%q: %q is cut into %v", c.text, c.text[start:end], inside)
			}
		}
		start = end
	}
	if len(spans) > 0 {
		t.Errorf("%q: tokens %v are in no segment", c.text, spans)
	}
	return further
}
