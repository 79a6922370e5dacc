package pipeline

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/lexicons"
	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// loadedLexicon is a lexicon and the hash of the bytes it was read from.
type loadedLexicon struct {
	*lexicon.Lexicon
	sha256 string
}

// LoadLexicon reads an embedded lexicon by its name, anything else as a file.
func LoadLexicon(name string) (*lexicon.Lexicon, error) {
	l, err := loadLexicon(name)
	if err != nil {
		return nil, AsConfig(err)
	}
	return l.Lexicon, nil
}

// loadLexicon reads an embedded lexicon by its name, anything else as a file.
func loadLexicon(name string) (*loadedLexicon, error) {
	raw, err := readLexicon(name)
	if err != nil {
		return nil, err
	}
	lex, err := lexicon.Parse(bytes.NewReader(raw), filepath.Base(name))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(raw)
	return &loadedLexicon{lex, hex.EncodeToString(sum[:])}, nil
}

func readLexicon(name string) ([]byte, error) {
	if !strings.ContainsAny(name, `./\`) {
		raw, err := lexicons.FS.ReadFile(name + ".yaml")
		if err != nil {
			return nil, fmt.Errorf("no lexicon %q comes with frameshift: give one of %s, or the path of a file (./%s)",
				name, strings.Join(Lexicons(), ", "), name)
		}
		return raw, nil
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	return raw, nil
}

// Lexicons returns the names of the lexicons that come with the program.
func Lexicons() []string {
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
