package corpus

import (
	"fmt"
	"regexp"
	"strings"
)

// pathPattern takes the columns of a document out of its file name, see
// Options.Path.
type pathPattern struct {
	source  string
	re      *regexp.Regexp
	onPath  bool
	columns []string // by group; "" for what is thrown away
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// compilePattern reads a pattern.
func compilePattern(source string) (*pathPattern, error) {
	p := &pathPattern{source: source, onPath: strings.Contains(source, "/")}
	expr, err := source, error(nil)
	if rest, ok := strings.CutPrefix(source, "regex:"); ok {
		p.onPath, expr = true, rest
	} else if expr, err = p.expression(); err != nil {
		return nil, err
	}
	if p.re, err = regexp.Compile(expr); err != nil {
		return nil, fmt.Errorf("path pattern %q: %w", source, err)
	}
	p.columns = p.re.SubexpNames()
	return p, nil
}

// expression translates the pattern into a regular expression.
func (p *pathPattern) expression() (string, error) {
	var b strings.Builder
	b.WriteString(map[bool]string{true: `(?:^|/)`, false: `^`}[p.onPath])
	at, seen := 0, map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatchIndex(p.source, -1) {
		name := p.source[m[2]:m[3]]
		if !columnName.MatchString(name) {
			return "", fmt.Errorf("path pattern %q: {%s} is no name: use letters, digits and _", p.source, name)
		}
		if seen[name] && name != "_" {
			return "", fmt.Errorf("path pattern %q names {%s} twice: use {_} for one of them", p.source, name)
		}
		seen[name] = true
		b.WriteString(literal(p.source[at:m[0]]) + group(name))
		at = m[1]
	}
	b.WriteString(literal(p.source[at:]) + `$`)
	return b.String(), nil
}

// literal is what stands between placeholders; the star is that of a shell.
func literal(s string) string {
	return strings.ReplaceAll(regexp.QuoteMeta(s), `\*`, group("_"))
}

var columnName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func group(name string) string {
	switch name {
	case "_":
		return `[^/]*?`
	case "year":
		return `(?P<year>\d{4})`
	case "month", "day":
		return `(?P<` + name + `>\d{1,2})`
	}
	return `(?P<` + name + `>[^/]+?)`
}

// names lists the names that the pattern captures, in order.
func (p *pathPattern) names() []string {
	var out []string
	for _, c := range p.columns {
		if c != "" {
			out = append(out, c)
		}
	}
	return out
}

// match returns what the pattern captures from a slash-separated path.
func (p *pathPattern) match(path string) ([]Field, bool) {
	if !p.onPath {
		path = baseName(path)
	}
	m := p.re.FindStringSubmatch(path)
	if m == nil {
		return nil, false
	}
	fields := make([]Field, 0, len(m))
	for i, column := range p.columns {
		if column != "" {
			fields = append(fields, Field{column, strings.TrimSpace(m[i])})
		}
	}
	return fields, true
}

// matchAny tries the patterns in order. With none configured, every name fits.
func matchAny(patterns []*pathPattern, path string) ([]Field, bool) {
	for _, p := range patterns {
		if fields, ok := p.match(path); ok {
			return fields, true
		}
	}
	return nil, len(patterns) == 0
}
