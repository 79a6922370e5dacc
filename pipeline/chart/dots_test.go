package chart

import (
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// TestDots draws characters that no outline font at hand has, and reads them
// back from the path. Above the baseline are 12 rows, below it 4.
func TestDots(t *testing.T) {
	var p pen
	for r, want := range map[rune]string{
		'主': `
....#.......
.....#......
###########.
.....#......
.....#......
.....#......
.#########..
.....#......
.....#......
.....#......
###########.`,
		'权': `
..#..######.
..#.......#.
####......#.
..#...#...#.
..#...#...#.
.##....#.#..
.##....#.#..
#.##....#...
#.#....##...
..#...#..#..
..#.##....#.`,
	} {
		var path vg.Path
		p.dots(&path, r, 0, 0, 1)
		grid := [16][]byte{}
		for y := range grid {
			grid[y] = []byte("............")
		}
		for i := 0; i < len(path); i += 5 { // a rectangle: four corners and its end
			left, right, top := int(path[i].Pos.X), int(path[i+1].Pos.X), int(path[i+2].Pos.Y)
			for x := left; x < right; x++ {
				grid[12-top][x] = '#'
			}
		}
		var got strings.Builder
		for _, line := range grid[2:13] {
			got.WriteString("\n" + string(line))
		}
		if got.String() != want {
			t.Errorf("%c is%s\nwant%s", r, got.String(), want)
		}
	}
}

// TestFontless: without any font on the machine each character is set in the
// program's own outlines, else in dots, else as a question mark; one warning
// names the scripts of the second and the third.
func TestFontless(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Sovereignty – Суверенитет “§” −0.5", ""},
		{"主权，（人）", "no font for Chinese characters"},
		{"한국 かな 主", "no font for Chinese, Japanese, Korean characters"},
		{"A\U00010000", "no font has U+10000: drawn as ?"},
		{"主\U00010000", "with --font; no font has U+10000"},
		{"سيادة", "no font has U+062"}, // letters that have to be joined
	} {
		fonts, err := NewFonts("", []string{t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		p := pen{fonts: fonts}
		if w := p.width(c.text, plainText); w <= 0 || p.err != nil {
			t.Errorf("%s: width %v, %v", c.text, w, p.err)
		}
		if got := fonts.Warning(); !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%s: warning %q, want %q", c.text, got, c.want)
		}
	}
	fonts, err := NewFonts("", []string{t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	p := pen{fonts: fonts}
	if w := p.width("主权", plainText); w != 2*plainText.size {
		t.Errorf("two Han characters are %v wide, want two of %v", w, plainText.size)
	}
}
