package diffusion

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestSieve: what the finder finds passes the sieve, whatever stands between the
// letters.
func TestSieve(t *testing.T) {
	c := &concept{name: "cyber* security | information sovereignty", langs: map[string]bool{}}
	if err := c.phrases(); err != nil {
		t.Fatal(err)
	}
	s, err := newSearcher([]*concept{c})
	if err != nil {
		t.Fatal(err)
	}
	plain := *s
	plain.language = map[string]*sieve{"en": {}, "fr": {}}
	parts := []string{"cyber", "CYBER", "cy\u00adber", "cy-\nber", "Cyber-", "c&yuml;ber", "cyber\u2011", "information", "infor\u00acmation", "informa-\ntion", "**information**",
		"security", "secu\u200brity", "“security”", "<b>security</b>", "sovereignty", "sover_eignty", "–", "’s", "é", " ", "\n", "&nbsp;"}
	found := 0
	for _, a := range parts {
		for _, b := range parts {
			for _, gap := range []string{" ", "-", "\n", "\u00a0"} {
				for _, code := range []string{"en", "fr"} {
					text := "We say " + a + gap + b + " now."
					row := &sentenceRow{Text: text}
					d := &document{DocumentRow: &store.DocumentRow{ID: "d", Lang: code}}
					c.uses = nil
					if err := plain.search(d, 0, row); err != nil {
						t.Fatal(err)
					}
					want := len(c.uses)
					c.uses = nil
					if err := s.search(d, 0, row); err != nil || len(c.uses) != want {
						t.Errorf("%q in %s: %d documents with the sieve, %d without, %v", text, code, len(c.uses), want, err)
					}
					found += want
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d of the texts hold a phrase", found)
	}
	if s.sift("en").passes(strings.Repeat("plain words, ", 9)) {
		t.Error("the sieve lets everything pass")
	}
}

// TestQuoted: marks that stand open before the hit.
func TestQuoted(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"They call for “even waters” now.", true},
		{"They said “no” to even waters.", false},
		{`They call it "even waters".`, true},
		{`The "new" even waters.`, false},
		{"他们说“even waters”。", true},
		{"even waters", false},
	} {
		s := sentence{100, c.text}
		if got := s.quoted(100 + int64(strings.Index(c.text, "even"))); got != c.want {
			t.Errorf("%q: quoted %v", c.text, got)
		}
	}
}

// TestMeanings: every warning that is written is in the codebook and on the page, and
// none else.
func TestMeanings(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "diffusion.md"))
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{FromStart: true, Never: true}
	code := regexp.MustCompile(`(?:\.add\(.*, |Warnings(?:: | = ))"([a-z-]+)"`)
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllStringSubmatch(string(source), -1) {
			written[m[1]] = true
		}
	}
	for _, m := range meanings {
		if !written[m[0]] {
			t.Errorf("no row says %s", m[0])
		}
		delete(written, m[0])
		if !strings.Contains(string(page), "`"+m[0]+"`") {
			t.Errorf("the page does not name %s", m[0])
		}
	}
	for w := range written {
		t.Errorf("the codebook does not name %s", w)
	}
}
