package diffusion

import "github.com/frameshift/frameshift/pipeline/survival"

// spans are the times that units were watched, in periods: from just before the first
// document to the first use or the last document.
func spans(units []*unit) (out []survival.Span) {
	for _, u := range units {
		span := survival.Span{Entry: float64(u.entry - 1), Exit: float64(u.exit), Event: u.first >= 0}
		if span.Event {
			span.Exit = float64(u.first)
		}
		out = append(out, span)
	}
	return out
}

// curves makes the curves of the groups, and holds them against each other.
func (s *study) curves(c *concept, by string, values []string, groups [][]*unit) {
	var all [][]survival.Span
	test := CurveTestRow{About: c.about(), By: by}
	issuers, early := map[string]int{}, 0
	for i, g := range groups {
		if len(g) == 0 {
			continue
		}
		test.Groups++
		for _, u := range g {
			issuers[u.issuer]++
			test.Adopted += int64(btoi(u.first >= 0))
			early += btoi(u.early)
		}
		all = append(all, spans(g))
		s.curve(c, by, values[i], g)
	}
	if by == "" {
		return
	}
	test.Issuers = int64(len(issuers))
	r := survival.LogRank(all)
	test.Chi2, test.Degrees, test.P = r.Chi2, int64(r.Degrees), r.P
	shared := 0
	for _, n := range issuers {
		shared += btoi(n > 1)
	}
	var w warnings
	w.add(test.Groups < 2, "one-group")
	w.add(test.Adopted == 0, "no-use")
	w.add(test.Adopted > 0 && test.Adopted < fewAdopters, "few-adopters")
	w.add(shared > 0, "issuers-in-several-groups")
	w.add(early > 0, FromStart)
	test.Warnings = w.String()
	s.out.CurveTests = append(s.out.CurveTests, test)
}

// fewAdopters is under how many the normal approximation of a log-rank is rough.
const fewAdopters = 5

func (s *study) curve(c *concept, by, group string, units []*unit) {
	var times []float64
	first, last := len(s.docs.periods), 0
	adopted, early := 0, 0
	for _, u := range units {
		first, last = min(first, u.entry), max(last, u.exit)
		adopted += btoi(u.first >= 0)
		early += btoi(u.early)
	}
	for p := first; p <= last; p++ {
		times = append(times, float64(p))
	}
	var w warnings
	w.add(adopted == 0, Never)
	w.add(early > 0, FromStart)
	w.add(len(units) < fewAdopters, "few-issuers")
	w.add(c.hidden, "sentences-with-hits-only")
	for _, step := range survival.Curve(spans(units), times) {
		s.out.Curves = append(s.out.Curves, CurveRow{About: c.about(), By: by, Group: group, Period: s.docs.periods[int(step.Time)],
			AtRisk: int64(step.AtRisk), Adopted: int64(step.Adopted), Share: step.Share, Low: step.Low, High: step.High, Warnings: w.String()})
	}
}
