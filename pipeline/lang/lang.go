// Package lang holds the languages texts can be in. A language is a value:
// what its texts look like, how their words and sentences are found, what
// entries of a lexicon are compared with. All other packages ask the value, and
// none knows a language by name, so that a further language is one more file
// here:
//
//	var Esperanto = define(Language{Code: "eo", Name: "Esperanto", Script: Latin, …})
//
// The package does no tokenizing; package token does what a value says.
package lang

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Language is a language as data.
type Language struct {
	Code string // ISO 639-1, as in documents and lexicons
	Name string // in English
	// Aliases are further names that a language field may give it, in lower case.
	Aliases []string

	Script   Script
	Evidence Evidence

	// Unit is what entries are compared with, and what longer and shorter mean.
	Unit Unit
	// Dictionary names the dictionary that finds words in text without spaces;
	// empty: white space delimits them.
	Dictionary string
	// Veto holds a hit back whose start or end lies inside a longer word of the
	// dictionary.
	Veto bool

	Sentences Sentences
	// Fold, if there is one, makes letters that count as the same equal, in
	// texts and entries. It works in place and moves no byte.
	Fold func(text []byte)
	// Ignored, if there is one, reports characters that are left out of texts and
	// entries, as vowel signs are.
	Ignored func(r rune) bool
	// Compared, if there is one, makes of a token what entries are compared with,
	// where letters that count as the same take different room. Case is kept.
	Compared func(word string) string
	// Particles, if there are any, returns the word without what may be written
	// together before it; an entry that fits one of these fits the word.
	Particles func(word string) []string
	// Clitics has English clitics split off: state's, don't.
	Clitics bool
	// Elisions are the words that an apostrophe joins to the next: l'État.
	Elisions map[string]bool
	// Closed are the closed-class words, with which no term begins or ends.
	Closed map[string]bool
	// Abbreviations are words whose full stop belongs to them, in lower case.
	Abbreviations map[string]Abbreviation
	// Compounds are words that keep their hyphen where it meets a line end.
	Compounds map[string]bool

	// Encoding is that of the files from before UTF-8, as WHATWG names it.
	Encoding string
}

// Unit is what an entry of a lexicon is compared with.
type Unit uint8

// The units.
const (
	Tokens     Unit = iota // whole tokens, with wildcards
	Characters             // strings of characters, wherever they stand
)

// Sentences says where sentences end, paragraphs apart. With nothing said,
// prose's Punkt model decides, which knows English.
type Sentences struct {
	Marks    string // a sentence ends after a run of these
	Closers  string // and after these behind it
	Standard bool   // UAX #29 decides, but for the abbreviations
}

// Abbreviation says when the full stop of an abbreviation ends no sentence.
type Abbreviation uint8

// The kinds of abbreviations.
const (
	Leads    Abbreviation = iota + 1 // never: a name follows (Mr.)
	Numbered                         // before a number, a letter or a small letter (para.)
	Open                             // before what is not capitalised (etc., no.)
)

// abbreviations puts lists into one.
func abbreviations(leading, numbered, open string) map[string]Abbreviation {
	all := map[string]Abbreviation{}
	for i, list := range []string{leading, numbered, open} {
		for word := range strings.FieldsSeq(list) {
			all[word] = Abbreviation(i + 1)
		}
	}
	return all
}

// languages are all languages, by their code.
var languages []*Language

// define adds a language to the table.
func define(l Language) *Language {
	at, _ := slices.BinarySearchFunc(languages, l.Code, func(l *Language, code string) int { return cmp.Compare(l.Code, code) })
	languages = slices.Insert(languages, at, &l)
	return &l
}

// Default is the language taken where nothing says another.
var Default = English

// All returns the languages in the order of their codes. The slice is the
// table itself and must not be changed.
func All() []*Language { return languages }

// Of returns the language with that code, or nil.
func Of(code string) *Language {
	for _, l := range languages {
		if l.Code == code {
			return l
		}
	}
	return nil
}

// Codes returns the codes of all languages.
func Codes() []string {
	codes := make([]string, len(languages))
	for i, l := range languages {
		codes[i] = l.Code
	}
	return codes
}

// Choice lists what may be chosen, as in "auto, en or zh": others come first.
func Choice(others ...string) string {
	all := append(others, Codes()...)
	last := len(all) - 1
	if last == 0 {
		return all[0]
	}
	return strings.Join(all[:last], ", ") + " or " + all[last]
}

// Vetoing names the languages with a dictionary's veto, as in "Chinese".
func Vetoing() string {
	var names []string
	for _, l := range languages {
		if l.Veto {
			names = append(names, l.Name)
		}
	}
	return strings.Join(names, " or ")
}

// Folded returns the text as it is compared.
func (l *Language) Folded(text string) string {
	if l.Fold == nil {
		return text
	}
	b := []byte(text)
	l.Fold(b)
	return string(b)
}

// plainFirst takes the accent off the first letter, for languages that often
// write capitals without. The tilde of ñ is none.
func plainFirst(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	if r < utf8.RuneSelf || r == utf8.RuneError || r == 'ñ' || r == 'Ñ' {
		return word
	}
	letter, _ := utf8.DecodeRuneInString(norm.NFD.String(word[:size]))
	return string(letter) + word[size:]
}

// Parse reads a language field: en, EN-us, eng, zh-Hans, cmn, Chinese. What it
// does not know comes back in lower case.
func Parse(field string) string {
	field = strings.ToLower(strings.TrimSpace(field))
	for _, l := range languages {
		if field == strings.ToLower(l.Name) || slices.Contains(l.Aliases, field) {
			return l.Code
		}
	}
	base, _, _ := strings.Cut(strings.ReplaceAll(field, "_", "-"), "-")
	if b, err := language.ParseBase(base); err == nil {
		return b.String()
	}
	return field
}
