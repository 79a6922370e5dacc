package simulate

// Sample is the corpus in data/sample: 2008 to 2024, three audiences, a turn to
// development in 2016 and balance phrases from 2017 on. Before a domestic
// audience sovereignty is heard more, before a regional one less. 2013 has no
// regional documents, so that a gap shows in the audience's series but not in
// the pooled one.
func Sample() Options {
	return Options{
		Seed: 20161, From: 2008, To: 2024,
		SentencesMin: 3, SentencesMax: 8,
		Audiences: []Audience{
			{Name: "domestic", Offset: 0.5, Documents: 5, Chinese: 0.85},
			{Name: "regional", Offset: -0.3, Documents: 4, Chinese: 0.15, Gaps: []int{2013}},
			{Name: "international", Documents: 5, Chinese: 0.1},
		},
		Baseline: 0.7, Slope: -0.01,
		Breaks: []Break{{Year: 2016, Size: -1.2}},
		Phi:    0.4, Sigma: 0.1, Dispersion: 0.03,
		HitRate:     0.65,
		BalanceFrom: 2017, BalanceShare: 0.06, BalanceRise: 0.01,
		SecurityShare: 0.2, CyberShare: 0.3,
	}
}
