package spool_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

// Who knows nothing of bodies reads with Arrow who has said what and when.
func TestColumns(t *testing.T) {
	docs := spooltest.Documents(300, 3, 2)
	docs[7].Date = corpus.Date{}
	dir := t.TempDir()
	spooledIn(t, dir, docs)
	file, err := os.Open(filepath.Join(dir, spool.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r, err := ipc.NewFileReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for n := range r.NumRecords() {
		record, err := r.RecordAt(n)
		if err != nil {
			t.Fatal(err)
		}
		column := map[string]arrow.Array{}
		for i, a := range record.Columns() {
			column[record.ColumnName(i)] = a
		}
		for i := range int(record.NumRows()) {
			d := docs[0]
			docs = docs[1:]
			day := column["date"].(*array.Date32)
			if d.Date.Precision == corpus.PrecisionNone != day.IsNull(i) || day.IsValid(i) && !day.Value(i).ToTime().Equal(d.Date.First()) {
				t.Errorf("%s: date %v, want %v", d.ID, day.ValueStr(i), d.Date)
			}
			if got := column["sha256"].(*array.FixedSizeBinary).Value(i); string(got) != string(d.SHA256[:]) {
				t.Errorf("%s: SHA-256 %x", d.ID, got)
			}
			for name, want := range map[string]string{"id": d.ID, "lang": d.Lang, "title": d.Title, "issuer": d.Issuer, "source": d.Source} {
				if got := column[name].(*array.String).Value(i); got != want {
					t.Errorf("%s: %s is %q, want %q", d.ID, name, got, want)
				}
			}
			for name, want := range map[string]int64{"seq": d.Seq, "tokens": int64(d.Tokens), "sentences": int64(d.Sentences)} {
				if got := column[name].(*array.Int64).Value(i); got != want {
					t.Errorf("%s: %s is %d, want %d", d.ID, name, got, want)
				}
			}
		}
	}
	if len(docs) > 0 {
		t.Errorf("%d documents are missing", len(docs))
	}
}
