package validate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/safe"
	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/store"
)

// KeyRow is a sentence that was drawn, with what coders are not to see.
type KeyRow struct {
	_        struct{}  `table:"key" row:"a sentence that was drawn" key:"item"`
	Item     string    `column:"item" about:"its name on the sheets"`
	Wave     int64     `column:"wave" about:"the wave that drew it, from 1"`
	ID       string    `column:"id" about:"the document, as in the run's documents.id"`
	Sentence int64     `column:"sentence" about:"number of the sentence in the document, counted from 0"`
	Start    int64     `column:"start" unit:"bytes" about:"where it starts in the raw text"`
	End      int64     `column:"end" unit:"bytes" about:"where it ends in the raw text"`
	Lang     string    `column:"lang,repeats" about:"language of the document"`
	Period   time.Time `column:"period" about:"the day on which its period starts"`
	Block    int64     `column:"block" about:"its block of time, from 0, see design.json"`
	Stratum  string    `column:"stratum,repeats" about:"its stratum: language, kind, of a hit the rarest frame, block"`
	Kind     string    `column:"kind,repeats" about:"hit, near or far"`
	Size     int64     `column:"size" unit:"sentences" about:"sentences of the stratum: N"`
	Drawn    int64     `column:"drawn" unit:"sentences" about:"those drawn in all waves: n; the probability of being drawn is n/N"`
	Machine  string    `column:"machine,repeats" about:"frames with a kept hit in it, joined by \"; \""`
	Coders   string    `column:"coders,repeats" about:"the sheets it is on, joined by \"; \""`
	Text     string    `column:"text" about:"the sentence as it stands on the sheets: white space counts as one"`
	Before   string    `column:"before" about:"the sentence before it"`
	After    string    `column:"after" about:"the sentence after it"`
}

// Reader reads documents of the run again and tells visit of each, with all its
// sentences by number.
type Reader func(ctx context.Context, wanted []store.DocumentRow, visit func(id string, sentences []Passage)) error

// Passage is a sentence of a document.
type Passage struct {
	Start, End int64
	Text       string
}

// wave draws so many more of each stratum, reads their texts, and puts them on sheets
// in an order of their own.
func (s *Sample) wave(ctx context.Context, p *population, st *strata, more []int, read Reader) error {
	picked := s.pick(p, st, more)
	if len(picked) == 0 {
		return fmt.Errorf("nothing left to draw: every sentence of these strata is on a sheet already")
	}
	slices.SortFunc(picked, func(a, b drawn) int {
		return cmp.Or(cmp.Compare(stats.Mix(a.order), stats.Mix(b.order)), cmp.Compare(a.doc, b.doc), cmp.Compare(a.n, b.n))
	})
	first := len(s.Key)
	for i, d := range picked {
		doc := &p.docs[d.doc]
		block := s.block(doc.period)
		stratum := &s.Strata[d.stratum]
		s.Key = append(s.Key, KeyRow{
			Item: fmt.Sprintf("%s-%05d", s.Tag, first+i+1), Wave: int64(s.Wave), ID: doc.ID, Sentence: int64(d.n), Lang: doc.Lang,
			Period: doc.period, Block: int64(block), Stratum: stratum.Name(), Kind: stratum.Kind, Machine: s.machine(d.frames),
		})
	}
	s.assign(s.Key[first:])
	sizes := map[string]*Stratum{}
	for i := range s.Strata {
		sizes[s.Strata[i].Name()] = &s.Strata[i]
	}
	for i := range s.Key {
		of := sizes[s.Key[i].Stratum]
		s.Key[i].Size, s.Key[i].Drawn = int64(of.Size), int64(of.N())
	}
	return s.texts(ctx, p, s.Key[first:], read)
}

func (s *Sample) machine(frames uint64) string {
	var out []string
	for i, f := range s.Frames {
		if frames>>i&1 != 0 {
			out = append(out, f.Key)
		}
	}
	return strings.Join(out, listSeparator)
}

const listSeparator = "; "

// assign gives the sentences of each language to its coders: a first part to all, the
// others in turn.
func (s *Sample) assign(key []KeyRow) {
	for _, lang := range s.langs() {
		var coders []string
		for _, c := range s.Coders {
			if c.Lang == lang {
				coders = append(coders, c.Name)
			}
		}
		var rows []*KeyRow
		for i := range key {
			if key[i].Lang == lang {
				rows = append(rows, &key[i])
			}
		}
		// By another order than that of the sheets, or the overlap would be their beginning.
		slices.SortFunc(rows, func(a, b *KeyRow) int {
			return cmp.Or(cmp.Compare(hashOf(a.Item), hashOf(b.Item)), strings.Compare(a.Item, b.Item))
		})
		both := int(math.Ceil(s.Overlap * float64(len(rows))))
		for i, r := range rows {
			r.Coders = strings.Join(coders, listSeparator)
			if i >= both {
				r.Coders = coders[i%len(coders)]
			}
		}
	}
}

// texts reads the sentences and their neighbours.
func (s *Sample) texts(ctx context.Context, p *population, key []KeyRow, read Reader) error {
	rows := map[string][]*KeyRow{}
	for i := range key {
		rows[key[i].ID] = append(rows[key[i].ID], &key[i])
	}
	var wanted []store.DocumentRow
	sentences := map[string]int64{}
	for i := range p.docs {
		if rows[p.docs[i].ID] != nil {
			wanted = append(wanted, p.docs[i].DocumentRow)
			sentences[p.docs[i].ID] = p.docs[i].Sentences
		}
	}
	var odd []string
	err := read(ctx, wanted, func(id string, list []Passage) {
		if int64(len(list)) != sentences[id] {
			odd = append(odd, id)
			return
		}
		for _, r := range rows[id] {
			r.fill(list)
		}
		delete(rows, id)
	})
	if err != nil {
		return err
	}
	for _, d := range wanted {
		if rows[d.ID] != nil {
			return fmt.Errorf("the text of %s (%s) is not what the run %s read: %d of %d texts are missing or have changed; put the inputs back (--input), or make the run anew",
				d.ID, d.Source, s.Run, len(rows), len(wanted))
		}
	}
	return nil
}

func (r *KeyRow) fill(list []Passage) {
	at := list[r.Sentence]
	r.Start, r.End, r.Text = at.Start, at.End, onSheet(at.Text, mostText)
	if r.Sentence > 0 {
		r.Before = onSheet(list[r.Sentence-1].Text, mostContext)
	}
	if int(r.Sentence)+1 < len(list) {
		r.After = onSheet(list[r.Sentence+1].Text, mostContext)
	}
}

// How many characters of a sentence and of its neighbours go on a sheet: a cell of a
// spreadsheet holds 32,767.
const mostText, mostContext = 20_000, 2_000

// onSheet is a text in one line, without what steers a screen.
func onSheet(text string, most int) string {
	text = strings.Join(strings.Fields(safe.Line(text)), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
