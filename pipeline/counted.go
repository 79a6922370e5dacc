package pipeline

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/internal/pile"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/store"
)

// counted are the documents that count, by their number in the order in which they came.
// There may be many millions: what is kept of each takes as few bytes as can be, and has
// no pointer that a garbage collector would follow again and again.
type counted struct {
	ids     pile.Pile
	id      *pile.Reader
	docs    []counting
	texts   [][16]byte     // their hashes
	digests []spool.Digest // none where no parts of tables are kept
	twins   []twin
	flags   [][]string // lists that documents have in common, the first of them empty

	seed   maphash.Seed
	byID   numbers
	byText numbers // the first documents with a text
	byFlag map[string]int32

	order []int32 // once they are in the order of their ids
}

// counting is what is kept of a document that counts.
type counting struct {
	id      pile.Place
	n, rows int32 // see store.Place
	flags   int32
	twin    int32 // from 1; 0: none
}

func newCounted() *counted {
	c := &counted{seed: maphash.MakeSeed(), flags: [][]string{nil}, byFlag: map[string]int32{"": 0}}
	c.id = c.ids.NewReader()
	return c
}

// idOf is an id as it is kept. All of them are in memory, so that any goroutine may ask.
func (c *counted) idOf(n int) []byte { return c.id.Read(c.docs[n].id) }

// find returns the document with an id; below 0 for none.
func (c *counted) find(id string) int {
	return c.byID.find(c.hash(id), func(n int) bool { return string(c.idOf(n)) == id })
}

// has says whether a document with an id has the text of another.
func (c *counted) has(id string, d *score.Document) bool {
	n := c.find(id)
	return n >= 0 && c.texts[n] == textOf(d)
}

// text returns the first document with a text; below 0 for none.
func (c *counted) text(sum [16]byte) int {
	return c.byText.find(c.hash(string(sum[:])), func(n int) bool { return c.texts[n] == sum })
}

// hash is another in each run, so that nobody can choose ids that all have the same.
func (c *counted) hash(s string) uint32 { return uint32(maphash.String(c.seed, s)) }

// add adds a document with an id that none has, and what it is among the others.
func (c *counted) add(d *score.Document, p store.Place, flags []string, twins *twin) {
	n, sum := len(c.docs), textOf(d)
	c.byID.add(c.hash(d.ID), n)
	if c.text(sum) < 0 {
		c.byText.add(c.hash(string(sum[:])), n)
	}
	doc := counting{id: c.ids.Add([]byte(d.ID)), n: p.N, rows: p.Rows, flags: c.listed(flags)}
	if twins != nil {
		c.twins = append(c.twins, *twins)
		doc.twin = int32(len(c.twins))
	}
	c.docs, c.texts = append(c.docs, doc), append(c.texts, sum)
	if p.Digest != (spool.Digest{}) {
		c.digests = append(c.digests, make([]spool.Digest, n-len(c.digests))...)
		c.digests = append(c.digests, p.Digest)
	}
}

// listed is the number of a list of flags. Most documents have none, or the same.
func (c *counted) listed(flags []string) int32 {
	key := strings.Join(flags, "\n")
	n, ok := c.byFlag[key]
	if !ok {
		n = int32(len(c.flags))
		c.byFlag[key], c.flags = n, append(c.flags, slices.Clone(flags))
	}
	return n
}

// sort puts the documents into the order of their ids, and says whether they came in it.
// No further one comes.
func (c *counted) sort() (ascending bool) {
	c.texts, c.byID, c.byText = nil, numbers{}, numbers{}
	// Most ids differ in their first bytes, which are not looked for all over the memory.
	type entry struct {
		head uint64
		n    int32
	}
	compare := func(a, b entry) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return bytes.Compare(c.idOf(int(a.n)), c.idOf(int(b.n)))
	}
	list := make([]entry, len(c.docs))
	for n := range list {
		var head [8]byte
		copy(head[:], c.idOf(n))
		list[n] = entry{binary.BigEndian.Uint64(head[:]), int32(n)}
	}
	if ascending = slices.IsSortedFunc(list, compare); !ascending {
		slices.SortFunc(list, compare)
	}
	c.order = make([]int32, len(list))
	for i, e := range list {
		c.order[i] = e.n
	}
	return ascending
}

// Len is how many there are.
func (c *counted) Len() int { return len(c.docs) }

// Place is where the document with the i-th id stands.
func (c *counted) Place(i int) store.Place {
	n := int(c.order[i])
	doc := &c.docs[n]
	p := store.Place{ID: string(c.idOf(n)), N: doc.n, Rows: doc.rows, Among: store.Among{Flags: c.flags[doc.flags]}}
	if doc.twin > 0 {
		t := c.twins[doc.twin-1]
		p.Twin = store.Twin{ID: string(c.idOf(int(t.doc))), Similarity: t.similarity}
	}
	if n < len(c.digests) {
		p.Digest = c.digests[n]
	}
	return p
}
