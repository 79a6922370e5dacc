// Package usage tells the user's errors from the program's: those that are
// mended by writing another command line, configuration or lexicon.
package usage

import (
	"errors"
	"fmt"
)

// ErrUsage is what errors are that the user mends by writing another command
// line, configuration or lexicon.
var ErrUsage = errors.New("wrong usage or configuration")

// usageError is an error that is ErrUsage without saying so.
type usageError struct{ error }

func (e usageError) Unwrap() error        { return e.error }
func (e usageError) Is(target error) bool { return target == ErrUsage }

// Wrap makes err an ErrUsage; nil stays nil.
func Wrap(err error) error {
	if err == nil {
		return nil
	}
	return usageError{err}
}

// Errorf is fmt.Errorf of an ErrUsage.
func Errorf(format string, args ...any) error { return Wrap(fmt.Errorf(format, args...)) }
