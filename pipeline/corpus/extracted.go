package corpus

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/frameshift/frameshift/pipeline/corpus/extract"
)

// conversion is what is kept of one: the document, or that its pages are pictures,
// which takes as long to find out.
type conversion struct {
	extract.Document
	Scanned string
}

// extracted is extract.Read, out of the cache where it was done before.
func (r *Reader) extracted(ctx context.Context, format extract.Format, data []byte, limits extract.Limits) (extract.Document, error) {
	if r.options.Cache == nil {
		return extract.Read(ctx, format, data, limits)
	}
	sum := sha256.Sum256(data)
	key := r.options.Cache.Key("extract", string(format), fmt.Sprint(limits.Text, limits.Ratio), string(sum[:]))
	if raw, ok := r.options.Cache.Get(key); ok {
		if c, err := unpackConversion(raw); err == nil {
			return c.result()
		}
	}
	doc, err := extract.Read(ctx, format, data, limits)
	c := conversion{Document: doc}
	if errors.Is(err, extract.ErrScanned) {
		c.Scanned = err.Error()
	}
	if err == nil || c.Scanned != "" {
		r.options.Cache.Put(key, c.pack())
	}
	return doc, err
}

func (c conversion) result() (extract.Document, error) {
	if c.Scanned != "" {
		return extract.Document{}, kept{c.Scanned, extract.ErrScanned}
	}
	return c.Document, nil
}

// kept is an error with the words it had the first time.
type kept struct {
	words string
	error
}

func (k kept) Error() string { return k.words }
func (k kept) Unwrap() error { return k.error }

var (
	squeeze = sync.OnceValue(func() *zstd.Encoder { w, _ := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1)); return w })
	expand  = sync.OnceValue(func() *zstd.Decoder {
		r, _ := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(mostUnpacked), zstd.WithDecoderConcurrency(0))
		return r
	})
)

// mostUnpacked bounds what an entry may become: texts are at most documents.
const mostUnpacked = 256 << 20

func (c conversion) pack() []byte {
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(c) != nil { // of strings, which can't fail
		return nil
	}
	return squeeze().EncodeAll(b.Bytes(), nil)
}

func unpackConversion(raw []byte) (c conversion, err error) {
	raw, err = expand().DecodeAll(raw, nil)
	if err != nil {
		return c, err
	}
	b := bytes.NewReader(raw)
	if err = gob.NewDecoder(b).Decode(&c); err == nil && b.Len() > 0 {
		err = io.ErrUnexpectedEOF
	}
	return c, err
}
