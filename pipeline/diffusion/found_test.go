package diffusion

import (
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestFound: counts are written as everywhere.
func TestFound(t *testing.T) {
	d := &documents{freq: "year", coarse: 1200}
	for i := range 10952 {
		date := time.Date(1946, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i)
		d.list = append(d.list, document{DocumentRow: &store.DocumentRow{Date: date}})
	}
	if got, want := d.found(), "10,952 documents from 1946-01-01 to 1975-12-26; 1,200 more are left out, whose dates name no single year"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
