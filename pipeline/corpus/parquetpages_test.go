package corpus

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

var codecs = map[format.CompressionCodec]compress.Codec{
	format.Uncompressed: &parquet.Uncompressed, format.Snappy: &parquet.Snappy, format.Gzip: &parquet.Gzip,
	format.Brotli: &parquet.Brotli, format.Zstd: &parquet.Zstd, format.Lz4Raw: &parquet.Lz4Raw,
}

// A page that unpacks to more than its head says is known before the library makes room
// for it, whatever packed it.
func TestParquetPages(t *testing.T) {
	text := []byte(strings.Repeat("sovereignty and development, ", 40_000))
	for code, codec := range codecs {
		if code == format.Uncompressed {
			continue
		}
		body, err := codec.Encode(nil, text)
		if err != nil {
			t.Fatal(err)
		}
		var p pages
		h := &format.PageHeader{UncompressedPageSize: int32(len(text))}
		if err := p.check(code, h, body); err != nil {
			t.Errorf("%v: a page as it should be: %v", code, err)
		}
		h.UncompressedPageSize--
		if err := p.check(code, h, body); err == nil {
			t.Errorf("%v: a page of %d bytes that says %d is taken", code, len(text), h.UncompressedPageSize)
		}
		levels := []byte{1, 2, 3}
		h = &format.PageHeader{UncompressedPageSize: int32(len(text) + len(levels))}
		h.DataPageHeaderV2 = thrift.Null[format.DataPageHeaderV2]{Valid: true, V: format.DataPageHeaderV2{DefinitionLevelsByteLength: int32(len(levels))}}
		if err := p.check(code, h, append(levels, body...)); err != nil {
			t.Errorf("%v: a page of the second version: %v", code, err)
		}
		p.close()
	}
}

// A file whose pages were packed by one codec and that names another, or with bytes of
// its pages damaged, is quarantined and not unpacked without end.
func TestParquetOfAnotherCodec(t *testing.T) {
	type row struct {
		Text string `parquet:"text"`
		Date string `parquet:"date"`
	}
	rows := make([]row, 50)
	for i := range rows {
		rows[i] = row{english + strings.Repeat("x", i), "2019-03-05"}
	}
	for code, codec := range codecs {
		var b bytes.Buffer
		if err := parquet.Write(&b, rows, parquet.Compression(codec)); err != nil {
			t.Fatal(err)
		}
		if table, err := openParquet(b.Bytes(), Options{}.withDefaults().Limits); err != nil {
			t.Fatalf("%v: %v, %v", code, table, err)
		}
		for other := range codecs {
			readDamaged(renamedCodec(t, b.Bytes(), other))
		}
		for at := 4; at < b.Len()-8; at += 97 {
			data := bytes.Clone(b.Bytes())
			data[at] ^= 0x5a
			readDamaged(data)
		}
	}
}

func readDamaged(data []byte) {
	table, err := openParquet(data, Options{}.withDefaults().Limits)
	if err != nil {
		return
	}
	for _, g := range table.file.RowGroups() {
		_ = table.rows(g, func([]string) error { return nil })
	}
}

// renamedCodec is a file that names another codec for all its columns.
func renamedCodec(t *testing.T, data []byte, codec format.CompressionCodec) []byte {
	end := len(data) - 8
	size := int(binary.LittleEndian.Uint32(data[end:]))
	var meta format.FileMetaData
	protocol := &thrift.CompactProtocol{}
	if err := thrift.Unmarshal(protocol, data[end-size:end], &meta); err != nil {
		t.Fatal(err)
	}
	for i := range meta.RowGroups {
		for j := range meta.RowGroups[i].Columns {
			meta.RowGroups[i].Columns[j].MetaData.Codec = codec
		}
	}
	footer, err := thrift.Marshal(protocol, &meta)
	if err != nil {
		t.Fatal(err)
	}
	out := append(bytes.Clone(data[:end-size]), footer...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(footer)))
	return append(out, "PAR1"...)
}
