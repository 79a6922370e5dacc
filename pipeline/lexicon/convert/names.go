package convert

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// labelJoint joins the names of nested categories in a frame's label.
const labelJoint = " > "

var rePart = regexp.MustCompile(`^[\pL\pN_][\pL\pN_.-]*$`)

// keyPart makes one part of a frame's key of a category's name. A name that
// may stand in a key stays as it is.
func keyPart(name string) string {
	for _, s := range []string{name, norm.NFC.String(name)} {
		if rePart.MatchString(s) {
			return s
		}
	}
	name = norm.NFC.String(name)
	parts := strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '.' && r != '-' && r != '_'
	})
	if key := strings.Trim(strings.Join(parts, "_"), "_.-"); key != "" {
		return key
	}
	return "unnamed"
}

func keyOf(path []string) string {
	parts := make([]string, len(path))
	for i, name := range path {
		parts[i] = keyPart(name)
	}
	return strings.Join(parts, ".")
}

// pathOf is the way back: the names of the categories a frame came from, if its
// label has kept them, otherwise the parts of its key. kept says which.
func pathOf(key, label string) (path []string, kept bool) {
	names := strings.Split(label, labelJoint)
	plain := func(s string) bool {
		// What a category's name begins with decides how some formats read it.
		return s == clean(s) && s != "" && !strings.ContainsAny(s[:1], "@+%") && !hasControl(s)
	}
	// A label equal to the key would come back as none.
	ok := keyOf(names) == key && strings.Join(names, ".") != key && len(names) <= maxDepth
	for _, n := range names {
		ok = ok && plain(n)
	}
	if ok {
		return names, true
	}
	path = nil
	for _, part := range strings.Split(key, ".") {
		// "a..b" read back part by part would be another key.
		if part == "" || !rePart.MatchString(part) || len(path) == maxDepth {
			return []string{key}, false
		}
		path = append(path, part)
	}
	return path, false
}

// clean makes any run of white space one space.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

func hasControl(s string) bool { return strings.ContainsFunc(s, unicode.IsControl) }
