package series

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"time"

	"github.com/frameshift/frameshift/pipeline/score"
)

var errDamaged = errors.New("this is no Aggregator, or it is damaged")

// Decode adds the documents that another Aggregator has encoded, as Merge adds
// those of one in memory, and with the same errors; besides, what was cut off
// or changed is one. After an error a is as it was.
func (a *Aggregator) Decode(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	s, err := a.decoded(raw)
	if err == nil {
		err = a.apart([]*shard{s})
	}
	if err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	a.take(s)
	return nil
}

func (a *Aggregator) decoded(raw []byte) (*shard, error) {
	body, err := a.headed(raw)
	if err != nil {
		return nil, err
	}
	d := &decoder{a: a, buf: body}
	s := &shard{coarse: int(d.below(math.MaxInt32))}
	for range d.list() {
		d.texts = append(d.texts, d.text())
	}
	for range d.list() {
		s.kinds = append(s.kinds, d.kind())
	}
	d.kinds = len(s.kinds)
	for range d.list() {
		s.docs = append(s.docs, d.document())
	}
	for i := range d.list() {
		s.others = append(s.others, d.other(i))
	}
	if len(s.others) != len(a.others) || len(d.buf) > 0 {
		d.damaged()
	}
	return s, d.err
}

// decoder takes numbers off a buffer. After the first error all are 0.
type decoder struct {
	a     *Aggregator
	buf   []byte
	err   error
	texts []string
	kinds int
	last  string // id
}

func (d *decoder) damaged() {
	d.buf = nil
	if d.err == nil {
		d.err = errDamaged
	}
}

// below takes a number below a limit.
func (d *decoder) below(limit uint64) uint64 {
	n, size := binary.Uvarint(d.buf)
	if size <= 0 || n >= limit {
		d.damaged()
		return 0
	}
	d.buf = d.buf[size:]
	return n
}

// positive takes a number from 1.
func (d *decoder) positive(limit uint64) uint64 {
	n := d.below(limit)
	if n == 0 {
		d.damaged()
	}
	return n
}

// length takes that of a list, whose items have a byte or more each.
func (d *decoder) length() int { return int(d.below(uint64(len(d.buf)) + 1)) }

// list takes a length and counts the items, up to the first that is damaged.
func (d *decoder) list() iter.Seq[int] {
	return func(yield func(int) bool) {
		n := d.length()
		for i := 0; i < n && d.err == nil && yield(i); i++ {
		}
	}
}

func (d *decoder) text() string {
	n := d.length()
	if n > len(d.buf) {
		d.damaged()
		return ""
	}
	s := string(d.buf[:n])
	d.buf = d.buf[n:]
	return s
}

// known takes the number of a text.
func (d *decoder) known() string {
	if n := d.below(uint64(len(d.texts))); d.err == nil {
		return d.texts[n]
	}
	return ""
}

// topics takes a mask of the topics there are.
func (d *decoder) topics() uint64 {
	n, size := binary.Uvarint(d.buf)
	if size <= 0 || n>>(len(d.a.topics)-1) != 0 {
		d.damaged()
		return 0
	}
	d.buf = d.buf[size:]
	return n
}

func (d *decoder) kind() *score.Kind {
	topics := d.topics()
	var frames []score.FrameHits
	least := uint64(0)
	for range d.list() {
		f := d.below(uint64(len(d.a.lex.Frames)))
		if f < least {
			d.damaged()
		}
		least = f + 1
		hits := score.FrameHits{Frame: int32(f), Hits: int32(d.positive(math.MaxInt32))}
		if d.a.classes.weighted {
			hits.Weight = int32(d.positive(math.MaxInt32))
		}
		frames = append(frames, hits)
	}
	k := score.NewKind(topics, frames)
	return &k
}

func (d *decoder) document() document {
	out := document{id: d.text(), issuer: d.known(), period: d.period(), day: int(d.below(maxDay))}
	if out.id <= d.last && d.last != "" {
		d.damaged()
	}
	d.last, out.key = out.id, textKey(out.id)
	for range d.a.Keys() {
		out.values = append(out.values, d.known())
	}
	for range d.list() {
		out.classes = append(out.classes, classCount{
			uint32(d.below(uint64(d.kinds))), uint32(d.positive(math.MaxInt32)), uint32(d.below(math.MaxInt32)),
		})
	}
	for range d.list() {
		out.terms = append(out.terms, termCount{
			d.entry(), int32(d.positive(math.MaxInt32)), d.topics(),
		})
	}
	for range d.list() {
		side := d.below(2 * uint64(len(d.a.lex.Contrasts)))
		out.sides = append(out.sides, score.SidePart{
			Contrast: int32(side / 2), Negative: side%2 == 1, Entry: d.entry(), Topics: d.topics(),
			Sentences: int32(d.positive(math.MaxInt32)), Share: int64(d.positive(math.MaxInt64)), Alone: int32(d.below(math.MaxInt32)),
		})
	}
	for range d.list() {
		kind := d.below(2 * uint64(score.StanceKinds))
		out.stances = append(out.stances, score.StancePart{
			Kind: score.StanceKind(kind / 2), Negative: kind%2 == 1, Topics: d.topics(),
			Count: int32(d.signed(math.MaxInt32)), Parts: d.signed(math.MaxInt64),
		})
	}
	return out
}

// signed takes a number that may be below zero, but not as far from it as a limit.
func (d *decoder) signed(limit int64) int64 {
	n, size := binary.Varint(d.buf)
	if size <= 0 || n <= -limit || n >= limit {
		d.damaged()
		return 0
	}
	d.buf = d.buf[size:]
	return n
}

// entry takes the number of an entry of a frame.
func (d *decoder) entry() int32 {
	n := d.below(uint64(len(d.a.entries)))
	if d.err == nil && d.a.entries[n].Frame < 0 {
		d.damaged()
	}
	return int32(n)
}

// period takes the first day of a period of the calendar.
func (d *decoder) period() time.Time {
	n, size := binary.Varint(d.buf)
	if size <= 0 || n < -maxDays || n > maxDays {
		d.damaged()
		return time.Time{}
	}
	d.buf = d.buf[size:]
	t := time.Unix(n*secondsOfDay, 0).UTC()
	if !d.a.o.Freq.Start(t).Equal(t) {
		d.damaged()
	}
	return t
}

// maxDay is more than a year has.
const maxDay = 400

// maxDays is more than from the year 1970 to the year 1 or 9999.
const maxDays = 3_000_000

func (d *decoder) other(i int) *shard {
	name, raw := d.text(), d.text()
	if d.err != nil || i >= len(d.a.others) || d.a.others[i].Name != name {
		d.damaged()
		return nil
	}
	s, err := d.a.others[i].a.decoded([]byte(raw))
	if err != nil {
		d.err, d.buf = err, nil
	}
	return s
}
