package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/internal/atomicdir"
	"github.com/frameshift/frameshift/pipeline/spool"
)

// Folder is that of a run being written: it appears as out/runs/<name>, with all
// its files, or not at all.
type Folder struct {
	out   string
	dir   *atomicdir.Dir
	temp  *atomicdir.Dir // nil: the spool is in dir
	spool *spool.File
	aside bool

	scratch []*os.File

	settling <-chan settled // see Settle
}

// Create starts a run in the output folder, which is made if it is missing, and
// removes what runs that died left there. Several runs can share an output
// folder at the same time. What is needed only until the run is done goes into a
// folder in temp, which has to exist; empty: into the run's own. The caller ends the
// run with Publish or Abort.
func Create(out, temp string) (*Folder, error) {
	f := &Folder{out: out}
	var err error
	if temp != "" {
		if _, err = os.Stat(temp); err == nil {
			f.temp, err = atomicdir.Create(filepath.Join(temp, "frameshift"))
		}
		if err != nil {
			return nil, fmt.Errorf("temporary folder %s: %w", temp, err)
		}
	}
	if f.dir, err = atomicdir.Create(filepath.Join(out, "runs")); err != nil {
		return nil, errors.Join(fmt.Errorf("create run: %w", err), f.Abort())
	}
	return f, nil
}

// Dir is the folder into which the run's files are written.
func (r *Folder) Dir() string { return r.dir.Path() }

// Spool makes the run's spool. It lives until Publish or Abort; a run has one.
func (r *Folder) Spool() (*spool.File, error) {
	dir := r.dir
	if r.temp != nil {
		dir = r.temp
	}
	file, err := spool.Create(dir.Path())
	if err == nil {
		r.spool = file
	}
	return file, err
}

// Scratch makes an empty file for what is needed only until Settle, Publish or Abort.
func (r *Folder) Scratch() (*os.File, error) {
	dir := r.dir
	if r.temp != nil {
		dir = r.temp
	}
	file, err := os.CreateTemp(dir.Path(), ".scratch-")
	if err == nil {
		r.scratch = append(r.scratch, file)
	}
	return file, err
}

// Aside has Publish leave out/latest where it is: the run is complete, but not
// one to be taken for the newest state of things.
func (r *Folder) Aside() { r.aside = true }

// Publish removes the spool, writes the manifest and the timing, and makes the
// folder appear as out/runs/<name>, or <name>-2, -3 … if that is taken. Then
// out/latest is made to point to it, unless Aside was called. It returns the path
// of the run.
//
// With an empty path nothing was published, and the run is still to be aborted.
// An error together with a path means that the run is complete, and that only
// out/latest could not be moved or the disk could not confirm the last step.
func (r *Folder) Publish(name string, m Manifest, t Timing) (path string, err error) {
	if name == "" || name[0] == '.' || strings.ContainsAny(name, `/\`) {
		return "", fmt.Errorf("publish run: %q is no name for a folder", name)
	}
	if err := r.describe(m, t); err != nil {
		return "", fmt.Errorf("publish run %s: %w", name, err)
	}
	link := filepath.Join(r.out, "latest")
	if r.aside {
		link = ""
	}
	path, err = r.dir.Publish(name, link)
	if err != nil {
		err = fmt.Errorf("publish run %s: %w", name, err)
	}
	return path, err
}

func (r *Folder) describe(m Manifest, t Timing) error {
	if r.settling == nil {
		if err := r.Settle(); err != nil {
			return err
		}
	}
	now := <-r.settling
	r.settling = nil
	if now.err != nil {
		return now.err
	}
	if err := m.measure(r.Dir(), now.files); err != nil {
		return err
	}
	return errors.Join(
		writeJSON(filepath.Join(r.Dir(), ManifestName), m),
		writeJSON(filepath.Join(r.Dir(), TimingName), t),
	)
}

// settled are the files of a folder that are as they are to be.
type settled struct {
	files []OutputFile
	err   error
}

// Settle says that all files that the manifest describes are there and stay as they
// are: they are hashed and brought to the disk beside what else is done before Publish.
func (r *Folder) Settle() error {
	err := r.closeSpool()
	done := make(chan settled, 1)
	r.settling = done
	go func() {
		var s settled
		var g errgroup.Group
		g.Go(r.dir.Sync)
		g.Go(func() (err error) { s.files, err = hashAll(r.Dir()); return err })
		s.err = g.Wait()
		done <- s
	}()
	return err
}

func (r *Folder) closeSpool() error {
	var err error
	if r.spool != nil {
		err, r.spool = r.spool.Close(), nil
	}
	for _, file := range r.scratch {
		err = errors.Join(err, file.Close(), os.Remove(file.Name()))
	}
	r.scratch = nil
	if r.temp != nil {
		err = errors.Join(err, r.temp.Abort())
	}
	return err
}

// Abort removes what was written of the run; earlier runs and out/latest stay as
// they are. After Publish or another Abort it does nothing, so that it can be
// deferred.
func (r *Folder) Abort() error {
	err := r.closeSpool()
	if r.settling != nil {
		<-r.settling
		r.settling = nil
	}
	if r.dir != nil {
		err = errors.Join(err, r.dir.Abort())
	}
	return err
}

// PointLatest makes out/latest point to a run that is there.
func PointLatest(out, run string) error {
	return atomicdir.Point(filepath.Join(out, "latest"), run)
}

// Latest returns the folder of the newest complete run in the output folder.
func Latest(out string) (string, error) {
	return atomicdir.Resolve(filepath.Join(out, "latest"))
}
