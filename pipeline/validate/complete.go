package validate

import (
	"fmt"
	"slices"
	"strings"
)

// missing names what a sheet has and the file has not.
func (r *reading) missing(f *codedFile, seen map[string]bool) {
	if r.o.Partial || r.o.Several {
		return
	}
	count := map[sheetOf]int{}
	for i := range r.key {
		k := &r.key[i]
		if seen[k.Item] {
			for _, c := range strings.Split(k.Coders, listSeparator) {
				count[sheetOf{c, k.Wave}]++
			}
		}
	}
	// A file is of the sheet most of whose items it has; of several as good, the first.
	var of sheetOf
	for _, c := range r.Coders {
		for w := range int64(r.Waves) {
			if name := (sheetOf{c.Name, w + 1}); count[name] > count[of] {
				of = name
			}
		}
	}
	const named = 5
	var left []string
	for i := range r.key {
		k := &r.key[i]
		if k.Wave == of.wave && slices.Contains(strings.Split(k.Coders, listSeparator), of.coder) && !seen[k.Item] {
			left = append(left, k.Item)
		}
	}
	if n := len(left); n > 0 {
		what := fmt.Sprintf("%d of the sentences of sheet %s are missing: %s", n, of.coder, strings.Join(left[:min(n, named)], ", "))
		if n > named {
			what += " …"
		}
		r.fault(Fault{File: f.name, What: what, Cure: "ask for the whole sheet, or read with --partial"})
	}
}

// sheetOf is a sheet: of a coder, in a wave.
type sheetOf struct {
	coder string
	wave  int64
}
