package lexicon

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/token"
)

// Finding is something a lexicon's author should know.
type Finding struct {
	Line   int    // in the lexicon's file
	Error  bool   // the lexicon does not do what it says; otherwise a warning
	Where  string // frame or topic, and entry
	What   string
	Advice string
}

// Check looks for what is wrong or doubtful in a lexicon that parses:
// duplicate and unreachable entries, terms in several frames, frames that miss
// a language or say much more in one than in the other, links to nothing.
// Findings are sorted by line.
func Check(lex *Lexicon) ([]Finding, error) {
	m, err := Compile(lex, Options{})
	if err != nil {
		return nil, err
	}
	c := &checker{lex: lex, m: m, tok: token.NewTokenizer(token.NewVocabulary()), find: m.NewFinder()}
	for _, f := range lex.Lists() {
		c.list(f)
	}
	c.overlaps()
	c.languages()
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Where, b.Where), cmp.Compare(a.What, b.What))
	})
	return c.findings, nil
}

// Lists returns the frames, then the topics.
func (l *Lexicon) Lists() []Frame { return slices.Concat(l.Frames, l.Topics) }

type checker struct {
	lex      *Lexicon
	m        *Matcher
	tok      *token.Tokenizer
	find     *Finder
	findings []Finding
}

func (c *checker) warn(line int, where, what, advice string) {
	c.findings = append(c.findings, Finding{Line: line, Where: where, What: what, Advice: advice})
}

func (c *checker) fail(line int, where, what, advice string) {
	c.findings = append(c.findings, Finding{line, true, where, what, advice})
}

// list checks one frame or topic by itself.
func (c *checker) list(f Frame) {
	for _, code := range sortedKeys(f.Entries) {
		seen := map[string]int{}
		for _, e := range f.Entries[code] {
			c.entry(f, code, e, seen)
		}
	}
	for _, code := range sortedKeys(f.Except) {
		for _, e := range f.Except[code] {
			if cut := c.cut(e, code); cut != "" {
				c.fail(e.line, f.Key+": except "+e.Term, "it blocks nothing: "+cut, asInTexts)
			}
		}
	}
	if f.Definition == "" {
		c.warn(f.line, f.Key, "it has no definition", "say in one sentence what a hit means")
	}
}

const asInTexts = "write it as texts have it, or make two entries"

// entry checks one entry; seen has the lines of those before it.
func (c *checker) entry(f Frame, code string, e Entry, seen map[string]int) {
	where, key := f.Key+": "+e.Term, e.identity(lang.Of(code))
	if first, ok := seen[key]; ok {
		c.fail(e.line, where, fmt.Sprintf("the entry stands on line %d already", first), "take one of them out")
		return
	}
	seen[key] = e.line
	found, blocked := c.found(f, code, e)
	switch {
	case blocked && !e.globs():
		c.fail(e.line, where, "it is never counted: a term of the frame's except list blocks every match of it", "take out the entry or the exception")
	case found:
	case c.cut(e, code) != "":
		c.fail(e.line, where, "it can never match: "+c.cut(e, code), asInTexts)
	case e.Match == MatchRegex:
		c.warn(e.line, where, "none of the texts it was tried on is a hit: a token is a word, without spaces, hyphens, slashes or other marks",
			"write one expression a token, with spaces between")
	default:
		c.fail(e.line, where, "it can never match: texts with it are cut into other words", asInTexts)
	}
}

// identity is equal for entries that match the same.
func (e *Entry) identity(l *lang.Language) string {
	if l.Unit == lang.Characters {
		return token.Normalized(e.Term, l)
	}
	atoms, _ := e.pattern(l) // which the matcher was compiled from
	return fmt.Sprint(atoms)
}

// cut says where the sentence ends that an entry would have to cross.
func (c *checker) cut(e Entry, code string) (why string) {
	for _, text := range e.examples() {
		d, err := c.tok.Tokenize(text, code)
		if err != nil || len(d.Sentences) < 2 {
			return ""
		}
		why = fmt.Sprintf("a sentence ends after %q", d.Text.Norm[d.Sentences[0].Start:d.Sentences[0].End])
	}
	return why
}

// hits scans a term as a text of its own.
func (c *checker) hits(term, lang string) []Hit {
	d, err := c.tok.Tokenize(term, lang)
	if err != nil {
		return nil
	}
	return c.find.Find(d)
}

// found says whether a text that the entry fits is found in its frame, and
// whether only as blocked.
func (c *checker) found(f Frame, code string, e Entry) (found, blocked bool) {
	for _, text := range e.examples() {
		for _, h := range c.hits(text, code) {
			if c.m.entries[h.Entry].Key == f.Key {
				if h.Reason == Kept {
					return true, false
				}
				found, blocked = true, blocked || h.Reason == Blocked
			}
		}
	}
	return found, blocked
}

// overlaps lists terms that count in several frames. That is allowed: frames
// count independently. So frames that share terms are named once, and the
// single terms only where a contrast has them twice.
func (c *checker) overlaps() {
	for _, f := range c.lex.Frames {
		shared := map[string][]string{}
		for _, lang := range sortedKeys(f.Entries) {
			for _, e := range f.Entries[lang] {
				if !e.globs() {
					c.overlap(f, lang, e, shared)
				}
			}
		}
		for _, other := range sortedKeys(shared) {
			terms := shared[other]
			c.warn(f.line, f.Key, fmt.Sprintf("%s counts %d of its entries too (%s …)", other, len(terms), terms[0]),
				"take it into account where the two are compared, or measure with --scope lexicon")
		}
	}
}

func (c *checker) overlap(f Frame, lang string, e Entry, shared map[string][]string) {
	hits := slices.Clone(c.hits(e.Term, lang))
	var whole *Hit
	for i, h := range hits {
		if c.m.entries[h.Entry].Key == f.Key && h.Reason == Kept {
			whole = &hits[i]
		}
	}
	if whole == nil {
		return
	}
	for _, h := range hits {
		of := &c.m.entries[h.Entry]
		other := of.Key
		if h.Reason != Kept || other == f.Key || of.Frame < 0 || h.Start != whole.Start || h.End != whole.End {
			continue
		}
		where := f.Key + ": " + e.Term
		if contrast := c.opposes(f.Key, other); contrast != "" {
			c.warn(e.line, where, fmt.Sprintf("%s counts it too, on the other side of the contrast %s", other, contrast), "keep it in one of them")
		} else if contrast := c.doubles(f.Key, other); contrast != "" {
			c.warn(e.line, where, fmt.Sprintf("%s counts it too, on the same side of the contrast %s: it counts twice there", other, contrast), "keep it in one of them")
		} else {
			shared[other] = append(shared[other], e.Term)
		}
	}
}

func (c *checker) opposes(a, b string) string {
	for _, k := range c.lex.Contrasts {
		p, n := k.Positive.Frames, k.Negative.Frames
		if contains(p, a) && contains(n, b) || contains(p, b) && contains(n, a) {
			return k.Key
		}
	}
	return ""
}

func (c *checker) doubles(a, b string) string {
	for _, k := range c.lex.Contrasts {
		p, n := k.Positive.Frames, k.Negative.Frames
		if k.Sentences() {
			continue // a sentence counts once, whatever its hits
		}
		if contains(p, a) && contains(p, b) || contains(n, a) && contains(n, b) {
			return k.Key
		}
	}
	return ""
}

// unbalanced is how many times more entries one language may have.
const unbalanced = 2

// languages finds frames that miss languages others have, or say much more in one
// than in others, and links that lead nowhere.
func (c *checker) languages() {
	codes := c.lex.Languages()
	for _, f := range c.lex.Lists() {
		var missing []string
		for _, code := range codes {
			if len(f.Entries[code]) == 0 {
				missing = append(missing, code)
			}
		}
		if len(missing) > 0 {
			c.warn(f.line, f.Key, "it has no entries in "+listed(missing, "and")+", which other frames have",
				"add some, or expect 0 in documents in "+listed(missing, "or"))
		}
		c.balance(f)
		c.links(f)
	}
}

// balance holds the languages a frame has against the one it says most in.
func (c *checker) balance(f Frame) {
	codes := sortedKeys(f.Entries)
	codes = slices.DeleteFunc(codes, func(code string) bool { return len(f.Entries[code]) == 0 })
	slices.SortStableFunc(codes, func(a, b string) int { return cmp.Compare(len(f.Entries[b]), len(f.Entries[a])) })
	var few []string
	for _, code := range codes {
		if len(f.Entries[codes[0]]) > unbalanced*len(f.Entries[code]) {
			few = append(few, fmt.Sprintf("%d in %s", len(f.Entries[code]), code))
		}
	}
	if len(few) > 0 {
		c.warn(f.line, f.Key, fmt.Sprintf("its languages are out of balance: %d entries in %s, %s", len(f.Entries[codes[0]]), codes[0], listed(few, "and")),
			"link equivalents by id and add those that are missing")
	}
}

// listed writes a list as a sentence has it: a, b and c.
func listed(list []string, last string) string {
	if len(list) == 1 {
		return list[0]
	}
	n := len(list) - 1
	return strings.Join(list[:n], ", ") + " " + last + " " + list[n]
}

// links finds ids that only one language has, where the frame has ids at all.
func (c *checker) links(f Frame) {
	ids := map[string]map[string]bool{}
	for lang, entries := range f.Entries {
		for _, e := range entries {
			if e.ID != "" {
				if ids[e.ID] == nil {
					ids[e.ID] = map[string]bool{}
				}
				ids[e.ID][lang] = true
			}
		}
	}
	for _, lang := range sortedKeys(f.Entries) {
		for _, e := range f.Entries[lang] {
			if e.ID != "" && len(ids[e.ID]) == 1 && len(f.Entries) > 1 {
				c.warn(e.line, f.Key+": "+e.Term, fmt.Sprintf("its id %s links it to no entry in another language", e.ID), "add the equivalent, or take the id out")
			}
		}
	}
}

// dominates is the share of its frame's hits beyond which an entry makes up
// most of the frame.
const dominates = 0.5

// CheckUse adds what a corpus shows: entries without a hit, and entries that
// make up most of their frame. hits counts the kept hits of an entry by the
// matcher's number for it; langs says which languages the corpus has.
func CheckUse(m *Matcher, hits []int64, langs map[string]bool) []Finding {
	totals := map[[2]string]int64{}
	for i, e := range m.entries {
		totals[[2]string{e.Key, e.Lang}] += hits[i]
	}
	var out []Finding
	for i, e := range m.entries {
		if e.Blocks || !langs[e.Lang] || e.Frame < 0 {
			continue
		}
		where := e.Key + ": " + e.Term
		total := totals[[2]string{e.Key, e.Lang}]
		switch {
		case hits[i] == 0:
			out = append(out, Finding{e.line, false, where, "it has no hit in the corpus", "check its spelling; or keep it for other corpora"})
		case float64(hits[i]) > dominates*float64(total) && total > 1:
			out = append(out, Finding{e.line, false, where,
				fmt.Sprintf("it makes up %.0f %% of the frame's hits in %s", 100*float64(hits[i])/float64(total), e.Lang),
				"see with lexicon coverage whether the frame stands without it"})
		}
	}
	return out
}
