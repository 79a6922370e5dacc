package stance

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Rules are those of one language.
type Rules struct {
	Name    string `yaml:"name"`
	Version string `yaml:"version"`
	Title   string `yaml:"title"`
	About   string `yaml:"about"`
	Lang    string `yaml:"lang"`
	// Width is how many words a cue reaches that states no width. Default 6.
	Width int `yaml:"width"`
	// Denied and Uncertain are the cues that make a hit so.
	Denied    []Cue `yaml:"denied"`
	Uncertain []Cue `yaml:"uncertain"`
	// Pseudo are wordings in which a cue is none.
	Pseudo []Cue `yaml:"pseudo"`
	// Terminators are words and punctuation marks beyond which nothing reaches.
	Terminators []Cue `yaml:"terminators"`
	// Shields are words beyond which no cue reaches, though what is said does: who
	// says that nobody may violate sovereignty asserts it.
	Shields []Cue  `yaml:"shields"`
	Speech  Speech `yaml:"speech"`
	Quotes  Quotes `yaml:"quotes"`
}

// Speech says whose words something is.
type Speech struct {
	// Width is how many words behind a verb are what was said. Default 12.
	Width int `yaml:"width"`
	// Before is how many words before a verb its subject is looked for. Default 4.
	Before int   `yaml:"before"`
	Verbs  []Cue `yaml:"verbs"`
	Self   []Cue `yaml:"self"`
	Other  []Cue `yaml:"other"`
}

// Quotes say what is not said in the speaker's own words.
type Quotes struct {
	// Marks are pairs of quotation marks, opening and closing.
	Marks []string `yaml:"marks"`
	// Words set what follows at a distance as marks do (so-called), for Width words.
	// Default 3.
	Words []Cue `yaml:"words"`
	Width int   `yaml:"width"`
}

// The defaults, in words.
const (
	defaultWidth       = 6
	defaultSpeechWidth = 12
	defaultBefore      = 4
	defaultQuoteWidth  = 3
)

// Directions of a cue.
const (
	Before = "before" // it stands before what it is about: the default
	After  = "after"
)

// Cue is a wording, in the form of a lexicon entry: whole words, * for the rest of
// one.
type Cue struct {
	Text      string
	Direction string // Before if empty
	Width     int    // that of the rules if 0
	// Undoes is how many words away another denial undoes both: no peace without
	// development. That one stands before, or behind a cue that begins a sentence and
	// is a condition there.
	Undoes int
	Case   bool // match the case of letters too
	Note   string

	line int
}

// UnmarshalYAML reads a cue from a string or a mapping.
func (c *Cue) UnmarshalYAML(n *yaml.Node) error {
	c.line = n.Line
	if n.Kind == yaml.ScalarNode {
		c.Text = n.Value
		return nil
	}
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: a cue is a wording or a mapping with the key cue", n.Line)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if err := c.set(n.Content[i], n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func (c *Cue) set(key, value *yaml.Node) error {
	var target any
	switch key.Value {
	case "cue":
		target = &c.Text
	case "direction":
		target = &c.Direction
	case "width":
		target = &c.Width
	case "undoes":
		target = &c.Undoes
	case "case":
		target = &c.Case
	case "note":
		target = &c.Note
	default:
		return fmt.Errorf("line %d: unknown key %s of a cue: it may have cue, direction, width, undoes, case, note", key.Line, key.Value)
	}
	if err := value.Decode(target); err != nil {
		return fmt.Errorf("line %d: %s: %w", value.Line, key.Value, err)
	}
	return nil
}
