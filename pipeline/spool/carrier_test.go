package spool_test

import (
	"bufio"
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"syscall"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

// The measurement behind the choice of a carrier, see the documentation of the
// package: what rests in the spool, and what an Aggregator keeps in columns of Arrow
// and in plain varints. cpu-ns/doc is the time of all threads, which a busy machine
// does not lengthen.
func BenchmarkCarrier(b *testing.B) {
	m, docs := speeches(b)
	b.Run("documents", func(b *testing.B) { benchmarkDocuments(b, docs) })
	sums := make([]*sum, len(docs))
	for i, d := range docs {
		sums[i] = newSum(d)
	}
	b.Run("sums/arrow", func(b *testing.B) { benchmarkSums(b, sums) })
	b.Run("sums/varint", func(b *testing.B) { benchmarkCodec(b, sums, encodeSum, decodeSum) })
	b.Run("aggregator", func(b *testing.B) { benchmarkAggregator(b, m, docs) })
}

var speeches = func() func(b *testing.B) (*lexicon.Matcher, []*score.Document) {
	var once sync.Once
	var match *lexicon.Matcher
	var docs []*score.Document
	return func(b *testing.B) (*lexicon.Matcher, []*score.Document) {
		dir := os.Getenv("FRAMESHIFT_CORPORA")
		if dir == "" {
			b.Skip("FRAMESHIFT_CORPORA is unset: no UN speeches to measure with")
		}
		once.Do(func() {
			c := pipeline.Config{Preset: "ungdc", Inputs: []string{filepath.Join(dir, "ungdc", "UNGDC_1946-2024.tgz")}}
			_, err := pipeline.EachDocument(context.Background(), c, nil, func(m *lexicon.Matcher, d *score.Document) {
				match, docs = m, append(docs, d)
			})
			if err != nil {
				b.Fatal(err)
			}
		})
		return match, docs
	}
}()

// measured runs work b.N times over so many documents.
func measured(b *testing.B, docs int, work func()) {
	before := cpu()
	for b.Loop() {
		work()
	}
	b.ReportMetric(float64(cpu()-before)/float64(b.N*docs), "cpu-ns/doc")
	b.ReportMetric(0, "ns/op")
}

func cpu() int64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

func perDocument(b *testing.B, size int64, docs int) {
	b.ReportMetric(float64(size)/float64(docs), "bytes/doc")
}

func benchmarkDocuments(b *testing.B, docs []*score.Document) {
	b.Run("encode", func(b *testing.B) {
		var size int64
		measured(b, len(docs), func() {
			dir := b.TempDir()
			file := spooledIn(b, dir, docs)
			info, err := os.Stat(filepath.Join(dir, spool.FileName))
			if err != nil {
				b.Fatal(err)
			}
			size = info.Size()
			file.Close()
		})
		perDocument(b, size, len(docs))
	})
	file := spooled(b, docs)
	b.Run("decode", func(b *testing.B) { benchmarkRead(b, file, inTurn(len(docs))) })
	b.Run("jump", func(b *testing.B) { benchmarkRead(b, file, rand.New(rand.NewPCG(1, 1)).Perm(len(docs))) })
}

func benchmarkRead(b *testing.B, file *spool.File, order []int) {
	measured(b, len(order), func() {
		read := file.Reader()
		for _, i := range order {
			if _, err := read(i); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// benchmarkCodec writes one record after the other into a file and reads each
// back from its place.
func benchmarkCodec[T any](b *testing.B, docs []T, encode func(*bytesOut, T), decode func(*bytesIn) T) {
	name := filepath.Join(b.TempDir(), "records")
	ends := make([]int64, len(docs)+1)
	b.Run("encode", func(b *testing.B) {
		measured(b, len(docs), func() { writeRecords(b, name, docs, ends, encode) })
		perDocument(b, ends[len(docs)], len(docs))
	})
	b.Run("decode", func(b *testing.B) {
		file, err := os.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		defer file.Close()
		measured(b, len(docs), func() {
			for i := range docs {
				buf := make([]byte, ends[i+1]-ends[i])
				if _, err := file.ReadAt(buf, ends[i]); err != nil {
					b.Fatal(err)
				}
				decode(&bytesIn{buf: buf})
			}
		})
	})
}

func writeRecords[T any](b *testing.B, name string, docs []T, ends []int64, encode func(*bytesOut, T)) {
	file, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 256<<10)
	var record bytesOut
	for i, d := range docs {
		record.buf = record.buf[:0]
		encode(&record, d)
		ends[i+1] = ends[i] + int64(len(record.buf))
		if _, err := out.Write(record.buf); err != nil {
			b.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
}

func benchmarkSums(b *testing.B, sums []*sum) {
	var buf bytes.Buffer
	b.Run("encode", func(b *testing.B) {
		measured(b, len(sums), func() {
			buf.Reset()
			if err := encodeSums(&buf, sums); err != nil {
				b.Fatal(err)
			}
		})
		perDocument(b, int64(buf.Len()), len(sums))
	})
	b.Run("decode", func(b *testing.B) {
		measured(b, len(sums), func() {
			if _, err := decodeSums(buf.Bytes()); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// benchmarkAggregator is the adding up of documents, which keeps varints of them.
func benchmarkAggregator(b *testing.B, m *lexicon.Matcher, docs []*score.Document) {
	measured(b, len(docs), func() {
		a, err := series.New(m, series.Options{By: []string{"issuer"}})
		if err != nil {
			b.Fatal(err)
		}
		for _, d := range docs {
			a.Add(d)
		}
	})
}

// Both carriers of sums carry the same.
func TestCarriers(t *testing.T) {
	m, err := spooltest.Compile(spooltest.Lexicon)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := spooltest.Scored(m, rand.New(rand.NewPCG(4, 4)), 50)
	if err != nil {
		t.Fatal(err)
	}
	var sums []*sum
	for _, d := range append(docs, spooltest.Documents(20, 10, 3)...) {
		var out bytesOut
		s := newSum(d)
		sums = append(sums, s)
		encodeSum(&out, s)
		if got := decodeSum(&bytesIn{buf: out.buf}); !reflect.DeepEqual(got, s) {
			t.Fatalf("got  %+v\nwant %+v", got, s)
		}
	}
	var buf bytes.Buffer
	if err := encodeSums(&buf, sums); err != nil {
		t.Fatal(err)
	}
	got, err := decodeSums(buf.Bytes())
	if err != nil || !reflect.DeepEqual(got, sums) {
		t.Fatalf("got  %+v\nwant %+v: %v", got, sums, err)
	}
}

// sum is what an Aggregator keeps of a document, its classes spelt out.
type sum struct {
	id, issuer string
	day        int64
	classes    []uint32 // topics, sentences, tokens, frames, and frame and hits of each
	terms      []uint32 // entry, hits, topics
}

func newSum(d *score.Document) *sum {
	s := &sum{id: d.ID, issuer: d.Issuer, day: d.Date.First().Unix() / 86400}
	for _, c := range d.Classes {
		s.classes = append(s.classes, uint32(c.Topics), uint32(c.Sentences), uint32(c.Tokens), uint32(len(c.Frames)))
		for _, f := range c.Frames {
			s.classes = append(s.classes, uint32(f.Frame), uint32(f.Hits))
		}
	}
	type term struct{ entry, topics uint32 }
	place := map[term]int{}
	for _, h := range d.Hits {
		if h.Reason != lexicon.Kept {
			continue
		}
		t := term{uint32(h.Entry), uint32(h.Topics)}
		if at, ok := place[t]; ok {
			s.terms[at+1]++
			continue
		}
		place[t] = len(s.terms)
		s.terms = append(s.terms, t.entry, 1, t.topics)
	}
	return s
}

var sumSchema = arrow.NewSchema([]arrow.Field{
	{Name: "id", Type: arrow.BinaryTypes.String},
	{Name: "issuer", Type: arrow.BinaryTypes.String},
	{Name: "day", Type: arrow.PrimitiveTypes.Int32},
	{Name: "classes", Type: arrow.ListOfNonNullable(arrow.PrimitiveTypes.Uint32)},
	{Name: "terms", Type: arrow.ListOfNonNullable(arrow.PrimitiveTypes.Uint32)},
}, nil)

func encodeSums(buf *bytes.Buffer, sums []*sum) error {
	b := array.NewRecordBuilder(memory.DefaultAllocator, sumSchema)
	for _, s := range sums {
		b.Field(0).(*array.StringBuilder).Append(s.id)
		b.Field(1).(*array.StringBuilder).Append(s.issuer)
		b.Field(2).(*array.Int32Builder).Append(int32(s.day))
		for i, values := range [][]uint32{s.classes, s.terms} {
			list := b.Field(3 + i).(*array.ListBuilder)
			list.Append(true)
			list.ValueBuilder().(*array.Uint32Builder).AppendValues(values, nil)
		}
	}
	w := ipc.NewWriter(buf, ipc.WithSchema(sumSchema))
	if err := w.Write(b.NewRecord()); err != nil {
		return err
	}
	return w.Close()
}

func decodeSums(raw []byte) ([]*sum, error) {
	r, err := ipc.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	var out []*sum
	for r.Next() {
		record := r.Record()
		for i := range int(record.NumRows()) {
			out = append(out, &sum{
				id:      record.Column(0).(*array.String).Value(i),
				issuer:  record.Column(1).(*array.String).Value(i),
				day:     int64(record.Column(2).(*array.Int32).Value(i)),
				classes: listed(record.Column(3), i), terms: listed(record.Column(4), i),
			})
		}
		record.Retain()
	}
	return out, r.Err()
}

func listed(column arrow.Array, i int) []uint32 {
	list := column.(*array.List)
	from, to := list.ValueOffsets(i)
	return append([]uint32(nil), list.ListValues().(*array.Uint32).Uint32Values()[from:to]...)
}
