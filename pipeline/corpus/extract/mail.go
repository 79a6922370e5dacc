package extract

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

// readMail reads a message: its first part of plain text, else of HTML.
// Attachments are no text. Of a mailbox only a single message is read.
func readMail(ctx context.Context, data []byte, limits Limits) (Document, error) {
	if bytes.HasPrefix(data, []byte("From ")) {
		if bytes.Contains(data, []byte("\nFrom ")) {
			return Document{}, fmt.Errorf("%w: a mailbox of several messages: save each as .eml", ErrUnsupported)
		}
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return Document{}, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	b := &mailBody{ctx: ctx, limits: limits}
	header := func(key string) string { return m.Header.Get(key) }
	if err := b.part(header, m.Body, 0); err != nil {
		return Document{}, err
	}
	doc := b.html
	if b.plain != "" {
		doc = Document{Text: b.plain}
	}
	doc.Title, doc.Author = decoded(header("Subject")), decoded(header("From"))
	if t, err := m.Header.Date(); err == nil {
		doc.Date = t.Format(time.DateOnly)
	}
	return doc, nil
}

func decoded(header string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if s, err := d.DecodeHeader(header); err == nil {
		header = s
	}
	return oneLine(header)
}

type mailBody struct {
	ctx    context.Context
	limits Limits
	plain  string
	html   Document
}

const maxParts = 10 // of messages in messages

func (b *mailBody) part(header func(string) string, body io.Reader, depth int) error {
	kind, params, err := mime.ParseMediaType(header("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	disposition, _, _ := mime.ParseMediaType(header("Content-Disposition"))
	switch {
	case disposition == "attachment" || depth > maxParts:
		return nil
	case strings.HasPrefix(kind, "multipart/"):
		return b.multipart(multipart.NewReader(body, params["boundary"]), depth)
	case kind != "text/plain" && kind != "text/html":
		return nil
	}
	text, err := b.decode(header("Content-Transfer-Encoding"), params["charset"], body)
	if err != nil {
		return err
	}
	if kind == "text/plain" {
		if b.plain == "" {
			b.plain = strings.TrimSpace(text)
		}
		return nil
	}
	if b.html.Text == "" {
		b.html, err = readHTML(b.ctx, []byte(text), b.limits)
	}
	return err
}

func (b *mailBody) multipart(r *multipart.Reader, depth int) error {
	for {
		p, err := r.NextRawPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%w: %v", ErrBroken, err)
		}
		if err := b.part(p.Header.Get, p, depth+1); err != nil {
			return err
		}
	}
}

func (b *mailBody) decode(transfer, label string, body io.Reader) (string, error) {
	switch strings.ToLower(strings.TrimSpace(transfer)) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	if label != "" {
		r, err := charset.NewReaderLabel(label, body)
		if err != nil {
			return "", fmt.Errorf("%w: charset %.40q", ErrBroken, label)
		}
		body = r
	}
	data, err := io.ReadAll(io.LimitReader(body, b.limits.Text+1))
	if err != nil {
		return "", fmt.Errorf("%w: %v", ErrBroken, err)
	}
	return strings.ToValidUTF8(strings.ReplaceAll(string(data), "\r\n", "\n"), "\uFFFD"), nil
}
