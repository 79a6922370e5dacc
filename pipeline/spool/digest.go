package spool

import (
	"crypto/sha256"

	"github.com/frameshift/frameshift/pipeline/score"
)

// Digest is the hash of all that is kept of a document.
type Digest [16]byte

// Digests hashes documents, one after the other.
type Digests struct{ buf []byte }

// Of returns the digest of a document: that of another differs wherever a column of
// the two does. Its place among the documents counts for nothing.
func (d *Digests) Of(doc *score.Document) Digest {
	r := row{Document: doc, classes: spelt(doc.Classes)}
	d.buf = d.buf[:0]
	for _, c := range documents {
		if c.field.Name != "seq" {
			d.buf = c.bytes(d.buf, &r)
		}
	}
	sum := sha256.Sum256(d.buf)
	return Digest(sum[:])
}
