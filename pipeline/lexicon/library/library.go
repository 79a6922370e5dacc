// Package library finds lexicons: those that come with the program by their
// names, others as files of any format that package convert reads.
package library

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/lexicons"
	"github.com/frameshift/frameshift/pipeline/internal/wholefile"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/convert"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Lexicon is a lexicon, the hash of the bytes it was read from, and what of
// them did not come over where it was converted.
type Lexicon struct {
	*lexicon.Lexicon
	SHA256 string
	Losses []convert.Loss
}

// Load reads an embedded lexicon by its name, anything else as a file whose
// format is found out. What is wrong with it is usage.ErrUsage.
func Load(name string) (*Lexicon, error) { return Read(name, "", convert.Options{}) }

// Read is Load with a say in how a file is read.
func Read(name string, format convert.Format, o convert.Options) (*Lexicon, error) {
	l, err := read(name, format, o)
	return l, usage.Wrap(err)
}

func read(name string, format convert.Format, o convert.Options) (*Lexicon, error) {
	raw, err := bytesOf(name)
	if err != nil {
		return nil, err
	}
	o.Name = filepath.Base(name)
	if format == "" {
		if format, err = formatOf(name, raw); err != nil {
			return nil, err
		}
	}
	lex, losses, err := convert.Read(bytes.NewReader(raw), format, o)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(raw)
	return &Lexicon{lex, hex.EncodeToString(sum[:]), losses}, nil
}

// formatOf finds a file's format out. A name without an ending is an
// embedded lexicon's.
func formatOf(name string, raw []byte) (convert.Format, error) {
	if filepath.Ext(name) == "" && !strings.ContainsAny(name, `/\`) {
		return convert.Own, nil
	}
	return convert.Detect(name, raw[:min(len(raw), 64<<10)])
}

// maxBytes is the largest file that is read: no lexicon is near it.
const maxBytes = 64 << 20

func bytesOf(name string) ([]byte, error) {
	if !strings.ContainsAny(name, `./\`) {
		raw, err := lexicons.FS.ReadFile(name + ".yaml")
		if err != nil {
			return nil, fmt.Errorf("no lexicon %q comes with frameshift: give one of %s, or the path of a file (./%s)",
				name, strings.Join(Names(), ", "), name)
		}
		return raw, nil
	}
	raw, err := wholefile.Read(name, maxBytes)
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	return raw, nil
}

// Names returns the names of the lexicons that come with the program.
func Names() []string {
	files, err := lexicons.FS.ReadDir(".")
	if err != nil {
		return nil
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return names
}
