package survey

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// naming is what the names of files say: patterns for corpus.path, the likeliest
// first, and how many of the names have a date.
type naming struct {
	patterns []string
	dates    []string // formats that the dates in them need
	dated    int
	why      string
}

// class is what a piece of a name looks like.
type class byte

const (
	classDate   class = 'D' // 20190305, or 2019-03-05 as one piece
	classYear   class = 'Y'
	classNumber class = 'N'
	classCode   class = 'C' // two or three capitals
	classLang   class = 'L'
	classWords  class = 'W'
	classSplit  class = '-' // what stands between
)

// piece is a part of a name.
type piece struct {
	class class
	text  string
}

// rePiece cuts a name. A date is one piece where year, month and day are joined
// alike.
var rePiece = regexp.MustCompile(`(?:18|19|20)\d\d(?:-[01]\d-[0-3]\d|\.[01]\d\.[0-3]\d|_[01]\d_[0-3]\d)|\d+|[^\d_\s().,\-–—+\[\]]+|[_\s().,\-–—+\[\]]+`)

func pieces(name string) (out []piece) {
	for _, text := range rePiece.FindAllString(name, -1) {
		p := piece{classOf(text), text}
		if last := len(out) - 1; p.class == classWords && last >= 1 && out[last].class == classSplit && out[last-1].class == classWords && !strings.ContainsAny(out[last].text, "([") {
			out[last-1].text += out[last].text + text // words go on
			out = out[:last]
			continue
		}
		out = append(out, p)
	}
	return out
}

func classOf(text string) class {
	digits := strings.Trim(text, "0123456789") == ""
	switch {
	case strings.ContainsAny(text[:1], "_ ().,-+[]") || text == "–" || text == "—" || strings.TrimSpace(text) == "":
		return classSplit
	case len(text) == 10 && text[0] <= '2' && text[0] >= '1' && strings.ContainsAny(text[4:5], "-._"):
		return classDate
	case digits && len(text) == 8 && day(text, "20060102"):
		return classDate
	case digits && len(text) == 4 && text >= "1800" && text < "2100":
		return classYear
	case digits:
		return classNumber
	case languages[strings.ToLower(text)]:
		return classLang
	case (len(text) == 2 || len(text) == 3) && strings.ToUpper(text) == text && isASCII(text):
		return classCode
	}
	return classWords
}

func day(text, layout string) bool {
	t, err := time.Parse(layout, text)
	return err == nil && t.Year() >= 1800 && t.Year() < 2100
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// languages are the codes and names that pieces of names have.
var languages = func() map[string]bool {
	out := map[string]bool{}
	for _, name := range strings.Fields("en eng english zh chi zho chinese fr fre fra french es spa spanish ru rus russian ar ara arabic de ger deu german pt por portuguese") {
		out[name] = true
	}
	return out
}()

// shape is what many names have in common: the classes of their pieces, and what
// stands between.
type shape struct {
	key   string
	names [][]piece
}

func shapes(names []string) []*shape {
	by := map[string]*shape{}
	var out []*shape
	for _, name := range names {
		cut := pieces(name)
		var key strings.Builder
		for _, p := range cut {
			key.WriteByte(byte(p.class))
			switch p.class {
			case classSplit:
				key.WriteString(p.text)
			case classDate:
				key.WriteString(dateParts(p.text))
			}
		}
		s := by[key.String()]
		if s == nil {
			s = &shape{key: key.String()}
			by[s.key] = s
			out = append(out, s)
		}
		s.names = append(s.names, cut)
	}
	slices.SortStableFunc(out, func(a, b *shape) int { return cmp.Compare(len(b.names), len(a.names)) })
	return joinedShapes(out)
}

// joinedShapes puts a shape to a larger one that differs only in taking words for
// codes or languages: ar in ar_es is Argentina where al_en is Albania.
func joinedShapes(shapes []*shape) (out []*shape) {
	loose := strings.NewReplacer("L", "W", "C", "W")
	for _, s := range shapes {
		i := slices.IndexFunc(out, func(o *shape) bool {
			return len(o.names) >= leastAlike && len(o.key) == len(s.key) && loose.Replace(o.key) == loose.Replace(s.key)
		})
		if i < 0 {
			out = append(out, s)
			continue
		}
		out[i].names = append(out[i].names, s.names...)
	}
	return out
}

// dateParts is a date with its parts as placeholders: their digits can't be
// mistaken for anything else.
func dateParts(text string) string {
	if len(text) == 8 {
		return "{year}{month}{day}"
	}
	return "{year}" + text[4:5] + "{month}" + text[7:8] + "{day}"
}

// mostPatterns is how many patterns a configuration is given.
const mostPatterns = 8

// nameFiles finds out what the paths of texts say.
func nameFiles(paths []string) naming {
	var stems []string
	for _, p := range paths {
		base := path.Base(p)
		stems = append(stems, strings.TrimSuffix(base, path.Ext(base)))
	}
	n := patterns(stems)
	if 2*n.dated < len(paths) {
		if digits := trailingDay(stems); digits != nil {
			return *digits
		}
		if f := folders(paths, n); f.dated > n.dated {
			return f
		}
	}
	for i, p := range n.patterns {
		n.patterns[i] = p + ".*"
	}
	return n
}

// folders are patterns of the folders whose names have a date, each with what the
// names of the files in it say.
func folders(paths []string, files naming) naming {
	byDepth := map[int][]string{}
	for _, p := range paths {
		parts := strings.Split(path.Dir(p), "/")
		for depth := range parts {
			name := parts[len(parts)-1-depth]
			if strings.ContainsAny(classes(pieces(name)), "DY") {
				byDepth[depth] = append(byDepth[depth], name)
				break
			}
		}
	}
	out := naming{why: "the year stands in the names of folders"}
	for _, depth := range slices.Sorted(maps.Keys(byDepth)) {
		n := patterns(byDepth[depth])
		out.dated += n.dated
		for _, folder := range n.patterns {
			folder += strings.Repeat("/{_}", depth) + "/"
			for _, file := range files.patterns {
				out.patterns = append(out.patterns, folder+file+".*")
			}
			out.patterns = append(out.patterns, folder+"*")
		}
	}
	out.patterns = out.patterns[:min(len(out.patterns), 2*mostPatterns)]
	return out
}

// patterns makes patterns of the shapes of names.
func patterns(names []string) naming {
	var n naming
	for _, s := range shapes(names) {
		pattern, says := s.pattern()
		if says == "" {
			continue
		}
		if strings.ContainsAny(s.key, "DY") {
			n.dated += len(s.names)
		}
		if !slices.Contains(n.patterns, pattern) {
			n.patterns = append(n.patterns, pattern)
		}
	}
	slices.SortStableFunc(n.patterns, func(a, b string) int { return cmp.Compare(telling(b), telling(a)) })
	n.patterns = n.patterns[:min(len(n.patterns), mostPatterns)]
	n.why = fmt.Sprintf("%d of %d names have a date in them", n.dated, len(names))
	return n
}

// telling is how much a pattern says: of two that fit, the one with a date and more
// pieces is to be tried first.
func telling(pattern string) int {
	n := strings.Count(pattern, "{")
	if strings.Contains(pattern, "{year}") {
		n += 10
	}
	return n
}

// pattern names the pieces of a shape; says is empty where they say nothing.
func (s *shape) pattern() (pattern, says string) {
	var b strings.Builder
	used := map[string]bool{}
	for i := range s.names[0] {
		column := s.column(i)
		name := s.name(i, column, used)
		switch {
		case name == "" && s.literal(i, column):
			b.WriteString(column[0])
		case name == "" && strings.HasSuffix(b.String(), "}"): // the one before takes it in
		case name == "":
			b.WriteString("{_}")
		case name == "date":
			used["date"], used["year"] = true, true
			says += name
			b.WriteString(dateParts(column[0]))
		default:
			used[name] = true
			says += name
			b.WriteString("{" + name + "}")
		}
	}
	return b.String(), says
}

// literal says whether a piece is the same in all names, and not by chance.
func (s *shape) literal(i int, column []string) bool {
	if strings.ContainsAny(column[0], "{}*") || !constant(column) {
		return false
	}
	return s.names[0][i].class == classSplit || len(s.names) >= leastAlike
}

// leastAlike is how many names have to share a piece for it to be no chance.
const leastAlike = 3

// column is one piece of all names of a shape.
func (s *shape) column(i int) []string {
	out := make([]string, len(s.names))
	for j, n := range s.names {
		out[j] = n[i].text
	}
	return out
}

// name is the field that a piece fills, or nothing.
func (s *shape) name(i int, column []string, used map[string]bool) string {
	name := ""
	switch s.names[0][i].class {
	case classDate:
		name = "date"
	case classYear:
		name = "year"
	case classNumber:
		if s.session(column) {
			name = "session"
		}
	case classCode:
		name = "issuer"
	case classLang:
		name = "lang"
		if strings.IndexByte(classes(s.names[0])[i+1:], byte(classLang)) >= 0 || areStates(column) { // fr_fr is France in French
			name = wordsName(column)
		}
	case classWords:
		name = wordsName(column)
	}
	if used[name] || name == "date" && used["year"] {
		return ""
	}
	return name
}

// areStates says whether codes that name languages name states here: all do, and some
// are of no language (de, fr, gb).
func areStates(column []string) bool {
	other := false
	for _, text := range column {
		other = other || !languages[strings.ToLower(text)]
		if !isState(text) {
			return false
		}
	}
	return other
}

// session says whether numbers count on with the years beside them.
func (s *shape) session(column []string) bool {
	y := strings.IndexByte(classes(s.names[0]), byte(classYear))
	if y < 0 || len(column) < 3 || constant(column) {
		return false
	}
	years := s.column(y)
	first := 0
	for i := range column {
		year, _ := strconv.Atoi(years[i])
		n, _ := strconv.Atoi(column[i])
		if i == 0 {
			first = year - n
		}
		if year-n != first {
			return false
		}
	}
	return true
}

func classes(name []piece) string {
	out := make([]byte, len(name))
	for i, p := range name {
		out[i] = byte(p.class)
	}
	return string(out)
}

func constant(column []string) bool {
	return !slices.ContainsFunc(column, func(s string) bool { return s != column[0] })
}

// wordsName tells names of states and of those who speak often from titles.
func wordsName(column []string) string {
	if constant(column) && len(column) >= leastAlike && !isState(column[0]) {
		return ""
	}
	states, distinct := 0, map[string]bool{}
	for _, text := range column {
		distinct[text] = true
		if isState(text) {
			states++
		}
	}
	switch {
	case 2*states >= len(column):
		return "issuer"
	case len(distinct) >= leastAlike && 3*len(distinct) <= len(column): // a few names, each of many files
		return "issuer"
	}
	return "title"
}

// trailingDay finds a day in six digits at the end of names that say nothing else.
func trailingDay(stems []string) *naming {
	dated, days := 0, map[string]bool{}
	for _, s := range stems {
		if len(s) > 6 && day(s[len(s)-6:], "060102") {
			dated++
			days[s[len(s)-6:]] = true
		}
	}
	if len(stems) < 5 || 10*dated < 9*len(stems) || len(days) < 3 {
		return nil
	}
	return &naming{
		patterns: []string{`regex:(?P<date>\d{6})\.\w+$`, "*"}, dates: []string{"%y%m%d"}, dated: dated,
		why: fmt.Sprintf("%d of %d names end with a day in six digits", dated, len(stems)),
	}
}
