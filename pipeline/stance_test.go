package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stanceCorpus are documents of nine years, some of whose hits are denied, left open
// or quoted.
func stanceCorpus(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for year := 2001; year <= 2009; year++ {
		text := strings.Repeat("We defend sovereignty. Development and security are one. ", 3)
		text += strings.Repeat("We never claim sovereignty. ", year%4) + strings.Repeat("Unless there is sovereignty, nothing is. ", year%3)
		text += strings.Repeat("There is no security in development. ", year%5) + `They call "sovereignty" an empty word.`
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("X_%d.txt", year)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func stanceRun(t *testing.T, corpus string, c Config) string {
	t.Helper()
	c.Inputs = []string{corpus}
	c.Corpus.Path = []string{"{issuer}_{year}.txt"}
	c.Draws = leastDraws
	return mustRun(t, c).Dir
}

// TestStance: rules change no hit and no measure; where only asserted hits count, the
// headline is that which stability has without the others, and the other way round.
func TestStance(t *testing.T) {
	corpus := stanceCorpus(t)
	off := stanceRun(t, corpus, Config{Assertion: []string{AssertionOff}})
	all := stanceRun(t, corpus, Config{Workers: 3})
	asserted := stanceRun(t, corpus, Config{Count: "asserted"})
	for _, name := range []string{"counts", "series", "terms", "sentences", "shifts"} {
		if a, b := fmt.Sprint(tableRows(t, off, name)), fmt.Sprint(tableRows(t, all, name)); a != b {
			t.Errorf("rules change %s", name)
		}
	}
	polarities := map[any]int{}
	few := tableRows(t, asserted, "hits")
	none := tableRows(t, off, "hits")
	for i, h := range tableRows(t, all, "hits") {
		polarities[h["polarity"]]++
		if told := h["polarity"] != "asserted"; told != (few[i]["kept"] == false) || told && few[i]["reason"] != h["polarity"] || told != (h["cue"] != nil) {
			t.Fatalf("%v, where only asserted hits count %v", h, few[i])
		}
		for column, v := range none[i] {
			switch column {
			case "polarity", "cue", "holder":
				if v != nil {
					t.Fatalf("%s is %v without rules", column, v)
				}
			case "quoted":
			default:
				if v != h[column] {
					t.Fatalf("%s is %v without rules and %v with them", column, v, h[column])
				}
			}
		}
	}
	if polarities["denied"] == 0 || polarities["uncertain"] == 0 || len(polarities) != 3 {
		t.Errorf("polarities %v", polarities)
	}
	change := func(dir, kind, item string) float64 {
		for _, r := range tableRows(t, dir, "stability") {
			if r["kind"] == kind && r["item"] == item && r["topic"] == "" {
				return number(r["change"])
			}
		}
		t.Errorf("no row %s %s", kind, item)
		return 0
	}
	whole, part := change(all, "all", ""), change(asserted, "all", "")
	if whole == part || !near(change(all, "stance", "denied or uncertain"), part) || !near(change(asserted, "stance", "denied or uncertain"), whole) {
		t.Errorf("all hits: %v, without %v; asserted ones: %v, with the others %v", whole, change(all, "stance", "denied or uncertain"), part, change(asserted, "stance", "denied or uncertain"))
	}
}

// TestStanceConfig: what can't be is said before the first document.
func TestStanceConfig(t *testing.T) {
	for _, c := range []struct {
		config Config
		want   string
	}{
		{Config{Count: "some"}, `count "some": want all or asserted`},
		{Config{Count: "asserted", Assertion: []string{"off"}}, "count asserted: without a rule file"},
		{Config{Assertion: []string{"assertion-xx"}}, `no rule file "assertion-xx" comes with frameshift: give one of assertion-en, assertion-zh`},
		{Config{Assertion: []string{"assertion-en", "assertion-en"}}, "are both of the language en: name one"},
	} {
		c.config.Out = t.TempDir()
		if _, err := Run(t.Context(), c.config, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}
