package stance

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/frameshift/frameshift/lexicons"
	"github.com/frameshift/frameshift/pipeline/internal/wholefile"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// File is a rule file, with its bytes and their hash.
type File struct {
	*Rules
	Raw    []byte
	SHA256 string
}

// Default are the rule files that come with the program, by name.
func Default() []string {
	files, _ := lexicons.FS.ReadDir(".") // an embedded folder is there
	var names []string
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name(), ".yaml"); ok && strings.HasPrefix(name, lexicons.RulePrefix) {
			names = append(names, name)
		}
	}
	return names
}

// maxBytes is the largest file that is read.
const maxBytes = 1 << 20

// Load reads a rule file that comes with the program by its name, anything else as a
// file. What is wrong with it is usage.ErrUsage.
func Load(name string) (*File, error) {
	raw, err := bytesOf(name)
	if err != nil {
		return nil, usage.Wrap(err)
	}
	rules, err := Parse(bytes.NewReader(raw), name)
	if err != nil {
		return nil, usage.Wrap(err)
	}
	sum := sha256.Sum256(raw)
	return &File{rules, raw, hex.EncodeToString(sum[:])}, nil
}

func bytesOf(name string) ([]byte, error) {
	if strings.ContainsAny(name, `./\`) {
		raw, err := wholefile.Read(name, maxBytes)
		if err != nil {
			return nil, fmt.Errorf("read rule file: %w", err)
		}
		return raw, nil
	}
	raw, err := lexicons.FS.ReadFile(name + ".yaml")
	if err != nil || !strings.HasPrefix(name, lexicons.RulePrefix) {
		return nil, fmt.Errorf("no rule file %q comes with frameshift: give one of %s, or the path of a file (./%s)",
			name, strings.Join(Default(), ", "), name)
	}
	return raw, nil
}

// CompileFiles compiles the rules of files; without any the Matcher is nil.
func CompileFiles(files []*File) (*Matcher, error) {
	if len(files) == 0 {
		return nil, nil
	}
	var rules []*Rules
	for _, f := range files {
		rules = append(rules, f.Rules)
	}
	m, err := Compile(rules...)
	return m, usage.Wrap(err)
}
