package figure

import (
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestDocumentNames: a document is named by its date, as precise as it is stated, and its
// title, or who speaks; by its id where nothing else is known of it.
func TestDocumentNames(t *testing.T) {
	dir := newFixture().write(t)
	may := time.Date(2004, 5, 6, 0, 0, 0, 0, time.UTC)
	writeFixture(t, dir, []store.DocumentRow{
		{ID: "D0", Date: may, Precision: "day", Issuer: "Varland", Title: "Statement by the foreign minister at the forum"},
		{ID: "D1", Date: may, Precision: "month", Issuer: "Varland"},
		{ID: "D2", Date: may, Precision: "year"},
	})
	f, err := open(t, dir).Make("stability", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	for _, tick := range f.chart.Rows[0][0].Y.Ticks {
		labels = append(labels, tick.Label)
	}
	got := strings.Join(labels, "\n")
	for _, want := range []string{"\n2004-05-06 Statement by the foreign mi…\n", "\n2004-05 Varland\n", "\nD2\n", "\nD3\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nwithout %q", got, want)
		}
	}
}

// TestStays: the range in the title is of single items left out, not of other lexicons.
func TestStays(t *testing.T) {
	rows := []leftOut{{kind: "term", change: -2.5}, {kind: "issuer", change: -1.75}, {kind: "lexicon", change: 3}, {kind: "corrected", change: -9}}
	if got, want := stays("position", -2, rows), "Change of the position: −2.00; without any one item −2.50 to −1.75"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
