package simulate

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// note is the note of every synthetic document.
const note = "SYNTHETIC: made by frameshift's data/simulate. The states, bodies and venues do not exist; nobody said this."

// A language is all the words of one language.
type language struct {
	code string
	// title takes the issuer and the venue.
	title   string
	issuers []issuer
	// The settings by audience; another audience has international's.
	domestic, bilateral, regional, international setting

	// A framed sentence is opener, subject, clause, tail, and (and, security).
	// A neutral sentence has its subject in it; with security it is opener,
	// subject, security.
	openers, cyberOpeners, tails  []string
	and, stop, between, paragraph string

	frames                map[string][]clause // of each of Frames but values.balance
	balance               []phrase
	neutral, neutralCyber []string
}

// An issuer is who speaks, and what its sentences begin with.
type issuer struct {
	name     string
	subjects []string
}

// A setting is where an audience is spoken to, in what form, and by whom. The
// venues of all languages, like the issuers, stand in the same order; types and
// who speaks are those of English.
type setting struct {
	venues, types []string
	issuers       []int
}

// A phrase is the clause of a concept of balance. Beside its own term it holds
// one of values.development and one of values.security.
type phrase struct {
	id string
	clause
}

// A clause is a predicate and the one lexicon term it holds.
type clause struct{ text, term string }

// setting is the one of an audience.
func (l *language) setting(audience string) setting {
	switch audience {
	case "domestic":
		return l.domestic
	case "bilateral":
		return l.bilateral
	case "regional":
		return l.regional
	}
	return l.international
}

// write words a plan.
func (l *language) write(r *rand.Rand, by issuer, plan []planned) string {
	var b strings.Builder
	for i, s := range plan {
		switch {
		case i == 0:
		case i == (len(plan)+1)/2 && len(plan) >= 6:
			b.WriteString(l.paragraph)
		default:
			b.WriteString(l.between)
		}
		b.WriteString(l.sentence(r, by, s))
	}
	return b.String()
}

// sentence words one sentence. Every kind draws the same number of times, so
// that the wording of a sentence depends only on its place.
func (l *language) sentence(r *rand.Rand, by issuer, s planned) string {
	opener, cyber := pick(r, l.openers), pick(r, l.cyberOpeners)
	subject, tail, security := pick(r, by.subjects), pick(r, l.tails), pick(r, l.frames[securityFrame]).text
	body := r.Uint64()
	if s.kind == neutral && !s.security {
		return capital(opener + at(l.plain(s.cyber), body) + l.stop)
	}
	if s.cyber {
		opener = cyber
	}
	predicate := security
	switch {
	case s.concept != "":
		predicate = l.phrase(s.concept).text + tail
	case s.kind != neutral:
		predicate = at(l.frames[s.frame], body).text + tail
		if s.security {
			predicate += l.and + security
		}
	}
	return capital(opener + subject + predicate + l.stop)
}

// plain are the sentences that hold no term, of cyberspace or of anything else.
func (l *language) plain(cyber bool) []string {
	if cyber {
		return l.neutralCyber
	}
	return l.neutral
}

// phrase is that of a concept.
func (l *language) phrase(id string) phrase {
	return l.balance[slices.IndexFunc(l.balance, func(p phrase) bool { return p.id == id })]
}

// at is the list's element for a random number; the bias is below 2^-59.
func at[T any](list []T, n uint64) T { return list[n%uint64(len(list))] }

// capital has the first letter in upper case.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// named is English or Chinese; another language is a misuse.
func named(code string) *language {
	switch code {
	case english.code:
		return english
	case chinese.code:
		return chinese
	}
	panic("simulate: no language " + code)
}

// termsOf are the terms planted for a frame in a language ("en", "zh"), as they
// stand in the text. The lexicon norms counts each of them once for that frame;
// only a phrase of balance counts for other frames as well.
func termsOf(frame, lang string) (terms []string) {
	l := named(lang)
	for _, c := range l.frames[frame] {
		terms = append(terms, c.term)
	}
	if frame == balanceFrame {
		for _, p := range l.balance {
			terms = append(terms, p.term)
		}
	}
	return terms
}
