package diffusion

import (
	"maps"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// concept is what is followed through the documents.
type concept struct {
	name    string
	placebo bool
	langs   map[string]bool // in which it can be found
	terms   []phrase        // of a phrase
	hidden  bool            // sentences without a hit, where it may stand too, are not in the run
	uses    []use           // by document
	linked  bool            // its sentences are wanted, all of them
	places  []place
}

// use is a document's use of a concept.
type use struct {
	document int // position
	hits     int
	// The first place: the sentence, and where in it.
	sentence   int64
	start, end int64 // bytes of the raw text
	surface    string
	quoted     bool // by the run's own word
}

// phrase is a term in a language, or in all that share its letters where none is
// named.
type phrase struct{ lang, term string }

const (
	idMark     = "id:"
	phraseMark = "phrase:"
)

// concepts are those asked for, each once, in their order.
func concepts(o *Options, lex *lexicon.Lexicon) ([]*concept, error) {
	names := slices.Clone(o.Concepts)
	for _, p := range o.Phrases {
		names = append(names, phraseMark+p)
	}
	if len(names) == 0 {
		for _, f := range lex.Frames {
			names = append(names, f.Key)
		}
	}
	first := len(names)
	var out []*concept
	for i, name := range append(names, o.Placebos...) {
		c, err := newConcept(name, lex)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(out, func(d *concept) bool { return d.name == c.name }) {
			return nil, usage.Errorf("concept %q is named twice", c.name)
		}
		c.placebo = i >= first
		out = append(out, c)
	}
	return out, nil
}

func newConcept(name string, lex *lexicon.Lexicon) (*concept, error) {
	c := &concept{name: strings.TrimSpace(name), langs: map[string]bool{}}
	if text, ok := strings.CutPrefix(c.name, phraseMark); ok {
		c.name = strings.TrimSpace(text)
		return c, c.phrases()
	}
	if id, ok := strings.CutPrefix(c.name, idMark); ok {
		for _, f := range lex.Frames {
			for code, list := range f.Entries {
				if slices.ContainsFunc(list, func(e lexicon.Entry) bool { return e.ID == id }) {
					c.langs[code] = true
				}
			}
		}
		if len(c.langs) == 0 {
			return nil, usage.Errorf("concept %q: no entry of the lexicon %s has that id; it has %s", name, lex.Name, some(ids(lex)))
		}
		return c, nil
	}
	at := lex.FrameIndex(c.name)
	if at < 0 {
		var keys []string
		for _, f := range lex.Frames {
			keys = append(keys, f.Key)
		}
		return nil, usage.Errorf("concept %q: %sthe lexicon %s has no frame of that name; it has %s; an entry is id:ENTRY, a phrase is given with --phrase", name, usage.Meant(c.name, keys), lex.Name, some(keys))
	}
	for code := range lex.Frames[at].Entries {
		c.langs[code] = true
	}
	return c, nil
}

func ids(lex *lexicon.Lexicon) []string {
	all := map[string]bool{}
	for _, f := range lex.Frames {
		for _, list := range f.Entries {
			for _, e := range list {
				if e.ID != "" {
					all[e.ID] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// some lists what there is for a message.
func some(list []string) string {
	const most = 20
	if len(list) == 0 {
		return "none"
	}
	text := strings.Join(list[:min(most, len(list))], ", ")
	if len(list) > most {
		text += " …"
	}
	return text
}

// phrases reads "cyber sovereignty | zh:网络主权": terms of which each stands for the
// concept, in the language named or in those written with its letters.
func (c *concept) phrases() error {
	for _, text := range strings.Split(c.name, "|") {
		p := phrase{term: strings.TrimSpace(text)}
		if code, term, ok := strings.Cut(p.term, ":"); ok && lang.Of(code) != nil {
			p = phrase{lang: code, term: strings.TrimSpace(term)}
		}
		if p.term == "" {
			return usage.Errorf("phrase %q: an empty term", c.name)
		}
		for _, l := range lang.All() {
			if p.in(l) {
				c.langs[l.Code] = true
			}
		}
		c.terms = append(c.terms, p)
	}
	return nil
}

// in says whether the term is looked for in texts of a language.
func (p phrase) in(l *lang.Language) bool {
	if p.lang != "" {
		return p.lang == l.Code
	}
	return lang.Guess(p.term).Script == l.Script
}
