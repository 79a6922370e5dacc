package survey

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// stateNames are the states by their English names, as Unicode's CLDR has them.
var stateNames = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	names := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err == nil && region.IsCountry() {
				out[folded(names.Name(region))] = true
			}
		}
	}
	for _, name := range []string{"UK", "US", "USA", "EU", "European Union", "Czech Republic", "Russian Federation", "South Korea", "Republic of Korea", "Holland"} {
		out[folded(name)] = true
	}
	delete(out, "") // of regions without a name
	return out
})

// isState says whether a text is the name or the code of a state.
func isState(text string) bool {
	if stateNames()[folded(text)] {
		return true
	}
	if len(text) != 2 && (len(text) != 3 || strings.ToUpper(text) != text) {
		return false
	}
	region, err := language.ParseRegion(strings.ToUpper(text))
	return err == nil && region.IsCountry()
}
