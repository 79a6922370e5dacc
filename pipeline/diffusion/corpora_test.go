package diffusion_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/diffusion"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/survival"
)

// debate is a run on the General Debate, with the session of 2025.
func debate(t *testing.T) *result.Run {
	dir := os.Getenv("FRAMESHIFT_CORPORA")
	if dir == "" || testing.Short() {
		t.Skip("FRAMESHIFT_CORPORA is not set, or -short: the General Debate is not read")
	}
	return open(t, pipeline.Config{Preset: "ungdc", Lexicon: filepath.Join("testdata", "debate.yaml"), Draws: 100, Cache: "off",
		Inputs: []string{filepath.Join(dir, "ungdc", "UNGDC_1946-2024.tgz"), filepath.Join(dir, "session80", "session80.zip")}})
}

func open(t testing.TB, c pipeline.Config) *result.Run {
	t.Helper()
	c.Out = t.TempDir()
	s, err := pipeline.Run(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	run, err := result.Open(s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// TestDebate: who is known to have said it first in the General Debate, and the curve of
// talk of cyberspace from 2000 on, held against lifelines over a regular expression's
// finds in the same speeches.
func TestDebate(t *testing.T) {
	run := debate(t)
	s, err := diffusion.Firsts(context.Background(), run, diffusion.Options{By: []string{"issuer"}})
	if err != nil {
		t.Fatal(err)
	}
	for concept, want := range map[string][]string{
		"cyber-any":            {"VEN_30_1975"}, // cybernetics, which the sentence shows
		"ai":                   {"SGP_38_1983"},
		"information-security": {"RUS_53_1998"},
		"digital-sovereignty":  {"BLR_74_2019"},
		"belt-and-road":        {"CHN_72_2017", "LAO_72_2017", "PAK_72_2017"},
		"gsi":                  {"CHN_77_2022", "GNQ_77_2022"},
	} {
		if got := earliest(s, concept); !slices.Equal(got, want) {
			t.Errorf("%s: first %v, want %v", concept, got, want)
		}
	}
	for _, r := range s.Firsts {
		switch {
		case r.By != "":
		case r.Exit.Year() != 2025:
			t.Errorf("%s: the last document is of %v", r.Concept, r.Exit)
		case r.Concept == "digital-sovereignty" && r.Using != 1:
			t.Errorf("%d speeches with digital sovereignty", r.Using)
		case r.Concept == "cyber-any" && r.Surface != "cybernetic":
			t.Errorf("the first cyber* is %q", r.Surface)
		}
	}
	checkCurve(t, run)
}

// earliest are the documents of the first year in which anyone uses a concept.
func earliest(s *diffusion.Study, concept string) (ids []string) {
	year := 9999
	for _, r := range s.Firsts {
		if r.Concept != concept || r.By == "" || r.FirstID == "" {
			continue
		}
		if y := r.FirstDate.Year(); y < year {
			year, ids = y, nil
		}
		if r.FirstDate.Year() == year {
			ids = append(ids, r.FirstID)
		}
	}
	slices.Sort(ids)
	return ids
}

func checkCurve(t *testing.T, run *result.Run) {
	s, err := diffusion.Follow(context.Background(), run, diffusion.Options{Concepts: []string{"cyber"}, By: []string{"issuer"}, Where: []string{"date=2000..2024"}})
	if err != nil {
		t.Fatal(err)
	}
	if all := s.Firsts[0]; all.Using != 224 || all.Issuers != 106 {
		t.Errorf("%d speeches of %d seats", all.Using, all.Issuers)
	}
	want := map[int][3]float64{
		2007: {.015922, .005159, .048586}, 2010: {.036531, .017581, .075112}, 2015: {.138486, .097149, .195409},
		2020: {.362785, .299843, .434328}, 2024: {.541754, .473722, .612725},
	}
	seen := 0
	for _, r := range s.Curves {
		w, ok := want[r.Period.Year()]
		if !ok {
			continue
		}
		seen++
		for i, got := range [3]float64{r.Share, r.Low, r.High} {
			if math.Abs(got-w[i]) > 5e-7 {
				t.Errorf("%d: %v, want %v", r.Period.Year(), got, w[i])
			}
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d years", seen, len(want))
	}
	// Founders of the SCO against the others, in years since the first speech.
	ranks := survival.LogRank(founders(s.Adoption))
	if math.Abs(ranks.Chi2-2.5697) > 5e-5 || math.Abs(ranks.P-.1089) > 5e-5 {
		t.Errorf("log-rank %.4f, p %.4f", ranks.Chi2, ranks.P)
	}
}

func founders(rows []diffusion.AdoptionRow) [][]survival.Span {
	out := make([][]survival.Span, 2)
	for i := 0; i < len(rows); {
		first := rows[i]
		span := survival.Span{}
		for ; i < len(rows) && rows[i].Issuer == first.Issuer; i++ {
			if !span.Event {
				span.Exit = float64(rows[i].Period.Year() - first.Period.Year() + 1)
				span.Event = rows[i].Adopted
			}
		}
		group := 1
		if slices.Contains([]string{"PRC", "RUS", "KAZ", "KGZ", "TJK", "UZB"}, first.Issuer) {
			group = 0
		}
		out[group] = append(out[group], span)
	}
	return out
}
