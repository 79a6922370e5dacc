package reuse

import (
	"context"
	"time"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// document is what is known of one.
type document struct {
	id, issuer, precision string
	speaker               int32 // number of its issuer; -1 for none
	date                  time.Time
	n                     int // tokens of a sequence
	tokens                int64
	duplicate             bool
}

// documentRow is what is read of one.
type documentRow struct {
	_           struct{}  `table:"documents"`
	ID          string    `column:"id"`
	Date        time.Time `column:"date,null"`
	Precision   string    `column:"precision"`
	Lang        string    `column:"lang"`
	Issuer      string    `column:"issuer,null"`
	Tokens      int64     `column:"tokens"`
	Sentences   int64     `column:"sentences"`
	DuplicateOf string    `column:"duplicate_of,null,optional"`
}

// sentenceRow is what is read of a sentence.
type sentenceRow struct {
	_        struct{} `table:"sentences"`
	ID       string   `column:"id"`
	Sentence int64    `column:"sentence"`
	Start    int64    `column:"start"`
	Text     string   `column:"text"`
}

// library are the documents of a run, in the order of their ids.
type library struct {
	run     *result.Run
	o       Options
	docs    []document
	tokens  int64
	partial bool // the run keeps sentences with a hit only
}

func open(run *result.Run, o Options) (*library, error) {
	l := &library{run: run, o: o}
	issuers := map[string]int32{"": -1}
	sentences := int64(0)
	for d, err := range result.Scan[documentRow](run) {
		if err != nil {
			return nil, err
		}
		speaker, known := issuers[d.Issuer]
		if !known {
			speaker = int32(len(issuers) - 1)
			issuers[d.Issuer] = speaker
		}
		doc := document{d.ID, d.Issuer, d.Precision, speaker, d.Date, o.N, d.Tokens, d.DuplicateOf != ""}
		if d.Lang == "zh" {
			doc.n = o.HanN
		}
		l.docs = append(l.docs, doc)
		l.tokens += d.Tokens
		sentences += d.Sentences
	}
	if run.Manifest.Rows[tableOf[store.SentenceRow]()] == 0 {
		return nil, usage.Errorf("the run keeps no text of any sentence: make it anew with frameshift run --text all")
	}
	l.partial = run.Manifest.Rows[tableOf[store.SentenceRow]()] < sentences
	return l, nil
}

// each visits the documents that have text, with their tokens, which are valid until the
// next.
func (l *library) each(ctx context.Context, visit func(doc int, text []token)) error {
	var text []token
	at, id := -1, ""
	for s, err := range result.Scan[sentenceRow](l.run) {
		if err != nil {
			return err
		}
		if s.ID != id {
			if at >= 0 {
				visit(at, text)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			for at++; at < len(l.docs) && l.docs[at].id != s.ID; {
				at++
			}
			if at == len(l.docs) {
				return errOrder
			}
			id, text = s.ID, text[:0]
		}
		text = tokens(text, s.Text, s.Start, s.Sentence)
	}
	if at >= 0 {
		visit(at, text)
	}
	return nil
}
