package validate

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Options say what to draw. The zero value is the default.
type Options struct {
	Frames  []string // that are coded; empty: those of the lexicon's first contrast
	Langs   []string // empty: all that documents are in and the frames have entries in
	Blocks  int      // stretches of time; 3 if 0
	Hits    int      // sentences of each kind, in each language: 200, 200 and 300 if all are 0
	Near    int
	Far     int
	Coders  int     // in each language; 2 if 0
	Overlap float64 // share that all coders of a language get; 0.2 if 0, none if negative
	Seed    uint64
	// Wider are the sentences in which a wider lexicon of that name finds something.
	Wider     Places
	WiderName string
}

func (o Options) withDefaults() (Options, error) {
	if o.Hits == 0 && o.Near == 0 && o.Far == 0 {
		o.Hits, o.Near, o.Far = 200, 200, 300
	}
	o.Blocks, o.Coders = cmp.Or(o.Blocks, 3), cmp.Or(o.Coders, 2)
	if o.Overlap == 0 {
		o.Overlap = 0.2
	}
	o.Overlap = max(0, o.Overlap)
	if o.Coders == 1 {
		o.Overlap = 0
	}
	const most = 100_000
	switch {
	case min(o.Hits, o.Near, o.Far) < 0 || max(o.Hits, o.Near, o.Far) > most:
		return o, usage.Errorf("hits %d, near %d, far %d: want 0 to %d", o.Hits, o.Near, o.Far, most)
	case o.Blocks < 1 || o.Coders < 1 || o.Coders > 99:
		return o, usage.Errorf("blocks %d, coders %d: want 1 or more", o.Blocks, o.Coders)
	case o.Overlap > 1 || math.IsNaN(o.Overlap):
		return o, usage.Errorf("overlap %g: want a share from 0 to 1", o.Overlap)
	}
	return o, nil
}

// Sample is a design with the sentences that a wave drew.
type Sample struct {
	Design
	Key []KeyRow // all waves, by item
	// Wave is the one just drawn: its sheets are to be made.
	Wave int

	wider Places
}

// Draw draws the first wave of a run.
func Draw(ctx context.Context, run *result.Run, o Options, read Reader) (*Sample, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	lex, err := run.Lexicon()
	if err != nil {
		return nil, err
	}
	if run.Config.Topic != "" {
		return nil, usage.Errorf("run %s is restricted to the topic %s: text outside it is not on record, so sample from a run over all discourse", run.Dir, run.Config.Topic)
	}
	frames, err := chosen(lex, o.Frames)
	if err != nil {
		return nil, err
	}
	s := &Sample{Wave: 1, wider: o.Wider, Design: Design{
		Software: run.Manifest.Software, Run: filepath.Base(Folder(run.Dir)), Fingerprint: run.Manifest.Fingerprint, Lexicon: run.Manifest.Lexicon,
		Near: o.WiderName, Freq: run.Config.Freq, Seed: o.Seed, Overlap: o.Overlap, Waves: 1, Frames: frames,
	}}
	p, err := newPopulation(run, s.Freq, s.frameKeys(), o.Wider)
	if err != nil {
		return nil, err
	}
	if err := p.keepLangs(lex, o.Langs); err != nil {
		return nil, err
	}
	s.Blocks = p.blocks(o.Blocks)
	st := newStrata(p, &s.Design)
	for _, lang := range s.langs() {
		for i := range o.Coders {
			s.Coders = append(s.Coders, Coder{coderName(lang, i+1, len(s.langs()) > 1), lang})
		}
	}
	s.Tag = s.tag(o)
	return s, s.wave(ctx, p, st, s.allocate(o.Hits, o.Near, o.Far), read)
}

func coderName(lang string, n int, several bool) string {
	if several {
		return fmt.Sprintf("coder-%s-%d", lang, n)
	}
	return fmt.Sprintf("coder-%d", n)
}

// tag names the sample in four letters, so that items of another are told by them.
func (s *Sample) tag(o Options) string {
	raw, _ := json.Marshal([]any{s.Fingerprint, s.Lexicon, s.Frames, s.Blocks, s.Near, o.Langs, o.Coders, o.Overlap, o.Seed, o.Hits, o.Near, o.Far})
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:3])
}

// chosen are the frames to code.
func chosen(lex *lexicon.Lexicon, keys []string) (out []Frame, err error) {
	wanted := map[string]bool{}
	for _, k := range keys {
		if lex.FrameIndex(k) < 0 {
			return nil, usage.Errorf("frame %q: lexicon %s has none of that name; it has %s", k, lex.Name, strings.Join(frameKeys(lex), ", "))
		}
		wanted[k] = true
	}
	if len(keys) == 0 && len(lex.Contrasts) > 0 {
		c := &lex.Contrasts[0]
		for _, side := range []lexicon.Side{c.Positive, c.Negative} {
			for k := range lex.Members(side) {
				wanted[k] = true
			}
		}
	}
	for _, f := range lex.Frames {
		if wanted[f.Key] || len(wanted) == 0 {
			out = append(out, Frame{f.Key, cmp.Or(f.Label, f.Key), strings.Join(strings.Fields(f.Definition), " ")})
		}
	}
	if len(out) > mostFrames {
		return nil, usage.Errorf("%d frames: choose some with --frames, no more than %d can be coded together", len(out), mostFrames)
	}
	return out, nil
}

func frameKeys(lex *lexicon.Lexicon) (out []string) {
	for _, f := range lex.Frames {
		out = append(out, f.Key)
	}
	return out
}

func (d *Design) frameKeys() (out []string) {
	for _, f := range d.Frames {
		out = append(out, f.Key)
	}
	return out
}

// keepLangs keeps the documents in the languages that are wanted.
func (p *population) keepLangs(lex *lexicon.Lexicon, langs []string) error {
	silent := func(lang string) bool {
		return !slices.ContainsFunc(p.frames, func(f string) bool { return len(lex.Frames[lex.FrameIndex(f)].Entries[lang]) > 0 })
	}
	there := map[string]bool{}
	for i := range p.docs {
		there[p.docs[i].Lang] = true
	}
	for _, l := range langs {
		if !there[l] {
			return usage.Errorf("language %q: no document of the run is in it", l)
		}
	}
	p.docs = slices.DeleteFunc(p.docs, func(d document) bool {
		if len(langs) > 0 {
			return !slices.Contains(langs, d.Lang)
		}
		return silent(d.Lang)
	})
	if len(p.docs) == 0 {
		return usage.Errorf("the frames have no entries in any language of the run's documents")
	}
	return nil
}
