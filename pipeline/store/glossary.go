package store

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Glossary is what the codebook of a run says of its lexicon, in the lexicon's
// order.
type Glossary struct {
	Frames, Contrasts, Pairs, Topics []Term
}

// Term is a frame, contrast, pair or topic. A frame has a definition; a contrast
// and a pair have two sides of frames.
type Term struct {
	Key, Label string
	Definition string
	A, B       []string
}

var (
	frameLine    = regexp.MustCompile("^\\| `([^`]+)` \\| ((?:[^|\\\\]|\\\\.)*) \\| (.*) \\|$")
	sidesLine    = regexp.MustCompile("^- (Contrast|Pair) `([^`]+)` \\((.*)\\): (`.*`) (?:against|with) (`.*`)$")
	topicLine    = regexp.MustCompile("^- Topic `([^`]+)` \\((.*?)\\): ")
	lexiconTitle = "## Lexicon\n"
)

// ReadGlossary reads the labels of a run out of its codebook. What it does not
// find there is left out.
func ReadGlossary(runDir string) (Glossary, error) {
	raw, err := os.ReadFile(filepath.Join(runDir, "codebook.md"))
	if os.IsNotExist(err) {
		return Glossary{}, nil
	}
	return ParseGlossary(string(raw)), err
}

// ParseGlossary is ReadGlossary of the text of a codebook.
func ParseGlossary(codebook string) (g Glossary) {
	_, section, _ := strings.Cut(codebook, lexiconTitle)
	section, _, _ = strings.Cut(section, "\n## ")
	for line := range strings.Lines(section) {
		g.line(strings.TrimSuffix(line, "\n"))
	}
	return g
}

func (g *Glossary) line(s string) {
	if m := frameLine.FindStringSubmatch(s); m != nil {
		g.Frames = append(g.Frames, Term{Key: m[1], Label: strings.ReplaceAll(m[2], `\|`, "|"), Definition: strings.ReplaceAll(m[3], `\|`, "|")})
	}
	if m := topicLine.FindStringSubmatch(s); m != nil {
		g.Topics = append(g.Topics, Term{Key: m[1], Label: m[2]})
	}
	if m := sidesLine.FindStringSubmatch(s); m != nil {
		t := Term{Key: m[2], Label: m[3], A: keys(m[4]), B: keys(m[5])}
		if m[1] == "Contrast" {
			g.Contrasts = append(g.Contrasts, t)
		} else {
			g.Pairs = append(g.Pairs, t)
		}
	}
}

// keys undoes codes.
func keys(s string) []string {
	return strings.Split(strings.ReplaceAll(s, "`", ""), ", ")
}
