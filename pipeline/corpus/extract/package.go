package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// parts is a document that is a zip, with what may still come out of it.
type parts struct {
	zip    *zip.Reader
	limits Limits
	left   int64
}

// readPackage tells DOCX, ODT and EPUB apart by their parts.
func readPackage(ctx context.Context, data []byte, limits Limits) (Document, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return Document{}, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	p := &parts{zip: z, limits: limits, left: limits.Unpacked}
	switch {
	case p.has("word/document.xml"):
		return p.docx()
	case p.has("META-INF/container.xml") && p.has("mimetype") && !p.has("content.xml"):
		return p.epub(ctx)
	case p.has("content.xml"):
		return p.odt()
	case p.has("xl/workbook.xml"):
		return Document{}, fmt.Errorf("%w: a workbook: name it .xlsx", ErrUnsupported)
	case p.has("ppt/presentation.xml"):
		return Document{}, fmt.Errorf("%w: slides: save them as .pdf", ErrUnsupported)
	}
	return Document{}, fmt.Errorf("%w: an archive: name it .zip", ErrUnsupported)
}

func (p *parts) find(name string) *zip.File {
	for _, f := range p.zip.File {
		if f.Name == name {
			return f
		}
	}
	return nil
}

func (p *parts) has(name string) bool { return p.find(name) != nil }

// read unpacks one part under the limits of ratio and size.
func (p *parts) read(name string) ([]byte, error) {
	f := p.find(name)
	if f == nil {
		return nil, fmt.Errorf("%w: no part %q", ErrBroken, name)
	}
	if f.Flags&1 != 0 {
		return nil, ErrLocked
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: part %s: %v", ErrBroken, name, err)
	}
	defer r.Close()
	// An absurd ratio costs no more than what it allows.
	most := min(p.left, mib+int64(p.limits.Ratio*float64(f.CompressedSize64)))
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(data)) > most {
		return nil, fmt.Errorf("%w: part %s", ErrBomb, name)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: part %s: %v", ErrBroken, name, err)
	}
	p.left -= int64(len(data))
	return data, nil
}
