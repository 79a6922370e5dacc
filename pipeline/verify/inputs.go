package verify

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/objects"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/safe"
	"github.com/frameshift/frameshift/pipeline/store"
)

// finder finds the inputs of a run.
type finder struct {
	run    *result.Run
	remote *objects.Store
	paths  []string // said by the user
	used   map[string]bool
	inputs map[string]string // where each input lies now, by its name in the run
	temp   string
}

// configure is the configuration of the run, with its own lexicon and its inputs
// where they lie now.
func configure(ctx context.Context, r *result.Run, o Options, temp string) (pipeline.Config, error) {
	c, err := pipeline.LoadConfig(filepath.Join(r.Dir, store.ManifestName))
	if err != nil {
		return c, err
	}
	c.Lexicon = filepath.Join(r.Dir, store.LexiconName)
	if _, err := os.Stat(c.Lexicon); err != nil {
		return c, differf("made by %s, which kept no lexicon with a run: it can't be made again from what it keeps", r.Manifest.Software)
	}
	c.Assertion = keptRules(r)
	f := &finder{r, objects.New(ctx), o.Paths, map[string]bool{}, map[string]string{}, temp}
	if err := f.corpus(ctx, &c); err != nil {
		return c, err
	}
	if err := f.tables(&c); err != nil {
		return c, err
	}
	if err := f.lexicons(c); err != nil {
		return c, err
	}
	return c, f.own(&c)
}

// keptRules are the rules of stance that the run keeps.
func keptRules(r *result.Run) (out []string) {
	for _, f := range r.Manifest.Files {
		if store.IsRules(f.Name) {
			out = append(out, filepath.Join(r.Dir, f.Name))
		}
	}
	if len(out) == 0 {
		return []string{pipeline.AssertionOff}
	}
	return out
}

// corpus finds files and folders of documents. They stand in the manifest in the
// order of the configuration.
func (f *finder) corpus(ctx context.Context, c *pipeline.Config) error {
	documents := f.listed(func(in store.InputFile) bool { return in.Kind != "metadata" })
	if len(c.Inputs) == 0 {
		return nil // the sample, which comes with the program
	}
	if len(documents) != len(c.Inputs) {
		return differf("damaged: the manifest has %d inputs, its configuration %d", len(documents), len(c.Inputs))
	}
	for i, in := range documents {
		if err := ctx.Err(); err != nil {
			return err
		}
		path, err := f.find(in, baseOf(c.Inputs[i], in.Name), c.Inputs[i])
		if err != nil {
			return err
		}
		f.inputs[in.Name], c.Inputs[i] = path, path
	}
	return nil
}

func (f *finder) listed(which func(store.InputFile) bool) (out []store.InputFile) {
	for _, in := range f.run.Manifest.Inputs {
		if which(in) {
			out = append(out, in)
		}
	}
	return out
}

// baseOf is the name of a file or folder that a run was told, which it calls name.
func baseOf(told, name string) string {
	if base := filepath.Base(told); base != "." && base != ".." {
		return base
	}
	return name
}

// isNamed says whether a path, however it is written, ends in a name.
func isNamed(path, base string) bool {
	abs, err := filepath.Abs(path)
	return err == nil && filepath.Base(abs) == base
}

func (f *finder) stat(path string) (fs.FileInfo, error) {
	if objects.Is(path) {
		return f.remote.Stat(path)
	}
	return os.Stat(path)
}

func join(dir, name string) string {
	if objects.Is(dir) {
		return objects.Join(dir, name)
	}
	return filepath.Join(dir, name)
}

func parent(path string) string {
	if objects.Is(path) {
		return objects.Parent(path)
	}
	return filepath.Dir(path)
}

// find looks for an input by its name, in what the user said and then elsewhere.
// Of files the first with the right hash counts; a folder's hash is known when it
// has been read.
func (f *finder) find(in store.InputFile, base string, elsewhere ...string) (string, error) {
	var candidates []string
	for _, p := range f.paths {
		if isNamed(p, base) {
			candidates = append(candidates, p)
		}
		candidates = append(candidates, join(p, base))
	}
	other := ""
	for _, path := range append(candidates, elsewhere...) {
		info, err := f.stat(path)
		if objects.IsFailure(err) {
			return "", err
		} else if err != nil || f.used[path] || !isNamed(path, base) || info.IsDir() != (in.Kind == "folder") || !info.IsDir() && !info.Mode().IsRegular() {
			continue
		}
		if info.IsDir() || objects.Is(path) { // its hash is known when it has been read
			f.used[path] = true
			return path, nil
		}
		sum, _, err := hashFile(path)
		if err != nil {
			return "", err
		}
		if sum == in.SHA256 {
			f.used[path] = true
			return path, nil
		}
		other = cmp.Or(other, path+" has "+short(sum))
	}
	if other != "" {
		return "", differf("input %s differs: the run read SHA-256 %s, %s", safe.Line(in.Name), short(in.SHA256), safe.Line(other))
	}
	return "", differf("input %s is gone (%s, SHA-256 %s): say where it lies now, frameshift verify RUN PATH", safe.Line(in.Name), in.Kind, short(in.SHA256))
}

// tables finds the metadata tables. One that was optional and not there must not be
// there now.
func (f *finder) tables(c *pipeline.Config) error {
	read := f.listed(func(in store.InputFile) bool { return in.Kind == "metadata" })
	for i := range c.Corpus.Metadata {
		t := &c.Corpus.Metadata[i]
		base := filepath.Base(t.File)
		if len(read) == 0 || read[0].Name != base {
			if !t.Optional {
				return differf("damaged: the manifest has no input %s, which its configuration names", safe.Line(base))
			}
			t.File = filepath.Join(f.temp, "absent", base)
			continue
		}
		elsewhere := []string{t.File}
		if !filepath.IsAbs(t.File) {
			for _, in := range c.Inputs {
				elsewhere = append(elsewhere, join(in, t.File), join(parent(in), t.File))
			}
		}
		path, err := f.find(read[0], base, elsewhere...)
		if err != nil {
			return err
		}
		if t.File = path; objects.Is(path) {
			// It is the same from everywhere.
		} else if t.File, err = filepath.Abs(path); err != nil {
			return err
		}
		read = read[1:]
	}
	return nil
}

// lexicons checks those that the headline was measured with as well, which a run
// does not keep.
func (f *finder) lexicons(c pipeline.Config) error {
	for i, name := range c.AlsoLexicon {
		lex, err := library.Load(name)
		switch {
		case err != nil:
			return differf("also_lexicon %s is gone: %w", safe.Line(name), err)
		case i < len(f.run.Manifest.AlsoLexicons) && lex.SHA256 != f.run.Manifest.AlsoLexicons[i].SHA256:
			return differf("also_lexicon %s differs: the run read SHA-256 %s, it has %s", safe.Line(name), short(f.run.Manifest.AlsoLexicons[i].SHA256), short(lex.SHA256))
		}
	}
	return nil
}

// own finds what the run left out of its inputs because it was its own.
func (f *finder) own(c *pipeline.Config) error {
	c.Corpus.Own = nil
	for row, err := range result.Scan[store.QuarantineRow](f.run) {
		if err != nil {
			return err
		}
		if row.Reason != string(corpus.ReasonIgnored) {
			continue
		}
		switch row.Detail {
		case corpus.DetailOwn:
			c.Corpus.Own = append(c.Corpus.Own, f.place(row.Source))
		case corpus.DetailResults:
			c.Corpus.Results = f.place(row.Source)
		}
	}
	return nil
}

// place is where something inside an input lies now.
func (f *finder) place(source string) string {
	for name, path := range f.inputs {
		if rel, inside := strings.CutPrefix(source, name+"/"); inside {
			return filepath.Join(path, filepath.FromSlash(rel))
		}
	}
	return ""
}
