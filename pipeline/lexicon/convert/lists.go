package convert

import (
	"bufio"
	"bytes"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// lists are runs of entries that YAML writes as they are. The encoder is given a mark
// for each, which becomes the lines of the run: it takes longer over a large lexicon
// than the rest of a small run does over its texts.
type lists [][]lexicon.Entry

const mark = "frameshift.lexicon.entries."

// entries makes nodes of a list.
func (l *lists) entries(list []lexicon.Entry) (nodes []*yaml.Node) {
	for len(list) > 0 {
		n := 0
		for n < len(list) && asIs(&list[n]) {
			n++
		}
		if n == 0 {
			nodes, list = append(nodes, entryNode(list[0])), list[1:]
			continue
		}
		nodes = append(nodes, text(mark+strconv.Itoa(len(*l))))
		*l, list = append(*l, list[:n]), list[n:]
	}
	return nodes
}

// asIs says whether an entry is a term, or strings alone, that nothing quotes; but a note
// or a source may be a sentence.
func asIs(e *lexicon.Entry) bool {
	return e.Term != "" && e.Weight == 1 && !e.Case &&
		unquoted(e.ID) && unquoted(e.Term) && unquoted(matchOf(e)) &&
		(unquoted(e.Note) || quoted(e.Note)) && (unquoted(e.Source) || quoted(e.Source))
}

// unquoted says whether a string is none, or one that stands as it is.
func unquoted(s string) bool {
	return s == "" || lexicon.Plain(s) && (len(s) > len("false") || !reYAML11.MatchString(s))
}

// marks of sentences, of which quoted has one that must be quoted.
var marks = strings.NewReplacer(",", "", ":", "", "?", "")

// quoted says whether a string between braces is quoted by ' alone.
func quoted(s string) bool {
	return (strings.ContainsAny(s, ",?") || strings.Contains(s, ": ")) && lexicon.Plain(marks.Replace(s))
}

// write puts the runs where their marks are, unless a text of the lexicon has one.
func (l *lists) write(w *bufio.Writer, encoded []byte) bool {
	if bytes.Count(encoded, []byte(mark)) != len(*l) {
		return false
	}
	next := 0
	for line := range bytes.Lines(encoded) {
		indent, _, marked := bytes.Cut(line, []byte("- "+mark))
		if !marked {
			w.Write(line)
			continue
		}
		for i := range (*l)[next] {
			w.Write(indent)
			w.WriteString("- ")
			writePlain(w, &(*l)[next][i])
			w.WriteByte('\n')
		}
		next++
	}
	return true
}

// matchOf is what is written of how an entry matches.
func matchOf(e *lexicon.Entry) string {
	if e.Match == lexicon.MatchGlob {
		return ""
	}
	return e.Match
}

// writePlain writes what the encoder writes of entryNode.
func writePlain(w *bufio.Writer, e *lexicon.Entry) {
	match := matchOf(e)
	if e.ID+match+e.Note+e.Source == "" {
		w.WriteString(e.Term)
		return
	}
	before := "{"
	for _, m := range [...][2]string{{"id", e.ID}, {"term", e.Term}, {"match", match}, {"note", e.Note}, {"source", e.Source}} {
		if m[1] == "" {
			continue
		}
		w.WriteString(before + m[0] + ": ")
		if before = ", "; quoted(m[1]) {
			w.WriteString("'" + strings.ReplaceAll(m[1], "'", "''") + "'")
		} else {
			w.WriteString(m[1])
		}
	}
	w.WriteByte('}')
}
