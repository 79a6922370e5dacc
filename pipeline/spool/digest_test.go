package spool_test

import (
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/spool/spooltest"
)

// TestDigest: whatever differs between what tables have of two documents shows in their
// digests; nothing else does.
func TestDigest(t *testing.T) {
	digest := func(d *score.Document) spool.Digest { return spool.NewBatch([]*score.Document{d}).Digest(0) }
	fresh := func() *score.Document { return spooltest.Documents(3, 4, 4)[1] }
	want := digest(fresh())
	d := fresh()
	d.Seq, d.Text, d.Classes, d.Sides, d.Stances = 99, "another", nil, nil, nil
	if digest(d) != want {
		t.Error("what no table has counts")
	}
	seen := map[spool.Digest]string{want: "itself"}
	for name, change := range map[string]func(d *score.Document){
		"id":       func(d *score.Document) { d.ID += "x" },
		"title":    func(d *score.Document) { d.Title, d.Issuer = d.Title+d.Issuer, "" },
		"date":     func(d *score.Document) { d.Date.Day++ },
		"no date":  func(d *score.Document) { d.Date = corpus.Date{} },
		"meta":     func(d *score.Document) { d.Meta = append(d.Meta, corpus.Field{Key: "a", Value: "b"}) },
		"hash":     func(d *score.Document) { d.SHA256[3]++ },
		"frame":    func(d *score.Document) { d.Frames[1].Weight += 0.5 },
		"hit":      func(d *score.Document) { d.Hits[2].Reason++ },
		"hits":     func(d *score.Document) { d.Hits = d.Hits[:3] },
		"surface":  func(d *score.Document) { d.Hits[0].Surface += "s" },
		"passage":  func(d *score.Document) { d.Passages[1].Text += "." },
		"passages": func(d *score.Document) { d.Passages = nil },
	} {
		d := fresh()
		change(d)
		got := digest(d)
		if other, taken := seen[got]; taken {
			t.Errorf("%s: the digest of %s", name, other)
		}
		seen[got] = name
	}
}
