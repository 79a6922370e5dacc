package token

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/sized"
	"github.com/frameshift/frameshift/pipeline/lang"
)

// TestCancel: a long text ends with its context, whatever it is made of. At a desk
// only looks at the context are counted, CI measures the time.
func TestCancel(t *testing.T) {
	for _, l := range lang.All() {
		for _, s := range []string{"a ", "a. ", "a\n\n", "主权", "著", "說著。", "n't-"} {
			const n = 64 << 10
			raw, tk := strings.Repeat(s, n/len(s)), NewTokenizer(NewVocabulary())
			whole := &patience{Context: context.Background(), looks: math.MaxInt}
			if _, err := tk.TokenizeContext(whole, raw, l.Code); err != nil {
				t.Fatal(err)
			}
			looks := math.MaxInt - whole.looks
			half := &patience{Context: context.Background(), looks: looks / 2}
			_, err := tk.TokenizeContext(half, raw, l.Code)
			if looks == 0 || !errors.Is(err, context.DeadlineExceeded) || half.looks != 0 {
				t.Errorf("%s %q: %d looks at the context of %d bytes; after half of them: %v", l.Code, s, looks, n, err)
			}
			if !sized.Full() {
				continue
			}
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
			raw, begun := strings.Repeat(s, 8<<20/len(s)), time.Now()
			_, err = NewTokenizer(NewVocabulary()).TokenizeContext(ctx, raw, l.Code)
			cancel()
			if took := time.Since(begun); !errors.Is(err, context.DeadlineExceeded) && took > 5*time.Second {
				t.Errorf("%s %q: %v after %v", l.Code, s, err, took)
			}
		}
	}
}

// patience is a context that ends after so many looks.
type patience struct {
	context.Context
	looks int
}

func (p *patience) Err() error {
	if p.looks == 0 {
		return context.DeadlineExceeded
	}
	p.looks--
	return nil
}
