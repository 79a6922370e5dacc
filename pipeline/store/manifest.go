package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Names of the files that describe a run. The manifest hashes all files but
// these: itself, and what differs between two runs of the same.
const (
	ManifestName = "manifest.json"
	TimingName   = "timing.json"
	ChangesName  = "changes.json" // see package diff
	PinName      = "pinned"       // see package keep
)

// Described says whether the manifest hashes a file of a run: neither what it is
// itself, nor what hangs on the hour, the machine or the runs before.
func Described(name string) bool {
	return name != ManifestName && name != TimingName && name != ChangesName && name != PinName
}

// LexiconName is the file with the lexicon as it was used, in frameshift's own
// format and always in the same order.
const LexiconName = "lexicon.yaml"

// RulesName is the file with the rules of stance of a language, as they were read.
func RulesName(lang string) string { return rulesPrefix + lang + ".yaml" }

const rulesPrefix = "assertion-"

// IsRules says whether a file of a run has that name.
func IsRules(name string) bool { return strings.HasPrefix(name, rulesPrefix) }

// Manifest says what went into a run and what came out. It holds no time and
// no machine: the same inputs, configuration and version give the same bytes.
type Manifest struct {
	Software      string      `json:"software"`       // name and version
	SchemaVersion int         `json:"schema_version"` // filled in by Publish
	Fingerprint   string      `json:"fingerprint"`    // of all that decides the results
	Seed          uint64      `json:"seed"`
	Tokenizer     string      `json:"tokenizer"` // version
	Lexicon       LexiconFile `json:"lexicon"`
	// AlsoLexicons are those that the table stability compares with.
	AlsoLexicons []LexiconFile `json:"also_lexicons,omitempty"`
	// Assertion are the rule files by which hits are told to be denied or quoted.
	Assertion []LexiconFile `json:"assertion,omitempty"`
	// Validation is what is on record of the lexicon's validation by human coding.
	Validation []lexicon.Record `json:"validation,omitempty"`
	// Configuration is the effective one, defaults filled in, with its keys in the
	// order of the configuration file.
	Configuration json.RawMessage `json:"configuration"`
	// Glossary is nil in a run of version 0.1.
	Glossary    *Glossary    `json:"glossary,omitempty"`
	Inputs      []InputFile  `json:"inputs"`
	Quarantined []ReasonRows `json:"quarantined"`
	// Ignored is what never claimed to be a document: in the table quarantine too, but
	// not counted as such.
	Ignored []ReasonRows `json:"ignored"`
	// Rows are the rows of each table, and Files all files of the run in the
	// order of their names. Both are filled in by Publish.
	Rows  map[string]int64 `json:"rows"`
	Files []OutputFile     `json:"files"`
}

// LexiconFile is the lexicon of a run.
type LexiconFile struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"` // of the file
}

// InputFile is a file that was read.
type InputFile struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`  // file, archive, folder or metadata
	Files  int64  `json:"files"` // on disk
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// ReasonRows counts the rejections with one reason.
type ReasonRows struct {
	Reason string `json:"reason"`
	Rows   int64  `json:"rows"`
}

// OutputFile is a file of the run, its name relative to the run's folder with
// slashes.
type OutputFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Timing is what differs between two runs that are otherwise the same.
type Timing struct {
	// Seconds of the stages: reading and scoring documents, weighing the
	// evidence, writing the tables. The last two overlap.
	Scoring  float64 `json:"scoring_seconds"`
	Weighing float64 `json:"weighing_seconds"`
	Writing  float64 `json:"writing_seconds"`

	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished"`
	Seconds  float64   `json:"seconds"`
	Workers  int       `json:"workers"`
	Known    int       `json:"known"` // documents that the cache had
}

// measure fills in what the files in dir say.
func (m *Manifest) measure(dir string, files []OutputFile) error {
	m.SchemaVersion = SchemaVersion
	m.Files, m.Rows = files, map[string]int64{}
	// An empty list is written as [] and not as null.
	m.Inputs, m.Quarantined = append([]InputFile{}, m.Inputs...), append([]ReasonRows{}, m.Quarantined...)
	m.Ignored = append([]ReasonRows{}, m.Ignored...)
	return m.count(dir)
}

// hashAll hashes the files that the manifest describes.
func hashAll(dir string) ([]OutputFile, error) {
	files := []OutputFile{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || !Described(name) {
			return err
		}
		file, err := hashed(path, filepath.ToSlash(name))
		files = append(files, file)
		return err
	})
	return files, err
}

// count asks every table for its rows.
func (m *Manifest) count(dir string) error {
	names, err := table.List(dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		t, err := table.Open(dir, name)
		if err != nil {
			return err
		}
		m.Rows[name] = t.NumRows()
		if err := t.Close(); err != nil {
			return err
		}
	}
	return nil
}

func hashed(path, name string) (OutputFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return OutputFile{}, err
	}
	h := sha256.New()
	n, err := io.Copy(h, f)
	return OutputFile{Name: name, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, errors.Join(err, f.Close())
}

// writeJSON writes v with two spaces of indentation and a final line end.
func writeJSON(path string, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o666)
}

// ReadManifest reads the manifest of a run.
func ReadManifest(runDir string) (Manifest, error) {
	return readJSON[Manifest](filepath.Join(runDir, ManifestName))
}

// ReadTiming reads the timing of a run.
func ReadTiming(runDir string) (Timing, error) {
	return readJSON[Timing](filepath.Join(runDir, TimingName))
}

func readJSON[T any](path string) (v T, err error) {
	raw, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(raw, &v)
	}
	return v, err
}
