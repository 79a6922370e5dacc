package figure

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gonum.org/v1/plot/cmpimg"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

var update = flag.Bool("update", false, "write the goldens anew")

func open(t testing.TB, dir string) *Finished {
	t.Helper()
	run, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func save(t testing.TB, run *Finished, kind string, o Options, formats ...string) (f *Figure, dir string) {
	t.Helper()
	f, err := run.Make(kind, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Render(formats); err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if _, err := f.Save(dir); err != nil {
		t.Fatal(err)
	}
	return f, dir
}

func readFile(t testing.TB, path ...string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// imageTolerance lets a pixel differ by as little as a processor that fuses
// multiplications can make it.
const imageTolerance = 0.02

// TestGoldens draws every kind in both widths and compares the pictures pixel by
// pixel, the captions letter by letter.
func TestGoldens(t *testing.T) {
	run := open(t, newFixture().write(t))
	for _, k := range Kinds() {
		for name, width := range map[string]float64{k.Name: columnWidth, k.Name + "-page": 174} {
			t.Run(name, func(t *testing.T) {
				f, dir := save(t, run, k.Name, Options{Width: width})
				got := readFile(t, dir, ThumbnailName(k.Name))
				golden := filepath.Join("testdata", name)
				if *update {
					err := errors.Join(os.WriteFile(golden+".png", got, 0o666), os.WriteFile(golden+".txt", []byte(f.Caption+"\n"), 0o666))
					if err != nil {
						t.Fatal(err)
					}
				}
				same, err := cmpimg.EqualApprox("png", got, readFile(t, golden+".png"), imageTolerance)
				if err != nil || !same {
					t.Errorf("the picture differs from %s.png (%v): look at it, then -update", golden, err)
				}
				if want := string(readFile(t, golden+".txt")); f.Caption+"\n" != want {
					t.Errorf("caption:\n%s\nwant:\n%s", f.Caption, want)
				}
			})
		}
	}
}

// TestSameBytes: the same run gives the same files.
func TestSameBytes(t *testing.T) {
	dir := newFixture().write(t)
	for _, k := range Kinds() {
		if testing.Short() && k.Name != "stability" {
			continue
		}
		_, a := save(t, open(t, dir), k.Name, Options{}, Formats()...)
		_, b := save(t, open(t, dir), k.Name, Options{}, Formats()...)
		files, err := os.ReadDir(a)
		if err != nil || len(files) < 8 {
			t.Fatalf("%s: %d files, %v", k.Name, len(files), err)
		}
		for _, file := range files {
			if !bytes.Equal(readFile(t, a, file.Name()), readFile(t, b, file.Name())) {
				t.Errorf("%s differs from one time to the next", file.Name())
			}
		}
	}
}

// TestFormats: an SVG has its texts as text, or asks for no font, and is titled; a PDF has its fonts inside
// and no date of its making, a PNG says its size in print.
func TestFormats(t *testing.T) {
	f, dir := save(t, open(t, newFixture().write(t)), "position", Options{}, Formats()...)
	texts := parseXML(t, readFile(t, dir, "position.svg"))
	for _, want := range []string{f.Caption, "Position steps from +1.00 to −1.00 at 2004 | 2005", "Position (logits)", "2010"} {
		if !slices.Contains(texts, want) {
			t.Errorf("the SVG's texts are %q, without %q", texts, want)
		}
	}
	_, drawn := save(t, open(t, newFixture().write(t)), "position", Options{Outlines: true}, "svg")
	outlines := readFile(t, drawn, "position.svg")
	if bytes.Contains(outlines, []byte("<text")) || bytes.Contains(outlines, []byte("font-family")) {
		t.Error("the SVG of outlines depends on fonts")
	}
	if texts := parseXML(t, outlines); !slices.Contains(texts, f.Caption) {
		t.Errorf("its texts are %q", texts)
	}
	pdf := readFile(t, dir, "position.pdf")
	for want, about := range map[string]string{"/FontFile2": "an embedded font", "/CreationDate (D:19700101000000)": "a fixed date", "/MediaBox [0 0 240.94": "85 mm"} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("the PDF has no %s", about)
		}
	}
	_, other := save(t, open(t, newFixture().write(t)), "wordshift", Options{}, "pdf")
	if n := bytes.Count(readFile(t, other, "wordshift.pdf"), []byte("/FontFile2")); n != 1 { // see pen.native
		t.Errorf("a PDF with bold text has %d fonts", n)
	}
	png := readFile(t, dir, "position.png")
	if width := int(png[18])<<8 | int(png[19]); width != 1004 { // 85 mm × 300 dpi
		t.Errorf("the PNG is %d pixels wide", width)
	}
	if !bytes.Contains(png[:64], []byte("pHYs\x00\x00\x2e\x23\x00\x00\x2e\x23\x01")) { // 11811 a metre
		t.Error("the PNG does not say 300 dpi")
	}
}

// parseXML returns the texts of a document that has to be well formed.
func parseXML(t testing.TB, raw []byte) (texts []string) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(raw)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := token.(xml.CharData); ok {
			texts = append(texts, string(s))
		}
	}
}

// TestMissing: what a run lacks is said, and a table or interval that is not
// needed may be missing.
func TestMissing(t *testing.T) {
	f := newFixture()
	f.shapes, f.breaks, f.shifts, f.stability = nil, nil, nil, nil
	for i := range f.series {
		f.series[i].Low, f.series[i].High, f.series[i].Unit = math.NaN(), math.NaN(), ""
	}
	run := open(t, f.write(t))
	if fig, _ := save(t, run, "position", Options{}); strings.Contains(fig.Caption, "Ribbon") || strings.Contains(fig.Caption, "Dashed") {
		t.Errorf("the caption speaks of what is not there: %s", fig.Caption)
	}
	for _, c := range []struct {
		kind, want string
		o          Options
	}{
		{"wordshift", `has no table "shifts"`, Options{}},
		{"stability", `has no table "stability"`, Options{}},
		{"audiences", "has no groups of venue: make one with frameshift run --by venue", Options{By: "venue"}},
		{"position", `no position of "nothing"`, Options{Of: "nothing"}},
		{"position", `topic "net"`, Options{Topic: "net"}},
		{"dispersion", "leave out the group", Options{Group: "issuer=C01"}},
	} {
		_, err := run.Make(c.kind, c.o)
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.Is(err, ErrLacking) {
			t.Errorf("%s %+v: error %v, want %q", c.kind, c.o, err, c.want)
		}
	}
	if _, err := run.Make("pie", Options{}); err == nil || errors.Is(err, ErrLacking) || !strings.Contains(err.Error(), "there are position, frames") {
		t.Errorf("error %v", err)
	}
}

const hostile = "50% of_$x & <script>alert(1)</script> {\\input{/etc/passwd}} \x1b[2J\u202e #~^\u0000"

// TestFreq: a kind by period shows the periods asked for, if the run has them,
// and no others; to the others the option does not apply.
func TestFreq(t *testing.T) {
	f := newFixture()
	for i := range f.series {
		r := f.series[i]
		for month := range 4 {
			r.Freq, r.Period = "quarter", f.series[i].Period.AddDate(0, 3*month, 0)
			f.series = append(f.series, r)
		}
	}
	run := open(t, f.write(t))
	for _, k := range Kinds() {
		_, err := run.Make(k.Name, Options{Freq: "quarter"})
		if k.byPeriod && err != nil {
			t.Errorf("%s: %v", k.Name, err)
		}
		if !k.byPeriod && (!errors.Is(err, ErrLacking) || !errors.Is(err, usage.ErrUsage) || !strings.Contains(err.Error(), "it applies to position, frames, balance, audiences, issuers, dispersion")) {
			t.Errorf("%s: error %v", k.Name, err)
		}
	}
	years := map[string]int{}
	for _, freq := range []string{"", "year", "quarter"} {
		_, dir := save(t, run, "dispersion", Options{Freq: freq})
		rows, err := csv.NewReader(bytes.NewReader(readFile(t, dir, "dispersion.csv"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			if strings.HasSuffix(row[2], "-01-01") {
				years[freq]++
			} else {
				years[freq+" other"]++
			}
		}
	}
	if years[""] != years["year"] || years["year"] == 0 || years["year other"] != 0 || years["quarter"] != years["year"] || years["quarter other"] == 0 {
		t.Errorf("periods that start in January, and others: %v", years)
	}
	_, err := run.Make("dispersion", Options{Freq: "month"})
	if !errors.Is(err, usage.ErrUsage) || !strings.Contains(err.Error(), "the run has no series by month: it has year, quarter; make one with frameshift run --also-freq month") {
		t.Errorf("error %v", err)
	}
}

// TestHostile: labels that mean something to LaTeX, HTML, a terminal or an
// expression are letters and nothing else, and a long one is cut.
func TestHostile(t *testing.T) {
	f := newFixture()
	long := strings.Repeat("endless ", 63)
	f.shifts[0].Entry, f.shifts[2].Entry = hostile, long
	f.terms[0].Entry, f.terms[1].Entry = hostile, long
	f.stability[1].Item = "claims.order: " + hostile
	run := open(t, f.write(t))
	for _, k := range Kinds() {
		_, dir := save(t, run, k.Name, Options{Labels: map[string]string{"claims.rights": hostile, "claims.order": long, "audience=domestic": hostile, "issuer=C00": hostile}}, "svg")
		parseXML(t, readFile(t, dir, k.Name+".svg"))
		spec := readFile(t, dir, k.Name+".vl.json")
		if !json.Valid(spec) || bytes.Contains(spec, []byte("<script")) {
			t.Errorf("%s: the specification has a script in it, or is none", k.Name)
		}
		tex := string(readFile(t, dir, k.Name+".tex"))
		if strings.Contains(tex, `\input`) || strings.Contains(tex, "of_$x") || strings.Contains(tex, "50% of") {
			t.Errorf("%s: LaTeX would read a label as code: %s", k.Name, tex)
		}
		for _, name := range []string{".txt", ".csv", ".tex"} {
			if s := string(readFile(t, dir, k.Name+name)); strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }) {
				t.Errorf("%s%s has control characters", k.Name, name)
			}
		}
		if caption := string(readFile(t, dir, k.Name+".txt")); strings.Contains(caption, strings.Repeat("endless ", 12)) {
			t.Errorf("%s: a label is not cut: %s", k.Name, caption)
		}
	}
}

// TestLaTeXEscapes names the source of each: the LaTeX Companion, table 7.1 of
// the characters with a meaning, and textcomp's names for the others.
func TestLaTeXEscapes(t *testing.T) {
	for in, want := range map[string]string{
		`50% & $5_x #1`: `50\% \& \$5\_x \#1`,
		`{a}\b`:         `\{a\}\textbackslash{}b`,
		`~^`:            `\textasciitilde{}\textasciicircum{}`,
		`<a|b>`:         `\textless{}a\textbar{}b\textgreater{}`,
		`*[1]`:          `{*}{[}1{]}`, // after \\ both would be options of it
		"a\nb\x00":      `a b`,
	} {
		if got := escape(in); got != want {
			t.Errorf("%q becomes %s, want %s", in, got, want)
		}
	}
}

// TestChinese: Han characters are drawn in a font that has them; where none is
// found, in dots, and one warning names them and the cure. A font that was named
// has to be there.
func TestChinese(t *testing.T) {
	f := newFixture()
	f.shifts[0].Entry = "主权"
	run := open(t, f.write(t))
	none := Options{FontDirs: []string{t.TempDir()}}
	fig, dir := save(t, run, "wordshift", none, Formats()...)
	if len(fig.Warnings) != 1 || !strings.Contains(fig.Warnings[0], "Chinese") || !strings.Contains(fig.Warnings[0], "fonts-noto-cjk") || !strings.Contains(fig.Warnings[0], "--font") {
		t.Errorf("warnings %q", fig.Warnings)
	}
	if tex := string(readFile(t, dir, "wordshift.tex")); !strings.HasPrefix(tex, "% packages: booktabs, xeCJK\n") {
		t.Errorf("LaTeX is not told of Chinese: %s", tex)
	}
	if fig, _ := save(t, run, "frames", none, "svg"); len(fig.Warnings) > 0 {
		t.Errorf("a figure without Han characters: %q", fig.Warnings)
	}
	fig, err := run.Make("wordshift", Options{Font: filepath.Join(t.TempDir(), "absent.ttf")})
	if err != nil {
		t.Fatal(err)
	}
	if err := fig.Render(Formats()); !errors.Is(err, os.ErrNotExist) || len(fig.files) > 0 {
		t.Errorf("a font that is not there: %v, and %d files", err, len(fig.files))
	}
}

// TestTables: the CSV behind a figure has every period, also the empty one, and the
// breaks a table of their own.
func TestTables(t *testing.T) {
	_, dir := save(t, open(t, newFixture().write(t)), "position", Options{})
	rows, err := csv.NewReader(bytes.NewReader(readFile(t, dir, "position.csv"))).ReadAll()
	if err != nil || len(rows) != 1+lastYear-firstYear+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	gap := rows[1+gapYear-firstYear]
	if gap[0] != "2003-01-01" || gap[1] != "" || gap[6] != "0" {
		t.Errorf("the gap is %q", gap)
	}
	tex := string(readFile(t, dir, "position-breaks.tex"))
	for _, want := range []string{`\toprule`, `\begin{tabular}`, ` & $-$2.00 & `, "2004-01-01 & 2005-01-01 & 2003-01-01 & 2006-01-01 & +1.00 & +0.84 & +1.15", " & 6 of 6 "} {
		if !strings.Contains(tex, want) {
			t.Errorf("no %s in %s", want, tex)
		}
	}
}

// TestPartsAddUp: bars, the others and the sum of a word shift agree.
func TestPartsAddUp(t *testing.T) {
	f := newFixture()
	for k := range 40 {
		s := f.shifts[0]
		s.Entry, s.Contribution = strings.Repeat("x", k+1), 1e-6*float64(k)
		f.shifts = append(f.shifts, s)
	}
	want := 0.0
	for _, s := range f.shifts {
		if s.Break.IsZero() {
			want += 1000 * s.Contribution
		}
	}
	fig, err := open(t, f.write(t)).Make("wordshift", Options{})
	if err != nil {
		t.Fatal(err)
	}
	p, sum := fig.chart.Rows[0][0], 0.0
	for _, m := range p.Marks {
		for _, q := range m.Points {
			if m.Shape == chart.Box {
				sum += q.X2
			}
		}
	}
	last := p.Ends[len(p.Ends)-1].Label
	if math.Abs(sum-want) > 1e-12 || last != chart.Signed(want, 2) || !strings.Contains(fig.Caption, "all 46 terms sum to "+last) {
		t.Errorf("bars sum to %v, label %s, want %v; %s", sum, last, want, fig.Caption)
	}
}

// TestSpecification: the Vega-Lite data are those of the run, and a gap parts the
// line.
func TestSpecification(t *testing.T) {
	_, dir := save(t, open(t, newFixture().write(t)), "position", Options{})
	var spec struct {
		Rows []struct {
			Panels []struct {
				Layer []struct {
					Mark struct{ Type string }
					Data struct{ Values []struct{ Part *int } }
				}
			} `json:"hconcat"`
		} `json:"vconcat"`
	}
	if err := json.Unmarshal(readFile(t, dir, "position.vl.json"), &spec); err != nil {
		t.Fatal(err)
	}
	parts := map[int]int{}
	for _, l := range spec.Rows[0].Panels[0].Layer {
		if l.Mark.Type == "line" {
			for _, v := range l.Data.Values {
				parts[*v.Part]++
			}
		}
	}
	if len(parts) != 2 || parts[0] != gapYear-firstYear || parts[1] != lastYear-gapYear {
		t.Errorf("the line has parts of %v periods", parts)
	}
}

// TestOneVoice: caption, picture, specification and tables say of a shape what
// package claim reads in the run, word for word.
func TestOneVoice(t *testing.T) {
	run := open(t, newFixture().write(t))
	for _, c := range []struct{ kind, measure, of, group string }{
		{"position", "position", "rights-order", ""}, {"balance", "lift", "rights-order", ""}, {"balance", "rate", "claims.balance", ""},
		{"audiences", "position", "rights-order", "audience=domestic"}, {"audiences", "position", "rights-order", "audience=international"},
		{"audiences", "position", "rights-order", "audience=regional"},
	} {
		said, err := claim.Read(run.Run, store.SeriesName{Measure: c.measure, Of: c.of, Group: c.group, Freq: "year"})
		if err != nil {
			t.Fatal(err)
		}
		_, dir := save(t, run, c.kind, Options{}, "svg")
		texts := append([]string{said.Text + "."}, said.Doubts...)
		var cells, marks []string
		for _, step := range said.Steps {
			cells = append(cells, step.Date, step.Set, step.Before, step.After, step.Change)
			marks = append(marks, fmt.Sprintf("%q: %q", "label", step.Date))
		}
		for name, wants := range map[string][]string{
			c.kind + ".txt": texts, c.kind + ".vl.json": append(marks, texts...), c.kind + ".svg": texts,
			c.kind + "-shapes.csv": append(cells, said.Lead),
		} {
			got := strings.NewReplacer("&#39;", "'").Replace(string(readFile(t, dir, name)))
			for _, want := range wants {
				if !strings.Contains(got, want) {
					t.Errorf("%s does not say %q of %+v", name, want, c)
				}
			}
		}
	}
}
