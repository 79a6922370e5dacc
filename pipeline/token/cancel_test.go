package token

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// TestCancel: a long text ends with its context, whatever it is made of.
func TestCancel(t *testing.T) {
	for _, l := range lang.All() {
		for _, s := range []string{"a ", "a. ", "a\n\n", "主权", "著", "說著。", "n't-"} {
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
			raw, begun := strings.Repeat(s, 8<<20/len(s)), time.Now()
			_, err := NewTokenizer(NewVocabulary()).TokenizeContext(ctx, raw, l.Code)
			cancel()
			if took := time.Since(begun); !errors.Is(err, context.DeadlineExceeded) && took > 5*time.Second {
				t.Errorf("%s %q: %v after %v", l.Code, s, err, took)
			}
		}
	}
}
