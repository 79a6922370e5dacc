package figure

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/internal/stage"
)

// Drawn is a figure that is rendered, or the error there is in place of it.
type Drawn struct {
	*Figure
	Kind string
	Err  error
}

// file is what is to be saved under a name.
type file struct {
	name    string
	content []byte
}

// Draw makes figures and their pictures, several at a time, and hands them over in
// the order of their kinds.
func (r *Finished) Draw(kinds []string, o Options, formats []string) iter.Seq[Drawn] {
	return func(yield func(Drawn) bool) {
		ctx, cancel := context.WithCancel(context.Background())
		group, ctx := errgroup.WithContext(ctx)
		in := make(chan string)
		group.Go(func() error {
			defer close(in)
			for _, kind := range kinds {
				if !stage.Send(ctx, in, kind) {
					break
				}
			}
			return nil
		})
		out := stage.Map(ctx, group, runtime.GOMAXPROCS(0), in, func() func(string) (Drawn, error) {
			return func(kind string) (Drawn, error) { return r.drawn(kind, o, formats), nil }
		})
		defer func() {
			cancel()
			_ = group.Wait() // of what nobody waits for any more
		}()
		for d := range out {
			if !yield(d) {
				return
			}
		}
	}
}

func (r *Finished) drawn(kind string, o Options, formats []string) Drawn {
	d := Drawn{Kind: kind}
	if d.Figure, d.Err = r.Make(kind, o); d.Err == nil {
		d.Err = d.Render(formats)
	}
	return d
}

// SaveAll saves every kind of figure that the run has what it takes for, as they are
// without options, in all formats.
func (r *Finished) SaveAll(dir string) error {
	for d := range r.Draw(names(Kinds()), Options{}, Formats()) {
		if errors.Is(d.Err, ErrLacking) {
			continue
		}
		if d.Err != nil {
			return d.Err
		}
		if _, err := d.Save(dir); err != nil {
			return err
		}
	}
	return nil
}

// Save writes a figure that is rendered into a folder, which is made if it is missing,
// and returns the paths of its files.
func (f *Figure) Save(dir string) ([]string, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	files := f.files
	for _, system := range f.snippets {
		files = append(files[:len(files):len(files)], f.snippet(system, dir, f.formats))
	}
	var paths []string
	for _, out := range files {
		path := filepath.Join(dir, out.name)
		if err := os.WriteFile(path, out.content, 0o666); err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// ThumbnailName is the file name of a kind's thumbnail.
func ThumbnailName(kind string) string { return kind + ".thumb.png" }

// Render makes the files of the figure: the pictures asked for, a thumbnail, the
// caption, the Vega-Lite specification and the tables behind it.
func (f *Figure) Render(formats []string) error {
	var files []file
	for _, format := range append(formats[:len(formats):len(formats)], "thumb") {
		raw, err := f.chart.Render(format, f.page)
		if err != nil {
			return fmt.Errorf("figure %s: %w", f.kind, err)
		}
		name := f.kind + "." + format
		if format == "thumb" {
			name = ThumbnailName(f.kind)
		}
		files = append(files, file{name, raw})
	}
	spec, err := f.chart.VegaLite(f.page)
	if err != nil {
		return fmt.Errorf("figure %s: %w", f.kind, err)
	}
	files = append(files, file{f.kind + ".vl.json", spec}, file{f.kind + ".txt", []byte(f.Caption + "\n")})
	for _, t := range f.tables {
		files = append(files, file{f.kind + t.name + ".csv", t.csv(f.rawCells)}, file{f.kind + t.name + ".tex", t.latex()})
	}
	if w := f.page.Fonts.Warning(); w != "" {
		f.Warnings = append(f.Warnings, w)
	}
	f.files, f.formats = files, formats
	return nil
}
