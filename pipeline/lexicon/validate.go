package lexicon

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
)

var reKey = regexp.MustCompile(`^[\pL\pN_][\pL\pN_.-]*$`)

// Problems are the things that make a lexicon unusable, each as "line: what".
type Problems []error

// maxProblems is how many are listed; what comes after many is rarely news.
const maxProblems = 20

// Error lists the problems, one a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, err := range p {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// In puts the file's name before each.
func (p Problems) In(name string) Problems {
	out := make(Problems, len(p))
	for i, err := range p {
		out[i] = fmt.Errorf("%s:%w", name, err)
	}
	return out
}

// Add notes a problem, if it is one.
func (p *Problems) Add(err error) {
	if err != nil && len(*p) < maxProblems {
		*p = append(*p, err)
	}
}

// Validate returns what makes the lexicon unusable, as Problems. A line is 0
// where the lexicon was not parsed.
func (l *Lexicon) Validate() error {
	var p Problems
	if !reKey.MatchString(l.Name) {
		p.Add(fmt.Errorf("1: name: %q: want a short name of letters, digits, dots and hyphens", l.Name))
	}
	if len(l.Frames) == 0 {
		p.Add(errors.New("1: frames: a lexicon needs at least one frame"))
	}
	entries := 0
	frames, topics := map[string]int{}, map[string]int{}
	for _, f := range l.Frames {
		entries += f.check("frame", frames, &p)
	}
	for _, t := range l.Topics {
		entries += t.check("topic", topics, &p)
	}
	if len(l.Topics) > maxTopics {
		p.Add(fmt.Errorf("%d: %d topics: at most %d", l.Topics[maxTopics].line, len(l.Topics), maxTopics))
	}
	if entries > maxEntries {
		p.Add(fmt.Errorf("1: %d entries: at most %d", entries, maxEntries))
	}
	p.Add(l.validateMeasures())
	if len(p) == 0 {
		return nil
	}
	return p
}

// check checks a frame, or a topic in its shape, and returns how many entries
// it has.
func (f *Frame) check(what string, seen map[string]int, p *Problems) (entries int) {
	p.Add(checkKey(what, f.Key, f.line, seen))
	for _, lists := range []map[string][]Entry{f.Entries, f.Except} {
		entries += checkEntries(f, what, lists, p)
	}
	if len(slices.Concat(slices.Collect(maps.Values(f.Entries))...)) == 0 {
		p.Add(fmt.Errorf("%d: %s %s has no entries", f.line, what, f.Key))
	}
	return entries
}

func (l *Lexicon) validateMeasures() error {
	seen := map[string]int{}
	for _, c := range l.Contrasts {
		if err := checkKey("contrast", c.Key, c.line, seen); err != nil {
			return err
		}
		if err := l.checkContrast(&c); err != nil {
			return err
		}
		if err := l.checkTopic("contrast "+c.Key, c.line, c.Topic); err != nil {
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
		if err := l.checkTopic("pair "+p.Key, p.line, p.Topic); err != nil {
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

// checkContrast checks what a contrast counts, and its sides.
func (l *Lexicon) checkContrast(c *Contrast) error {
	what := "contrast " + c.Key
	if c.Count != "" && c.Count != CountHits && c.Count != CountSentences {
		return fmt.Errorf("%d: %s: count %q: want hits or sentences", c.line, what, c.Count)
	}
	used := map[string]bool{}
	for _, side := range []Side{c.Positive, c.Negative} {
		if len(side.Frames)+len(side.Pairs) == 0 {
			return fmt.Errorf("%d: %s: a side names no frame", c.line, what)
		}
		if err := l.checkFrames(what, c.line, side.Frames, used); err != nil {
			return err
		}
	}
	return l.checkPairs(c)
}

// checkPairs checks the pairs on the sides of a contrast.
func (l *Lexicon) checkPairs(c *Contrast) error {
	used := map[string]bool{}
	for _, key := range slices.Concat(c.Positive.Pairs, c.Negative.Pairs) {
		switch {
		case !c.Sentences():
			return fmt.Errorf("%d: contrast %s: the pair %s stands for sentences with both halves: say count: sentences", c.line, c.Key, key)
		case l.PairIndex(key) < 0:
			return fmt.Errorf("%d: contrast %s names %s, which is no pair of the lexicon", c.line, c.Key, key)
		case used[key]:
			return fmt.Errorf("%d: contrast %s names %s twice", c.line, c.Key, key)
		}
		used[key] = true
	}
	return nil
}

func (l *Lexicon) checkSides(what string, line int, sides ...[]string) error {
	used := map[string]bool{}
	for _, side := range sides {
		if len(side) == 0 {
			return fmt.Errorf("%d: %s: a side names no frame", line, what)
		}
		if err := l.checkFrames(what, line, side, used); err != nil {
			return err
		}
	}
	return nil
}

func (l *Lexicon) checkFrames(what string, line int, keys []string, used map[string]bool) error {
	for _, key := range keys {
		if l.FrameIndex(key) < 0 {
			return fmt.Errorf("%d: %s names %s, which is no frame of the lexicon", line, what, key)
		}
		if used[key] {
			return fmt.Errorf("%d: %s names %s twice", line, what, key)
		}
		used[key] = true
	}
	return nil
}

func (l *Lexicon) checkTopic(what string, line int, topic string) error {
	if topic != "" && l.TopicIndex(topic) < 0 {
		return fmt.Errorf("%d: %s names the topic %s, which the lexicon does not have", line, what, topic)
	}
	return nil
}

func checkEntries(f *Frame, what string, lists map[string][]Entry, p *Problems) (n int) {
	for _, code := range sortedKeys(lists) {
		if lang.Of(code) == nil {
			p.Add(fmt.Errorf("%d: %s %s: language %q: entries are in %s", f.line, what, f.Key, code, lang.Choice()))
			continue
		}
		for i := range lists[code] {
			e := &lists[code][i]
			if err := e.Check(code); err != nil {
				p.Add(fmt.Errorf("%d: %s %s: %w", max(e.line, f.line), what, f.Key, err))
			}
			n++
		}
	}
	return n
}

// Check says what is wrong with an entry of the language with that code that
// could never match, or match everything.
func (e *Entry) Check(code string) error {
	switch {
	case e.Term == "":
		return fmt.Errorf("an empty entry: give a term or take the line out")
	case !(e.Weight > 0 && e.Weight <= mostWeight): // nor is NaN
		return fmt.Errorf("entry %q: weight %v: want a number above 0, up to %d", e.Term, e.Weight, mostWeight)
	}
	l := lang.Of(code)
	if l.Unit == lang.Characters {
		return e.checkString(l)
	}
	_, err := e.pattern(l)
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
