package validate

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// Record is what goes on record of the lexicon: the scores by frame and language, of all
// blocks.
func Record(v *Validation, corpus, note string) (lexicon.Record, error) {
	scores, err := Score(v)
	if err != nil {
		return lexicon.Record{}, err
	}
	r := lexicon.Record{
		Lexicon: v.Lexicon.Name, Version: v.Lexicon.Version, SHA256: v.Lexicon.SHA256, Corpus: corpus, Note: note,
		Coders: v.coders, Sentences: len(v.units), Labels: len(v.Codings),
	}
	if corpus == "" {
		var inputs []string
		for _, in := range v.run.Manifest.Inputs {
			if in.Kind != "metadata" {
				inputs = append(inputs, in.Name)
			}
		}
		r.Corpus = strings.Join(inputs, ", ")
	}
	for _, c := range v.Codings {
		if c.Date.IsZero() {
			continue
		}
		day := c.Date.Format(time.DateOnly)
		if r.From == "" || day < r.From {
			r.From = day
		}
		r.To = max(r.To, day)
	}
	for _, s := range scores {
		if s.Block == "" && v.frame(s.Frame) >= 0 && (s.Lang != "" || len(v.langs()) == 1) {
			r.Frames = append(r.Frames, frameRecord(s))
		}
	}
	return r, nil
}

func frameRecord(s ScoreRow) lexicon.FrameRecord {
	f := lexicon.FrameRecord{
		Frame: s.Frame, Lang: s.Lang, N: int(s.N), Precision: rounded(s.Precision, s.PLow, s.PHigh), Recall: rounded(s.Recall, s.RLow, s.RHigh),
		F1: rounded(s.F1, s.FLow, s.FHigh), Warnings: s.Warnings,
	}
	if a := rounded(s.Alpha); a != nil {
		f.Alpha = &a[0]
	}
	return f
}

// rounded are numbers to three places; without the interval where there is none.
func rounded(v ...float64) (out []float64) {
	for i, x := range v {
		if math.IsNaN(x) {
			return out[:min(i, 1)]
		}
		out = append(out, math.Round(1000*x)/1000)
	}
	return out
}

// WriteRecord puts a record into a file of records, in the place of one of the same
// lexicon and corpus.
func WriteRecord(path string, r lexicon.Record) error {
	raw, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	f, err := lexicon.ParseRecords(raw, path)
	if err != nil {
		return err
	}
	if len(raw) > 0 && f.Validations == nil {
		return fmt.Errorf("%s is no file of records: name another with --to", path)
	}
	var kept []lexicon.Record
	for _, o := range f.Validations {
		if o.SHA256 != r.SHA256 || o.Corpus != r.Corpus {
			kept = append(kept, o)
		}
	}
	out, err := lexicon.Records{Validations: append(kept, r)}.Format()
	if err != nil {
		return err
	}
	return replace(filepath.Dir(path), func(to string) error {
		return os.WriteFile(filepath.Join(to, filepath.Base(path)), out, 0o666)
	})
}
