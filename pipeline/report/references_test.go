package report

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// TestReferences: a work is cited in the same words on the page, in its
// documentation and in the paper, in TeX or for Quarto.
func TestReferences(t *testing.T) {
	docs, paper := mustRead(t, "../../docs/report.md"), mustRead(t, "../../docs/paper/paper.tex")
	byAuthor := map[string]string{}
	for works, i := reflect.ValueOf(cited), 0; i < works.NumField(); i++ {
		text := works.Field(i).String()
		author, _, _ := strings.Cut(text, ",")
		byAuthor[author] = text
		if !strings.Contains(docs, "\n- "+text+"\n") {
			t.Errorf("not in docs/report.md: %s", text)
		}
	}
	quarto := mustRead(t, "../../docs/paper/paper.qmd")
	for _, m := range regexp.MustCompile(`(?m)^- (.*)$`).FindAllStringSubmatch(quarto, -1) {
		if author, _, _ := strings.Cut(m[1], ","); byAuthor[author] != "" && m[1] != byAuthor[author] {
			t.Errorf("paper.qmd has\n%s\nthe page\n%s", m[1], byAuthor[author])
		}
	}
	shared := 0
	plain := strings.NewReplacer("--", "–", "'", "’", `\emph{`, "", "}", "")
	for _, m := range regexp.MustCompile(`\\bibitem\{\} (.*)`).FindAllStringSubmatch(paper, -1) {
		text := plain.Replace(m[1])
		author, _, _ := strings.Cut(text, ",")
		want, ok := byAuthor[author]
		if ok && text != want {
			t.Errorf("the paper has\n%s\nthe page\n%s", text, want)
		}
		if ok {
			shared++
		}
	}
	if shared < 4 {
		t.Errorf("the paper shares %d references with the page", shared)
	}
}

func mustRead(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
