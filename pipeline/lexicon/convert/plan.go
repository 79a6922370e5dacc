package convert

import (
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// section is one category to write, with its entries spelled for the format.
type section struct {
	key        string
	path       []string
	definition string
	entries    []lexicon.Entry
}

// plan is what a format with one language gets of a lexicon, and what it lacks.
type plan struct {
	losses
	title    string
	lang     string
	info     Info
	sections []section
}

func newPlan(lex *lexicon.Lexicon, inf Info, lang string) *plan {
	p := &plan{title: lex.Title, lang: lang, info: inf}
	if p.title == "" {
		p.title = lex.Name
	}
	p.loseMeasures(lex)
	for i := range lex.Frames {
		p.frame(&lex.Frames[i])
	}
	return p
}

// loseMeasures lists what belongs to the whole lexicon.
func (p *plan) loseMeasures(lex *lexicon.Lexicon) {
	if lex.Title != "" && p.info.Format != Yoshikoder {
		p.lose(0, "title", "the format has no place for it")
	}
	loseWhole(&p.losses, lex)
}

func loseWhole(l *losses, lex *lexicon.Lexicon) {
	if lex.About != "" {
		l.lose(0, "about", "the format has no place for it")
	}
	if lex.Version != "" {
		l.lose(0, "version "+lex.Version, "the format has no place for it")
	}
	for _, c := range lex.Contrasts {
		l.lose(0, "contrast "+c.Key, "the format has no contrasts")
	}
	for _, pair := range lex.Pairs {
		l.lose(0, "pair "+pair.Key, "the format has no pairs")
	}
	for _, t := range lex.Topics {
		l.lose(0, "topic "+t.Key, "the format has no topics")
	}
}

func (p *plan) frame(f *lexicon.Frame) {
	s := section{key: f.Key, path: []string{f.Key}}
	kept := false
	if p.info.Nesting {
		s.path, kept = pathOf(f.Key, f.Label)
	}
	if f.Label != "" && !kept {
		p.lose(0, "label of "+f.Key, "the format has no place for it")
	}
	p.define(&s, f.Definition)
	p.loseLists(f)
	p.entries(&s, f.Entries[p.lang])
	if len(s.entries) == 0 {
		p.lose(0, "frame "+f.Key, "left out: no entry in %s that the format can hold", p.lang)
		return
	}
	p.sections = append(p.sections, s)
}

func (p *plan) define(s *section, definition string) {
	switch {
	case definition == "":
	case p.info.Format == Yoshikoder && !hasControl(definition):
		s.definition = definition
	default:
		p.lose(0, "definition of "+s.key, "the format has no place for it")
	}
}

// loseLists lists entries in other languages and exceptions.
func (p *plan) loseLists(f *lexicon.Frame) {
	for _, lang := range languages(f.Entries) {
		if n := len(f.Entries[lang]); lang != p.lang && n > 0 {
			p.lose(0, fmt.Sprintf("%d entries of %s in %s", n, f.Key, lang), "the format holds one language: write %s to a file of its own", lang)
		}
	}
	for _, lang := range languages(f.Except) {
		for _, e := range f.Except[lang] {
			p.lose(0, fmt.Sprintf("exception %s of %s", quote(e.Term), f.Key), "the format has no exceptions, so more will match")
		}
	}
}

func (p *plan) entries(s *section, entries []lexicon.Entry) {
	seen := map[string]bool{}
	notes := 0
	for _, e := range entries {
		what := fmt.Sprintf("entry %s of %s", quote(e.Term), s.key)
		if lang.Of(p.lang).Unit == lang.Characters {
			e.Match = lexicon.MatchFixed // which is how it matches
		}
		term, why := spell(e, p.info)
		if why != "" {
			p.lose(0, what, "left out: %s", why)
			continue
		}
		if e.Note != "" || e.Source != "" || e.ID != "" {
			notes++
		}
		p.loseTraits(what, e)
		if folded := strings.ToLower(term); seen[folded] {
			p.lose(0, what, "left out: without what the format can't hold it stands in the category already")
		} else {
			seen[folded] = true
			s.entries = append(s.entries, lexicon.Entry{Term: term, Weight: e.Weight})
		}
	}
	if notes > 0 {
		p.lose(0, fmt.Sprintf("id, note or source of %d entries of %s", notes, s.key), "the format has no place for them")
	}
}

// loseTraits lists what is written, but will count in another way.
func (p *plan) loseTraits(what string, e lexicon.Entry) {
	if e.Case {
		p.lose(0, what, "written without its case, so more will match")
	}
	if e.Weight != 1 && !p.info.Weights {
		p.lose(0, what, "written without its weight %v", e.Weight)
	}
	if p.info.Format == Yoshikoder && strings.Contains(e.Term, " ") {
		p.lose(0, what, "written, but Yoshikoder matches single words")
	}
}

func languages[V any](lists map[string]V) []string {
	langs := make([]string, 0, len(lists))
	for lang := range lists {
		langs = append(langs, lang)
	}
	slices.Sort(langs)
	return langs
}

// branch is a category in the tree of a format that nests them.
type branch struct {
	name     string
	section  *section // nil if the category only holds others
	children []*branch
	byName   map[string]*branch
}

// tree nests the sections by their paths, in the order of the lexicon.
func (p *plan) tree() *branch {
	root := &branch{byName: map[string]*branch{}}
	for i := range p.sections {
		b := root
		for _, name := range p.sections[i].path {
			b = b.child(name)
		}
		b.section = &p.sections[i]
	}
	return root
}

func (b *branch) child(name string) *branch {
	if c := b.byName[name]; c != nil {
		return c
	}
	c := &branch{name: name, byName: map[string]*branch{}}
	b.byName[name] = c
	b.children = append(b.children, c)
	return c
}

func (b *branch) entries() []lexicon.Entry {
	if b.section == nil {
		return nil
	}
	return b.section.entries
}
