package corpus

import (
	"archive/tar"
	"errors"
	"io"
	"strings"
)

// tar reads the members of a tar one after another. When the stream breaks
// off, what came before has been handed on already.
func (p *pass) tar(f *file, g *guard, r io.Reader) error {
	tr := tar.NewReader(r)
	for count := 0; ; count++ {
		g.member()
		header, err := tr.Next()
		switch {
		case err == io.EOF:
			return p.tarEnd(f, r)
		case isStop(err):
			return err
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return p.reject(f.source, ReasonBrokenArchive, streamError(err, count))
		case count >= p.options.Limits.Members:
			return p.reject(f.source, "", tooMany(p.options.Limits))
		}
		if damage, err := p.tarMember(f, header, tr); damage != nil || err != nil || p.past() {
			return err
		}
	}
}

func (p *pass) tarMember(f *file, h *tar.Header, tr *tar.Reader) (damage, err error) {
	switch h.Typeflag {
	case tar.TypeReg, '\x00', tar.TypeCont:
	case tar.TypeDir, tar.TypeXGlobalHeader:
		return nil, nil
	case tar.TypeSymlink, tar.TypeLink:
		return nil, p.rejectMember(f, h.Name, ReasonUnsafePath, "a link, not followed")
	case tar.TypeGNUSparse:
		return nil, p.rejectMember(f, h.Name, ReasonSuspiciousArchive, sparseDetail)
	default:
		return nil, p.rejectMember(f, h.Name, ReasonUnsafePath, "a device, pipe or unknown kind of member")
	}
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return nil, p.rejectMember(f, h.Name, ReasonSuspiciousArchive, sparseDetail)
		}
	}
	open := func() (io.ReadCloser, error) { return io.NopCloser(tr), nil }
	return p.member(f, member{name: h.Name, size: h.Size, open: open, last: true})
}

// The holes of a sparse file are made up by the reader, so that no limit on
// what is unpacked would see them.
const sparseDetail = "a sparse file"

func (p *pass) rejectMember(f *file, name string, reason Reason, detail string) error {
	return p.reject(f.source+"/"+cleanName(name), reason, errors.New(detail))
}

// tarEnd reads on to the end of the stream, where its checksum is, and looks
// for members that a second tar put after the end marker of the first would hide.
func (p *pass) tarEnd(f *file, r io.Reader) error {
	buffer, rest := make([]byte, 32<<10), false
	for {
		n, err := r.Read(buffer)
		rest = rest || strings.Trim(string(buffer[:n]), "\x00") != ""
		switch {
		case err == io.EOF && rest:
			return p.reject(f.source, "", brokenf("data after the end of the tar, not read"))
		case err == io.EOF || isStop(err):
			return stopOrNil(err)
		case err != nil:
			return p.reject(f.source, ReasonBrokenArchive, streamError(err, -1))
		}
	}
}

func stopOrNil(err error) error {
	if isStop(err) {
		return err
	}
	return nil
}

func streamError(err error, count int) error {
	var f *fault
	switch {
	case errors.As(err, &f):
		return f
	case count < 0:
		return faultf(ReasonBrokenArchive, "after the last member: %v", cause(err))
	}
	return brokenf("after %d members: %v", count, cause(err))
}
