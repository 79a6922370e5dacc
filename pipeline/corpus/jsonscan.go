package corpus

// jsonScanner follows JSON byte by byte: where a value ends, and where the
// bytes stop being JSON. It knows the grammar of brackets, strings, commas and
// colons, and takes any other word for a value. Once broken it counts brackets
// and strings only.
type jsonScanner struct {
	open   []byte // the brackets that are open, up to maxDepth
	depth  int
	want   jsonWant
	broken bool

	inString, escaped bool
	inWord            bool
}

// jsonWant is what may come next.
type jsonWant uint8

const (
	wantValue jsonWant = 1 << iota
	wantKey
	wantColon
	wantComma
	wantClose
)

func newScanner() jsonScanner { return jsonScanner{want: wantValue} }

// next takes a byte and reports whether a value in brackets ends with it.
func (s *jsonScanner) next(b byte) (end bool) {
	if s.inString {
		s.string(b)
		return false
	}
	if s.inWord {
		s.inWord = b > ' ' && b != ',' && b != ':' && b != '"' && b != '{' && b != '}' && b != '[' && b != ']'
		if s.inWord {
			return false
		}
	}
	switch b {
	case ' ', '\t', '\n', '\r':
	case '"':
		s.inString = true
		s.token(wantValue|wantKey, s.afterValue())
	case '{':
		s.push(b, wantKey|wantClose)
	case '[':
		s.push(b, wantValue|wantClose)
	case '}', ']':
		return s.pop(b)
	case ',':
		s.token(wantComma, s.item())
	case ':':
		s.token(wantColon, wantValue)
	default:
		s.inWord = true
		s.token(wantValue, s.afterValue())
	}
	return false
}

// token notes that something came which needs one of need, and what may follow.
func (s *jsonScanner) token(need, then jsonWant) {
	if s.want&need == 0 {
		s.broken = true
	}
	s.want = then
}

// afterValue is what may follow a key or a value.
func (s *jsonScanner) afterValue() jsonWant {
	switch {
	case s.want&wantKey != 0:
		return wantColon
	case s.depth == 0:
		return 0
	}
	return wantComma | wantClose
}

// item is what a comma is followed by.
func (s *jsonScanner) item() jsonWant {
	if n := len(s.open); n > 0 && s.open[n-1] == '{' {
		return wantKey
	}
	return wantValue
}

func (s *jsonScanner) string(b byte) {
	switch {
	case s.escaped:
		s.escaped = false
	case b == '\\':
		s.escaped = true
	case b == '"':
		s.inString = false
	case b < ' ':
		s.broken = true
	}
}

func (s *jsonScanner) push(b byte, then jsonWant) {
	s.token(wantValue, then)
	if s.depth++; s.depth > maxDepth {
		s.broken = true
		return
	}
	s.open = append(s.open, b)
}

func (s *jsonScanner) pop(b byte) (end bool) {
	n := len(s.open)
	if n > 0 && s.depth == n && s.open[n-1] != b-2 { // [ and ], { and } are two apart
		s.broken = true
	}
	s.token(wantClose, wantComma|wantClose)
	s.open = s.open[:min(n, max(s.depth-1, 0))]
	s.depth = max(s.depth-1, 0)
	if s.depth == 0 {
		s.want = 0
	}
	return s.depth == 0
}

// isWord reports whether a value without brackets is under way, or over.
func (s *jsonScanner) isWord() bool { return !s.inString && (s.inWord || s.want == 0) }
