package network

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/where"
)

// Nodes and windows.
const (
	Frames    = "frames"
	Entries   = "entries"
	Stances   = "stances" // each frame twice: asserted and denied
	Sentence  = "sentence"
	Paragraph = "paragraph"
	SDSM      = "sdsm"
)

// Options say what network to take. The zero value is the default.
type Options struct {
	Where where.Conditions // on columns of documents
	// Spans follow each other; without any, all time is one.
	Spans  []series.Span
	Window string // Sentence, Paragraph, or a number of sentences; Sentence if empty
	Topic  string // only text inside it
	Nodes  string // Frames, Entries or Stances; Frames if empty
	// Most are how many entries become nodes, those in the most documents; 50 if 0.
	Most int
	// By is a column of documents: a network for each value, beside that of all.
	By           string
	Null         string // SDSM, or none
	Blocs        []Bloc
	Draws        int // 1,000 if 0
	Permutations int // 9,999 if 0
	Seed         uint64
	Workers      int // as many as there are processors if 0

	width int // of the window, in sentences; 0 is a paragraph
}

// Bloc is a named set of issuers.
type Bloc struct {
	Name    string
	Issuers []string
}

// ParseBloc reads NAME=ISSUER,ISSUER.
func ParseBloc(s string) (Bloc, error) {
	name, list, ok := strings.Cut(s, "=")
	b := Bloc{Name: strings.TrimSpace(name)}
	for _, issuer := range strings.Split(list, ",") {
		if issuer = strings.TrimSpace(issuer); issuer != "" && !slices.Contains(b.Issuers, issuer) {
			b.Issuers = append(b.Issuers, issuer)
		}
	}
	if !ok || b.Name == "" || len(b.Issuers) < 2 {
		return b, fmt.Errorf("bloc %q: want NAME=ISSUER,ISSUER with two issuers or more", s)
	}
	return b, nil
}

// Bounds of what is drawn, and of how many nodes and groups make networks: counters are
// kept for every pair of nodes and every draw.
const mostDraws, mostPermutations, mostNodes, mostGroups = 100_000, 1_000_000, 120, 500

func (o Options) withDefaults() (Options, error) {
	o.Window, o.Nodes = cmp.Or(o.Window, Sentence), cmp.Or(o.Nodes, Frames)
	o.Draws, o.Permutations, o.Most = cmp.Or(o.Draws, 1000), cmp.Or(o.Permutations, 9999), cmp.Or(o.Most, 50)
	switch n, err := strconv.Atoi(o.Window); {
	case o.Window == Sentence:
		o.width = 1
	case o.Window == Paragraph:
	case err != nil || n < 1 || n > 1000:
		return o, usage.Errorf("window %q: want sentence, paragraph, or a number of sentences from 1 to 1000", o.Window)
	default:
		o.width = n
	}
	for i, s := range o.Spans {
		if i > 0 && !o.Spans[i-1].End.Before(s.Start) {
			return o, usage.Errorf("spans %v and %v: each has to end before the next starts", o.Spans[i-1], s)
		}
	}
	for i, b := range o.Blocs {
		if slices.ContainsFunc(o.Blocs[:i], func(c Bloc) bool { return c.Name == b.Name }) {
			return o, usage.Errorf("bloc %q is named twice", b.Name)
		}
	}
	switch {
	case o.Nodes != Frames && o.Nodes != Entries && o.Nodes != Stances:
		return o, usage.Errorf("nodes %q: want frames, entries or stances", o.Nodes)
	case o.Null != "" && o.Null != SDSM:
		return o, usage.Errorf("null %q: want sdsm", o.Null)
	case o.Draws < 1 || o.Draws > mostDraws:
		return o, usage.Errorf("draws %d: want 1 to %d", o.Draws, mostDraws)
	case o.Permutations < 1 || o.Permutations > mostPermutations:
		return o, usage.Errorf("permutations %d: want 1 to %d", o.Permutations, mostPermutations)
	case o.Most < 2 || o.Most > mostNodes:
		return o, usage.Errorf("most %d: want 2 to %d entries", o.Most, mostNodes)
	}
	return o, nil
}
