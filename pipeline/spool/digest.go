package spool

import "crypto/sha256"

// Digest is the hash of all that is kept of a document.
type Digest [16]byte

// Digest returns that of the document in row i. Its number among the documents counts
// for nothing.
func (b *Batch) Digest(i int) Digest {
	sum := sha256.Sum256(withoutSeq(b.bodies.Value(i)))
	return Digest(sum[:])
}
