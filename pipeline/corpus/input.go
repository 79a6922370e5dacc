package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline/objects"
)

// Input is what was read, for the manifest.
type Input struct {
	Name  string // base name, with a number after it where two inputs share one
	Kind  string // file, archive, folder or metadata
	Files int64  // files on disk
	Bytes int64  // on disk
	// SHA256 is, in hexadecimal, the hash of a file's bytes. For a folder it is
	// the hash of a line "path NUL sha256 LF" for each file in walking order (the
	// entries of each folder by name), with - for the hash of a file that was
	// not read because of its name or kind.
	SHA256 string
}

// input is an Input while it is read.
type input struct {
	Input
	path   string
	folder bool
	kind   kind
	hash   hash.Hash
	begun  extent // when it was opened
	now    extent // as it is read
	listed listing
	met    []met // the first files of the folder, when it was opened
	ahead  []met // those that the walk is to meet
}

// extent is how much of a folder might hold documents: what systems write into
// folders comes and goes.
type extent struct{ files, bytes int64 }

// count counts so many files of a folder, of a size.
func (in *input) count(e *extent, rel string, files, size int64) {
	in.Files += files
	in.Bytes += files * size
	if _, is := junk(rel); !is {
		e.files += files
		e.bytes += files * size
	}
}

// again is the input for another reading.
func (in *input) again() *input {
	fresh := *in
	fresh.SHA256 = ""
	if in.folder {
		fresh.hash = sha256.New()
	}
	return &fresh
}

// openInputs checks that every input can be opened, and measures it.
func openInputs(at root, paths []string) ([]*input, error) {
	if len(paths) == 0 {
		return nil, errors.New("no input: name a file, a folder or an archive")
	}
	var inputs []*input
	seen, labels := map[string]bool{}, map[string]int{}
	for _, p := range paths {
		in, err := openInput(at, p)
		if err != nil {
			return nil, err
		}
		if seen[in.path] {
			return nil, fmt.Errorf("input %s is named twice", p)
		}
		seen[in.path] = true
		if labels[in.Name]++; labels[in.Name] > 1 {
			in.Name = fmt.Sprintf("%s (%d)", in.Name, labels[in.Name])
		}
		inputs = append(inputs, in)
	}
	return inputs, nil
}

// openInput follows a link that is named itself: links are refused only inside an input.
func openInput(at root, p string) (*input, error) {
	abs, err := at.abs(p)
	if err != nil && at.remote(p) { // which may have credentials in it
		return nil, fmt.Errorf("input: %w", err)
	} else if err != nil {
		return nil, fmt.Errorf("input %s: %w", p, err)
	}
	info, err := at.stat(abs)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("input %s does not exist", p)
	} else if objects.IsFailure(err) {
		return nil, err
	} else if err != nil {
		return nil, fmt.Errorf("input %s: %w", p, cause(err))
	}
	in := &input{Input: Input{Name: cleanName(filepath.Base(abs)), Kind: "file"}, path: abs}
	if info.IsDir() {
		return in, in.openFolder(at, p)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("input %s is neither a file nor a folder", p)
	}
	in.listed.add(abs, info)
	in.Files, in.Bytes, in.kind = 1, info.Size(), kindOf(abs)
	if in.kind.archive() {
		in.Kind = "archive"
	}
	return in, readable(at, p, abs)
}

func readable(at root, p, abs string) error {
	if at.remote(abs) {
		return nil // it was asked for
	}
	f, err := at.open(abs)
	if err != nil {
		return fmt.Errorf("input %s: %w", p, cause(err))
	}
	return f.Close()
}

func (in *input) openFolder(at root, p string) error {
	if err := readable(at, p, in.path); err != nil {
		return err
	}
	in.Kind, in.folder, in.hash = "folder", true, sha256.New()
	path, err := at.resolve(in.path)
	if err != nil {
		return fmt.Errorf("input %s: %w", p, cause(err))
	}
	in.path = path
	return nil
}

// measure counts what is in a folder.
func (in *input) measure(at root, results string) error {
	if !in.folder {
		return nil
	}
	return at.walk(in.path, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // Read rejects it
		case d.IsDir() && path != in.path && isResults(d, results):
			return filepath.SkipDir
		}
		info, err := d.Info()
		if err != nil {
			in.listed.line("%q %v", path, cause(err))
			return nil
		}
		if rel := in.inside(path); d.Type().IsRegular() {
			in.count(&in.begun, rel, 1, info.Size())
			if len(in.met) < mostMet {
				in.met = append(in.met, met{rel, statOf(info)})
			}
		}
		in.listed.add(path, info)
		return nil
	})
}

// inside is the path of a file in the folder.
func (in *input) inside(path string) string {
	rel, ok := strings.CutPrefix(path, in.path+string(filepath.Separator))
	if !ok {
		var err error
		if rel, err = filepath.Rel(in.path, path); err != nil {
			rel = path
		}
	}
	return cleanName(filepath.ToSlash(rel))
}

// isResults says whether a folder is that of results.
func isResults(d fs.DirEntry, results string) bool {
	if results == "" {
		return false
	}
	here, err := d.Info()
	if err != nil {
		return false
	}
	there, err := os.Stat(results)
	return err == nil && os.SameFile(here, there)
}

// hashed notes the hash of the input, or of one file of a folder; nil stands for a file
// that was not read.
func (in *input) hashed(path string, sum []byte) {
	if !in.folder {
		in.SHA256 = hex.EncodeToString(sum)
		return
	}
	text := "-"
	if sum != nil {
		text = hex.EncodeToString(sum)
	}
	fmt.Fprintf(in.hash, "%s\x00%s\n", path, text)
}

// cause takes the path off an error, because messages that end up in outputs
// must not tell where on this machine a file lies.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
