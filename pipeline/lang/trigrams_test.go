package lang

import (
	"flag"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/RadhiFadlillah/whatlanggo"
)

var update = flag.Bool("update", false, "write profiles.txt")

// TestProfiles: they are those in whatlanggo's source, language by language.
func TestProfiles(t *testing.T) {
	at, err := build.Import("github.com/RadhiFadlillah/whatlanggo", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(at.Dir, "lang.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, list := range []struct{ script, name string }{{"Latin", "latinLangs"}, {"Cyrillic", "cyrillicLangs"}, {"Arabic", "arabicLangs"}} {
		for _, line := range profileLines(file, list.name) {
			want.WriteString(list.script + " " + line + "\n")
		}
	}
	if *update {
		if err := os.WriteFile("profiles.txt", []byte(want.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if profileList != want.String() {
		t.Error("profiles.txt is not what whatlanggo has; go test ./pipeline/lang -run Profiles -update writes it")
	}
}

// profileLines reads a variable, a map of lists by language, in order of these.
func profileLines(file *ast.File, name string) (lines []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		v, is := n.(*ast.ValueSpec)
		if !is || v.Names[0].Name != name {
			return true
		}
		for _, e := range v.Values[0].(*ast.CompositeLit).Elts {
			pair := e.(*ast.KeyValueExpr)
			line := strings.ToLower(pair.Key.(*ast.Ident).Name)
			for _, s := range pair.Value.(*ast.CompositeLit).Elts {
				three, _ := strconv.Unquote(s.(*ast.BasicLit).Value)
				line += " " + strings.ReplaceAll(three, " ", "_")
			}
			lines = append(lines, line)
		}
		return false
	})
	slices.Sort(lines)
	return lines
}

// sameAsWhatlanggo holds detect to the library, where this is sure of anything.
func sameAsWhatlanggo(t *testing.T, text string) {
	t.Helper()
	want := whatlanggo.Detect(text)
	lang, confidence := detect(text)
	if confidence != want.Confidence || confidence > 0 && lang != want.Lang {
		t.Errorf("%q: got %s, %v; whatlanggo has %s, %v", text, lang, confidence, want.Lang, want.Confidence)
	}
}

var detected = []string{
	"", " ", "a", "q", "QU", "x\x00y", "\xff\xfe the", "İstanbul'da, ÉTAT №5", terse, list,
	inEnglish, inChinese, inGerman, inRussian, inSerbian, inPersian, inArabic, inHebrew,
	"日本 the", "ですthe", "the от", "от в 中 the", "a\u00a0b\u2028c",
}

func TestDetect(t *testing.T) {
	for _, text := range detected {
		for _, other := range detected {
			sameAsWhatlanggo(t, text+other)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, text := range detected {
		f.Add(text)
	}
	f.Fuzz(sameAsWhatlanggo)
}

func BenchmarkDetect(b *testing.B) {
	for _, text := range []string{terse, inEnglish, inRussian} {
		b.Run(strconv.Itoa(len(text)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				detect(text)
			}
		})
	}
}
