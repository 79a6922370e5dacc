// Package spooltest makes scored documents for tests and benchmarks.
package spooltest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stance"
)

// Bare is a document with nothing in it.
func Bare() *score.Document {
	return &score.Document{Document: &corpus.Document{ID: "bare"}}
}

// Documents makes documents of so many hits and passages each, always the same.
func Documents(documents, hits, passages int) []*score.Document {
	random := rand.New(rand.NewPCG(1, 2))
	out := make([]*score.Document, documents)
	for i := range out {
		out[i] = &score.Document{
			Document: head(i),
			Counts: score.Counts{
				Tokens: 20 * passages, Sentences: 2 * passages,
				Frames: make([]score.FrameCount, 4),
			},
		}
		fill(out[i], random, hits, passages)
	}
	return out
}

func head(i int) *corpus.Document {
	d := &corpus.Document{
		Seq: int64(2 * i), ID: fmt.Sprintf("UN-%06d", i), Text: notKept[:100], Lang: "en",
		Date:  corpus.Date{Year: 1970 + i%50, Month: 1 + i%12, Day: 1 + i%28, Precision: corpus.PrecisionDay},
		Title: fmt.Sprintf("Statement %d", i), Issuer: [...]string{"CHN", "USA", ""}[i%3], Code: "CHN",
		Venue: "General Assembly", Source: fmt.Sprintf("corpus.zip/%d.txt", i), Encoding: "utf-8",
		Meta: []corpus.Field{{Key: "region", Value: [...]string{"Asia", ""}[i%2]}, {Key: "id", Value: fmt.Sprint(i)}},
	}
	d.SHA256[i%32] = byte(i)
	return d
}

// fill adds hits in the order of the scanner, and passages of about 200 bytes.
func fill(d *score.Document, random *rand.Rand, hits, passages int) {
	d.Text = notKept[:100*hits]
	for h := range hits {
		hit := score.Hit{
			Sentence: int32(h / 3), Start: int32(60 * h), End: int32(60*h + 11),
			Frame: int32(random.IntN(4)), Reason: lexicon.Reason(max(0, random.IntN(24)-20)),
		}
		hit.Entry = 2*hit.Frame + int32(random.IntN(2))
		hit.Surface = Words[random.IntN(len(Words))]
		if hit.Stance.Polarity = stance.Polarity(h % stance.Polarities); hit.Stance.Cued() {
			hit.Stance.CueStart, hit.Stance.CueEnd = hit.Start-5, hit.Start-1
		}
		hit.Stance.Holder, hit.Stance.Quoted = stance.Holder(h%stance.Holders), h%7 == 0
		d.Hits = append(d.Hits, hit)
		if hit.Reason == lexicon.Kept {
			d.Frames[hit.Frame].Hits++
			d.Frames[hit.Frame].Weight += 0.1
		}
	}
	for c := range passages % 4 {
		kind := score.NewKind(uint64(c/2), []score.FrameHits{{Frame: 1, Hits: int32(c), Weight: 5 * int32(c)}, {Frame: 3, Hits: 1}}[:c%3])
		d.Classes = append(d.Classes, score.Class{Kind: &kind, Sentences: 1 + hits, Tokens: 20})
	}
	for p := range hits % 4 {
		d.Stances = append(d.Stances, score.StancePart{Kind: score.StanceKind(p), Negative: p%2 == 1, Topics: uint64(p), Count: int32(p + 1), Parts: int64(2 * p)})
	}
	for p := range hits % 3 {
		d.Sides = append(d.Sides, score.SidePart{Contrast: int32(p), Negative: p%2 == 1, Entry: int32(hits), Topics: uint64(p), Sentences: int32(p + 1), Share: lexicon.Whole / 3, Alone: int32(p)})
	}
	for p := range passages {
		d.Passages = append(d.Passages, score.Passage{Sentence: int32(p), Start: int32(200 * p), End: int32(200*p + 199), Text: Prose(random, 199)})
	}
}

var notKept = strings.Repeat("x", 1<<16)

// Words are what Prose is made of.
var Words = []string{
	"sovereignty", "development", "security", "the", "of", "and", "digital", "economy", "international",
	"Nations", "cooperation", "equality", "peaceful", "rules", "order", "connectivity", "principle", "affairs",
}

// Prose is a text of so many bytes.
func Prose(random *rand.Rand, size int) string {
	out := make([]byte, 0, size+16)
	for len(out) < size {
		out = append(append(out, Words[random.IntN(len(Words))]...), ' ')
	}
	return string(out[:size])
}
