package where

import "testing"

func TestParse(t *testing.T) {
	w, err := Parse([]string{"issuer=CHN, RUS", "audience!=domestic"})
	if err != nil {
		t.Fatal(err)
	}
	if !w[0].Fits("RUS") || w[0].Fits("USA") || !w[0].Fits("PRC", "CHN") || !w[1].Fits("regional") || w[1].Fits("domestic") {
		t.Errorf("%+v does not fit as it should", w)
	}
	if w, err = Parse([]string{`issuer=Cland\, Ltd, B`}); err != nil || !w[0].Fits("Cland, Ltd") || !w[0].Fits("B") || w[0].Fits("Cland") {
		t.Errorf("%+v, %v: a comma in a value", w, err)
	}
	for _, bad := range []string{"issuer", "=x", "!=x", ""} {
		if _, err := Parse([]string{bad}); err == nil {
			t.Errorf("%q parsed", bad)
		}
	}
}
