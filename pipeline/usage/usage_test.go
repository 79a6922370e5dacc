package usage

import (
	"errors"
	"io"
	"testing"
)

func TestWrap(t *testing.T) {
	err := Errorf("flag: %w", io.EOF)
	if !errors.Is(err, ErrUsage) || !errors.Is(err, io.EOF) {
		t.Errorf("%v: want both ErrUsage and what it wraps", err)
	}
	if err.Error() != "flag: EOF" {
		t.Errorf("message %q: want that of the error alone", err)
	}
	if errors.Is(errors.New("EOF"), ErrUsage) || Wrap(nil) != nil {
		t.Error("an error that was not wrapped, or none, is no ErrUsage")
	}
}
