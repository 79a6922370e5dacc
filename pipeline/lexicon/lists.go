package lexicon

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A large lexicon is long lists of entries in two plain forms,
//
//   - cyber attack
//   - {term: 'cyber attack*', id: cyber-attack}
//
// for which the YAML package takes most of the time a small run takes in all. So they
// are read here: a run of such lines stands in the YAML as one item, a mark, and is
// put back where the mark has come to be an entry. Where a mark has not (a text that
// looks like a list, an alias), or anything is wrong, the file is read as it stands:
// that way is the one to read, and the one that makes the errors.

// mark begins what stands for a run in the YAML; its number follows.
const mark = "frameshift.lexicon.entries."

// decodeLists is decode for files whose lists are plain. It says whether lex now is
// what decode would make of it.
func decodeLists(text, name string, lex *Lexicon) bool {
	rest, runs := takeLists(text)
	if len(runs) == 0 || decode([]byte(rest), name, "lexicon", lex) != nil {
		return false
	}
	put := 0
	for _, list := range [][]Frame{lex.Frames, lex.Topics} {
		for i := range list {
			for _, lists := range []map[string][]Entry{list[i].Entries, list[i].Except} {
				n, ok := putLists(lists, runs)
				if put += n; !ok {
					return false
				}
			}
		}
	}
	return put == len(runs)
}

// takeLists replaces runs of plain entries by marks, and leaves as many lines.
func takeLists(text string) (rest string, runs [][]Entry) {
	if strings.Contains(text, mark) {
		return text, nil
	}
	var b strings.Builder
	b.Grow(len(text) / 4)
	entries := make([]Entry, 0, strings.Count(text, "\n")) // which never moves
	in := -1                                               // the indentation of the run that may go on
	for line := range strings.Lines(text) {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		e, plain := plainEntry(line[indent:])
		switch {
		case !plain:
			in = -1
			b.WriteString(line)
			continue
		case in != indent:
			in = indent
			b.WriteString(line[:indent] + "- " + mark + strconv.Itoa(len(runs)) + "\n")
			runs = append(runs, entries[len(entries):])
		default:
			b.WriteByte('\n')
		}
		entries = append(entries, e)
		last := &runs[len(runs)-1]
		*last = (*last)[:len(*last)+1]
	}
	return b.String(), runs
}

// putLists puts runs back, each once: a mark met again is an alias's.
func putLists(lists map[string][]Entry, runs [][]Entry) (put int, ok bool) {
	for lang, list := range lists {
		if !slices.ContainsFunc(list, marked) {
			continue
		}
		var whole []Entry
		for _, e := range list {
			if !marked(e) {
				whole = append(whole, e)
				continue
			}
			i, err := strconv.Atoi(e.Term[len(mark):])
			if err != nil || runs[i] == nil {
				return put, false
			}
			for j := range runs[i] {
				runs[i][j].line = e.line + j
			}
			if whole == nil {
				whole = slices.Clip(runs[i])
			} else {
				whole = append(whole, runs[i]...)
			}
			runs[i], put = nil, put+1
		}
		lists[lang] = whole
	}
	return put, true
}

func marked(e Entry) bool { return strings.HasPrefix(e.Term, mark) }

// plainEntry reads a line of a list.
func plainEntry(line string) (e Entry, ok bool) {
	e = Entry{Weight: 1, Match: MatchGlob}
	s := scalars(line)
	switch {
	case !s.take("- "):
		return e, false
	case s.take("{"):
		for {
			if !s.member(&e) {
				return e, false
			}
			if !s.take(", ") {
				break
			}
		}
		ok = s.take("}")
	default:
		e.Term, ok = s.scalar()
	}
	e.Term = strings.TrimSpace(e.Term)
	return e, ok && s == "\n"
}

// scalars is what is left of a line.
type scalars string

func (s *scalars) take(prefix string) bool {
	rest, ok := strings.CutPrefix(string(*s), prefix)
	*s = scalars(rest)
	return ok
}

// member reads a key and its value; weight and case are left to the YAML package.
func (s *scalars) member(e *Entry) (ok bool) {
	key, rest, _ := strings.Cut(string(*s), ": ")
	*s = scalars(rest)
	var into *string
	switch key {
	case "id":
		into = &e.ID
	case "term":
		into = &e.Term
	case "match":
		into = &e.Match
	case "note":
		into = &e.Note
	case "source":
		into = &e.Source
	default:
		return false
	}
	*into, ok = s.scalar()
	return ok
}

// scalar reads a string without escapes.
func (s *scalars) scalar() (string, bool) {
	if len(*s) == 0 {
		return "", false
	}
	if quote := (*s)[0]; quote == '\'' || quote == '"' {
		value, rest, closed := strings.Cut(string((*s)[1:]), string(quote))
		*s = scalars(rest)
		return value, closed && !strings.HasPrefix(rest, "'") && !strings.ContainsFunc(value, unquotable)
	}
	end := max(strings.IndexFunc(string(*s), notPlain), 0)
	value := string((*s)[:end])
	*s = (*s)[end:]
	return value, plainEnds(value)
}

// Plain says whether a string stands in YAML, in a list or between braces, as it is.
// Not all that might do.
func Plain(s string) bool {
	return plainEnds(s) && !strings.ContainsFunc(s, notPlain)
}

// plainEnds says whether a string is Plain if its characters are.
func plainEnds(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(first) && !strings.HasSuffix(s, " ") && !strings.EqualFold(s, "null")
}

// notPlain are the characters that may mean something to YAML where nothing quotes
// them, or nothing it reads or writes.
func notPlain(r rune) bool {
	if r < utf8.RuneSelf {
		return !plainASCII[r]
	}
	if r >= '一' && r <= '鿿' {
		return false // without a look at the tables
	}
	return r > 0xffff || !unicode.IsLetter(r) && !unicode.IsMark(r)
}

var plainASCII = func() (plain [utf8.RuneSelf]bool) {
	for _, r := range " '\";-.*/()0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" {
		plain[r] = true
	}
	return plain
}()

// unquotable are those that may between quotes.
func unquotable(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '\\' || r < ' ' || r > '~'
	}
	return notPlain(r)
}
