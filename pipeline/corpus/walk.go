package corpus

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/objects"
)

// input reads one input.
func (p *pass) input(in *input) error {
	if in.folder {
		return p.folderInput(in)
	}
	base := cleanName(filepath.Base(in.path))
	f := &file{source: in.Name, path: base, kind: in.kind, named: true, size: in.Bytes}
	sum, err := p.disk(f, in.path)
	p.hashed("", sum)
	return err
}

// folderInput walks a folder. What it holds may have changed since it was opened:
// what is counted is what was met.
func (p *pass) folderInput(in *input) error {
	in.hash.Reset()
	measured := in.Input
	in.Files, in.Bytes, in.now = 0, 0, extent{}
	in.ahead = in.met
	if err := p.root.walk(in.path, p.visit); err != nil {
		return err
	}
	in.SHA256 = hex.EncodeToString(in.hash.Sum(nil))
	if p.prunes() { // not all of it was met
		in.Files, in.Bytes = measured.Files, measured.Bytes
		return nil
	}
	if in.now != in.begun {
		return p.reject(in.Name, ReasonSourceChanged, fmt.Errorf("%d files of %d bytes when the run began, %d files of %d bytes when they were read",
			in.begun.files, in.begun.bytes, in.now.files, in.now.bytes))
	}
	return nil
}

// visit takes one entry of a folder. Links are not followed, wherever they
// lead: that is what keeps a walk inside its input and out of loops.
func (p *pass) visit(path string, d fs.DirEntry, err error) error {
	rel := p.in.inside(path)
	f := &file{source: p.in.Name + "/" + rel, path: rel, kind: kindOf(rel)}
	switch {
	case path != p.in.path && p.elsewhere(f.source):
		return p.leave(d)
	case err != nil:
		return p.unread(f, err)
	case d.IsDir():
		return p.folder(f, path, d)
	case d.Type()&fs.ModeSymlink != 0:
		return p.reject(f.source, ReasonUnsafePath, errors.New("a link, not followed: name its target as an input"))
	case !d.Type().IsRegular():
		return p.reject(f.source, ReasonUnsafePath, errors.New("a device, pipe or socket"))
	}
	if s, ok := p.in.meet(rel); ok {
		f.listed = d
		p.counted(f, s)
	} else {
		p.look(f, d)
	}
	sum, err := p.disk(f, path)
	p.hashed(rel, sum)
	return err
}

// leave leaves an entry of a folder to other shares.
func (p *pass) leave(d fs.DirEntry) error {
	switch {
	case p.share.over:
		return filepath.SkipAll
	case d.IsDir():
		return filepath.SkipDir
	}
	return nil
}

// look asks the system of a file of a folder.
func (p *pass) look(f *file, d fs.DirEntry) {
	if info, err := d.Info(); err == nil { // what can't be read is said when it is
		p.counted(f, statOf(info))
	}
}

func (p *pass) counted(f *file, s stat) {
	p.in.count(&p.in.now, f.path, 1, s.size)
	f.stamp, f.size = s.stamp(f.source), s.size
}

// lookAgain is for a file that is to be opened: it may have changed since it was listed.
func (p *pass) lookAgain(f *file) {
	if f.listed != nil {
		p.in.count(&p.in.now, f.path, -1, f.size)
		p.look(f, f.listed)
	}
}

// folder leaves the folder of results out, so that a run does not read what
// others wrote.
func (p *pass) folder(f *file, path string, d fs.DirEntry) error {
	if path == p.in.path || !isResults(d, p.options.Results) {
		return nil
	}
	if err := p.reject(f.source, ReasonIgnored, errors.New(DetailResults)); err != nil {
		return err
	}
	return filepath.SkipDir
}

// disk reads a file on disk and returns its SHA-256, or nil where its name
// alone decided and it was not opened.
func (p *pass) disk(f *file, path string) (sum []byte, err error) {
	if !f.named && p.isTable(path) {
		return nil, p.reject(f.source, ReasonIgnored, errors.New("read as a metadata table"))
	}
	if !f.named && p.isOwn(path) {
		return nil, p.reject(f.source, ReasonIgnored, errors.New(DetailOwn))
	}
	if fault := p.screen(f); fault != nil {
		if f.named && p.mine() {
			sum, err = hashFile(p.ctx, p.root, path)
		}
		if err == nil {
			err = p.reject(f.source, "", fault)
		}
		return sum, err
	}
	if raw, ok := p.known(f, path); ok {
		p.done.Add(f.size)
		return raw.sum[:], p.send(raw)
	}
	if !f.kind.archive() && !p.unit(f.source, f.size) {
		p.done.Add(f.size)
		return nil, nil
	}
	p.lookAgain(f)
	open := func() (err error) {
		sum, err = p.open(f, path)
		return err
	}
	if f.kind.archive() {
		err = p.archive(f.source, open)
	} else {
		err = open()
	}
	return sum, err
}

func (p *pass) open(f *file, path string) ([]byte, error) {
	if p.fetch != nil {
		return nil, p.fetch(path)
	}
	h, err := p.root.open(path)
	if err != nil {
		return nil, p.unread(f, err)
	}
	defer h.Close()
	return p.opened(f, h)
}

// unread is the rejection of what can't be opened, or is there no more.
func (p *pass) unread(f *file, err error) error {
	switch {
	case objects.IsFailure(err):
		return stop{err}
	case errors.Is(err, objects.ErrKey):
		return p.reject(f.source, ReasonUnsafePath, err)
	case errors.Is(err, objects.ErrChanged):
		return p.reject(f.source, ReasonSourceChanged, err)
	case errors.Is(err, fs.ErrNotExist):
		return p.reject(f.source, ReasonSourceChanged, errors.New("gone since the run began"))
	}
	return p.reject(f.source, ReasonUnreadable, cause(err))
}

func (p *pass) opened(f *file, h fs.File) ([]byte, error) {
	info, err := h.Stat()
	if err != nil {
		return nil, p.reject(f.source, ReasonUnreadable, cause(err))
	}
	before := p.done.Load()
	p.guard = nil
	src := newSource(p.ctx, h, &p.done)
	if f.kind == kindZip {
		err = p.zipFile(f, h, info.Size(), src)
	} else {
		err = p.stream(f, src, info.Size())
	}
	if err = cmp.Or(failed(h), err); err != nil {
		return nil, err
	}
	if !p.mine() || f.kind == kindUnsupported && !f.named {
		p.done.Store(before + info.Size())
		return nil, nil // only its beginning was looked at, or it is another's
	}
	err = cmp.Or(src.finish(), failed(h))
	p.done.Store(before + info.Size())
	if !p.in.folder {
		p.in.Bytes = src.n
	}
	if err == nil && src.fatal == nil && src.n != info.Size() {
		err = p.reject(f.source, ReasonSourceChanged, fmt.Errorf("%d bytes when it was opened, %d read", info.Size(), src.n))
	}
	if err != nil || src.fatal != nil {
		return nil, err // the hash of half a file would look like that of a whole one
	}
	return src.hash.Sum(nil), nil
}

// stream reads a file on disk that needs no random access.
func (p *pass) stream(f *file, src *source, size int64) error {
	if f.kind.archive() {
		return p.packed(f, src)
	}
	f.disk = src
	return p.settle(f, ReasonUnreadable, p.content(f, src, size))
}

// content reads a file of documents. What it returns is damage, or stop.
func (p *pass) content(f *file, r io.Reader, size int64) error {
	r, err := p.settleKind(f, r)
	if err != nil {
		return err
	}
	switch f.kind {
	case kindText:
		return p.text(f, r, size)
	case kindDocument:
		return p.document(f, r, size)
	}
	return p.table(func() error {
		switch f.kind {
		case kindParquet:
			return p.parquet(f, r, size)
		case kindXLSX:
			return p.workbook(f, r, size)
		case kindCSV:
			return p.csv(f, bufio.NewReaderSize(r, recordBuffer))
		}
		return p.json(f, bufio.NewReaderSize(r, recordBuffer))
	})
}

// sumOf is the hash of everything that has passed through a source.
func sumOf(s *source) *[32]byte {
	if s == nil {
		return nil
	}
	return (*[sha256.Size]byte)(s.hash.Sum(nil))
}
