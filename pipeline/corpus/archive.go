package corpus

import (
	"bufio"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const packedBuffer = 256 << 10

// maxWindow is the most memory that a .zst may ask for: what zstd --long gives.
const maxWindow = 128 * mib

// packed reads a compressed stream: a tar, or one compressed file.
func (p *pass) packed(f *file, src *source) error {
	compressed := bufio.NewReaderSize(src, packedBuffer)
	unpacked, err := decompress(f.kind, compressed)
	if err != nil {
		return p.settle(f, "", brokenf("%v", cause(err)))
	}
	defer unpacked.Close()
	taken := func() int64 { return src.n - int64(compressed.Buffered()) }
	g := newGuard(unpacked, taken, p.options.Limits)
	p.guard = g
	buffered := bufio.NewReader(g) // small: long reads pass it by
	if f.kind == kindTar || extension(unpackedName(f.path)) == ".tar" || looksTar(buffered) {
		return p.tar(f, g, buffered)
	}
	return p.single(f, buffered)
}

func decompress(k kind, r io.Reader) (io.ReadCloser, error) {
	switch k {
	case kindGzip:
		return gzip.NewReader(r)
	case kindZstd:
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return io.NopCloser(r), nil
}

func looksTar(r *bufio.Reader) bool {
	const magic = 257
	head, _ := r.Peek(magic + 5)
	return len(head) == magic+5 && string(head[magic:]) == "ustar"
}

// single reads a file that was compressed on its own.
func (p *pass) single(f *file, r io.Reader) error {
	name := unpackedName(f.path)
	inner := &file{source: f.source, path: name, kind: kindOf(name), named: f.named, inside: true}
	if fault := p.screen(inner); fault != nil {
		return p.reject(f.source, "", fault)
	}
	if !p.unit(inner.source, -1) {
		return nil
	}
	return p.settle(inner, ReasonBrokenArchive, p.content(inner, r, -1))
}

// member is one entry of an archive.
type member struct {
	name string
	size int64
	open func() (io.ReadCloser, error)
	last bool // when it is damaged: nothing can be read after it
}

// member reads one entry. damage is what went wrong with the bytes, after it
// has been reported: a stream can't go on from there, a zip can.
func (p *pass) member(archive *file, m member) (damage error, err error) {
	name, safe := safePath(cleanName(m.name))
	f := &file{source: archive.source + "/" + name, path: name, kind: kindOf(name), inside: true}
	if !archive.named {
		f.path = archive.path + "/" + name
	}
	if !safe {
		return nil, p.reject(f.source, ReasonUnsafePath, errors.New("the path leads out of the archive"))
	}
	if fault := p.screen(f); fault != nil {
		return nil, p.reject(f.source, "", fault)
	}
	if !p.unit(f.source, m.size) {
		return nil, nil
	}
	r, err := m.open()
	if err != nil {
		return err, p.settle(f, ReasonBrokenArchive, err)
	}
	defer r.Close()
	if err = p.content(f, r, m.size); isStop(err) {
		return nil, err
	}
	damage = damaged(err)
	if damage != nil && m.last {
		err = beyond(err)
	}
	return damage, p.settle(f, ReasonBrokenArchive, err)
}

// damaged tells an error of the bytes from a fault of the document in them.
func damaged(err error) error {
	var f *fault
	if errors.As(err, &f) && f.reason != ReasonSuspiciousArchive {
		return nil
	}
	return err
}

// beyond says that the damage costs the rest of the archive as well.
func beyond(err error) error {
	reason, detail := ReasonBrokenArchive, cause(err).Error()
	var f *fault
	if errors.As(err, &f) {
		reason, detail = f.reason, f.detail
	}
	return lostf(reason, "%s; the archive is not read beyond this", detail)
}

func tooMany(limits Limits) *fault {
	return lostf(ReasonSuspiciousArchive, "more than %d members (limits.members): the rest is not read", limits.Members)
}

func brokenf(format string, args ...any) *fault {
	return lostf(ReasonBrokenArchive, format, args...)
}
