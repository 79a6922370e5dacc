// Package part is the form in which shards of a corpus travel to the merge: a file of
// what each has found, and beside it its documents and the most of their tables.
//
//	003-of-016.part    who made it of what (Head), and frames of records
//	003-of-016.arrow   the documents as package spool keeps them
//	003-of-016.tables  parts of the tables of documents, made ahead
//
// A part is its magic, a frame with the head, the frames of its sections, each of which
// ends with a frame End, and a last frame that says that nothing follows. A frame is
//
//	kind      1 byte
//	length    4 bytes, little endian
//	checksum  4 bytes, CRC-32C of kind and data
//	data      zstd, or as they are where that saves nothing
//
// What the records say is for package pipeline to know. The same shard of the same
// corpus has the same bytes. The files appear under their names when they are whole,
// the part last, so that with a part the others are there.
package part

// Version changes with the form, and with what package pipeline puts into it.
//
//	1  first
//	2  documents as the spool keeps them since its version 6
//	3  … since its version 7
const Version = "4"

const magic = "frameshift part " + Version + "\n"

// Kind is what a frame holds.
type Kind byte

// The kinds of frames.
const (
	Records    Kind = 'r' // documents, one after the other
	Sketches   Kind = 's' // of the documents of the Records before; not compressed: they are random
	Rejections Kind = 'q'
	End        Kind = 'e' // of a section, with what is known at its end
	head       Kind = 'h'
	last       Kind = 'z'
)
