// Package lexicons holds the lexicon files that come with frameshift, one YAML
// file a lexicon, named after its `name`. The format is that of package
// pipeline/lexicon, which also reads lexicons of the user's own; nothing in the
// code knows what these files contain.
package lexicons

import "embed"

// FS holds every lexicon that comes with the program, norms.yaml is the default, and
// the rules of stance.
//
//go:embed *.yaml
var FS embed.FS

// RulePrefix begins the names of the files that are no lexicons but rules of stance:
// the format is that of package pipeline/stance.
const RulePrefix = "assertion-"
