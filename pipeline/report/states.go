package report

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/frameshift/frameshift/pipeline/group"
)

// tileMap has a word for each square of the map, the code of a state, in its place;
// ... where there is none.
//
//go:embed tiles.txt
var tileMap string

// tile is the place of a square.
type tile struct{ x, y int }

var tiles = sync.OnceValue(func() map[string]tile {
	out := map[string]tile{}
	for y, row := range strings.Split(tileMap, "\n") {
		for x, code := range strings.Fields(row) {
			if code != "..." {
				out[code] = tile{x, y}
			}
		}
	}
	return out
})

// stateName is the English name of the state with a code of three letters, as CLDR
// has it; empty for what is no such code. Codes of states that are no more, which
// CLDR leads to their successors, have none.
func stateName(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil || len(code) != 3 || region.ISO3() != code || !region.IsCountry() {
		return ""
	}
	return display.English.Regions().Name(region)
}

// former are the names of states that are no more and have spoken at the United
// Nations, by their codes in ISO 3166-3.
var former = map[string]string{
	"BUR": "Burma", "BYS": "Byelorussian SSR", "CSK": "Czechoslovakia", "DDR": "German Democratic Republic", "DHY": "Dahomey", "HVO": "Upper Volta",
	"SCG": "Serbia and Montenegro", "SUN": "Soviet Union", "YMD": "Democratic Yemen", "YUG": "Yugoslavia", "ZAR": "Zaire",
}

// states are the names and the codes of issuers that are states: of codes from CLDR,
// of others from the corpus, if it names the country of its documents.
type states struct {
	names map[string]string
	codes map[string]string // of three letters, where the map has a square
}

// statesOf looks at the issuers of a run. They are taken for states where most of
// their codes are.
func (r *run) statesOf() states {
	s := states{map[string]string{}, map[string]string{}}
	code, country := map[string]string{}, map[string]string{} // of the newest document of an issuer
	newest := slices.Clone(r.documents)
	slices.SortStableFunc(newest, func(x, y document) int { return x.Date.Compare(y.Date) })
	for i := range newest {
		d := &newest[i]
		code[d.Issuer] = d.Code
		if c := d.told("country"); c != "" {
			country[d.Issuer] = c
		}
	}
	delete(code, "")
	known := 0
	for issuer := range code {
		if stateName(issuer) != "" {
			known++
		}
	}
	if 2*known < len(code) || known < 2 {
		return s
	}
	taken := map[string]bool{}
	for _, issuer := range r.distinct(func(d *document) string { return d.Issuer }) {
		s.names[issuer] = cmp.Or(former[issuer], stateName(issuer), country[issuer], stateName(code[issuer]))
		for _, c := range []string{issuer, code[issuer]} {
			if _, ok := tiles()[c]; ok && !taken[c] {
				s.codes[issuer] = c
				taken[c] = true
				break
			}
		}
	}
	return s
}

// shownGroup is a group in the payload; one that is a state has a square of the map.
type shownGroup struct {
	named
	Code string `json:"code,omitempty"`
	Pair bool   `json:"pair,omitempty"`
	X    *int   `json:"x,omitempty"`
	Y    *int   `json:"y,omitempty"`
}

func (b *builder) shownGroup(key string) shownGroup {
	out := shownGroup{named: named{key, b.groupName(key)}}
	g, err := group.Parse(key)
	if err != nil {
		return out
	}
	out.Pair = g.Pair()
	if len(g.First) == 1 && !g.Pair() && g.First[0].Key == "issuer" {
		if code, ok := b.states.codes[g.First[0].Value]; ok {
			t := tiles()[code]
			out.Code, out.X, out.Y = code, &t.x, &t.y
		}
	}
	return out
}

// groupKind is the key of a group of one key; empty for others.
func groupKind(text string) string {
	g, err := group.Parse(text)
	if err != nil || g.Pair() || len(g.First) != 1 {
		return ""
	}
	return g.First[0].Key
}
