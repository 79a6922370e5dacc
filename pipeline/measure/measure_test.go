package measure

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestMeasures: an entry says all that readers, codebook and figures ask, and
// names only what there is.
func TestMeasures(t *testing.T) {
	for i, m := range All() {
		if m.Formula == "" || m.Unit.Name == "" || m.Label == "" || m.About == "" || m.Shown.Unit == "" || m.Shown.Scale == 0 || m.Rises == "" || !(m.Low < m.High) {
			t.Errorf("%+v lacks something", m)
		}
		if slices.Contains(Names()[:i], m.Name) {
			t.Errorf("two measures %s", m.Name)
		}
		if terms, ok := Named(m.Terms); m.Terms != "" && (!ok || terms.Of != m.Of || terms.Unit.Tokens == 0) {
			t.Errorf("%s is explained by %q, which is no rate of a %s", m.Name, m.Terms, m.Of)
		}
		if m.Headline && Headline(m.Of).Name != m.Name {
			t.Errorf("two headlines of a %s", m.Of)
		}
	}
	if m, ok := Named("mood"); ok || m.Label != "mood" || m.Shown.Scale != 1 {
		t.Errorf("a measure of another version: %+v, %v", m, ok)
	}
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct {
		text Warning
		code Warning
		ok   bool
	}{
		{"weak", Weak, true}, {"weak: the first span has 4 hits", Weak, true}, {"weaker", "weaker", false},
		{"too-short: 9 periods with an observation, a shape takes 12", TooShort, true},
		{"only 8 observed periods", "few-periods", true}, {"only some observed periods", "only some observed periods", false},
		{"9 observed values: under 10 the normal approximation is rough", "rough-trend", true},
		{"9 observed values: under 10 the normal approximation is rough!", "9 observed values: under 10 the normal approximation is rough!", false},
		{"Hamed–Rao correction is -1.5e-07: negative autocorrelation leaves no variance, no corrected test", "no-correction", true},
	} {
		if a, ok := c.text.About(); ok != c.ok || a.Code != c.code || a.Sentence == "" {
			t.Errorf("%s: %+v, %v", c.text, a, ok)
		}
	}
	list := []Warning{Weak, ThinTopic, "only 8 observed periods"}
	if got := Split(Join(list)); !slices.Equal(got, list) || Split("") != nil || Join(nil) != "" {
		t.Errorf("%q", got)
	}
}

// TestEveryWarningIsKnown: what stats and series write as warnings of a row has
// a sentence here. Statistics of ratings go into no table.
func TestEveryWarningIsKnown(t *testing.T) {
	verb := regexp.MustCompile(`%[.0-9]*[a-z]`)
	ratings := []string{"agreement.go", "kappa.go", "resample.go", "concordance.go"}
	found := 0
	for _, dir := range []string{"../stats", "../series"} {
		names, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || slices.Contains(ratings, filepath.Base(name)) {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, format := range warned(file) {
				found++
				if _, ok := Warning(verb.ReplaceAllString(format, "7")).About(); !ok && !strings.HasPrefix(format, "span ") && !strings.HasPrefix(format, "versus ") {
					t.Errorf("%s: no entry for %q", name, format)
				}
			}
		}
	}
	if found < 8 {
		t.Errorf("found %d texts only: the search is blind", found)
	}
}

// warned finds the texts that a file appends to warnings or hands to warn.
func warned(file *ast.File) (texts []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		var args []ast.Expr
		switch f := call.Fun.(type) {
		case *ast.SelectorExpr:
			if f.Sel.Name == "warn" {
				args = call.Args
			}
		case *ast.Ident:
			if f.Name == "append" && isWarnings(call.Args[0]) {
				args = call.Args[1:]
			}
		}
		for _, a := range args {
			if inner, ok := a.(*ast.CallExpr); ok && len(inner.Args) > 0 {
				a = inner.Args[0]
			}
			if lit, ok := a.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, _ := strconv.Unquote(lit.Value)
				texts = append(texts, text)
			}
		}
		return true
	})
	return texts
}

func isWarnings(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name == "warnings"
	case *ast.SelectorExpr:
		return x.Sel.Name == "Warnings"
	}
	return false
}
