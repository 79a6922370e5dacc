package usage

import "strings"

// Near is the one of names that was probably meant by name, of several as near the
// shortest, or "" where none is like it.
func Near(name string, names []string) string {
	best, least := "", 2+len(name)/3 // more edits make another word
	for _, n := range names {
		if d := distance(name, n); d < least || d == least && best != "" && len(n) < len(best) {
			best, least = n, d
		}
	}
	return best
}

// Meant is Near within a message: "did you mean that? ", or nothing.
func Meant(name string, names []string) string {
	if near := Near(name, names); near != "" {
		return "did you mean " + near + "? "
	}
	return ""
}

// distance counts edits, where a beginning, or the last part of a dotted name, is near
// whatever it lacks.
func distance(name, other string) int {
	d := edits(name, other)
	begins := strings.HasPrefix(name, other) || strings.HasPrefix(other, name) || strings.HasSuffix(other, "."+name)
	switch {
	case d == 0:
		return 0
	case begins && min(len(name), len(other)) >= 3:
		return 1
	case len(name) > 3 && strings.HasPrefix(other, name[:3]):
		return d - 1
	}
	return d
}

// edits is the number of letters to put in, take out or change.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := last
			if a[i] != b[j] {
				change++
			}
			last = row[j+1]
			row[j+1] = min(row[j]+1, last+1, change)
		}
	}
	return row[len(b)]
}
