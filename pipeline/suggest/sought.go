package suggest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// sought are the entries and exceptions of some frames, each looked for by itself:
// as the frame finds them, a longer one would hide a shorter one inside it.
type sought struct {
	match  *lexicon.Matcher
	frames []string
	// by number of the compiled entry
	entries []soughtEntry
}

type soughtEntry struct {
	frame int
	lang  string
	term  string
	block bool
}

func seek(lex *lexicon.Lexicon, frames []string) (*sought, error) {
	s := &sought{frames: frames}
	single := &lexicon.Lexicon{Name: lex.Name}
	for i, key := range frames {
		f := lex.Frames[lex.FrameIndex(key)]
		for block, lists := range []map[string][]lexicon.Entry{f.Entries, f.Except} {
			for _, code := range slices.Sorted(maps.Keys(lists)) {
				for _, e := range lists[code] {
					single.Frames = append(single.Frames, lexicon.Frame{
						Key: fmt.Sprintf("e%d", len(single.Frames)), Entries: map[string][]lexicon.Entry{code: {e}},
					})
					s.entries = append(s.entries, soughtEntry{i, code, e.Term, block == 1})
				}
			}
		}
	}
	var err error
	s.match, err = lexicon.Compile(single, lexicon.Options{})
	return s, err
}
