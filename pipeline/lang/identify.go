package lang

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
)

// Span is bytes Start..End of a text.
type Span struct{ Start, End int }

// Part is a stretch of a text in one language.
type Part struct {
	Span
	Lang *Language
}

// Reading is what a text is in.
type Reading struct {
	// Lang is what most of it is in; nil: surely in none of the languages asked for.
	Lang *Language
	// Parts are its stretches by language, one after the other from its first byte
	// to its last, cut at line ends; none where all of it is in Lang.
	Parts []Part
	// Foreign are the paragraphs that are surely in none of the languages.
	Foreign []Span
	// Mixed says that a twentieth of it or more is not in Lang.
	Mixed bool
	// Why it is in none.
	Why string
}

// Identify finds out what a text is in, among some languages. stated, if not nil,
// is trusted for all text in its script.
//
// Each paragraph is judged by its script, then by the function words of the
// languages of that script, then by whatlanggo's trigrams (detect), where these are sure.
// A paragraph of which nothing is sure is in the language of the rest, or the
// likeliest of its script; a text of which nothing is sure, in the likeliest one.
func Identify(text string, among []*Language, stated *Language) Reading {
	if stated != nil && stated.Alone(text) {
		return Reading{Lang: stated}
	}
	r := reader{text: text, among: among, stated: stated}
	r.split()
	r.ask()
	return r.reading()
}

// Alone says whether a text has no letter of another script.
func (l *Language) Alone(text string) bool {
	for i := 0; i < len(text); {
		if n := ascii.Len(text[i:]); n > 0 {
			if l.Script != Latin {
				if _, letters, _ := ascii.Count(text[i : i+n]); letters > 0 {
					return false
				}
			}
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if unicode.IsLetter(r) && !l.Script.Has(r) {
			return false
		}
	}
	return true
}

// mostAsked bounds of how many paragraphs of a text trigrams are counted: the
// longest, and none that is less than a fiftieth of it. longestAsked is how much of each.
const mostAsked, leastAsked, longestAsked = 16, 50, 2 << 10

// enoughWords of a paragraph say what language of its script it is in; of the rest
// only the script is looked at.
const enoughWords = 400

// fewLetters are too few to say what a line is in.
const fewLetters = 4

// reader reads one text.
type reader struct {
	text   string
	among  []*Language
	stated *Language

	units []unit
	all   letters // of the text

	open    Span // the unit that is being read
	letters letters
}

// unit is a stretch of text of which one thing is known: its language, that it is
// in none of those asked for, or, with neither, nothing.
type unit struct {
	Span
	lang    *Language
	foreign string    // what it surely is instead
	near    *Language // what it is likeliest in, if it has some words
	ask     float64   // how sure whatlanggo has to be, if it is to be asked
	weight  int       // letters, of which a Chinese character counts for three
}

// split cuts the text into units: at blank lines, and between lines in different
// scripts.
func (r *reader) split() {
	for i := 0; i < len(r.text); {
		end := nextLine(r.text, i)
		var line letters
		if r.letters.words < enoughWords {
			line.add(r.text[i:end])
		} else {
			line.scripts(r.text[i:end])
		}
		blank := line.all == 0 && strings.TrimSpace(r.text[i:end]) == ""
		if r.letters.all >= fewLetters && line.all >= fewLetters && r.letters.top() != line.top() {
			r.close(i)
		}
		r.letters.sum(&line)
		if i = end; blank {
			r.close(i)
		}
	}
	r.close(len(r.text))
}

// nextLine returns where the line after that at i begins.
func nextLine(text string, i int) int {
	n := strings.IndexAny(text[i:], "\n\r")
	if n < 0 {
		return len(text)
	}
	i += n + 1
	if text[i-1] == '\r' && i < len(text) && text[i] == '\n' {
		i++
	}
	return i
}

// close ends the unit that is being read; one like the last goes on with it.
func (r *reader) close(end int) {
	r.open.End = end
	u := unit{Span: r.open, weight: r.letters.all + 2*r.letters.by[Han]}
	if u.weight > 0 {
		r.judge(&u, &r.letters)
	}
	r.all.sum(&r.letters)
	r.open, r.letters = Span{end, end}, letters{}
	if n := len(r.units); n > 0 && (u.weight == 0 || r.units[n-1].same(&u)) {
		r.units[n-1].End = end
		r.units[n-1].weight += u.weight
		return
	}
	r.units = append(r.units, u)
}

// same says whether the same is known of two units.
func (u *unit) same(other *unit) bool {
	return u.lang == other.lang && u.foreign == other.foreign && u.near == other.near && u.ask+other.ask == 0
}

// judge says what a paragraph is surely in, what else it surely is, or how that
// may be found out.
func (r *reader) judge(u *unit, c *letters) {
	near := r.near(c)
	switch {
	case c.all < fewLetters || near == nil && c.all < 2*fewLetters:
	case near == nil:
		u.foreign = c.dominant() + " letters"
	case r.stated != nil && near.Script == r.stated.Script:
		u.lang = r.stated
	case near.Evidence.Own == "" && near.Script != Han && c.all >= manyLetters:
		u.lang, u.ask = near, reliable // other languages have the script as well
	case near.Evidence.Own == "" || c.speaks(index(near)) && c.words >= someWords:
		u.lang = near
	case c.words >= someWords:
		u.near = near
		if c.words >= fewWords {
			u.ask = c.unsure(index(near))
		}
	}
}

// unsure says how sure whatlanggo has to be: less, the less the function words speak
// for the language that is nearest.
func (c *letters) unsure(near int) float64 {
	switch {
	case c.words >= 20 && c.own[near] == 0:
		return 0.3
	case 10*c.function[near] < c.words:
		return 0.5
	}
	return reliable
}

// reliable is how sure whatlanggo is where nothing else speaks for what it says,
// and manyLetters are enough for it in a script that has no words of ours.
const reliable, manyLetters = 0.81, 200

// Fewer words than some are a name, and fewer than fewWords too few for trigrams.
const someWords, fewWords = 4, 6

// near returns, of the languages in whose script the letters are, the one with most
// function words; nil: they are in none's.
func (r *reader) near(c *letters) (near *Language) {
	for _, l := range r.among {
		switch {
		case !c.inScript(l):
		case l.Evidence.Own == "":
			return l
		case near == nil || c.function[index(l)] > c.function[index(near)]:
			near = l
		}
	}
	return near
}

// ask lets whatlanggo judge the longest paragraphs that are open. In texts of 8 to
// 60 words out of speeches at the United Nations (612 of each length in English) it
// was right wherever it was as sure as asked here, and sure of nine in ten.
func (r *reader) ask() {
	var open []int
	_, all, _, _ := r.weigh()
	for i := range r.units {
		if r.units[i].ask > 0 && leastAsked*r.units[i].weight >= all {
			open = append(open, i)
		}
	}
	slices.SortStableFunc(open, func(a, b int) int { return r.units[b].weight - r.units[a].weight })
	asked := min(len(open), mostAsked)
	turned := map[*Language]string{} // what the longest paragraph of a shared script turned out to be
	for _, i := range open[:asked] {
		u := &r.units[i]
		was := u.lang
		r.askOf(u)
		if _, known := turned[was]; was != nil && !known {
			turned[was] = u.foreign
		}
	}
	for i := range r.units { // what is too short or too much to be asked of goes with the longest
		if u := &r.units[i]; u.lang != nil && u.lang.Evidence.Own == "" && turned[u.lang] != "" {
			u.lang, u.foreign = nil, turned[u.lang]
		}
	}
}

func (r *reader) askOf(u *unit) {
	text := r.text[u.Start:u.End]
	spoken, confidence := detect(text[:runeStart(text, min(len(text), longestAsked))])
	if confidence < u.ask {
		return
	}
	u.near = nil
	if u.lang = r.accepted(loadCodes()[spoken]); u.lang == nil {
		u.foreign = spoken.String()
	}
}

func (r *reader) accepted(code string) *Language {
	for _, l := range r.among {
		if l.Code == code {
			return l
		}
	}
	return nil
}

// reading adds the units up.
func (r *reader) reading() Reading {
	main, all, foreign, most := r.weigh()
	switch {
	case r.all.all == 0:
		return Reading{Why: "no letters"}
	case 2*foreign > all:
		return Reading{Why: fmt.Sprintf("%d %% of its letters are %s, which is none of %s", 100*foreign/all, most, codes(r.among))}
	case main == nil:
		if main = r.near(&r.all); main == nil {
			return Reading{Why: fmt.Sprintf("mostly %s letters, which are those of none of %s", r.all.dominant(), codes(r.among))}
		}
	}
	out, others := Reading{Lang: main}, 0
	for _, u := range r.units {
		l := cmp.Or(u.lang, main)
		if u.near != nil && u.near.Script != main.Script {
			l = u.near
		}
		if u.foreign != "" {
			out.Foreign = append(out.Foreign, u.Span)
		}
		if l != main || u.foreign != "" {
			others += u.weight
		}
		out.add(Part{u.Span, l})
	}
	if len(out.Parts) == 1 {
		out.Parts = nil
	}
	out.Mixed = 20*others >= all && others > 0
	return out
}

func (r *Reading) add(p Part) {
	if n := len(r.Parts); n > 0 && r.Parts[n-1].Lang == p.Lang {
		r.Parts[n-1].End = p.End
		return
	}
	r.Parts = append(r.Parts, p)
}

// weigh returns the language of most letters, the number of all, and of those in
// none of the languages, with what most of these are.
func (r *reader) weigh() (main *Language, all, foreign int, most string) {
	by, others := map[*Language]int{}, map[string]int{}
	for _, u := range r.units {
		all += u.weight
		if u.foreign != "" {
			foreign += u.weight
			if others[u.foreign] += u.weight; most == "" || others[u.foreign] > others[most] {
				most = u.foreign
			}
		} else if u.lang != nil {
			by[u.lang] += u.weight
		}
	}
	for _, l := range r.among {
		if by[l] > 0 && (main == nil || by[l] > by[main]) {
			main = l
		}
	}
	if r.stated != nil && by[r.stated] == 0 && main == nil {
		main = r.stated
	}
	return main, all, foreign, most
}

func codes(among []*Language) string {
	var out []string
	for _, l := range among {
		out = append(out, l.Code)
	}
	return strings.Join(out, ", ")
}
