// Package cache keeps what took work under the hash of all that it was made from,
// so that the next run need not do it again. Nothing depends on it: an entry that is
// missing or damaged is made anew, and the folder can be deleted at any time.
//
// # On disk
//
// A cache is a folder of packs: files that are written whole, under a hidden name,
// renamed into place, and never changed. A pack has its entries one after the other,
// and behind them an index of their keys. Every entry and the index have a checksum,
// and what fails it is as if it were not there.
//
//	<dir>/3f9c02d17ab4e680.pack   named by its index
//	<dir>/.new-123                a pack being written
//
// Any number of processes may use a cache at the same time: nothing is locked.
// Each writes packs of its own, and merging replaces packs by one that has all they had.
//
// An embedded database would need a lock for as long as a run takes, and one that maps
// its file into memory (bbolt) ends the process where the file is damaged; a file an
// entry (Go's own build cache) is two files for each of a million documents.
package cache
