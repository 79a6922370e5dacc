package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	"github.com/frameshift/frameshift/pipeline/safe"
)

// Options say how a report is made. The zero value is the default.
type Options struct {
	// MaxBytes bounds the size of the page, DefaultMaxBytes if 0. What goes in
	// within it: every word of the page, the most telling series, and then as many
	// sentences as have room; the page says how many were left out.
	MaxBytes int
	// NoText leaves sentences out: terms stand alone, as in a run that kept none.
	NoText bool
}

// DefaultMaxBytes is the size of a page unless another is asked for.
const DefaultMaxBytes = 3_000_000

// seriesShare is the part of the page that series may take before the sentences,
// and slack what is kept free for the words that are known last.
const (
	seriesShare = 0.3
	slack       = 16384
)

// Result says what became of a run's hits.
type Result struct {
	Bytes                   int
	Hits, AllHits           int // in the page, in the run
	Sentences, AllSentences int
}

//go:embed page.html
var pageHTML string

//go:embed report.css
var style string

var pageTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageHTML)) })

// Write writes the page of the finished run in a folder.
func Write(w io.Writer, runDir string, o Options) (Result, error) {
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	r, err := read(runDir)
	if err != nil {
		return Result{}, err
	}
	b := newBuilder(r)
	b.noText, b.payload.Run = o.NoText, r.fingerprint()
	if err := b.addSeries(int(seriesShare * float64(o.MaxBytes))); err != nil {
		return Result{}, err
	}
	b.addChanges()
	if err := b.readNetworks(); err != nil {
		return Result{}, fmt.Errorf("report: %w", err)
	}
	bare, err := b.render(held{})
	if err != nil {
		return Result{}, err
	}
	room := o.MaxBytes - len(bare) - slack
	if room < 0 {
		return Result{}, fmt.Errorf("report: the page takes %d bytes without a single sentence: allow it more than %d", len(bare), o.MaxBytes)
	}
	h, err := b.passages(room)
	if err != nil {
		return Result{}, fmt.Errorf("report: %w", err)
	}
	full, err := b.render(h)
	if left := o.MaxBytes - len(full) - slack; err == nil && left > 0 && len(b.waiting) > 0 {
		if err = b.addSeries(left); err == nil {
			full, err = b.render(h)
		}
	}
	if err != nil {
		return Result{}, err
	}
	_, err = w.Write(full)
	return Result{len(full), h.Hits, h.AllHits, h.Sentences, h.AllSentences}, err
}

// render makes the page of what the payload has.
func (b *builder) render(h held) ([]byte, error) {
	b.weaken()
	data, err := encode(&b.payload)
	if err != nil {
		return nil, err
	}
	p, err := b.page(h)
	if err != nil {
		return nil, err
	}
	p.Policy = fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", hash(style), hash(script))
	p.Style, p.Script, p.Data = template.CSS(style), template.JS(script), template.JS(data)
	var out bytes.Buffer
	if err := pageTemplate().Execute(&out, p); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return []byte(safe.Text(out.String())), nil // a title must not turn the text around it
}

// hash is how a Content-Security-Policy names a script or a style sheet.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
