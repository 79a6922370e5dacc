package corpus

import (
	"bytes"
	"errors"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

var errPage = errors.New("a page unpacks to more than it says, or not at all")

// pages unpacks the pages of a Parquet file to see whether they hold what their heads
// say. The library believes none of it and makes room until a page fits: for a page of
// LZ4 that is damaged without end.
type pages struct {
	zstd *zstd.Decoder
}

func (p *pages) close() {
	if p.zstd != nil {
		p.zstd.Close()
	}
}

// check holds a page against its head. What else is wrong with it the library says.
func (p *pages) check(codec format.CompressionCodec, h *format.PageHeader, body []byte) error {
	size := int64(h.UncompressedPageSize)
	if h.DataPageHeaderV2.Valid {
		v2 := &h.DataPageHeaderV2.V
		levels := int64(v2.RepetitionLevelsByteLength) + int64(v2.DefinitionLevelsByteLength)
		if v2.RepetitionLevelsByteLength < 0 || v2.DefinitionLevelsByteLength < 0 || levels > int64(len(body)) {
			return errPage
		}
		if v2.IsCompressed.Valid && !v2.IsCompressed.V {
			return nil
		}
		body, size = body[levels:], size-levels
	}
	if size < 0 {
		return errPage
	}
	switch codec {
	case format.Snappy:
		if n, err := snappy.DecodedLen(body); err == nil && int64(n) > size {
			return errPage
		}
	case format.Lz4Raw:
		if _, err := lz4.UncompressBlock(body, make([]byte, size)); err != nil {
			return errPage
		}
	case format.Gzip:
		r, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil
		}
		return within(r, size)
	case format.Brotli:
		return within(brotli.NewReader(bytes.NewReader(body)), size)
	case format.Zstd:
		return p.checkZstd(body, size)
	}
	return nil
}

func (p *pages) checkZstd(body []byte, size int64) (err error) {
	var head zstd.Header
	if head.Decode(body) == nil && head.HasFCS && head.FrameContentSize > uint64(size) {
		return errPage
	}
	if p.zstd == nil {
		p.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return err
		}
	}
	if err := p.zstd.Reset(bytes.NewReader(body)); err != nil {
		return nil
	}
	return within(p.zstd, size)
}

// within says whether no more comes out of a reader than was said.
func within(r io.Reader, size int64) error {
	if n, _ := io.Copy(io.Discard, io.LimitReader(r, size+1)); n > size {
		return errPage
	}
	return nil
}
