package survival_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/frameshift/frameshift/pipeline/survival"
)

// TestKostyuk: the first national cybersecurity strategies of 193 states, 2000 to 2024
// (nadiyakostyuk/National-Cybersecurity-Strategy-Data @a3ca252; Kostyuk, "Cyber Chess",
// ISQ 2025). The shares are lifelines' of the same file.
func TestKostyuk(t *testing.T) {
	dir := os.Getenv("FRAMESHIFT_CHECKS")
	if dir == "" {
		t.Skip("FRAMESHIFT_CHECKS is unset: the strategies are not read")
	}
	f, err := os.Open(filepath.Join(dir, "kostyuk", "inaugural_cybstrategies_2000_2024.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	name, year := slices.Index(rows[0], "Countries"), slices.Index(rows[0], "Year")
	var spans []survival.Span
	first := map[float64][]string{}
	for _, r := range rows[1:] {
		s := survival.Span{Entry: 1999, Exit: 2024}
		if y, err := strconv.Atoi(r[year]); err == nil {
			s.Exit, s.Event = float64(y), true
			first[s.Exit] = append(first[s.Exit], r[name])
		}
		spans = append(spans, s)
	}
	curve := survival.Curve(spans, nil)
	at := map[float64]survival.Step{}
	adopted, median := 0, math.NaN()
	for _, s := range curve {
		at[s.Time] = s
		adopted += s.Adopted
		if math.IsNaN(median) && s.Share >= .5 {
			median = s.Time
		}
	}
	if len(spans) != 193 || adopted != 135 || median != 2017 {
		t.Errorf("%d states, %d adopted, half of them by %v", len(spans), adopted, median)
	}
	for _, w := range []survival.Step{
		{Time: 2003, Share: .020725, Low: .007829, High: .054274}, {Time: 2010, Share: .062176, Low: .035796, High: .106890},
		{Time: 2015, Share: .341969, Low: .279791, High: .413528}, {Time: 2020, Share: .616580, Low: .548609, High: .685042},
		{Time: 2024, Share: .699482, Low: .634019, High: .762588},
	} {
		near(t, "share", at[w.Time].Share, w.Share, 5e-7)
		near(t, "low", at[w.Time].Low, w.Low, 5e-7)
		near(t, "high", at[w.Time].High, w.High, 5e-7)
	}
	if !slices.Equal(first[2000], []string{"RUS"}) || !slices.Equal(first[2003], []string{"NOR", "TJK", "USA"}) {
		t.Errorf("first: %v, then %v", first[2000], first[2003])
	}
}
