package extract

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// readPDF takes the text layer of the pages in their order.
func readPDF(ctx context.Context, data []byte, limits Limits) (Document, error) {
	reader, err := openPDF(ctx, data)
	if err != nil {
		return Document{}, err
	}
	defer reader.close()
	stop := context.AfterFunc(ctx, reader.kill)
	defer stop()
	pages, err := reader.pages(ctx, limits)
	if err != nil {
		return Document{}, err
	}
	doc, err := assemble(pages)
	if err == nil {
		reader.facts(&doc)
	}
	return doc, err
}

// pdfReader is one document open in an instance of the library.
type pdfReader struct {
	pdfium.Pdfium
	document references.FPDF_DOCUMENT
	ended    sync.Once
}

func openPDF(ctx context.Context, data []byte) (*pdfReader, error) {
	pool, err := pdfPool()
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrPanic, err)
	}
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrPanic, err)
	}
	r := &pdfReader{Pdfium: instance}
	opened, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		r.close()
		return nil, pdfError(err)
	}
	r.document = opened.Document
	return r, nil
}

func pdfError(err error) error {
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return ErrLocked
	case strings.Contains(err.Error(), "memory access"), strings.Contains(err.Error(), "panic"), strings.Contains(err.Error(), "wasm"):
		return fmt.Errorf("%w: %.200v", ErrPanic, err)
	}
	return fmt.Errorf("%w: no PDF that can be read (%.200v)", ErrBroken, err)
}

// close gives the instance back, unless kill, which may run beside it, was first.
func (r *pdfReader) close() { r.ended.Do(func() { _ = r.Close() }) }

func (r *pdfReader) kill() { r.ended.Do(func() { _ = r.Kill() }) }

// pictures: a document that begins with so many pages without a text is a scan.
// The library decodes the picture of each, which takes up to a second.
const pictures = 60

func (r *pdfReader) pages(ctx context.Context, limits Limits) ([]string, error) {
	count, err := r.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: r.document})
	if err != nil {
		return nil, pdfError(err)
	}
	if count.PageCount > limits.Pages {
		return nil, fmt.Errorf("%w: %d pages, more than %d", ErrTooLarge, count.PageCount, limits.Pages)
	}
	var pages []string
	size := int64(0)
	for i := range count.PageCount {
		text, err := r.page(i)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, pdfError(err))
		}
		if size += int64(len(text)); size > limits.Text {
			return nil, fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, limits.Text)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		pages = append(pages, text)
		if size == 0 && len(pages) == pictures {
			break
		}
	}
	return pages, nil
}

func (r *pdfReader) page(index int) (string, error) {
	page, err := r.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: r.document, Index: index})
	if err != nil {
		return "", err
	}
	// A page stays in the memory of the library until it is closed.
	defer func() { _, _ = r.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: page.Page}) }()
	text, err := r.GetPageText(&requests.GetPageText{Page: requests.Page{ByReference: &page.Page}})
	if err != nil {
		return "", err
	}
	return text.Text, nil
}

// facts reads the information dictionary. Its date is the day the file was made.
func (r *pdfReader) facts(doc *Document) {
	tags := []string{"Title", "Author", "CreationDate"}
	meta, err := r.GetMetaData(&requests.GetMetaData{Document: r.document, Tags: &tags})
	if err != nil {
		return
	}
	for _, t := range meta.Tags {
		switch t.Tag {
		case "Title":
			doc.Title = oneLine(t.Value)
		case "Author":
			doc.Author = oneLine(t.Value)
		case "CreationDate":
			if v := strings.TrimPrefix(t.Value, "D:"); len(v) >= 8 {
				doc.Created = day(v[:4], v[4:6], v[6:8])
			}
		}
	}
}
