// Package lexicon reads lexicons of frames and finds their entries in
// tokenized documents.
//
//	Parse ── YAML ──> Lexicon ── Compile ──> Matcher ── NewFinder ──> Finder.Find(doc) ──> hits
//
// A [Lexicon] is what a file says; a [Matcher] is its compiled, immutable form
// and is shared; a [Finder] belongs to one goroutine. Matching follows
// quanteda's tokens_lookup (4.5), with blocks, case per entry and a ledger of
// what did not count. The package knows no frame by name.
package lexicon

import "slices"

// Lexicon is a set of frames with the contrasts and pairs measured on them.
type Lexicon struct {
	Name      string     `yaml:"name"`
	Version   string     `yaml:"version"`
	Title     string     `yaml:"title"`
	About     string     `yaml:"about"`
	Frames    []Frame    `yaml:"frames"`
	Contrasts []Contrast `yaml:"contrasts"`
	Pairs     []Pair     `yaml:"pairs"`
	Topics    []Topic    `yaml:"topics"`
}

// Frame is one frame: what it means and the entries that show it, by language.
type Frame struct {
	Key        string             `yaml:"key"`
	Label      string             `yaml:"label"`
	Definition string             `yaml:"definition"`
	Entries    map[string][]Entry `yaml:"entries"`
	// Except lists terms that block the hits of this frame inside them. A hit that
	// is longer, or only touches one, is another compound, and counts.
	Except map[string][]Entry `yaml:"except"`

	line int
}

// Topic is a named list of terms, in the shape of a frame. Text counts as
// inside a topic if it is near enough to one of them; see [Within].
type Topic = Frame

// Entry is one term of a frame.
type Entry struct {
	// ID links entries of one frame that mean the same in different languages.
	ID     string
	Term   string
	Weight float64 // 1 unless stated
	Match  string  // MatchGlob unless stated
	Case   bool    // match the case of letters too
	Note   string
	Source string

	line int
}

// How an entry's tokens match.
const (
	MatchGlob  = "glob"  // * any run of characters, ? one; \ escapes
	MatchFixed = "fixed" // every character as it is
	MatchRegex = "regex" // RE2, on the whole token
)

// Contrast names a positive and a negative side, and what of them is counted.
type Contrast struct {
	Key      string `yaml:"key"`
	Label    string `yaml:"label"`
	Count    string `yaml:"count"` // CountHits if empty
	Positive Side   `yaml:"positive"`
	Negative Side   `yaml:"negative"`
	// Topic restricts the contrast to text inside a topic; empty: all discourse
	// and every topic of the lexicon, side by side.
	Topic string `yaml:"topic"`

	line int
}

// What a contrast counts.
const (
	CountHits      = "hits"      // kept hits of the side's frames
	CountSentences = "sentences" // sentences on the side, see Side
)

// Sentences says whether the contrast counts sentences.
func (c *Contrast) Sentences() bool { return c.Count == CountSentences }

// Side is one side of a contrast. A sentence is on it if it has a kept hit of
// one of its frames, or kept hits of both halves of one of its pairs; pairs
// need a contrast that counts sentences.
type Side struct {
	Frames []string `yaml:"frames"`
	Pairs  []string `yaml:"pairs"`
}

// Members are the frames that can put something on a side: its own, and those of
// its pairs.
func (l *Lexicon) Members(s Side) map[string]bool {
	out := map[string]bool{}
	lists := [][]string{s.Frames}
	for _, key := range s.Pairs {
		p := &l.Pairs[l.PairIndex(key)]
		lists = append(lists, p.A, p.B)
	}
	for _, key := range slices.Concat(lists...) {
		out[key] = true
	}
	return out
}

// Pair names two sets of frames whose meeting in one sentence is measured.
type Pair struct {
	Key   string   `yaml:"key"`
	Label string   `yaml:"label"`
	A     []string `yaml:"a"`
	B     []string `yaml:"b"`
	Topic string   `yaml:"topic"` // as in Contrast

	line int
}

// TopicIndex returns the position of the topic with that key, or -1.
func (l *Lexicon) TopicIndex(key string) int {
	for i, t := range l.Topics {
		if t.Key == key {
			return i
		}
	}
	return -1
}

// Languages returns the codes of the languages that the lexicon has entries in.
func (l *Lexicon) Languages() []string {
	codes := map[string]bool{}
	for _, f := range l.Lists() {
		for code := range f.Entries {
			codes[code] = true
		}
	}
	return sortedKeys(codes)
}

// PairIndex returns the position of the pair with that key, or -1.
func (l *Lexicon) PairIndex(key string) int {
	return slices.IndexFunc(l.Pairs, func(p Pair) bool { return p.Key == key })
}

// FrameIndex returns the position of the frame with that key, or -1.
func (l *Lexicon) FrameIndex(key string) int {
	for i, f := range l.Frames {
		if f.Key == key {
			return i
		}
	}
	return -1
}
