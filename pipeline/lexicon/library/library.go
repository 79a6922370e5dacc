// Package library finds lexicons: those that come with the program by their
// names, others as files of any format that package convert reads.
package library

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
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
	// Validation are the records beside it that are of these very bytes, Outdated those
	// of other versions.
	Validation, Outdated []lexicon.Record
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
	o.Name, o.Checked = filepath.Base(name), embedded(name) // a test holds that those are valid
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
	out := &Lexicon{Lexicon: lex, SHA256: hex.EncodeToString(sum[:]), Losses: losses}
	return out, out.readRecords(name)
}

// RecordsName is the file of records beside lexicons.
const RecordsName = "validation.yaml"

// readRecords finds what is on record of the lexicon.
func (l *Lexicon) readRecords(name string) error {
	raw, err := lexicons.FS.ReadFile(RecordsName)
	if !embedded(name) {
		raw, err = wholefile.Read(filepath.Join(filepath.Dir(name), RecordsName), maxBytes)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read records of validation: %w", err)
	}
	f, err := lexicon.ParseRecords(raw, RecordsName)
	for _, r := range f.Validations {
		switch {
		case r.SHA256 == l.SHA256 || f.Kept == l.SHA256:
			l.Validation = append(l.Validation, r)
		case r.Lexicon == l.Name:
			l.Outdated = append(l.Outdated, r)
		}
	}
	return err
}

// embedded says whether a name is that of a lexicon that comes with the program.
func embedded(name string) bool { return !strings.ContainsAny(name, `./\`) }

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
	if embedded(name) {
		raw, err := lexicons.FS.ReadFile(name + ".yaml")
		if err != nil {
			return nil, fmt.Errorf("no lexicon %q comes with frameshift: %sgive one of %s, or the path of a file (./%s)",
				name, usage.Meant(name, Names()), strings.Join(Names(), ", "), name)
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
		if f.Name() == RecordsName || strings.HasPrefix(f.Name(), lexicons.RulePrefix) {
			continue
		}
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return names
}
