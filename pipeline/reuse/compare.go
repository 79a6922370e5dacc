package reuse

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Revisions are what a second document has of a first.
type Revisions struct {
	A, B string
	Rows []RevisionRow
	Run  *result.Run
}

// text is a document to be compared.
type text struct {
	id        string
	tokens    []token
	sentences []sentenceRow
	hits      []hitRow
}

// hitRow is what is read of a hit.
type hitRow struct {
	_     struct{} `table:"hits"`
	ID    string   `column:"id"`
	Start int64    `column:"start"`
	Frame string   `column:"frame"`
	Kept  bool     `column:"kept"`
}

// Compare says what a document of a run keeps of another, token by token, inserts and
// deletes, and which hits are in it. What moved to another place is deleted and inserted.
func Compare(ctx context.Context, run *result.Run, a, b string) (*Revisions, error) {
	if a == b {
		return nil, usage.Errorf("document %q and itself: name two", a)
	}
	texts := map[string]*text{a: {id: a}, b: {id: b}}
	if err := readTexts(ctx, run, texts); err != nil {
		return nil, err
	}
	r := &Revisions{A: a, B: b, Run: run}
	r.compare(texts[a], texts[b])
	return r, nil
}

func readTexts(ctx context.Context, run *result.Run, texts map[string]*text) error {
	wanted := map[string]int64{}
	for d, err := range result.Scan[documentRow](run) {
		if err != nil {
			return err
		}
		if texts[d.ID] != nil {
			wanted[d.ID] = d.Sentences
		}
	}
	for s, err := range result.Scan[sentenceRow](run) {
		if err != nil {
			return err
		}
		if t := texts[s.ID]; t != nil {
			t.tokens = tokens(t.tokens, s.Text, s.Start, s.Sentence)
			t.sentences = append(t.sentences, s)
		}
	}
	for h, err := range result.Scan[hitRow](run) {
		if err != nil {
			return err
		}
		if t := texts[h.ID]; t != nil && h.Kept {
			t.hits = append(t.hits, h)
		}
	}
	for id, t := range texts {
		n, known := wanted[id]
		switch {
		case !known:
			return usage.Errorf("no document %q in the run: frameshift show documents --columns id lists them", id)
		case int64(len(t.sentences)) < n:
			return usage.Errorf("the run has the text of %d of the %d sentences of %s: make it anew with frameshift run --text all", len(t.sentences), n, id)
		case len(t.tokens) == 0:
			return usage.Errorf("document %s has no word", id)
		}
	}
	return ctx.Err()
}

func hashes(list []token) []uint64 {
	out := make([]uint64, len(list))
	for i, t := range list {
		out[i] = t.is
	}
	return out
}

func (r *Revisions) compare(a, b *text) {
	for _, e := range edits(hashes(a.tokens), hashes(b.tokens)) {
		if e.keep {
			r.add("keep", a, b, e)
			continue
		}
		if e.aTo > e.a {
			r.add("delete", a, b, edit{a: e.a, aTo: e.aTo, b: e.b, bTo: e.b})
		}
		if e.bTo > e.b {
			r.add("insert", a, b, edit{a: e.aTo, aTo: e.aTo, b: e.b, bTo: e.bTo})
		}
	}
}

// add makes a row of a run.
func (r *Revisions) add(kind string, a, b *text, e edit) {
	row := RevisionRow{A: r.A, B: r.B, Run: int64(len(r.Rows)), Kind: kind, Tokens: int64(max(e.aTo-e.a, e.bTo-e.b))}
	row.AStart, row.AEnd = a.bytes(e.a, e.aTo)
	row.BStart, row.BEnd = b.bytes(e.b, e.bTo)
	t, from, to := b, row.BStart, b.next(e.bTo)
	if kind == "delete" {
		t, from, to = a, row.AStart, a.next(e.aTo)
	}
	row.Hits, row.Frames = t.frames(from, to)
	if kind == "delete" {
		row.Text = t.between(row.AStart, row.AEnd)
	} else {
		row.Text = t.between(row.BStart, row.BEnd)
	}
	r.Rows = append(r.Rows, row)
}

// bytes are those of tokens; of none, where they would stand.
func (t *text) bytes(from, to int) (start, end int64) {
	if from == to {
		at := t.next(from)
		return at, at
	}
	return int64(t.tokens[from].start), int64(t.tokens[to-1].end)
}

// next is where a token starts, or the end of the text.
func (t *text) next(i int) int64 {
	if i < len(t.tokens) {
		return int64(t.tokens[i].start)
	}
	return int64(t.tokens[len(t.tokens)-1].end)
}

// frames are the hits that start in a part of the text.
func (t *text) frames(from, to int64) (hits int64, list string) {
	counts := map[string]int{}
	var names []string
	for _, h := range t.hits {
		if h.Start < from || h.Start >= to {
			continue
		}
		if counts[h.Frame] == 0 {
			names = append(names, h.Frame)
		}
		counts[h.Frame]++
		hits++
	}
	slices.Sort(names)
	var parts []string
	for _, name := range names {
		parts = append(parts, fmt.Sprintf("%s %d", name, counts[name]))
	}
	return hits, strings.Join(parts, "; ")
}

// between is the text of a part, sentence by sentence.
func (t *text) between(from, to int64) string {
	var parts []string
	for _, s := range t.sentences {
		end := s.Start + int64(len(s.Text))
		if low, high := max(from, s.Start), min(to, end); low < high {
			parts = append(parts, s.Text[low-s.Start:high-s.Start])
		}
	}
	return strings.Join(parts, " ")
}
