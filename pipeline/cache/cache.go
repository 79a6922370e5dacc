package cache

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Key is the hash of all that an entry was made from.
type Key [16]byte

// Cache is one that is in use. It is safe for concurrent use, but for Close.
type Cache struct {
	dir   string
	maker string
	packs []*pack // largest first: most entries are there

	mu      sync.Mutex
	fresh   writer
	known   map[Key]bool // in fresh, or written in this process
	damaged int
	err     error // of the first write that failed: nothing is written after it
}

// packBytes is how much is held before it is written: what a killed process loses.
const packBytes = 8 << 20

// mostPacks is how many packs may lie in a folder before some are merged; mergedPack is
// how large one may become by that: it is held in memory once.
const (
	mostPacks  = 24
	mergedPack = 16 << 20
)

// leftBehind is the age at which a pack that was never finished is removed.
const leftBehind = time.Hour

// Open opens the cache in a folder, which is made when there is something to keep. maker is what makes
// the entries, such as Program: one does not get what another has put there.
func Open(dir, maker string) (*Cache, error) {
	clearFresh(dir)
	packs, damaged, err := all(dir)
	if err != nil && len(packs) == 0 {
		return nil, err
	}
	for _, path := range damaged {
		remove(path)
	}
	slices.SortFunc(packs, func(a, b *pack) int { return cmp.Or(cmp.Compare(b.len(), a.len()), cmp.Compare(a.path, b.path)) })
	return &Cache{dir: dir, maker: maker, packs: packs, known: map[Key]bool{}, damaged: len(damaged)}, nil
}

// clearFresh removes what was begun long ago and never finished.
func clearFresh(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), freshPrefix) && time.Since(info.ModTime()) > leftBehind {
			remove(filepath.Join(dir, e.Name()))
		}
	}
}

// Key hashes what an entry is made from. Each part counts for itself: ("a", "bc")
// has another key than ("ab", "c").
func (c *Cache) Key(parts ...string) Key {
	h := sha256.New()
	for _, p := range append([]string{c.maker}, parts...) {
		h.Write(binary.AppendUvarint(nil, uint64(len(p))))
		h.Write([]byte(p))
	}
	return Key(h.Sum(nil))
}

// Get returns the entry of a key. The value is the caller's.
func (c *Cache) Get(key Key) ([]byte, bool) {
	for _, p := range c.packs {
		at, ok := p.find(key)
		if !ok {
			continue
		}
		value, err := p.value(at)
		c.mu.Lock()
		if err == nil {
			p.hit = true
		} else {
			c.damaged++
		}
		c.mu.Unlock()
		if err == nil {
			return value, true
		}
	}
	return nil, false
}

// Put adds an entry. One that fails is only not there the next time; Close says why.
func (c *Cache) Put(key Key, value []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil || c.known[key] {
		return
	}
	c.known[key] = true
	if c.fresh.add(key, value); len(c.fresh.buf) >= packBytes {
		_, c.err = c.fresh.write(c.dir)
	}
}

// Flush writes what was added so far.
func (c *Cache) Flush() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err == nil {
		_, c.err = c.fresh.write(c.dir)
	}
}

// Damaged counts the entries and packs that failed their checksum.
func (c *Cache) Damaged() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.damaged
}

// Close writes what was added, notes what was used, and merges packs where they
// have become many. Its error is no reason to distrust anything that was read.
func (c *Cache) Close() error {
	err := c.err
	if err == nil {
		_, err = c.fresh.write(c.dir)
	}
	c.fresh = writer{}
	now := time.Now()
	for _, p := range c.packs {
		if p.hit {
			os.Chtimes(p.path, now, now)
		}
		p.file.Close()
	}
	c.packs = nil
	if err != nil {
		return err
	}
	return merge(c.dir)
}
