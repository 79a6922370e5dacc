package suggest

// masker marks the words under hits and blocks.
type masker struct {
	entries []soughtEntry
	active  []bool
	places  []place
	mask    []bool
	hits    []place // of the sentence
}

func (m *masker) begin(d *document) { m.places = d.places }

// sentence returns the mask of words start..end and whether there is a hit.
func (m *masker) sentence(start, end int) ([]bool, bool) {
	n := 0
	for n < len(m.places) && int(m.places[n].start) < end {
		n++
	}
	here := m.places[:n]
	m.places = m.places[n:]
	m.mask = append(m.mask[:0], make([]bool, end-start)...)
	m.hits = m.hits[:0]
	for _, p := range here {
		if !m.active[p.entry] {
			continue
		}
		for i := p.start; i < p.start+p.size; i++ {
			m.mask[int(i)-start] = true
		}
		if !m.entries[p.entry].block && !m.blocked(here, p) {
			m.hits = append(m.hits, p)
		}
	}
	return m.mask, len(m.hits) > 0
}

// blocked says whether an exception lies over a hit.
func (m *masker) blocked(here []place, p place) bool {
	for _, b := range here {
		if m.active[b.entry] && m.entries[b.entry].block && b.start <= p.start && b.start+b.size >= p.start+p.size {
			return true
		}
	}
	return false
}

// merged calls visit with each stretch of words that hits of the sentence lie over.
func (m *masker) merged(first int, visit func(start, end int)) {
	start, end := -1, -1
	for _, p := range m.hits { // by start
		from, to := int(p.start)-first, int(p.start+p.size)-first
		if from >= end {
			if end > 0 {
				visit(start, end)
			}
			start, end = from, to
		}
		end = max(end, to)
	}
	if end > 0 {
		visit(start, end)
	}
}
