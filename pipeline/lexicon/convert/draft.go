package convert

import (
	"fmt"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// draft makes a lexicon of the categories and terms a reader finds.
type draft struct {
	losses
	lang    string // the code of its language
	title   string
	frames  []lexicon.Frame
	lines   []int          // where each frame stands
	byName  map[string]int // the frame of a category, by its name and those above
	keys    map[string]bool
	seen    map[seenEntry]struct{}
	entries int
	// repeats keeps entries that stand twice, where the file is frameshift's own
	// and they may differ in more than the term.
	repeats bool
}

type seenEntry struct {
	frame  int
	except bool
	term   string
}

func newDraft(code string) *draft {
	return &draft{lang: code, byName: map[string]int{}, keys: map[string]bool{}, seen: map[seenEntry]struct{}{}}
}

// category returns the frame of a category, which it makes if it's new.
func (d *draft) category(line int, path []string) (frame int, isNew bool, err error) {
	if len(path) > maxDepth {
		return 0, false, at(line, "categories stand %d deep in each other: at most %d", len(path), maxDepth)
	}
	names := make([]string, len(path))
	for i, p := range path {
		names[i] = clean(p)
	}
	name := strings.Join(names, ".")
	if len(name) > maxNameBytes {
		return 0, false, at(line, "the category %s has a name of %d bytes, with those above it: at most %d", quote(name), len(name), maxNameBytes)
	}
	if frame, ok := d.byName[name]; ok {
		return frame, false, nil
	}
	if len(d.frames) == maxFrames {
		return 0, false, at(line, "more than %d categories: split the file", maxFrames)
	}
	frame = len(d.frames)
	d.byName[name] = frame
	d.lines = append(d.lines, line)
	d.frames = append(d.frames, d.frame(line, names))
	return frame, true, nil
}

func (d *draft) frame(line int, names []string) lexicon.Frame {
	f := lexicon.Frame{Key: keyOf(names), Entries: map[string][]lexicon.Entry{}}
	if strings.Join(names, ".") != f.Key {
		f.Label = strings.Join(names, labelJoint)
	}
	if d.keys[f.Key] {
		first := f.Key
		for n := 2; d.keys[f.Key]; n++ {
			f.Key = fmt.Sprintf("%s_%d", first, n)
		}
		d.lose(line, "category "+quote(f.Label), "its key %s is another category's already: it got the key %s", first, f.Key)
	}
	d.keys[f.Key] = true
	return f
}

// again notes that a category stands a second time.
func (d *draft) again(line, frame int) {
	d.lose(line, "category "+quote(d.frames[frame].Key), "it stands on line %d already: the two are one frame", d.lines[frame])
}

// add adds an entry in the draft's language; term adds a plain one.
func (d *draft) add(line, frame int, e lexicon.Entry) error {
	return d.addTo(line, frame, d.lang, false, e)
}

func (d *draft) term(line, frame int, term string) error {
	return d.add(line, frame, lexicon.Entry{Term: term, Weight: 1, Match: lexicon.MatchGlob})
}

// addTo adds an entry. One that could never match is a loss; one that no
// dictionary would hold is an error.
func (d *draft) addTo(line, frame int, code string, except bool, e lexicon.Entry) error {
	if d.entries++; d.entries > maxEntries {
		return at(line, "more than %d entries: split the file", maxEntries)
	}
	e.Term = clean(e.Term)
	if n := strings.Count(e.Term, " ") + 1; n > maxTermTokens || len(e.Term) > maxTermBytes {
		return at(line, "the entry %s has %d tokens and %d bytes, at most %d and %d: is the format the right one?",
			quote(e.Term), n, len(e.Term), maxTermTokens, maxTermBytes)
	}
	f := &d.frames[frame]
	what := "entry " + quote(e.Term) + " of " + f.Key
	if l := lang.Of(code); l.Unit == lang.Characters && e.Match == lexicon.MatchGlob {
		e.Term = d.bare(line, what, e.Term, l)
	}
	if err := e.Check(code); err != nil {
		d.lose(line, what, "left out: %v", err)
		return nil
	}
	if d.repeated(frame, except, e) {
		d.lose(line, what, "it stands in the category already")
		return nil
	}
	d.put(f, code, except, e)
	return nil
}

func (d *draft) put(f *lexicon.Frame, code string, except bool, e lexicon.Entry) {
	lists := &f.Entries
	if except {
		lists = &f.Except
	}
	if *lists == nil {
		*lists = map[string][]lexicon.Entry{}
	}
	(*lists)[code] = append((*lists)[code], e)
}

// bare takes the stars off the ends of a term that frameshift finds as a string
// of characters wherever it stands.
func (d *draft) bare(line int, what, term string, l *lang.Language) string {
	bare := clean(strings.Trim(term, "*"))
	if bare != term && bare != "" {
		d.lose(line, what, "read without its *, since %s entries match as strings of characters", l.Name)
		return bare
	}
	return term
}

func (d *draft) repeated(frame int, except bool, e lexicon.Entry) bool {
	if d.repeats {
		return false
	}
	key := seenEntry{frame, except, e.Term}
	if !e.Case {
		key.term = strings.ToLower(e.Term)
	}
	_, ok := d.seen[key]
	d.seen[key] = struct{}{}
	return ok
}

// literal says, and lists, that a term holds characters its format takes as
// they are and frameshift as wildcards.
func (d *draft) literal(line, frame int, term, chars string) bool {
	if !strings.ContainsAny(term, chars) {
		return false
	}
	d.lose(line, "entry "+quote(term)+" of "+d.frames[frame].Key, "left out: one of %s stands for itself in this format, and a tokenizer splits a word there", chars)
	return true
}

// lexicon finishes the draft. A category without entries is no frame.
func (d *draft) lexicon(name string) (*lexicon.Lexicon, error) {
	lex := &lexicon.Lexicon{Name: name, Version: "1", Title: d.title}
	for i, f := range d.frames {
		if len(f.Entries) == 0 {
			d.lose(d.lines[i], "category "+quote(f.Key), "left out: it has no entry")
			continue
		}
		lex.Frames = append(lex.Frames, f)
	}
	if len(lex.Frames) == 0 {
		return nil, at(1, "no category with an entry: is the format the right one, and the file whole?")
	}
	return lex, nil
}
