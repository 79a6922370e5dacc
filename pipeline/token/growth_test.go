package token

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/internal/growth"
	"github.com/frameshift/frameshift/pipeline/internal/sized"
	"github.com/frameshift/frameshift/pipeline/lang"
)

// growing are pieces of text of which there may be any number, one behind the
// other.
var growing = []string{
	"(", `"`, ".", "-", "_", "a", "a.", "1,", "n't", "'s", "<b>", "ﷺ", "a.[1]", "n't-", "l'a-", "a\u00ad", "a-\n", "\u0301", "Mr. ",
	"\n\n", " ", "主权", "主 ", "说著", "。", "ａ", "ꟻ'",
}

// TestGrowth: twice the text takes twice the time, whatever it is made of, in
// every language.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, l := range lang.All() {
		tk := NewTokenizer(NewVocabulary())
		tokenize := func(raw string) func() {
			return func() {
				if _, err := tk.Tokenize(raw, l.Code); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, s := range growing {
			growth.Linear(t, fmt.Sprintf("%s: %q", l.Code, s), sized.Of(20_000, 5_000), func(n int) func() {
				return tokenize(strings.Repeat(s, n/len(s)))
			})
		}
		growth.Linear(t, l.Code+": distinct words", sized.Of(3_000, 750), func(n int) func() {
			rng := rand.New(rand.NewPCG(1, uint64(n)))
			var b strings.Builder
			for range n {
				fmt.Fprintf(&b, "%x’s ", rng.Uint64())
			}
			return func() {
				if _, err := NewTokenizer(NewVocabulary()).Tokenize(b.String(), l.Code); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
