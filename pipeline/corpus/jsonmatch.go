package corpus

// startMatcher finds where a record begins among bytes that are no JSON any
// more: a bracket and a first key as in the records before, after white space as in front
// of those, where neither a colon nor the bracket of a list comes before
// it. Inside a JSON string that can't stand, because its quotes would be escaped.
type startMatcher struct {
	keys, gaps map[string]bool // of the records so far
	learnt     int             // records so far

	last   byte   // the last byte that was no white space
	gap    []byte // white space since then
	before []byte // white space before the bracket
	seen   []byte // from the bracket on
	key    int    // where the key begins in seen, or 0
	end    int    // where it ends
	fits   bool   // what comes before the bracket
}

const (
	maxStart = 1 << 10 // the longest beginning of a record that is recognised
	maxKeys  = 64      // first keys that are kept, and kinds of white space
)

func newMatcher() startMatcher {
	return startMatcher{keys: map[string]bool{}, gaps: map[string]bool{}}
}

// learn notes how a record begins.
func (m *startMatcher) learn(data, gap []byte) {
	key, ok := firstKey(data)
	if ok && len(m.keys) < maxKeys && len(m.gaps) < maxKeys {
		m.keys[key], m.gaps[string(gap)] = true, true
		m.learnt++
	}
}

// next takes a byte and reports whether a record began where seen begins.
func (m *startMatcher) next(b byte) bool {
	blank := b == ' ' || b == '\t' || b == '\n' || b == '\r'
	if b == '{' && (m.end > 0 || m.key == 0) {
		m.restart()
	}
	if blank && len(m.gap) < maxStart {
		m.gap = append(m.gap, b)
	} else if !blank {
		m.last, m.gap = b, m.gap[:0]
	}
	if len(m.seen) == 0 {
		if b == '{' {
			m.seen = append(m.seen, b)
		}
		return false
	}
	m.seen = append(m.seen, b)
	return m.extend(b, blank)
}

// restart looks at what stands before a bracket.
func (m *startMatcher) restart() {
	m.seen, m.key, m.end = m.seen[:0], 0, 0
	m.before = append(m.before[:0], m.gap...)
	m.fits = m.last != ':' && m.last != '[' && (m.learnt < 2 || m.gaps[string(m.gap)])
}

// extend takes the next byte of what may be the beginning of a record.
func (m *startMatcher) extend(b byte, blank bool) bool {
	n := len(m.seen)
	switch {
	case n > maxStart:
		m.seen, m.key, m.end = m.seen[:0], 0, 0
	case m.key == 0 && b == '"':
		m.key = n
	case m.key > 0 && m.end == 0:
		if b == '"' {
			m.end = n - 1
		}
	case blank:
	case m.end > 0 && b == ':':
		return m.fits && m.keys[string(m.seen[m.key:m.end])]
	default:
		m.seen, m.key, m.end = m.seen[:0], 0, 0
	}
	return false
}

// forget leaves what was seen, but not what was learnt.
func (m *startMatcher) forget() {
	m.seen, m.gap, m.key, m.end, m.last = m.seen[:0], m.gap[:0], 0, 0, 0
}

// firstKey is the first key of an object, if its beginning has one.
func firstKey(data []byte) (string, bool) {
	m := startMatcher{}
	for _, b := range data[:min(len(data), maxStart)] {
		m.next(b)
		if m.end > 0 {
			return string(m.seen[m.key:m.end]), true
		}
	}
	return "", false
}
