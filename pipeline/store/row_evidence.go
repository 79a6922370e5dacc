package store

import "time"

// TrendRow is the trend of a series.
type TrendRow struct {
	_ struct{} `table:"trends" row:"the trend of a series" key:"measure of topic group freq"`
	SeriesName
	N          int64   `column:"n" unit:"periods" about:"periods with an estimate"`
	S          int64   `column:"s" about:"Mann-Kendall S: pairs of periods that rise minus pairs that fall"`
	VarS       float64 `column:"var_s,null" about:"variance of S without a trend, corrected for ties"`
	Z          float64 `column:"z,null" about:"S in standard deviations, with the correction for continuity"`
	P          float64 `column:"p,null" about:"two-sided p of z"`
	TauB       float64 `column:"tau_b,null" about:"Kendall's tau-b of time and estimate"`
	Sen        float64 `column:"sen,null" unit:"of the measure per period" about:"Sen's slope: the median slope of all pairs of periods"`
	SenLow     float64 `column:"sen_low,null" unit:"of the measure per period" about:"lower end of its 95 % interval"`
	SenHigh    float64 `column:"sen_high,null" unit:"of the measure per period" about:"upper end of its 95 % interval"`
	Lags       string  `column:"lags,repeats" about:"lags whose autocorrelation entered the correction of Hamed and Rao, joined by \"; \""`
	ZHR        float64 `column:"z_hr,null" about:"z corrected for autocorrelation (Hamed and Rao 1998)"`
	PHR        float64 `column:"p_hr,null" about:"two-sided p of z_hr"`
	EffectiveN float64 `column:"n_effective,null" unit:"periods" about:"n divided by the correction: how many independent periods the series is worth"`
	Warnings   string  `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// BreakRow is a break of a candidate number of breaks.
type BreakRow struct {
	_ struct{} `table:"breaks" row:"a series × candidate number of breaks × break; a candidate without breaks has one row" key:"measure of topic group freq breaks index"`
	SeriesName
	Breaks            int64     `column:"breaks" about:"the candidate number of breaks"`
	Index             int64     `column:"index" about:"number, in the calendar of the run from 1, of the last period before the break; 0 where there is none"`
	Date              time.Time `column:"date,null" about:"last period of the old level"`
	Next              time.Time `column:"date_next,null" about:"first period of the new level"`
	DateLow           time.Time `column:"date_low,null" about:"lower end of the 95 % interval of date, from cutting every draw anew with as many breaks; chosen candidates only"`
	DateHigh          time.Time `column:"date_high,null" about:"upper end of it"`
	Support           float64   `column:"support,null" about:"share of the draws that put a break exactly there; chosen candidates only"`
	Before            float64   `column:"before,null" unit:"of the measure" about:"level from the break before, or the start, to date: the mean of its periods, or of a position its counts together"`
	BeforeLow         float64   `column:"before_low,null" unit:"of the measure" about:"lower end of its 95 % interval; chosen candidates only"`
	BeforeHigh        float64   `column:"before_high,null" unit:"of the measure" about:"upper end of it"`
	After             float64   `column:"after,null" unit:"of the measure" about:"level from date_next to the next break or the end"`
	AfterLow          float64   `column:"after_low,null" unit:"of the measure" about:"lower end of its 95 % interval; chosen candidates only"`
	AfterHigh         float64   `column:"after_high,null" unit:"of the measure" about:"upper end of it"`
	Change            float64   `column:"change,null" unit:"of the measure" about:"after minus before"`
	ChangeLow         float64   `column:"change_low,null" unit:"of the measure" about:"lower end of its 95 % interval; chosen candidates only"`
	ChangeHigh        float64   `column:"change_high,null" unit:"of the measure" about:"upper end of it"`
	Method            string    `column:"method,repeats" about:"binomial (position: the likelihood of P out of P+N) or least-squares"`
	Fit               float64   `column:"fit,null" about:"deviance of the binomial, or residual sum of squares"`
	Dispersion        float64   `column:"dispersion,null" about:"dispersion of the counts by which BIC scales deviances; 1 for least squares"`
	BIC               float64   `column:"bic,null" about:"criterion of the candidate: least is best; compares candidates of one series only"`
	Chosen            bool      `column:"chosen" about:"whether the candidate counts: least bic, or no break where p is above 0.05"`
	P                 float64   `column:"p,null" about:"permutation p of no break at all, if periods are independent"`
	PAR               float64   `column:"p_ar,null" about:"p of no break at all if the level wanders as an autoregression of order 1"`
	N                 int64     `column:"n" unit:"periods" about:"periods with an estimate"`
	SurvivesTerms     float64   `column:"survives_terms,null" about:"share of the series without one term in which the break is found again, give or take a period; pooled headline only"`
	SurvivesIssuers   float64   `column:"survives_issuers,null" about:"the same without one issuer"`
	SurvivesDocuments float64   `column:"survives_documents,null" about:"the same without one document"`
	Warnings          string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// ShiftRow is a term's part in a change.
type ShiftRow struct {
	_ struct{} `table:"shifts" row:"a term × a change of a contrast's difference" key:"measure of topic group freq from_start to_start break rank"`
	SeriesName
	Spans
	Break        time.Time `column:"break,null" about:"the break (breaks.date) whose change it is; null for the change between the spans of the run"`
	Rank         int64     `column:"rank" about:"place by size of the contribution, from 1"`
	Frame        string    `column:"frame,repeats" about:"key of the frame in the lexicon"`
	Entry        string    `column:"entry" about:"the term; (other terms) sums up those without a row"`
	HitsFrom     int64     `column:"hits_from" unit:"hits" about:"hits in the first span"`
	HitsTo       int64     `column:"hits_to" unit:"hits" about:"hits in the second span"`
	RateFrom     float64   `column:"rate_from,null" unit:"per 1,000 tokens" about:"its hits per 1,000 tokens of the first span"`
	RateTo       float64   `column:"rate_to,null" unit:"per 1,000 tokens" about:"its hits per 1,000 tokens of the second span"`
	Contribution float64   `column:"contribution,null" unit:"of the measure" about:"its part in the change of the difference, which is per token; the parts of one change sum to it"`
	LogOdds      float64   `column:"log_odds,null" unit:"logits" about:"how much more at home it is in the second span: log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008)"`
	Z            float64   `column:"z,null" about:"log_odds in standard errors"`
}

// StabilityRow is the headline without an item.
type StabilityRow struct {
	_ struct{} `table:"stability" row:"an item left out of the pooled headline" key:"measure of topic group freq kind rank"`
	SeriesName
	Kind   string  `column:"kind,repeats" about:"what is left out: all (nothing), term, issuer or document; lexicon: measured with another one"`
	Item   string  `column:"item" about:"the term with its frame, the issuer, the document or the lexicon; empty for all"`
	Hits   int64   `column:"hits" unit:"hits" about:"hits that go with it; of all and lexicon, all there are"`
	Change float64 `column:"change,null" unit:"of the measure" about:"change between the spans of the run without it; null where a span then has no hit"`
	Delta  float64 `column:"delta,null" unit:"of the measure" about:"change minus that with nothing left out"`
	Rank   int64   `column:"rank" about:"place among its kind by size of delta, from 1; 0 for all"`
	Kept   int64   `column:"breaks_kept" about:"chosen breaks of the whole series that are found again, give or take a period"`
	Breaks int64   `column:"breaks" about:"breaks that are found, by least BIC"`
}

// CompositionRow is an issuer's part in a change.
type CompositionRow struct {
	_ struct{} `table:"composition" row:"an issuer's part in the change of a pooled series, and the sum" key:"measure of topic group freq issuer"`
	SeriesName
	Spans
	Issuer      string  `column:"issuer" about:"the issuer; empty for the sum of all"`
	WeightFrom  float64 `column:"weight_from,null" about:"its share of the tokens (of share: of the hits) in the first span"`
	WeightTo    float64 `column:"weight_to,null" about:"the same in the second span"`
	ValueFrom   float64 `column:"value_from,null" unit:"of the measure" about:"the measure in the first span; null without weight"`
	ValueTo     float64 `column:"value_to,null" unit:"of the measure" about:"the measure in the second span; null without weight"`
	Within      float64 `column:"within,null" unit:"of the measure" about:"weight_from × change of the value"`
	Mix         float64 `column:"mix,null" unit:"of the measure" about:"change of the weight × distance of value_from from the pooled value; whole for who comes or goes"`
	Interaction float64 `column:"interaction,null" unit:"of the measure" about:"change of the weight × change of the value"`
	Total       float64 `column:"total,null" unit:"of the measure" about:"within + mix + interaction; the sum of all is the change of the series"`
}
