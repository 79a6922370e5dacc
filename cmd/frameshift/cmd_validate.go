package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/token"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/validate"
)

func newValidate() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "validate",
		Short: "Hold a run against people who code its sentences, and correct its series",
		Long: `Hold a finished run against people who code sentences of it without seeing what
the lexicon found, say how well it finds what they find, and correct the series
by it. docs/validation.md has the whole of it.

  sample   draw sentences and make sheets: CSV, XLSX, JSONL, and a page to code in
  more     draw a further wave
  read     read the codings back, or refuse them and say what is wrong, row by row
  agree    how far coders agree, by frame
  score    precision, recall and F1 by frame, language and block of time
  power    how many codings an interval takes
  correct  series with the lexicon's errors taken out, beside the raw ones
  record   put the figures beside the lexicon, in validation.yaml

All of it lies in out/validation/<run>, and the run stays as it is.`,
		Example: `  frameshift validate sample
  frameshift validate read codings-1.json codings-2.json
  frameshift validate score
  frameshift validate correct`,
	}
	cmd.AddCommand(newValidateSample(), newValidateMore(), newValidateRead(), newValidateAgree(), newValidateScore(), newValidatePower(), newValidateCorrect(), newValidateRecord())
	return cmd
}

// validation is where a command finds a run and its validation.
type validation struct{ run, dir string }

func (v *validation) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&v.run, "run", "", "`DIR` of the run (default out/latest)")
	cmd.Flags().StringVar(&v.dir, "dir", "", "`DIR` of the validation (default validation/<run> beside the folder of runs)")
}

// open opens the run and says where its validation lies.
func (v *validation) open() (*result.Run, string, error) {
	if err := orLatest(&v.run); err != nil {
		return nil, "", err
	}
	run, err := result.Open(v.run)
	if err != nil {
		return nil, "", err
	}
	return run, cmp.Or(v.dir, filepath.Clean(validate.Folder(run.Dir))), nil
}

// inputsOf is the configuration with which a run's texts are read again.
func inputsOf(run *result.Run, inputs []string) (pipeline.Config, error) {
	c, err := pipeline.LoadConfig(filepath.Join(run.Dir, store.ManifestName))
	if err != nil {
		return c, err
	}
	if run.Manifest.Tokenizer != token.Version {
		return c, fmt.Errorf("run %s was cut into sentences by tokenizer %s, this program has %s: make the run anew", run.Dir, run.Manifest.Tokenizer, token.Version)
	}
	if len(inputs) > 0 {
		if len(inputs) != len(c.Inputs) {
			return c, usage.Errorf("input: %d paths, the run has %d: %q", len(inputs), len(c.Inputs), c.Inputs)
		}
		c.Inputs = inputs
	}
	c.Lexicon = filepath.Join(run.Dir, store.LexiconName)
	return c, nil
}

// textsOf reads documents of the run again.
func textsOf(c pipeline.Config) validate.Reader {
	return func(ctx context.Context, wanted []store.DocumentRow, visit func(string, []validate.Passage)) error {
		var texts []pipeline.Text
		for _, d := range wanted {
			texts = append(texts, pipeline.Text{ID: d.ID, Source: d.Source, SHA256: d.SHA256})
		}
		return pipeline.Reread(ctx, c, texts, func(id string, d *score.Document) {
			var out []validate.Passage
			for _, p := range d.Passages {
				out = append(out, validate.Passage{Start: int64(p.Start), End: int64(p.End), Text: p.Text})
			}
			visit(id, out)
		})
	}
}

// widerPlaces are the sentences in which a wider lexicon has a kept hit of any of the
// frames, or of any where it has none of that name. It reads the whole corpus.
func widerPlaces(ctx context.Context, c pipeline.Config, name string, frames []string) (validate.Places, error) {
	c.Lexicon, c.Text = name, string(score.TextNone)
	c.AlsoLexicon, c.By, c.Versus, c.AlsoFreq = nil, nil, nil, nil
	out := validate.Places{}
	var wanted map[int32]bool
	_, err := pipeline.EachDocument(ctx, c, nil, func(m *lexicon.Matcher, d *score.Document) {
		if wanted == nil {
			wanted = widerFrames(m.Lexicon(), frames)
		}
		last := int32(-1)
		for _, h := range d.Hits {
			if h.Reason == lexicon.Kept && wanted[h.Frame] && h.Sentence != last {
				last = h.Sentence
				out[d.ID] = append(out[d.ID], last)
			}
		}
	})
	return out, err
}

func widerFrames(lex *lexicon.Lexicon, frames []string) map[int32]bool {
	out := map[int32]bool{}
	for _, key := range frames {
		if at := lex.FrameIndex(key); at >= 0 {
			out[int32(at)] = true
		}
	}
	for i := range lex.Frames {
		if len(out) == 0 || len(frames) == 0 {
			out[int32(i)] = true
		}
	}
	return out
}
