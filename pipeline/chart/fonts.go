package chart

import (
	"errors"
	"fmt"
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

// Fonts chooses a font for each character.
type Fonts struct {
	regular, bold *opentype.Font
	file          string   // of the font for Han characters; "" to look for one
	dirs          []string // where to look
	han           *opentype.Font
	buf           sfnt.Buffer
	missing       map[rune]bool
}

func NewFonts(file string, dirs []string) (*Fonts, error) {
	l, err := latin()
	if dirs == nil {
		dirs = fontDirs()
	}
	return &Fonts{regular: l[0], bold: l[1], file: file, dirs: dirs, missing: map[rune]bool{}}, err
}

// of returns the font and glyph of a character. A character that no font has
// becomes a question mark and is noted; a Han character without a font for it is
// an error.
func (f *Fonts) of(r rune, bold bool) (*opentype.Font, sfnt.GlyphIndex, error) {
	font := f.regular
	if bold {
		font = f.bold
	}
	if i, err := font.GlyphIndex(&f.buf, r); err == nil && i != 0 {
		return font, i, nil
	}
	if Wide(r) && f.han == nil {
		if err := f.find(); err != nil {
			return nil, 0, err
		}
	}
	if f.han != nil {
		if i, err := f.han.GlyphIndex(&f.buf, r); err == nil && i != 0 {
			return f.han, i, nil
		}
	}
	f.missing[r] = true
	i, err := font.GlyphIndex(&f.buf, '?')
	return font, i, err
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
	return []string{filepath.Join(home, ".local/share/fonts"), filepath.Join(home, ".fonts"), "/usr/local/share/fonts", "/usr/share/fonts"}
}

// find opens the font for Han characters.
func (f *Fonts) find() (err error) {
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
			if f.han, err = openFont(path); err == nil {
				return nil
			}
		}
	}
	return errors.New("no font for Chinese characters on this machine: install one (Debian and Ubuntu: apt install fonts-noto-cjk), or name a .ttf, .otf or .ttc file with --font")
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

// Warning says which characters that were drawn no font had; empty if none.
func (f *Fonts) Warning() string {
	var missing []string
	for r := range f.missing {
		missing = append(missing, fmt.Sprintf("U+%04X", r))
	}
	if len(missing) == 0 {
		return ""
	}
	slices.Sort(missing)
	return fmt.Sprintf("no font has %s: drawn as ?", strings.Join(missing, ", "))
}
