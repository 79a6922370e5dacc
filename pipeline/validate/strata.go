package validate

import "slices"

// strata sorts the sentences of a population into those of a design.
type strata struct {
	order  []int // frames, the rarest first
	number map[stratumKey]int
	frames []string
}

type stratumKey struct {
	lang  string
	kind  string
	frame int
	block int
}

// newStrata finds the strata of a population, whose sizes are counted anew, and keeps
// what the design says was drawn of each.
func newStrata(p *population, d *Design) *strata {
	s := &strata{order: p.rarest(), number: map[stratumKey]int{}, frames: p.frames}
	sizes := map[stratumKey]int{}
	s.each(p, d, func(k stratumKey, n int) { sizes[k] += n })
	old := d.Strata
	d.Strata = nil
	for k, n := range sizes {
		st := Stratum{Lang: k.lang, Kind: k.kind, Block: k.block, Size: n}
		if k.frame >= 0 {
			st.Frame = p.frames[k.frame]
		}
		for _, o := range old {
			if compareStrata(o, st) == 0 {
				st.Drawn = o.Drawn
			}
		}
		d.Strata = append(d.Strata, st)
	}
	slices.SortFunc(d.Strata, compareStrata)
	for i, st := range d.Strata {
		s.number[stratumKey{st.Lang, st.Kind, slices.Index(p.frames, st.Frame), st.Block}] = i
	}
	return s
}

// each tells visit how many sentences of a stratum a document has.
func (s *strata) each(p *population, d *Design, visit func(stratumKey, int)) {
	for i := range p.docs {
		doc := &p.docs[i]
		block := d.block(doc.period)
		near := 0
		for _, one := range doc.sentences {
			if one.frames == 0 {
				near++
				continue
			}
			visit(stratumKey{doc.Lang, Hit, s.frame(one.frames), block}, 1)
		}
		if near > 0 {
			visit(stratumKey{doc.Lang, Near, -1, block}, near)
		}
		if far := int(doc.Sentences) - len(doc.sentences); far > 0 {
			visit(stratumKey{doc.Lang, Far, -1, block}, far)
		}
	}
}

// frame is the rarest of a sentence's.
func (s *strata) frame(frames uint64) int {
	for _, f := range s.order {
		if frames>>f&1 != 0 {
			return f
		}
	}
	return -1
}

// of is the number of the stratum of a sentence; frames 0 and listed: near, not
// listed: far.
func (s *strata) of(lang string, block int, frames uint64, listed bool) int {
	k := stratumKey{lang, Far, -1, block}
	switch {
	case frames != 0:
		k.kind, k.frame = Hit, s.frame(frames)
	case listed:
		k.kind = Near
	}
	return s.number[k]
}

// share spreads n over cells of such sizes as evenly as they allow.
func share(n int, sizes []int) []int {
	out := make([]int, len(sizes))
	for n > 0 {
		open := 0
		for i := range sizes {
			if out[i] < sizes[i] {
				open++
			}
		}
		if open == 0 {
			break
		}
		each := max(1, n/open)
		for i := range sizes {
			add := min(each, sizes[i]-out[i], n)
			out[i] += add
			n -= add
		}
	}
	return out
}

// allocate says how many of each stratum a first wave draws: so many hits, near and
// far for each language, spread evenly over blocks, and hits over frames.
func (d *Design) allocate(hits, near, far int) []int {
	out := make([]int, len(d.Strata))
	for _, lang := range d.langs() {
		for kind, n := range []int{hits, near, far} {
			var places, sizes []int
			for i, s := range d.Strata {
				if s.Lang == lang && kinds[s.Kind] == kind {
					places, sizes = append(places, i), append(sizes, s.Size)
				}
			}
			for i, m := range share(n, sizes) {
				out[places[i]] = m
			}
		}
	}
	return out
}

// langs are the languages of the strata.
func (d *Design) langs() (out []string) {
	for _, s := range d.Strata {
		if !slices.Contains(out, s.Lang) {
			out = append(out, s.Lang)
		}
	}
	return out
}
