package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"math/bits"
	"strconv"
)

// Contents are the files that a reading of the inputs would open, members of archives
// for themselves, as a share of the corpus is told by.
type Contents struct {
	Units int   // files and members
	Bytes int64 // of them
	// Sum is the hash of their names and sizes in the order of reading.
	Sum [sha256.Size]byte

	sizes  []byte // uvarints: few bytes where there are very many files
	listed *list

	sum  hash.Hash
	line []byte // the last one of it
}

// newContents are those of a list in a file; its path is empty: of inputs that are walked.
func newContents(path string) (*Contents, error) {
	l, err := newList(path)
	return &Contents{listed: l, sum: sha256.New()}, err
}

// add counts a unit, whose line in the list has so many bytes.
func (c *Contents) add(u Unit, bytes int) {
	c.Units++
	c.Bytes += u.Size
	c.sizes = binary.AppendUvarint(c.sizes, uint64(u.Size))
	c.line = append(strconv.AppendQuote(c.line[:0], u.Source), ' ')
	c.sum.Write(append(strconv.AppendInt(c.line, u.Size, 10), '\n'))
	c.listed.add(u, c.Units, bytes)
}

func (c *Contents) close() error {
	c.sum.Sum(c.Sum[:0])
	return c.listed.close()
}

// Unit is a file, or a member of an archive, by its Source: the input, and the path
// inside it.
type Unit struct {
	Source string
	Size   int64
}

// Contents walks the inputs as Read does, but reads nothing: an archive that has no
// directory is unpacked, and its members are passed over. visit, if not nil, is told of
// each unit.
func (r *Reader) Contents(ctx context.Context, visit func(Unit)) (*Contents, error) {
	c, err := newContents("")
	if err != nil {
		return nil, err
	}
	err = r.read(ctx, &share{list: func(u Unit) {
		c.add(u, 0)
		if visit != nil {
			visit(u)
		}
	}}, func(Raw) error { return nil })
	return c, errors.Join(err, c.close())
}

// Take makes Read read the i-th of n shares only, from 1: a stretch of the units, with
// about as many bytes as the others. The numbers of items begin at 0 in each. What
// belongs to no unit, such as a link or what is wrong with the end of an archive, is
// that of the unit before it.
func (r *Reader) Take(c *Contents, i, n int) error {
	if i < 1 || i > n {
		return fmt.Errorf("shard %d of %d: want one from 1 to %d", i, n, n)
	}
	s := &share{begins: i == 1, units: c.Units}
	s.by = c.listed
	s.first, s.end = c.Span(i, n)
	var err error
	if s.names, err = c.listed.units(s.first, min(s.end+1, s.units)); err != nil {
		return err
	}
	s.met, s.over = s.begins, !s.begins && s.first >= s.end
	r.share = s
	return nil
}

// Span are the units of share i of n, from 1: those whose middle lies in it.
func (c *Contents) Span(i, n int) (first, end int) {
	all := uint64(c.Bytes) + uint64(c.Units) // an empty file is one too
	before := uint64(0)
	for k, rest := 0, c.sizes; len(rest) > 0; k++ {
		size, bytes := binary.Uvarint(rest)
		rest = rest[bytes:]
		hi, lo := bits.Mul64(before+(size+1)/2, uint64(n))
		of, _ := bits.Div64(hi, lo, all)
		before += size + 1
		if int(of) < i-1 {
			first = k + 1
		}
		if int(of) < i {
			end = k + 1
		}
	}
	return first, end
}

// share is what one Read reads, where that is not all.
type share struct {
	list       func(Unit) // nothing is read
	first, end int        // the units that are
	begins     bool       // what comes before the first unit is read

	stretch

	units int  // in all
	next  int  // number of the next unit
	mine  bool // what is met belongs to the share
	files []FileSum
}

// begin is the share for another Read.
func (s *share) begin() *share {
	if s == nil {
		return nil
	}
	return &share{list: s.list, first: s.first, end: s.end, begins: s.begins, stretch: s.stretch, units: s.units, mine: s.begins}
}

// unit begins a file or a member, and says whether it is to be read.
func (p *pass) unit(source string, size int64) bool {
	s := p.share
	if s == nil {
		return true
	}
	u := Unit{source, max(size, 0)}
	if s.list != nil {
		s.list(u)
		return false
	}
	s.meets(source)
	s.mine = s.first <= s.next && s.fits(u)
	s.next++
	return s.mine
}

// mine says whether what is met now belongs to what is read.
func (p *pass) mine() bool { return p.share == nil || p.share.mine }

// lists says that nothing is read.
func (p *pass) lists() bool { return p.share != nil && p.share.list != nil }

// past says that nothing more of an archive is to be read.
func (p *pass) past() bool {
	return p.share != nil && p.share.list == nil && p.share.next > p.share.end
}

// archive reads an archive, or passes over one in which nothing is to be read.
func (p *pass) archive(source string, read func() error) error {
	s := p.share
	if s == nil || s.list != nil {
		return read()
	}
	begun, held, passed := s.next, s.by.archives[source], s.passed
	var err error
	if s.mine || s.wants(source, begun, held) {
		err = read()
	}
	s.next = begun + s.passed - passed + held
	return err
}

// check wants as many units as were listed.
func (s *share) check() error {
	switch {
	case s.stale != nil:
		return s.stale
	case s.over || s.next == s.units && s.met:
		return nil
	}
	return s.missing()
}

// FileSum is the hash of a file on disk, as the hash of its input needs it.
type FileSum struct {
	Input int    // its number
	Path  string // inside a folder
	Sum   []byte // nil: it was not read
}

// hashed notes the hash of a file, if it is that of what is read.
func (p *pass) hashed(path string, sum []byte) {
	if !p.mine() {
		return
	}
	if p.share != nil {
		p.share.files = append(p.share.files, FileSum{p.number, path, sum})
	}
	p.in.hashed(path, sum)
}

// Files are the hashes of the files that a share has read, in their order.
func (r *Reader) Files() []FileSum { return r.files }

// Items is how many items Read has handed on.
func (r *Reader) Items() int64 { return r.items }

// Lost is why not all of the inputs could be read for the order of dates. It is asked
// when all items have been decoded.
func (r *Reader) Lost() error { return r.lost }

// errOrder is why a share can't be read: what it needs stands in other files.
var errOrder = errors.New(`corpus.dates: the order of day and month in dates such as 03/05/2019 is shown by all files of the corpus together, of which a shard reads some: say it, as in corpus.dates: ["%d/%m/%Y", auto]`)

// Refused is why what a share has read does not hold: it hangs on other files.
func (r *Reader) Refused() error {
	if r.refused.Load() {
		return errOrder
	}
	return nil
}
