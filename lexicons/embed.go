// Package lexicons holds the lexicon files that come with frameshift, one YAML
// file a lexicon, named after its `name`. The format is that of package
// pipeline/lexicon, which also reads lexicons of the user's own; nothing in the
// code knows what these files contain.
package lexicons

import "embed"

// FS holds every lexicon that comes with the program: norms.yaml is the default.
//
//go:embed *.yaml
var FS embed.FS
