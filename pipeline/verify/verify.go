// Package verify makes a finished run again and compares every byte of it.
//
//	manifest ── Intact ──> the files are as they were written
//	         └─ Run ──> inputs found by name ──> pipeline.Run ──> tables compared
//
// The run is made from what it keeps itself: the configuration in its manifest and
// its lexicon.yaml, whatever has become of the file that the lexicon came from. So
// the new manifest has another name and hash of the lexicon, and of all that follows
// from these, the fingerprint; equal is a run whose inputs, counts and files, the
// lexicon as it was used among them, have the hashes of the old one. changes.json
// and timing.json are compared by nobody.
//
// What the run left out because of its own place, its configuration and the folder
// of results, is left out again where it lies inside an input.
package verify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/safe"
	"github.com/frameshift/frameshift/pipeline/store"
)

// ErrDiffers is what errors are that say what is not as the manifest has it: a
// file of the run, an input, or what comes out when it is made again.
var ErrDiffers = errors.New("the run is not as its manifest says")

// differs is an ErrDiffers under its own text.
type differs struct{ error }

func (differs) Is(target error) bool { return target == ErrDiffers }

func differf(format string, args ...any) error { return differs{fmt.Errorf(format, args...)} }

// Options say how a run is verified. The zero value takes inputs from where they
// were.
type Options struct {
	// Paths say where the inputs lie now: themselves, or folders that hold them.
	Paths []string
	// Temp is the folder in which the run is made again; default that of the system.
	Temp string
	// Workers is as in a configuration.
	Workers int
	// LeftOut are files that are known to be missing from the run's folder: a package
	// leaves texts out.
	LeftOut []string
	Report  func(pipeline.Progress) // as in pipeline.Run
}

// Outcome is what was found equal.
type Outcome struct {
	Files, Inputs int
	Software      string // that made it again
}

// Intact says whether the files of a run have the hashes of its manifest. leftOut
// may be missing.
func Intact(ctx context.Context, r *result.Run, leftOut ...string) error {
	m := &r.Manifest
	if len(m.Files) == 0 {
		return differf("damaged: %s lists no files", store.ManifestName)
	}
	if m.Software == software() {
		if now, err := pipeline.Fingerprint(*m); err != nil || now != m.Fingerprint {
			return differf("damaged: %s was changed: its fingerprint is not that of what it says", store.ManifestName)
		}
	}
	for _, f := range m.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return differf("damaged: %s names a file outside the run: %s", store.ManifestName, safe.Line(f.Name))
		}
		sum, n, err := hashFile(filepath.Join(r.Dir, filepath.FromSlash(f.Name)))
		switch {
		case errors.Is(err, os.ErrNotExist) && slices.Contains(leftOut, f.Name):
		case errors.Is(err, os.ErrNotExist):
			return differf("damaged: %s is gone from the run", safe.Line(f.Name))
		case err != nil:
			return differf("damaged: %w", err)
		case n != f.Bytes:
			return differf("damaged: %s has %d bytes, the manifest says %d", safe.Line(f.Name), n, f.Bytes)
		case sum != f.SHA256:
			return differf("damaged: %s has other bytes than the manifest says (SHA-256 %s, not %s)", safe.Line(f.Name), short(sum), short(f.SHA256))
		}
	}
	return nil
}

// Run verifies a run. An error that is ErrDiffers says what is not as it should be,
// another why that could not be found out.
func Run(ctx context.Context, r *result.Run, o Options) (Outcome, error) {
	if err := Intact(ctx, r, o.LeftOut...); err != nil {
		return Outcome{}, err
	}
	temp, err := os.MkdirTemp(o.Temp, "frameshift-verify-*")
	if err != nil {
		return Outcome{}, fmt.Errorf("temporary space: %w", err)
	}
	defer os.RemoveAll(temp)
	c, err := configure(ctx, r, o, temp)
	if err != nil {
		return Outcome{}, err
	}
	c.Out, c.Workers, c.Cache = filepath.Join(temp, "out"), o.Workers, "off"
	summary, err := pipeline.Run(ctx, c, o.Report)
	if err != nil {
		return Outcome{}, fmt.Errorf("make the run again: %w", err)
	}
	again, err := result.Open(summary.Dir)
	if err != nil {
		return Outcome{}, err
	}
	if err := compare(r, again); err != nil {
		return Outcome{}, err
	}
	return Outcome{len(r.Manifest.Files), len(r.Manifest.Inputs), again.Manifest.Software}, nil
}

func software() string { return "frameshift " + pipeline.Version }

func hashFile(path string) (sum string, n int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	n, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), n, err
}

func short(sum string) string { return sum[:min(8, len(sum))] }
