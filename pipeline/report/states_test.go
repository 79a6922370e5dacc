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
	if words != len(tiles()) {
		t.Errorf("%d words, %d squares", words, len(tiles()))
	}
	for code := range former {
		if _, ok := tiles()[code]; ok {
			t.Errorf("%s is no more and has a square", code)
		}
	}
}

// members are those of the United Nations, by their codes in ISO 3166-1.
const members = `
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM
CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI
FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR
KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ MMR NAM
NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA
UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE`

// TestMembers: each of the 193 members has a square.
func TestMembers(t *testing.T) {
	all := strings.Fields(members)
	if len(all) != 193 {
		t.Fatalf("%d members", len(all))
	}
	for _, code := range all {
		if _, ok := tiles()[code]; !ok {
			t.Errorf("%s has no square", code)
		}
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
		doc("CSK", "CSK", "Czechia", 1980), doc("DDR", "DDR", "", 1980), doc("ROC", "CHN", "China", 1960), doc("PRC", "CHN", "China", 1990),
	}}
	r.states = r.statesOf()
	for _, c := range []struct{ group, name, code string }{
		{"issuer=FRA", "France (FRA)", "FRA"}, {"issuer=CSK", "Czechoslovakia (CSK)", ""}, {"issuer=DDR", "German Democratic Republic (DDR)", ""}, {"issuer=PRC", "China (PRC)", "CHN"}, {"issuer=ROC", "China (ROC)", ""},
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
