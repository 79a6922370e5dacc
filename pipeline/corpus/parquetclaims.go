package corpus

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// claims reads what a Parquet file says of sizes before the library does, which
// makes room for as much as is claimed: of a list that no file could hold, more
// than the machine has, and that ends the program.
type claims struct {
	data  *bytes.Reader
	r     thrift.Reader
	depth int
}

func newClaims(data []byte) *claims {
	r := bytes.NewReader(data)
	return &claims{data: r, r: (&thrift.CompactProtocol{}).NewReader(r)}
}

var errClaims = errors.New("it claims to hold more than it has bytes")

// checkFooter checks the description of a file, which stands at its end.
func checkFooter(data []byte) error {
	const tail = 8 // the length of the footer and PAR1
	if len(data) < tail+4 {
		return errors.New("it has no footer")
	}
	size := int64(binary.LittleEndian.Uint32(data[len(data)-tail:]))
	if size > int64(len(data)-tail) {
		return errClaims
	}
	end := len(data) - tail
	return newClaims(data[end-int(size) : end]).value(thrift.STRUCT)
}

// checkPages checks the heads of the pages, and what all of them unpack to.
func checkPages(data []byte, meta *format.FileMetaData, room int64) error {
	var p pages
	defer p.close()
	for _, group := range meta.RowGroups {
		for _, column := range group.Columns {
			m := &column.MetaData
			at := m.DataPageOffset
			if m.DictionaryPageOffset != 0 {
				at = m.DictionaryPageOffset
			}
			if at < 0 || m.TotalCompressedSize < 0 || at > int64(len(data)) || m.TotalCompressedSize > int64(len(data))-at {
				return errClaims
			}
			if err := p.checkColumn(data[at:at+m.TotalCompressedSize], m.Codec, &room); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *pages) checkColumn(data []byte, codec format.CompressionCodec, room *int64) error {
	for len(data) > 0 {
		c := newClaims(data)
		if err := c.value(thrift.STRUCT); errors.Is(err, errClaims) {
			return err
		} else if err != nil {
			return nil // the library says what is wrong, if it comes that far
		}
		head, body := data[:len(data)-c.data.Len()], data[len(data)-c.data.Len():]
		var h format.PageHeader
		if err := thrift.Unmarshal(&thrift.CompactProtocol{}, head, &h); err != nil {
			return nil
		}
		if h.CompressedPageSize < 0 || h.UncompressedPageSize < 0 || int(h.CompressedPageSize) > len(body) {
			return errClaims
		}
		values := max(h.DataPageHeader.V.NumValues, h.DictionaryPageHeader.V.NumValues, h.DataPageHeaderV2.V.NumValues, 0)
		if *room -= int64(h.UncompressedPageSize) + int64(values); *room < 0 {
			return errors.New("it unpacks to more than four times limits.member")
		}
		if err := p.check(codec, &h, body[:h.CompressedPageSize]); err != nil {
			return err
		}
		data = body[h.CompressedPageSize:]
	}
	return nil
}

// value passes over one value.
func (c *claims) value(kind thrift.Type) (err error) {
	if c.depth++; c.depth > maxDepth {
		return errors.New("values inside each other without end")
	}
	defer func() { c.depth-- }()
	switch kind {
	case thrift.TRUE, thrift.FALSE:
	case thrift.I8:
		_, err = c.r.ReadInt8()
	case thrift.I16:
		_, err = c.r.ReadInt16()
	case thrift.I32:
		_, err = c.r.ReadInt32()
	case thrift.I64:
		_, err = c.r.ReadInt64()
	case thrift.DOUBLE:
		_, err = c.r.ReadFloat64()
	case thrift.BINARY:
		err = c.binary()
	case thrift.LIST, thrift.SET:
		err = c.list()
	case thrift.STRUCT:
		err = c.fields()
	default:
		err = fmt.Errorf("no value of kind %d", kind)
	}
	return err
}

func (c *claims) binary() error {
	n, err := c.r.ReadLength()
	if err == nil && (n < 0 || n > c.data.Len()) {
		err = errClaims
	}
	if err == nil {
		_, err = c.data.Seek(int64(n), 1)
	}
	return err
}

// list passes over a list, of which every item takes a byte at least.
func (c *claims) list() error {
	l, err := c.r.ReadList()
	if err == nil && (l.Size < 0 || int(l.Size) > c.data.Len()) {
		err = errClaims
	}
	for i := int32(0); i < l.Size && err == nil; i++ {
		if l.Type == thrift.TRUE || l.Type == thrift.FALSE {
			_, err = c.r.ReadBool()
		} else {
			err = c.value(l.Type)
		}
	}
	return err
}

func (c *claims) fields() error {
	for {
		f, err := c.r.ReadField()
		if err != nil || f.Type == thrift.STOP {
			return err
		}
		if err := c.value(f.Type); err != nil {
			return err
		}
	}
}
