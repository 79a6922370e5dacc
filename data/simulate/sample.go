package simulate

// Sample is the corpus in data/sample: 2003 to 2024, three audiences, a step in
// 2016 from sovereignty to development and to security and development named
// together, and phrases of balance that are used before a regional audience two
// years before any other. Before a domestic audience sovereignty is heard more,
// before a regional one less. 2007 has no regional documents, so that a gap shows
// in the audience's series but not in the pooled one. What rises and what falls
// by courses adds up to nothing, so that the other frames stay as they are.
func Sample() Options {
	return Options{
		Seed: 20172, From: 2003, To: 2024,
		SentencesMin: 5, SentencesMax: 9,
		Audiences: []Audience{
			{Name: "domestic", Offset: 0.4, Documents: 6, Chinese: 0.85},
			{Name: "regional", Offset: -0.2, Documents: 12, Chinese: 0.25, Gaps: []int{2007}},
			{Name: "international", Documents: 12, Chinese: 0.15},
		},
		Baseline: 0.7,
		Breaks:   []Break{{Year: 2016, Size: -1.2}},
		Phi:      0.4, Sigma: 0.05, Dispersion: 0.02,
		HitRate: 0.6, HegemonismShare: 0.4,
		Pairs: Course{Share: 0.1, Step: Break{Year: 2016, Size: 0.1}},
		Courses: []Course{
			{Frame: "problems.security", Share: 0.015, Rise: 0.0015},
			{Frame: "problems.imbalance", Share: 0.025},
			{Frame: "problems.regulation", Share: 0.02},
			{Frame: "problems.order", Share: 0.02},
			{Frame: "values.multilateralism", Share: 0.06, Rise: -0.0015},
			{Frame: "values.security", Share: 0.03},
			{Frame: "behaviours.socialization", Share: 0.045, Rise: -0.001},
			{Frame: "behaviours.support", Share: 0.02, Rise: 0.001},
			{Frame: "behaviours.exchange", Share: 0.03},
		},
		Leader: "regional", Lag: 2, BalanceShare: 0.75,
		Concepts: []Concept{
			{"coordinate", 2010}, {"two-wings", 2011}, {"in-step", 2013}, {"equal-emphasis", 2015}, {"no-one-without-other", 2018},
		},
		SecurityShare: 0.03, CyberShare: 0.1, CyberRise: 0.01,
	}
}
