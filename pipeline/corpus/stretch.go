package corpus

import (
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/objects"
)

// stretch is what a share knows of its units from the list. What comes before the first and
// after the last is passed over without a look, whole folders at once.
type stretch struct {
	by    *list
	names []Unit // from the first unit on, and the one after the last

	met    bool  // the first unit came, or is the first of all
	passed int   // how many units were not counted before it
	over   bool  // what follows is no more of the share
	stale  error // the list does not fit
}

// elsewhere says that an entry of a folder is another share's.
func (p *pass) elsewhere(source string) bool {
	s := p.share
	switch {
	case !p.prunes():
		return false
	case s.over:
		return true
	}
	return !s.met && before(source, s.names[0].Source)
}

// prunes says whether of a folder no more is met than the share.
func (p *pass) prunes() bool {
	return p.share != nil && !p.lists() && p.root.fs == nil && !objects.Is(p.in.path)
}

// before says whether all that an entry holds comes before a unit in a walk. Names that may
// have been written in other bytes are not judged. Inputs are met in their order, so that
// one that is not the unit's comes before it.
func before(source, unit string) bool {
	for input := true; ; input = false {
		a, restA, _ := strings.Cut(source, "/")
		b, restB, _ := strings.Cut(unit, "/")
		switch {
		case a != b:
			return input || a < b && isASCII(a) && isASCII(b)
		case restA == "" || restB == "":
			return false
		}
		source, unit = restA, restB
	}
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// meets notes that the first unit of the share comes, before which units are not counted.
func (s *share) meets(source string) {
	if !s.met && !s.over && source == s.names[0].Source {
		s.met, s.passed, s.next = true, s.passed+s.first-s.next, s.first
	}
}

// wants says whether an archive that begins at a unit and holds so many has some of the
// share.
func (s *share) wants(source string, begun, held int) bool {
	if !s.met {
		return !s.over && strings.HasPrefix(s.names[0].Source+"/", source+"/")
	}
	return s.first < begun+held && begun < s.end
}

// fits compares a unit of the share, or the one after it, with the list.
func (s *share) fits(u Unit) bool {
	at := s.next - s.first
	switch {
	case s.over || !s.met:
		return false
	case at == len(s.names): // the list has ended
		s.stale = &ErrList{s.by.path, "its end", u.words()}
	case s.names[at] != u:
		s.stale = &ErrList{s.by.path, s.names[at].words(), u.words()}
	}
	s.over = s.over || s.stale != nil || s.next == s.end
	return !s.over
}

// missing is the error where the inputs end before the list.
func (s *share) missing() error {
	at := 0
	if s.met {
		at = s.next - s.first
	}
	return &ErrList{s.by.path, s.names[at].words(), "nothing"}
}
