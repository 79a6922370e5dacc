package spool

import "crypto/sha256"

// Digest is the hash of all that tables have of a document.
type Digest [16]byte

// Digest returns that of the document in row i.
func (b *Batch) Digest(i int) Digest {
	sum := sha256.Sum256(b.bodies.Value(i))
	return Digest(sum[:])
}
