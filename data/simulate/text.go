package simulate

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Note is the note of every synthetic document.
const Note = "SYNTHETIC: made by frameshift's data/simulate. Varland, its ministries and its venues do not exist; nobody said this."

// A language is all the words of one language.
type language struct {
	code string
	// title takes the issuer and the venue.
	title   string
	issuers []string
	// The settings by audience; another audience has international's.
	domestic, bilateral, regional, international setting

	// A framed sentence is opener, subject, clause, tail, and (and, security).
	// A neutral sentence has its subject in it; with security it is opener,
	// subject, security.
	openers, cyberOpeners, subjects, tails []string
	and, stop, between, paragraph          string

	sovereignty, development, balance, security []clause
	neutral, neutralCyber                       []string
}

// A setting is where an audience is spoken to, and in what form. The venues of
// all languages, like the issuers, stand in the same order; types are written in
// the metadata only, always in English.
type setting struct{ venues, types []string }

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
func (l *language) write(r *rand.Rand, plan []planned) string {
	var b strings.Builder
	for i, s := range plan {
		switch {
		case i == 0:
		case i == (len(plan)+1)/2 && len(plan) >= 6:
			b.WriteString(l.paragraph)
		default:
			b.WriteString(l.between)
		}
		b.WriteString(l.sentence(r, s))
	}
	return b.String()
}

// sentence words one sentence. Every kind draws the same number of times, so
// that the wording of a sentence depends only on its place.
func (l *language) sentence(r *rand.Rand, s planned) string {
	opener, cyber := pick(r, l.openers), pick(r, l.cyberOpeners)
	subject, tail, security := pick(r, l.subjects), pick(r, l.tails), pick(r, l.security).text
	body := r.Uint64()
	switch {
	case s.kind == balance:
		return capital(opener + at(l.balance, body).text + l.stop)
	case s.kind == neutral && !s.security:
		return capital(opener + at(l.plain(s.cyber), body) + l.stop)
	}
	if s.cyber {
		opener = cyber
	}
	predicate := security
	if s.kind != neutral {
		predicate = at(l.clauses(s.kind), body).text + tail
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

// clauses are those of a kind.
func (l *language) clauses(k kind) []clause {
	switch k {
	case sovereignty:
		return l.sovereignty
	case development:
		return l.development
	}
	return l.balance
}

// at is the list's element for a random number; the bias is below 2^-59.
func at[T any](list []T, n uint64) T { return list[n%uint64(len(list))] }

// capital has the first letter in upper case.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// A Side is one of the two sides of the planted contrast.
type Side bool

// The sides.
const (
	Sovereignty Side = true
	Development Side = false
)

// Terms are the terms planted for a side in a language ("en", "zh"), as they
// stand in the text. The lexicon norms counts each of them once for that side
// and not at all for the other.
func Terms(side Side, lang string) []string {
	k := development
	if side == Sovereignty {
		k = sovereignty
	}
	return terms(named(lang).clauses(k))
}

// BalanceTerms are the balance phrases planted in a language.
func BalanceTerms(lang string) []string { return terms(named(lang).balance) }

// SecurityTerms are the terms of values.security planted in a language.
func SecurityTerms(lang string) []string { return terms(named(lang).security) }

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

func terms(list []clause) []string {
	out := make([]string, len(list))
	for i, c := range list {
		out[i] = c.term
	}
	return out
}
