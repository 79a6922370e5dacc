package diffusion

import (
	"cmp"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
)

// hitRow has the columns of the run's hits that are read.
type hitRow struct {
	_        struct{} `table:"hits" row:"a hit" key:"id"`
	ID       string   `column:"id"`
	Sentence int64    `column:"sentence"`
	Start    int64    `column:"start"`
	End      int64    `column:"end"`
	Frame    string   `column:"frame"`
	Entry    string   `column:"entry"`
	Surface  string   `column:"surface"`
	Kept     bool     `column:"kept"`
	Quoted   bool     `column:"quoted,optional"`
}

// readHits finds the uses of frames and of entries by id.
func readHits(run *result.Run, d *documents, list []*concept, lex *lexicon.Lexicon) error {
	frames, entries := map[string][]*concept{}, map[[2]string][]*concept{}
	for _, c := range list {
		switch {
		case c.terms != nil:
		case lex.FrameIndex(c.name) >= 0:
			frames[c.name] = append(frames[c.name], c)
		default:
			c.file(entries, lex)
		}
	}
	if len(frames)+len(entries) == 0 {
		return nil
	}
	for h, err := range result.Scan[hitRow](run) {
		if err != nil {
			return err
		}
		at, in := d.byID[h.ID]
		if !h.Kept || !in {
			continue
		}
		u := use{document: at, hits: 1, sentence: h.Sentence, start: h.Start, end: h.End, surface: h.Surface, quoted: h.Quoted}
		for _, c := range frames[h.Frame] {
			c.add(u)
		}
		for _, c := range entries[[2]string{h.Frame, h.Entry}] {
			c.add(u)
		}
	}
	for _, c := range list {
		c.sort()
	}
	return nil
}

// file files the entries of an id by frame and term, as the hits name them.
func (c *concept) file(entries map[[2]string][]*concept, lex *lexicon.Lexicon) {
	for _, f := range lex.Frames {
		for _, list := range f.Entries {
			for _, e := range list {
				key := [2]string{f.Key, e.Term}
				if idMark+e.ID == c.name && !slices.Contains(entries[key], c) {
					entries[key] = append(entries[key], c)
				}
			}
		}
	}
}

// add adds a hit. Those of a document follow each other, in the order of the text.
func (c *concept) add(u use) {
	if here := (place{u.document, u.sentence}); c.linked && (len(c.places) == 0 || c.places[len(c.places)-1] != here) {
		c.places = append(c.places, here)
	}
	if n := len(c.uses); n > 0 && c.uses[n-1].document == u.document {
		c.uses[n-1].hits++
		return
	}
	c.uses = append(c.uses, u)
}

// sort has the documents in the order of their dates.
func (c *concept) sort() {
	slices.SortFunc(c.uses, func(a, b use) int { return cmp.Compare(a.document, b.document) })
	slices.SortFunc(c.places, comparePlaces)
}
