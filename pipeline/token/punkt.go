package token

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"gopkg.in/neurosnap/sentences.v1"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// Punkt (Kiss & Strunk 2006, Computational Linguistics 32:4) decides on a
// sentence break from a word and the one after it, and from what the model
// knows of their types. All of that but the pairing is a property of the word
// alone, so it is asked of prose's tokenizer once per distinct span and kept
// as traits. breaker then takes prose's three passes over the traits.

// traits is what Punkt needs to know of one word.
type traits struct {
	flags uint32
	// The model's orthographic contexts of the word's type, as it is and
	// without a final period. Which one counts depends on whether the word
	// itself ends a sentence.
	ortho, orthoNoPeriod uint8
	// Numbers of the word's type as the first half of a collocation and as the
	// second, as it is and without a final period; 0 is none.
	first, second, secondNoPeriod int32
}

const (
	hasPunct      = 1 << iota // holds . ! or ?
	endsSentence              // ends like ?" or .)
	finalPeriod               // ends in a period
	finalDots                 // ends in two periods
	abbreviation              // a known abbreviation with its period
	initial                   // one letter and a period
	ordinal                   // a number with its period
	innerEllipsis             // holds three periods
	looksInternal             // ends in a bracket or quotation mark
	dottedAbbr                // looks like F.B.I.
	upperFirst
	lowerFirst
	lonePeriod
	lonePunct
	starter         // a frequent sentence starter
	starterNoPeriod // the same, its final period taken off

	// What the language's list adds.
	capital // begins with a capital, but for marks before it
	numeral // a number of any kind, or one letter
	leads   // the kinds of abbreviations, with their full stop
	numbered
	open

	closes // marks that only close: » or )
)

// Bits of the model's orthographic contexts.
const (
	midUpper = 1 << 2
	begLower = 1 << 4
	anyUpper = 1<<1 | 1<<2 | 1<<3
	anyLower = 1<<4 | 1<<5 | 1<<6
)

var (
	reEllipsis = regexp.MustCompile(`(?:\.\s?){2,}\.`)
	reDotted   = regexp.MustCompile(`((?:[\w]\.)+[\w]*\.)`)
)

// punkt is prose's tokenizer with its model, loaded once.
type punkt struct {
	*sentences.DefaultSentenceTokenizer
	// The model's collocations: types by number, and the pairs of numbers.
	firsts, seconds map[string]int32
	collocations    map[[2]int32]bool
}

var loadPunkt = sync.OnceValue(func() *punkt {
	model, err := training()
	if err != nil {
		panic("token: the sentence model does not load: " + err.Error())
	}
	t, err := newSentenceTokenizer(model)
	if err != nil {
		panic("token: prose's sentence model does not load: " + err.Error())
	}
	p := &punkt{t, map[string]int32{}, map[string]int32{}, map[[2]int32]bool{}}
	for pair := range t.Collocations {
		first, second, _ := strings.Cut(pair, ",")
		p.collocations[[2]int32{number(p.firsts, first), number(p.seconds, second)}] = true
	}
	return p
})

// number returns the number of s, giving it the next if it has none.
func number(numbers map[string]int32, s string) int32 {
	if numbers[s] == 0 {
		numbers[s] = int32(len(numbers) + 1)
	}
	return numbers[s]
}

// traitsOf is what the rule of the language's sentences needs to know of a word.
func traitsOf(word string, l *lang.Language) traits {
	if l.Sentences.Standard {
		return traits{flags: standardFlags(endsOf(word), l)}
	}
	return loadPunkt().traits(word, l)
}

// mayEnd says whether a sentence may end with a word, as hasPunct does.
func mayEnd(word string, l *lang.Language) bool {
	word = endsOf(word)
	if l.Sentences.Standard {
		return strings.ContainsFunc(word, isTerminal)
	}
	return strings.ContainsAny(word, ".!?")
}

// traits asks prose about one word, and the language's list.
func (p *punkt) traits(word string, l *lang.Language) traits {
	word = endsOf(word)
	if len(l.Abbreviations) == 0 {
		return p.ask(word)
	}
	t := p.ask(beforeFigure(word, l))
	t.flags |= listed(word, l)
	return t
}

// longWord is longer than any word, endBytes what of a longer span is looked at
// from either end: nothing between says whether a sentence ends behind it.
const longWord, endBytes = 1 << 10, 1 << 8

func endsOf(word string) string {
	if len(word) <= longWord {
		return word
	}
	first, last := endBytes, len(word)-endBytes
	for !utf8.RuneStart(word[first]) {
		first--
	}
	for !utf8.RuneStart(word[last]) {
		last++
	}
	return word[:first] + word[last:]
}

func (p *punkt) ask(word string) traits {
	if n := letters(word); n > 0 && (n == len(word) || n == len(word)-1 && isSeparator(word[n])) {
		return p.traitsOfWord(word)
	}
	return p.traitsOf(word)
}

// traitsOfWord is traitsOf for ASCII letters, and perhaps a comma, semicolon or
// colon: most words, at which no pattern has to look. A test compares the two.
func (p *punkt) traitsOfWord(word string) traits {
	typ := strings.ToLower(strings.TrimSuffix(word, ","))
	t := traits{ortho: uint8(p.OrthoContext[typ]), first: p.firsts[typ], second: p.seconds[typ]}
	t.orthoNoPeriod, t.secondNoPeriod = t.ortho, t.second
	t.flags = lowerFirst
	if word[0] < 'a' {
		t.flags = upperFirst
	}
	if p.SentStarters[typ] != 0 {
		t.flags |= starter | starterNoPeriod
	}
	return t
}

// typeOf is a word's type, as it is and without its final period. Only of one with a
// digit prose's pattern makes another.
func (p *punkt) typeOf(tok *sentences.Token) (typ, noPeriod string) {
	if strings.ContainsAny(tok.Tok, "0123456789") {
		return p.Type(tok), p.TypeNoPeriod(tok)
	}
	if typ = strings.ToLower(tok.Tok); len(typ) == 1 {
		return typ, typ
	}
	typ = strings.ReplaceAll(typ, ",", "")
	if len(typ) == 1 {
		return typ, typ
	}
	return typ, strings.TrimSuffix(typ, ".")
}

// traitsOf asks prose about a word of any kind, with its patterns only where they
// can find something.
func (p *punkt) traitsOf(word string) traits {
	tok := sentences.NewToken(word)
	dotted, punct := strings.Contains(word, "."), p.HasSentencePunct(word)
	typ, noPeriod := p.typeOf(tok)
	t := traits{
		ortho: uint8(p.OrthoContext[typ]), orthoNoPeriod: uint8(p.OrthoContext[noPeriod]),
		first: p.firsts[noPeriod], second: p.seconds[typ], secondNoPeriod: p.seconds[noPeriod],
	}
	for _, f := range []struct {
		flag uint32
		is   bool
	}{
		{hasPunct, punct},
		{endsSentence, punct && p.HasSentEndChars(tok)},
		{finalPeriod, p.HasPeriodFinal(tok)},
		{finalDots, dotted && p.IsEllipsis(tok)},
		{abbreviation, p.abbreviated(word)},
		{initial, dotted && p.IsInitial(tok)},
		{ordinal, noPeriod == "##number##"},
		{innerEllipsis, dotted && reEllipsis.MatchString(word)},
		{looksInternal, endsInternally(word)},
		{dottedAbbr, dotted && reDotted.MatchString(word)},
		{upperFirst, p.FirstUpper(tok)},
		{lowerFirst, p.FirstLower(tok)},
		{lonePeriod, word == "."},
		{lonePunct, len(word) == 1 && strings.Contains(p.Punctuation(), word)},
		{starter, p.SentStarters[typ] != 0},
		{starterNoPeriod, p.SentStarters[noPeriod] != 0},
	} {
		if f.is {
			t.flags |= f.flag
		}
	}
	return t
}

// abbreviated says whether the word without its last byte, or the part of it
// after the last hyphen, is an abbreviation of the model. The library cuts
// bytes at a count of characters; so does this.
func (p *punkt) abbreviated(word string) bool {
	if !strings.HasSuffix(word, ".") {
		return false
	}
	stem := strings.ToLower(word[:len([]rune(word))-1])
	return p.IsAbbr(stem, stem[strings.LastIndexByte(stem, '-')+1:])
}

func endsInternally(word string) bool {
	for _, mark := range []string{")", "’", "”", `"`, "'"} {
		if strings.HasSuffix(word, mark) {
			return true
		}
	}
	return false
}

// candidate is a word with sentence punctuation, or the word after one.
type candidate struct {
	*traits
	span          *span
	end           int32 // of the word in the normalised text
	tokens, words int32 // of the document up to there
	breaks, abbr  bool
}

func (c *candidate) is(flag uint32) bool { return c.flags&flag != 0 }

func (c *candidate) context() uint8 {
	if c.breaks {
		return c.orthoNoPeriod
	}
	return c.ortho
}

func (c *candidate) isStarter() bool {
	if c.breaks {
		return c.is(starterNoPeriod)
	}
	return c.is(starter)
}

// heuristic is Punkt's orthographic heuristic (4.1.1): 1 if the word starts a
// sentence, 0 if not, -1 if undecided.
func (c *candidate) heuristic() int {
	ctx := c.context()
	switch {
	case c.is(lonePunct):
		return 0
	case c.is(upperFirst) && ctx&anyLower != 0 && ctx&midUpper == 0:
		return 1
	case c.is(lowerFirst) && (ctx&anyUpper != 0 || ctx&begLower == 0):
		return 0
	}
	return -1
}

// alone is the first pass: what the word says by itself.
func (c *candidate) alone() {
	c.breaks, c.abbr = false, false
	switch {
	case c.is(endsSentence):
		c.breaks = true
	case c.is(finalPeriod) && !c.is(finalDots):
		c.abbr = c.is(abbreviation)
		c.breaks = !c.abbr
	}
}

// reclassify is the second pass (4.1 to 4.3): collocations, abbreviations and
// ellipses that end a sentence, initials and ordinals that do not.
func (c *candidate) reclassify(next *candidate, p *punkt) {
	if !c.is(finalPeriod) {
		return
	}
	if p.collocated(c, next) {
		c.breaks, c.abbr = false, true
		return
	}
	if (c.abbr || c.is(finalDots)) && !c.is(initial) {
		if next.heuristic() == 1 || next.is(upperFirst) && next.isStarter() {
			c.breaks = true
			return
		}
	}
	if c.is(lonePeriod) && next.is(lonePeriod) {
		c.breaks, next.breaks = false, false
		return
	}
	if c.is(initial) || c.is(ordinal) {
		h := next.heuristic()
		rare := h == -1 && c.is(initial) && next.is(upperFirst) && next.context()&anyLower == 0
		if h == 0 || rare {
			c.breaks, c.abbr = false, true
		}
	}
}

// refine is the third pass, prose's own: spaced ellipses, quotations and
// brackets inside a sentence, dotted abbreviations.
func (c *candidate) refine(next *candidate) {
	if c.is(finalPeriod) && next.is(lonePeriod) {
		c.breaks, next.breaks = false, false
		return
	}
	switch {
	case c.is(innerEllipsis) && (next.is(upperFirst) || next.isStarter()):
		c.breaks = true
		return
	case c.breaks && c.is(looksInternal):
		if next.is(lowerFirst) && !next.isStarter() {
			c.breaks = false
			return
		}
	case c.is(finalPeriod) && !c.breaks && next.is(upperFirst):
		c.breaks = next.context()&anyLower != 0
	}
	if c.is(dottedAbbr) && !c.is(initial) {
		c.abbr = true
		c.breaks = next.heuristic() == 1 || next.is(upperFirst) && next.isStarter()
	}
}

// collocated says whether the model knows the two words as a collocation.
func (p *punkt) collocated(c, next *candidate) bool {
	if c.first == 0 {
		return false
	}
	second := next.second
	if next.breaks {
		second = next.secondNoPeriod
	}
	return p.collocations[[2]int32{c.first, second}]
}

// decide takes the three passes, and the list's, over a paragraph's candidates.
func (p *punkt) decide(cs []candidate) {
	for i := range cs {
		cs[i].alone()
	}
	for i := 0; i+1 < len(cs); i++ {
		cs[i].reclassify(&cs[i+1], p)
	}
	for i := 0; i+1 < len(cs); i++ {
		cs[i].refine(&cs[i+1])
	}
	for i := 0; i+1 < len(cs); i++ {
		cs[i].continues(&cs[i+1])
	}
}
