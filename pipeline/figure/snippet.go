package figure

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
)

// Snippets are the systems for which a figure can say how it is included.
func Snippets() []string { return []string{"quarto", "latex"} }

// wideFigure is from how many millimetres on a figure is for a page, not a column.
const wideFigure = 120

// snippet is a file that includes the pictures which lie in a folder: the caption is the
// finding and how it was measured.
func (f *Figure) snippet(system, dir string, formats []string) file {
	if system == "latex" {
		return file{f.kind + "-figure.tex", []byte(f.inLaTeX(dir, formats))}
	}
	return file{f.kind + "-figure.qmd", []byte(f.inQuarto(dir, formats))}
}

// inLaTeX is no wider than the line, for a figure made for a page may meet a column.
func (f *Figure) inLaTeX(dir string, formats []string) string {
	environment, packages := "figure", "graphicx"
	if f.page.Width >= wideFigure {
		environment = "figure*"
	}
	if strings.ContainsFunc(f.Caption+f.chart.Heading(), chart.Wide) {
		packages += ", xeCJK"
	}
	picture := f.kind + ".pdf"
	if !slices.Contains(formats, "pdf") {
		picture = f.kind + "." + formats[0]
	}
	width := strconv.FormatFloat(f.page.Width, 'f', -1, 64) + "mm"
	return fmt.Sprintf(`%% packages: %s
\begin{%s}[tbp]\centering
\includegraphics[width=\ifdim\linewidth<%[4]s \linewidth\else %[4]s\fi]{%[3]s}
\caption[%[5]s]{\textbf{%[5]s.} %[6]s}\label{fig:%[7]s}
\end{%[2]s}
`, packages, environment, path(dir, picture), width, escape(f.chart.Heading()), escape(f.Caption), f.kind)
}

// inQuarto leaves the suffix to Quarto where there are pictures for screen and print.
func (f *Figure) inQuarto(dir string, formats []string) string {
	picture := f.kind
	if !slices.Contains(formats, "pdf") || !slices.Contains(formats, "png") {
		picture += "." + formats[0]
	}
	return fmt.Sprintf("![**%s.** %s](%s){#fig-%s width=%smm fig-alt=\"%s\"}\n",
		inMarkdown(f.chart.Heading()), inMarkdown(f.Caption), path(dir, picture), f.kind, strconv.FormatFloat(f.page.Width, 'f', -1, 64), inAttribute(f.chart.Heading()))
}

// path is where a picture lies, as both write it.
func path(dir, name string) string { return filepath.ToSlash(filepath.Join(dir, name)) }

// inMarkdown keeps all that means something to Pandoc's Markdown as letters.
func inMarkdown(s string) string {
	var b strings.Builder
	for _, r := range chart.Clean(s) {
		if strings.ContainsRune("\\`*_{}[]<>#|~^$@&\"", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// inAttribute is a text between quotation marks.
func inAttribute(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "<", "&lt;", "&", "&amp;").Replace(chart.Clean(s))
}
