package corpus

import (
	"errors"
	"io"
	"io/fs"
	"sync/atomic"

	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"
)

// zipFile reads a zip in the order of its directory. The file is hashed in a
// pass of its own, because a zip is read by random access.
func (p *pass) zipFile(f *file, h fs.File, size int64, src *source) error {
	src.done = new(atomic.Int64) // the progress bar follows the members instead
	if !p.lists() {
		if err := src.finish(); err != nil || src.fatal != nil {
			return p.settle(f, ReasonUnreadable, errors.Join(err, src.fatal))
		}
	}
	at, ok := h.(io.ReaderAt)
	if !ok {
		return p.reject(f.source, ReasonUnreadable, errors.New("a zip in a file system without random access"))
	}
	z, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return p.settle(f, ReasonBrokenArchive, brokenf("no directory of members: truncated, or no zip (%v)", cause(err)))
	}
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1)))
	return p.zip(f, z, size)
}

func (p *pass) zip(f *file, z *zip.Reader, size int64) error {
	unpacked := int64(0)
	for i, m := range z.File {
		if i >= p.options.Limits.Members {
			return p.reject(f.source, "", tooMany(p.options.Limits))
		}
		if m.FileInfo().IsDir() {
			continue
		}
		out, err := p.zipMember(f, m, size, unpacked)
		if err != nil || p.past() {
			return err
		}
		p.done.Add(int64(m.CompressedSize64))
		if unpacked += out; unpacked > int64(p.options.Limits.Unpacked) {
			return p.reject(f.source, "", lostf(ReasonSuspiciousArchive, "unpacks to more than limits.unpacked (%s): the rest is not read", p.options.Limits.Unpacked))
		}
	}
	return nil
}

// zipMember returns how many bytes the member unpacked to.
func (p *pass) zipMember(f *file, m *zip.File, size, before int64) (int64, error) {
	if !m.Mode().IsRegular() {
		return 0, p.rejectMember(f, m.Name, ReasonUnsafePath, "a link or device")
	}
	if m.Flags&1 != 0 {
		return 0, p.rejectMember(f, m.Name, ReasonUnreadable, "encrypted")
	}
	if int64(m.CompressedSize64) < 0 || int64(m.CompressedSize64) > size {
		return 0, p.rejectMember(f, m.Name, ReasonSuspiciousArchive, "claims to be larger than its archive")
	}
	var g *guard
	open := func() (io.ReadCloser, error) {
		r, err := m.Open()
		if errors.Is(err, zip.ErrAlgorithm) {
			return nil, faultf(ReasonUnsupportedFormat, "compression method %d is not read", m.Method)
		} else if err != nil {
			return nil, err
		}
		packed := int64(m.CompressedSize64)
		g = newGuard(r, func() int64 { return packed }, p.options.Limits)
		g.out, g.memberOut = before, before
		p.guard = g
		return readCloser{g, r}, nil
	}
	_, err := p.member(f, member{name: m.Name, size: int64(m.UncompressedSize64), open: open})
	switch {
	case g == nil && !p.mine(): // another share's
		return int64(m.UncompressedSize64), err
	case g == nil:
		return 0, err
	}
	return g.out - before, err
}

type readCloser struct {
	io.Reader
	io.Closer
}
