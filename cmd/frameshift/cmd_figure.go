package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/frameshift/frameshift/pipeline/figure"
	"github.com/frameshift/frameshift/pipeline/usage"
)

const figureLong = `Draw figures of a finished run for a paper: SVG, PDF and PNG of 300 dpi at the
width of a column (85mm) or a page (174mm); with a caption (.txt), a Vega-Lite
specification (.vl.json), the tables behind the figure as CSV and LaTeX, and a
thumbnail. Without a KIND, all kinds are drawn that the run has the tables for.

The same run and flags give the same bytes. In SVG text is text, in a font of the
reader's: it can be searched and edited; --outlines draws it. In PDF and PNG Chinese
characters are set in a font found on the machine, such as Noto Sans CJK; --font
names another. Without one they are drawn in dots, and a warning says which font to
install.`

type figureFlags struct {
	run, to, width string
	formats        []string
	labels         []string
	list           bool
	options        figure.Options
}

func newFigure() *cobra.Command {
	var f figureFlags
	var about strings.Builder
	for _, k := range figure.Kinds() {
		fmt.Fprintf(&about, "\n  %-11s %s", k.Name, k.About)
	}
	cmd := &cobra.Command{
		Use:  "figure [KIND...]",
		Args: knownKinds, ValidArgs: allKinds(),
		Short: "Draw figures of a run for a paper",
		Long:  figureLong + "\n\nKinds:" + about.String(),
		Example: `  frameshift figure
  frameshift figure position wordshift --width 174mm --format pdf
  frameshift figure position --topic cyber --to out/figures/cyber
  frameshift figure frames --label "values.sovereignty=State sovereignty"
  frameshift figure frames --scale free --width 174mm
  frameshift figure position --snippet latex --to figures
  frameshift figure --list`,
		RunE: started(func(cmd *cobra.Command, args []string) error {
			run, err := f.resolve()
			if err != nil {
				return err
			}
			if f.list {
				return f.printList(cmd.OutOrStdout(), run)
			}
			return f.draw(cmd, run, args)
		}),
	}
	f.register(cmd)
	return cmd
}

func (f *figureFlags) register(cmd *cobra.Command) {
	flags, o := cmd.Flags(), &f.options
	flags.StringVar(&f.run, "run", "", "`DIR` of the run (default out/latest)")
	flags.StringVar(&f.to, "to", filepath.Join("out", "figures"), "`DIR` for the files")
	flags.StringVar(&f.width, "width", "85mm", "width: 85mm for a column, 174mm for a page, or another")
	flags.StringSliceVar(&f.formats, "format", figure.Formats(), "`FORMATS` of the pictures")
	flags.BoolVar(&f.list, "list", false, "list the kinds, whether the run has what they need, and their thumbnails in --to")
	flags.StringVar(&o.Of, "of", "", "contrast or pair to show (`KEY`; default the lexicon's first)")
	flags.StringVar(&o.Freq, "freq", "", "length of a period, where the run has several (default its first); not for changes between spans")
	flags.StringVar(&o.Topic, "topic", "", "text inside this topic (`KEY`; default all discourse)")
	flags.StringVar(&o.Group, "group", "", "one group, such as `issuer=CHN` (default all documents)")
	flags.StringVar(&o.By, "by", "", "`KEY` whose groups audiences and issuers compare")
	flags.StringVar(&o.Frame, "frame", "", "frame of the phrases in balance, the one in dispersion, or the concept in adoption and firsts (`KEY`)")
	flags.StringVar(&o.Break, "break", "", "wordshift at the break with this `DATE`, instead of between the run's spans")
	flags.StringVar(&o.Scale, "scale", figure.SharedScale, "`SCALE` of the panels of frames: shared, or free: each its own")
	flags.StringArrayVar(&f.labels, "label", nil, "print a frame, contrast, pair, topic or group as `KEY=TEXT`; repeat for more")
	flags.StringSliceVar(&o.Snippets, "snippet", nil, "also write for these `SYSTEMS`, quarto or latex, what includes the figure, with its caption and label")
	flags.BoolVar(&o.RawCells, "raw-cells", false, rawCellsHelp)
	flags.BoolVar(&o.Outlines, "outlines", false, "draw the letters of SVG as shapes, for where its fonts are not at hand")
	flags.StringVar(&o.Font, "font", "", "font `FILE` with Chinese characters (.ttf, .otf, .ttc)")
}

// resolve reads the flags and opens the run.
func (f *figureFlags) resolve() (*figure.Finished, error) {
	var err error
	if f.options.Width, err = strconv.ParseFloat(strings.TrimSuffix(f.width, "mm"), 64); err != nil || !(f.options.Width >= 60 && f.options.Width <= 400) {
		return nil, usage.Errorf("width %q: want millimetres from 60mm to 400mm", f.width)
	}
	for _, format := range f.formats {
		if !slices.Contains(figure.Formats(), format) {
			return nil, usage.Errorf("format %q: want %s", format, strings.Join(figure.Formats(), ", "))
		}
	}
	for _, system := range f.options.Snippets {
		if !slices.Contains(figure.Snippets(), system) {
			return nil, usage.Errorf("snippet %q: want %s", system, strings.Join(figure.Snippets(), ", "))
		}
	}
	f.options.Labels = map[string]string{}
	for _, l := range f.labels {
		i := strings.LastIndexByte(l, '=') // the key of a group has one itself
		if i <= 0 {
			return nil, usage.Errorf("label %q: want KEY=TEXT", l)
		}
		f.options.Labels[l[:i]] = l[i+1:]
	}
	if err := orLatest(&f.run); err != nil {
		return nil, err
	}
	return figure.Open(f.run)
}

// draw makes the figures. Of the kinds that were not asked for by name, one that
// the run has no tables for is noted and left out.
func (f *figureFlags) draw(cmd *cobra.Command, run *figure.Finished, kinds []string) error {
	named := len(kinds) > 0
	if !named {
		kinds = allKinds()
	}
	var failed []error
	var warned []string // a font is lacking in all figures at once
	made := 0
	for d := range run.Draw(kinds, f.options, f.formats) {
		err := d.Err
		if err != nil && !named && errors.Is(err, figure.ErrLacking) {
			fmt.Fprintf(cmd.ErrOrStderr(), "left out: %v\n", err)
			continue
		}
		if errors.Is(err, usage.ErrUsage) {
			return err // of the flags, which every kind shares
		}
		var paths []string
		if err == nil {
			paths, err = d.Save(f.to)
		}
		if err != nil {
			failed = append(failed, err)
			continue
		}
		made++
		for _, w := range d.Warnings {
			if !slices.Contains(warned, w) {
				warned = append(warned, w)
				fmt.Fprintf(cmd.ErrOrStderr(), "warning: %s\n", w)
			}
		}
		fmt.Fprintf(cmd.OutOrStdout(), "%-11s %s (%d files)\n", d.Kind, paths[0], len(paths))
	}
	if made == 0 && len(failed) == 0 {
		return fmt.Errorf("no figure can be made of the run in %s", f.run)
	}
	return errors.Join(failed...)
}

// knownKinds is cobra.OnlyValidArgs that says which kinds there are.
func knownKinds(_ *cobra.Command, args []string) error {
	for _, name := range args {
		if kinds := allKinds(); !slices.Contains(kinds, name) {
			return fmt.Errorf("no figure %q: %sthere are %s", name, usage.Meant(name, kinds), strings.Join(kinds, ", "))
		}
	}
	return nil
}

func allKinds() []string {
	var out []string
	for _, k := range figure.Kinds() {
		out = append(out, k.Name)
	}
	return out
}

// printList says of each kind whether it can be drawn, and where its thumbnail
// is, if it was.
func (f *figureFlags) printList(w io.Writer, run *figure.Finished) error {
	t := newTableWriter(w, "figure", "of this run", "thumbnail", "shows")
	for _, k := range figure.Kinds() {
		state := "yes"
		if _, err := run.Make(k.Name, f.options); err != nil {
			state = strings.TrimPrefix(err.Error(), "figure "+k.Name+": ")
		}
		thumb := filepath.Join(f.to, figure.ThumbnailName(k.Name))
		if _, err := os.Stat(thumb); err != nil {
			thumb = ""
		}
		t.AppendRow(table.Row{k.Name, state, thumb, k.About})
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: 44, WidthMaxEnforcer: text.WrapSoft}, {Number: 4, WidthMax: 44, WidthMaxEnforcer: text.WrapSoft}})
	t.Render()
	return nil
}
