package lexicon

import (
	"cmp"
	"strings"
)

// Named is an entry in the tables: its frame and its term.
type Named struct{ Frame, Term string }

// Glosses say in English what entries in other languages mean: the first English
// entry of the same id without a wildcard says it, or else the id. An entry without an
// id has none, nor one that is English too.
func (l *Lexicon) Glosses() map[Named]string {
	out := map[Named]string{}
	for _, f := range l.Frames {
		english := map[string]string{}
		alike := map[string]bool{} // terms that are English as well
		for _, e := range f.Entries["en"] {
			if alike[e.Term] = true; e.Match != MatchRegex && !strings.ContainsAny(e.Term, `*?\`) {
				english[e.ID] = cmp.Or(english[e.ID], e.Term)
			}
		}
		for _, code := range sortedKeys(f.Entries) {
			for _, e := range f.Entries[code] {
				if name := (Named{f.Key, e.Term}); code != "en" && e.ID != "" && !alike[e.Term] {
					out[name] = cmp.Or(out[name], english[e.ID], strings.ReplaceAll(e.ID, "-", " "))
				}
			}
		}
	}
	return out
}
