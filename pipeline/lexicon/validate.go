package lexicon

import (
	"fmt"
	"regexp"
	"sort"

	"github.com/frameshift/frameshift/pipeline/token"
)

var reKey = regexp.MustCompile(`^[\pL\pN_][\pL\pN_.-]*$`)

// validate returns the first thing that makes the lexicon unusable, as
// "line: what".
func (l *Lexicon) validate() error {
	if !reKey.MatchString(l.Name) {
		return fmt.Errorf("1: name: %q: want a short name of letters, digits, dots and hyphens", l.Name)
	}
	if len(l.Frames) == 0 {
		return fmt.Errorf("1: frames: a lexicon needs at least one frame")
	}
	seen := map[string]int{}
	entries := 0
	for i := range l.Frames {
		f := &l.Frames[i]
		if err := checkKey("frame", f.Key, f.line, seen); err != nil {
			return err
		}
		for _, lists := range []map[string][]Entry{f.Entries, f.Except} {
			n, err := checkEntries(f, lists)
			if err != nil {
				return err
			}
			entries += n
		}
		if len(f.Entries) == 0 {
			return fmt.Errorf("%d: frame %s has no entries", f.line, f.Key)
		}
	}
	if entries > maxEntries {
		return fmt.Errorf("1: %d entries: at most %d", entries, maxEntries)
	}
	return l.validateMeasures()
}

func (l *Lexicon) validateMeasures() error {
	seen := map[string]int{}
	for _, c := range l.Contrasts {
		if err := checkKey("contrast", c.Key, c.line, seen); err != nil {
			return err
		}
		if err := l.checkSides("contrast "+c.Key, c.line, c.Positive, c.Negative); err != nil {
			return err
		}
	}
	clear(seen)
	for _, p := range l.Pairs {
		if err := checkKey("pair", p.Key, p.line, seen); err != nil {
			return err
		}
		if err := l.checkSides("pair "+p.Key, p.line, p.A, p.B); err != nil {
			return err
		}
	}
	return nil
}

func checkKey(what, key string, line int, seen map[string]int) error {
	if !reKey.MatchString(key) {
		return fmt.Errorf("%d: %s key %q: want letters, digits, ., - and _", line, what, key)
	}
	if first, ok := seen[key]; ok {
		return fmt.Errorf("%d: duplicate %s %s: it stands on line %d already; merge the two", line, what, key, first)
	}
	seen[key] = line
	return nil
}

func (l *Lexicon) checkSides(what string, line int, sides ...[]string) error {
	used := map[string]bool{}
	for _, side := range sides {
		if len(side) == 0 {
			return fmt.Errorf("%d: %s: a side names no frame", line, what)
		}
		for _, key := range side {
			if l.FrameIndex(key) < 0 {
				return fmt.Errorf("%d: %s names %s, which is no frame of the lexicon", line, what, key)
			}
			if used[key] {
				return fmt.Errorf("%d: %s names %s twice", line, what, key)
			}
			used[key] = true
		}
	}
	return nil
}

func checkEntries(f *Frame, lists map[string][]Entry) (n int, err error) {
	for _, lang := range sortedKeys(lists) {
		if lang != token.English && lang != token.Chinese {
			return 0, fmt.Errorf("%d: frame %s: language %q: entries are in en or zh", f.line, f.Key, lang)
		}
		for i := range lists[lang] {
			e := &lists[lang][i]
			if err := e.check(lang); err != nil {
				return 0, fmt.Errorf("%d: frame %s: %w", max(e.line, f.line), f.Key, err)
			}
			n++
		}
	}
	return n, nil
}

// check says what is wrong with an entry that could never match, or match
// everything.
func (e *Entry) check(lang string) error {
	switch {
	case e.Term == "":
		return fmt.Errorf("an empty entry: give a term or take the line out")
	case e.Weight <= 0:
		return fmt.Errorf("entry %q: weight %v: want more than 0", e.Term, e.Weight)
	}
	if lang == token.Chinese {
		return e.checkChinese()
	}
	_, err := e.pattern()
	return err
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
