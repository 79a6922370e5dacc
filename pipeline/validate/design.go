package validate

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// DesignName is the file that says how a sample was drawn.
const DesignName = "design.json"

// Design is how a sample was drawn. The same run and options give the same.
type Design struct {
	Software    string            `json:"software"`
	Run         string            `json:"run"`         // its folder's name
	Fingerprint string            `json:"fingerprint"` // of the run
	Lexicon     store.LexiconFile `json:"lexicon"`
	// Tag begins every item of the sheets, so that codings of another sample are
	// known by it.
	Tag     string    `json:"tag"`
	Frames  []Frame   `json:"frames"`
	Near    string    `json:"near,omitempty"` // the wider lexicon
	Freq    string    `json:"freq"`
	Seed    uint64    `json:"seed"`
	Overlap float64   `json:"overlap"`
	Blocks  []Block   `json:"blocks"`
	Strata  []Stratum `json:"strata"`
	Waves   int       `json:"waves"`
	Coders  []Coder   `json:"coders"`
}

// Frame is a frame as coders are told of it.
type Frame struct {
	Key        string `json:"key"`
	Label      string `json:"label"`
	Definition string `json:"definition"`
}

// Block is a stretch of time: whole periods from the first day to the last.
type Block struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Coder is who gets a sheet, in one language.
type Coder struct {
	Name string `json:"name"`
	Lang string `json:"lang"`
}

// The kinds of strata.
const (
	Hit  = "hit"
	Near = "near"
	Far  = "far"
)

// Stratum is a part of the sentences, of which some were drawn at random.
type Stratum struct {
	Lang  string `json:"lang"`
	Kind  string `json:"kind"`
	Frame string `json:"frame,omitempty"` // of kind hit: the rarest that the sentence has
	Block int    `json:"block"`           // from 0
	Size  int    `json:"size"`            // N: sentences
	Drawn []int  `json:"drawn"`           // n, by wave
}

// N is how many were drawn in all waves.
func (s *Stratum) N() (n int) {
	for _, d := range s.Drawn {
		n += d
	}
	return n
}

// Name names the stratum.
func (s *Stratum) Name() string {
	name := fmt.Sprintf("%s/%s", s.Lang, s.Kind)
	if s.Frame != "" {
		name += ":" + s.Frame
	}
	return fmt.Sprintf("%s/%d", name, s.Block)
}

// Folder is where the validation of a run lies by default.
func Folder(runDir string) string {
	if real, err := filepath.EvalSymlinks(runDir); err == nil {
		runDir = real
	}
	return filepath.Join(runDir, "..", "..", "validation", filepath.Base(runDir))
}

// Open reads the design in a folder.
func Open(dir string) (*Design, error) {
	raw, err := os.ReadFile(filepath.Join(dir, DesignName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("no sample in %s: draw one with frameshift validate sample, or name its folder: %w", dir, err)
	}
	if err != nil {
		return nil, err
	}
	d := &Design{}
	if err := json.Unmarshal(raw, d); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, DesignName), err)
	}
	return d, nil
}

func (d *Design) write(dir string) error {
	raw, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, DesignName), append(raw, '\n'), 0o666)
}

// block finds the block of a period that starts on a day.
func (d *Design) block(period time.Time) int {
	day := period.Format(time.DateOnly)
	for i, b := range d.Blocks {
		if day <= b.To {
			return i
		}
	}
	return len(d.Blocks) - 1
}

// frame is the place of a frame, or -1.
func (d *Design) frame(key string) int {
	for i, f := range d.Frames {
		if f.Key == key {
			return i
		}
	}
	return -1
}

var kinds = map[string]int{Hit: 0, Near: 1, Far: 2}

func compareStrata(a, b Stratum) int {
	return cmp.Or(cmp.Compare(a.Lang, b.Lang), cmp.Compare(kinds[a.Kind], kinds[b.Kind]), cmp.Compare(a.Frame, b.Frame), cmp.Compare(a.Block, b.Block))
}
