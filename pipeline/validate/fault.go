package validate

import (
	"fmt"
	"strings"
)

// Fault is something wrong with a file of codings, and its cure.
type Fault struct {
	File string
	Row  int // of the file, the header being 1; 0: the whole file
	Item string
	What string
	Cure string
}

func (f Fault) String() string {
	var at []string
	if f.Row > 0 {
		at = append(at, fmt.Sprintf("row %d", f.Row))
	}
	if f.Item != "" {
		at = append(at, f.Item)
	}
	where := f.File
	if len(at) > 0 {
		where += ", " + strings.Join(at, ", ")
	}
	return where + ": " + f.What + ": " + f.Cure
}
