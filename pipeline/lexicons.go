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
	"github.com/frameshift/frameshift/pipeline/lexicon/convert"
)

// loadedLexicon is a lexicon, the hash of the bytes it was read from, and what
// of them did not come over where it was converted.
type loadedLexicon struct {
	*lexicon.Lexicon
	sha256 string
	losses []convert.Loss
}

// LoadLexicon reads an embedded lexicon by its name, anything else as a file of
// any format that package convert reads. What does not come over is left out.
func LoadLexicon(name string) (*lexicon.Lexicon, error) {
	lex, _, err := ReadLexicon(name, "", convert.Options{})
	return lex, err
}

// ReadLexicon is LoadLexicon with a say in how a file is read, and the list of
// what did not come over. An empty format is found out.
func ReadLexicon(name string, format convert.Format, o convert.Options) (*lexicon.Lexicon, []convert.Loss, error) {
	l, err := loadLexiconAs(name, format, o)
	if err != nil {
		return nil, nil, AsConfig(err)
	}
	return l.Lexicon, l.losses, nil
}

func loadLexicon(name string) (*loadedLexicon, error) {
	return loadLexiconAs(name, "", convert.Options{})
}

func loadLexiconAs(name string, format convert.Format, o convert.Options) (*loadedLexicon, error) {
	raw, err := readLexicon(name)
	if err != nil {
		return nil, err
	}
	o.Name = filepath.Base(name)
	if format == "" {
		if format, err = lexiconFormat(name, raw); err != nil {
			return nil, err
		}
	}
	lex, losses, err := convert.Read(bytes.NewReader(raw), format, o)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(raw)
	return &loadedLexicon{lex, hex.EncodeToString(sum[:]), losses}, nil
}

// lexiconFormat finds a file's format out. A name without an ending is an
// embedded lexicon's.
func lexiconFormat(name string, raw []byte) (convert.Format, error) {
	if filepath.Ext(name) == "" && !strings.ContainsAny(name, `/\`) {
		return convert.Own, nil
	}
	return convert.Detect(name, raw[:min(len(raw), 64<<10)])
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
