package main

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/survey"
)

// TestAsk: a number chooses, return takes the guess, and so does the end of the
// answers; what is no answer is asked for again.
func TestAsk(t *testing.T) {
	for answers, want := range map[string][2]int{
		"2\n1\n": {1, 0}, "\n3\n": {0, 2}, "x\n9\n2\n\n": {1, 0}, "": {0, 0}, "2": {1, 0},
	} {
		choices := []*survey.Choice{
			{Key: "text", Asks: "which is the text?", Values: []string{"body", "abstract\x1b[31m"}},
			{Key: "one", Asks: "no question", Values: []string{"only"}},
			{Key: "date", Asks: "which is the date?", Values: []string{"day", "year", survey.None}},
		}
		var out strings.Builder
		if err := ask(strings.NewReader(answers), &out, choices); err != nil {
			t.Fatal(err)
		}
		if got := [2]int{choices[0].Chosen, choices[2].Chosen}; got != want || choices[1].Chosen != 0 {
			t.Errorf("%q: chose %v, want %v", answers, got, want)
		}
		if s := out.String(); !strings.Contains(s, "which is the text?") || strings.Contains(s, "no question") || strings.Contains(s, "\x1b") {
			t.Errorf("%q: asked\n%s", answers, s)
		}
	}
}
