package suggest

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/safe"
)

// Source is what an accepted term says of where it comes from.
const Source = "suggested"

// Accept adds to a lexicon the terms that are marked in a list of suggestions: a CSV
// with the columns frame, lang, term and accept, of which the last holds anything but
// no, 0 or nothing. name stands in errors, which give the row. It returns how many
// terms were added; those that are entries already are not, and on an error none is.
func Accept(lex *lexicon.Lexicon, list io.Reader, name string) (added int, err error) {
	all, err := io.ReadAll(list)
	if err != nil {
		return 0, fmt.Errorf("read %s: %w", name, err)
	}
	text := strings.TrimPrefix(string(all), "\ufeff")
	if !utf8.ValidString(text) {
		return 0, fmt.Errorf("%s: not UTF-8: save it as CSV UTF-8", name)
	}
	rows := csv.NewReader(strings.NewReader(text))
	at, err := columns(rows, name)
	if err != nil {
		return 0, err
	}
	terms, err := marked(lex, rows, at, name)
	if err != nil {
		return 0, err
	}
	for _, t := range terms {
		added += t.add(lex)
	}
	return added, nil
}

// columns returns where a list has its frame, lang, term and accept.
func columns(rows *csv.Reader, name string) (at [4]int, err error) {
	header, err := rows.Read()
	if errors.Is(err, io.EOF) {
		return at, fmt.Errorf("%s: the file is empty", name)
	} else if err != nil {
		return at, fmt.Errorf("%s: %w", name, err)
	}
	if len(header) == 1 && strings.Contains(header[0], ";") {
		return at, fmt.Errorf("%s: its columns stand between semicolons: save it with commas", name)
	}
	for i, column := range []string{"frame", "lang", "term", "accept"} {
		if at[i] = slices.Index(header, column); at[i] < 0 {
			return at, fmt.Errorf("%s: no column %s: lexicon suggest --format csv writes the others, and accept is for your marks", name, column)
		}
	}
	return at, nil
}

// acceptedTerm is a term for a frame.
type acceptedTerm struct {
	frame int
	lang  string
	term  string
}

func marked(lex *lexicon.Lexicon, rows *csv.Reader, at [4]int, name string) (out []acceptedTerm, err error) {
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		switch strings.ToLower(strings.TrimSpace(row[at[3]])) {
		case "", "0", "no":
			continue
		}
		line, _ := rows.FieldPos(at[2])
		t := acceptedTerm{lex.FrameIndex(row[at[0]]), row[at[1]], strings.TrimSpace(safe.FromCell(row[at[2]]))}
		entry := t.entry()
		switch {
		case t.frame < 0:
			return nil, fmt.Errorf("%s:%d: frame %q: lexicon %s has %s", name, line, row[at[0]], lex.Name, strings.Join(keys(lex), ", "))
		case lang.Of(t.lang) == nil:
			return nil, fmt.Errorf("%s:%d: lang %q: want %s", name, line, t.lang, lang.Choice())
		}
		if err := entry.Check(t.lang); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		out = append(out, t)
	}
}

func (t *acceptedTerm) entry() lexicon.Entry {
	return lexicon.Entry{Term: t.term, Weight: 1, Match: lexicon.MatchGlob, Source: Source}
}

// add adds the term and returns 1, or 0 where it is an entry already.
func (t *acceptedTerm) add(lex *lexicon.Lexicon) int {
	f := &lex.Frames[t.frame]
	if slices.ContainsFunc(f.Entries[t.lang], func(e lexicon.Entry) bool { return strings.EqualFold(e.Term, t.term) }) {
		return 0
	}
	if f.Entries == nil {
		f.Entries = map[string][]lexicon.Entry{}
	}
	f.Entries[t.lang] = append(f.Entries[t.lang], t.entry())
	return 1
}
