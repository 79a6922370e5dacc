package convert

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	// A name that is one word, or a list of frames: a quanteda dictionary with
	// categories of these names would have a list of terms, or terms, there.
	reOwnName   = regexp.MustCompile(`(?m)^["']?name["']?[ \t]*:[ \t]*["']?[\pL\pN_]`)
	reOwnFrames = regexp.MustCompile(`(?m)^["']?frames["']?[ \t]*:\s*(-[ \t]+["']?key["']?[ \t]*:|$)`)
	reHunspell  = regexp.MustCompile(`^\d+\s*$`)
	reLeaf      = regexp.MustCompile(`(?m)^[ \t]+\S.* \([+-]?[\d.,]+\)\s*$`)
	reNumbered  = regexp.MustCompile(`^\d+[ \t]+\S`)
)

// Detect finds a file's format: by its extension where that is one format's,
// otherwise by how the file begins. A few kilobytes are head enough.
func Detect(path string, head []byte) (Format, error) {
	text := headText(head)
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yml", ".yaml":
		return detectYAML(text), nil
	case ".csv", ".tsv":
		return detectTable(text), nil
	case ".dicx":
		return Dicx, nil
	case ".dic":
		if first, _, _ := strings.Cut(text, "\n"); reHunspell.MatchString(strings.TrimSpace(first)) {
			return "", fmt.Errorf("%s: begins with a count of words, as spelling dictionaries (Hunspell) do: LIWC's begin with a line of %%", filepath.Base(path))
		}
		return LIWC, nil
	case ".cat":
		return WordStat, nil
	case ".ykd":
		return Yoshikoder, nil
	case ".lc3", ".lcd":
		return Lexicoder, nil
	}
	if f := detectContent(text); f != "" {
		return f, nil
	}
	return "", fmt.Errorf("%s: no known dictionary, by its extension or its content: say which format it has (%s)", filepath.Base(path), names())
}

func names() string {
	var list []string
	for _, i := range Formats() {
		list = append(list, string(i.Format))
	}
	return strings.Join(list, ", ")
}

// headText decodes as much of a head as tells the format; the cut may go
// through a character.
func headText(head []byte) string {
	if enc := bomEncoding(head); enc != nil {
		head, _ = enc.NewDecoder().Bytes(head)
	}
	return strings.TrimLeft(strings.TrimPrefix(string(head), "\uFEFF"), "\r\n")
}

// detectYAML: only frameshift's lexicons have both a name and frames.
func detectYAML(text string) Format {
	if reOwnName.MatchString(text) || reOwnFrames.MatchString(text) {
		return Own
	}
	return Quanteda
}

func detectTable(text string) Format {
	if strings.HasPrefix(strings.ToLower(strings.TrimLeft(text, `"`)), "dicterm") {
		return Dicx
	}
	return CSV
}

func detectContent(text string) Format {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	first = strings.TrimSpace(first)
	columns := strings.ToLower(first)
	switch {
	case first == "%":
		return LIWC
	case strings.HasPrefix(first, "<"):
		return detectXML(text)
	case strings.HasPrefix(first, "+"):
		return Lexicoder
	case detectTable(text) == Dicx:
		return Dicx
	case strings.Contains(columns, "frame") && strings.Contains(columns, "term"):
		return CSV
	case reOwnName.MatchString(text) && reOwnFrames.MatchString(text):
		return Own
	case reLeaf.MatchString(text):
		return WordStat
	case reNumbered.MatchString(first) && strings.Contains(text, "\n%"):
		return LIWC
	}
	return ""
}

func detectXML(text string) Format {
	_, tag, ok := strings.Cut(text, "<dictionary")
	if !ok {
		return ""
	}
	tag, _, _ = strings.Cut(tag, ">")
	if strings.Contains(strings.ToLower(tag), "lexicoder") {
		return Lexicoder
	}
	return Yoshikoder
}
