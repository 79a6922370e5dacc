package report

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// TestTiles: every square of the map is a state of its own that CLDR knows.
func TestTiles(t *testing.T) {
	words := 0
	for _, w := range strings.Fields(tileMap) {
		if w == "..." {
			continue
		}
		words++
		if stateName(w) == "" {
			t.Errorf("%s is the code of no state", w)
		}
	}
	if words != len(tiles()) || words < 190 {
		t.Errorf("%d words, %d squares", words, len(tiles()))
	}
}

// TestStates: what is no more is not called by its successor's name, a seat of two
// has one square, and issuers that are none stay as they are.
func TestStates(t *testing.T) {
	doc := func(issuer, code, country string, from int) document {
		return document{DocumentRow: store.DocumentRow{Issuer: issuer, Code: code, Date: year(from), Meta: map[string]string{"meta_country": country}}}
	}
	r := &run{Run: &result.Run{}, documents: []document{
		doc("FRA", "FRA", "", 1990), doc("DEU", "DEU", "", 1990), doc("USA", "USA", "", 1990), doc("KEN", "KEN", "", 1990),
		doc("CSK", "CSK", "Czechoslovakia", 1980), doc("ROC", "CHN", "China", 1960), doc("PRC", "CHN", "China", 1990),
	}}
	r.states = r.statesOf()
	for _, c := range []struct{ group, name, code string }{
		{"issuer=FRA", "France (FRA)", "FRA"}, {"issuer=CSK", "Czechoslovakia (CSK)", ""}, {"issuer=PRC", "China (PRC)", "CHN"}, {"issuer=ROC", "China (ROC)", ""},
		{"audience=FRA", "audience: FRA", ""}, {"issuer=FRA vs issuer=DEU", "France (FRA) minus Germany (DEU)", ""},
	} {
		b := newBuilder(r)
		if g := b.shownGroup(c.group); g.Label != c.name || g.Code != c.code {
			t.Errorf("%s: %q with square %q, want %q with %q", c.group, g.Label, g.Code, c.name, c.code)
		}
	}
	other := &run{documents: []document{doc("State Council", "", "", 1990), doc("MFA", "", "", 1990)}}
	if s := other.statesOf(); len(s.names) > 0 {
		t.Errorf("%v", s.names)
	}
}
