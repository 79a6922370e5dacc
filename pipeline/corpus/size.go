package corpus

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// Size is a number of bytes, written 16MiB, 64MB or 1048576 in a configuration.
type Size int64

const mib = 1 << 20

var sizeUnits = []struct {
	name  string
	bytes int64
}{
	{"GiB", 1 << 30}, {"GB", 1e9}, {"MiB", 1 << 20}, {"MB", 1e6}, {"KiB", 1 << 10}, {"kB", 1e3}, {"B", 1},
}

// String prints the size in the largest unit that divides it.
func (s Size) String() string {
	for _, u := range sizeUnits {
		if s != 0 && int64(s)%u.bytes == 0 {
			return strconv.FormatInt(int64(s)/u.bytes, 10) + u.name
		}
	}
	return "0B"
}

// parseSize reads a size with an optional unit; the case of the unit and a
// space before it do not matter.
func parseSize(text string) (Size, error) {
	at := strings.IndexFunc(text, unicode.IsLetter)
	number, unit := text, "B"
	if at >= 0 {
		number, unit = text[:at], text[at:]
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	for _, u := range sizeUnits {
		bytes := n * float64(u.bytes)
		if err == nil && n >= 0 && bytes < math.MaxInt64 && strings.EqualFold(unit, u.name) {
			return Size(bytes), nil
		}
	}
	return 0, fmt.Errorf("%q is not a size: write 16MiB, 64MB or a number of bytes", text)
}

// UnmarshalYAML reads a scalar through parseSize.
func (s *Size) UnmarshalYAML(node *yaml.Node) error {
	size, err := parseSize(node.Value)
	if err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	*s = size
	return nil
}

// MarshalYAML writes what String prints.
func (s Size) MarshalYAML() (any, error) { return s.String(), nil }
