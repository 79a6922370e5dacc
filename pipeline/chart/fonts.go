package chart

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// latin are the fonts that come with the program.
var latin = sync.OnceValues(func() (f [2]*opentype.Font, err error) {
	for i, ttf := range [2][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		if f[i], err = opentype.Parse(ttf); err != nil {
			return f, fmt.Errorf("read the program's font: %w", err)
		}
	}
	return f, nil
})

// Fonts chooses a font for each character, and keeps what it could not choose.
type Fonts struct {
	regular, bold *opentype.Font
	file          string   // of the font for Han characters; "" to look for one
	dirs          []string // where to look
	han           *opentype.Font
	sought        bool
	buf           sfnt.Buffer
	dotted        map[string]bool // scripts for want of a font drawn in dots
	missing       map[rune]bool
}

// NewFonts makes a choice of the program's fonts and, for Han characters, that
// in a file, or else the best found in the folders; nil means those of the
// system. Without one Han characters are drawn in dots.
func NewFonts(file string, dirs []string) (*Fonts, error) {
	l, err := latin()
	if dirs == nil {
		dirs = fontDirs()
	}
	return &Fonts{regular: l[0], bold: l[1], file: file, dirs: dirs, dotted: map[string]bool{}, missing: map[rune]bool{}}, err
}

// glyph is a character in a font; without a font, a character of dots.
type glyph struct {
	font  *opentype.Font
	index sfnt.GlyphIndex
	r     rune
}

// of returns the glyph of a character. One that no font has becomes a question
// mark.
func (f *Fonts) of(r rune, bold bool) (glyph, error) {
	font := f.regular
	if bold {
		font = f.bold
	}
	if i := f.index(font, r); i != 0 {
		return glyph{font, i, r}, nil
	}
	if Wide(r) && !f.sought {
		if err := f.find(); err != nil {
			return glyph{}, err
		}
	}
	if i := f.index(f.han, r); i != 0 {
		return glyph{f.han, i, r}, nil
	}
	// Arabic letters would have to be joined.
	if _, ok := dotAdvance(r); ok && !unicode.Is(unicode.Arabic, r) {
		f.dotted[script(r)] = true
		return glyph{r: r}, nil
	}
	f.missing[r] = true
	return glyph{font, f.index(font, '?'), '?'}, nil
}

// index is 0 if the font has no such character.
func (f *Fonts) index(font *opentype.Font, r rune) sfnt.GlyphIndex {
	if font == nil {
		return 0
	}
	i, err := font.GlyphIndex(&f.buf, r)
	if err != nil {
		return 0
	}
	return i
}

// advance is the width of a glyph as a part of the em.
func (f *Fonts) advance(g glyph) (float64, error) {
	if g.font == nil {
		dots, _ := dotAdvance(g.r)
		return dots / emDots, nil
	}
	// At a size of as many 1/64 pixels as the em has units, the numbers are the
	// font's own.
	em := g.font.UnitsPerEm()
	a, err := g.font.GlyphAdvance(&f.buf, g.index, fixed.Int26_6(em), 0)
	return float64(a) / float64(em), err
}

// Wide says whether a character is one of those that a font for Chinese has:
// Han, its punctuation and its full-width forms.
func Wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}

// hanFonts are files of fonts for simplified Chinese, the best first, as Linux
// distributions, macOS and Windows name them. WenQuanYi and AR PL are not among
// them: golang.org/x/image v0.44.0 does not read their collections.
var hanFonts = []string{
	"NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf",
	"SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf", "SourceHanSans-Regular.ttc",
	"NotoSansCJK.ttc", "NotoSerifCJK-Regular.ttc", "DroidSansFallbackFull.ttf",
	"PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Light.ttc", "Songti.ttc", "Arial Unicode.ttf",
	"msyh.ttc", "simhei.ttf", "simsun.ttc", "Deng.ttf",
}

func fontDirs() []string {
	home, _ := os.UserHomeDir()
	switch runtime.GOOS {
	case "darwin":
		return []string{filepath.Join(home, "Library/Fonts"), "/Library/Fonts", "/System/Library/Fonts"}
	case "windows":
		return []string{filepath.Join(os.Getenv("LOCALAPPDATA"), `Microsoft\Windows\Fonts`), filepath.Join(os.Getenv("WINDIR"), "Fonts")}
	}
	// As the XDG base directory specification has them.
	dirs := []string{filepath.Join(cmp.Or(os.Getenv("XDG_DATA_HOME"), filepath.Join(home, ".local/share")), "fonts"), filepath.Join(home, ".fonts")}
	for _, dir := range filepath.SplitList(cmp.Or(os.Getenv("XDG_DATA_DIRS"), "/usr/local/share:/usr/share")) {
		dirs = append(dirs, filepath.Join(dir, "fonts"))
	}
	return dirs
}

// find opens the font for Han characters, if there is one.
func (f *Fonts) find() (err error) {
	f.sought = true
	if f.file != "" {
		f.han, err = openFont(f.file)
		return err
	}
	found := map[string]string{}
	for _, dir := range f.dirs {
		// A folder that can't be read has no font to offer.
		_ = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err == nil && !e.IsDir() && found[e.Name()] == "" {
				found[e.Name()] = path
			}
			return nil
		})
	}
	for _, name := range hanFonts {
		if path := found[name]; path != "" {
			// A font that can't be read is as good as none.
			if f.han, err = openFont(path); err == nil {
				return nil
			}
		}
	}
	return nil
}

// openFont opens a font, of a collection the one for simplified Chinese.
func openFont(path string) (*opentype.Font, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	all, err := opentype.ParseCollection(raw)
	if err != nil {
		return nil, fmt.Errorf("read font %s: %w", path, err)
	}
	chosen := 0
	for i := all.NumFonts() - 1; i >= 0; i-- {
		font, err := all.Font(i)
		if err != nil {
			return nil, fmt.Errorf("read font %s: %w", path, err)
		}
		if name, _ := font.Name(nil, sfnt.NameIDFull); strings.Contains(name, "SC") && !strings.Contains(name, "Mono") {
			chosen = i
		}
	}
	return all.Font(chosen)
}

// Warning says what was drawn in dots or not at all for want of a font, and the
// cure; empty if nothing was.
func (f *Fonts) Warning() string {
	var parts []string
	if len(f.dotted) > 0 {
		parts = append(parts, fmt.Sprintf("no font for %s characters: all but live text draws them in dots; for print install one (Debian and Ubuntu: apt install fonts-noto-cjk), or name a .ttf, .otf or .ttc file with --font",
			strings.Join(slices.Sorted(maps.Keys(f.dotted)), ", ")))
	}
	if len(f.missing) > 0 {
		var points []string
		for _, r := range slices.Sorted(maps.Keys(f.missing)) {
			points = append(points, fmt.Sprintf("U+%04X", r))
		}
		parts = append(parts, fmt.Sprintf("no font has %s: drawn as ?; --font may name one that has", strings.Join(points, ", ")))
	}
	return strings.Join(parts, "; ")
}

// script is what readers call the script of a character.
func script(r rune) string {
	switch {
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return "Japanese"
	case unicode.Is(unicode.Hangul, r):
		return "Korean"
	case Wide(r):
		return "Chinese"
	}
	return "some"
}
