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
	ZSeason    float64 `column:"z_season,null" about:"z of the test that compares only periods whole years apart (Hirsch, Slack and Smith 1982); null where a period is no part of a year"`
	PSeason    float64 `column:"p_season,null" about:"two-sided p of z_season"`
	Warnings   string  `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// ShapeRow is the shape of a series.
type ShapeRow struct {
	_ struct{} `table:"shapes" row:"the shape of a series" key:"measure of topic group freq"`
	SeriesName
	N             int64     `column:"n" unit:"periods" about:"periods with an estimate"`
	Shape         string    `column:"shape,repeats" about:"flat, trend, step, trend and step, undecided (changed), undecided (wanders) or undecided: see Shapes"`
	Steps         int64     `column:"steps" about:"steps with a date, which are the rows of breaks"`
	PStep         float64   `column:"p_step,null" about:"bootstrap p of the best steps against a line"`
	Q             float64   `column:"q,null" about:"share of false steps to be expected among the series of its family with as small a p_step (Benjamini and Hochberg 1995)"`
	PChange       float64   `column:"p_change,null" about:"bootstrap p of any change against a constant; null where steps were found"`
	First         time.Time `column:"first,null" about:"first period of the fitted course; null where the shape is undecided"`
	Last          time.Time `column:"last,null" about:"its last period"`
	From          float64   `column:"from,null" unit:"of the measure" about:"where the fitted course begins"`
	To            float64   `column:"to,null" unit:"of the measure" about:"where it ends"`
	Level         float64   `column:"level,null" unit:"of the measure" about:"level of a flat series"`
	LevelLow      float64   `column:"level_low,null" unit:"of the measure" about:"lower end of its 95 % interval"`
	LevelHigh     float64   `column:"level_high,null" unit:"of the measure" about:"upper end of it"`
	RampFrom      time.Time `column:"ramp_from,null" about:"where a gradual change begins that is told better by a ramp than by a line"`
	RampTo        time.Time `column:"ramp_to,null" about:"where it ends"`
	Unseen        float64   `column:"unseen,null" unit:"logits or logs" about:"a step in the middle that would have been seen in about four of five such series"`
	Spread        float64   `column:"spread,null" about:"how documents of a period differ: the correlation of two hits of a document, of a rate the squared coefficient of variation of the rates of documents"`
	SpreadOf      string    `column:"spread_of,null,repeats" about:"what told the spread: documents of one period, or periods around the course, all of which is then taken for the spread of documents"`
	Noise         string    `column:"noise,repeats" about:"noise beside that of sampling under which the course fits best: white, AR or random walk, with its size in sampling variances"`
	StepGain      float64   `column:"step_gain,null" about:"criterion of the best course without a step less that of the best with steps"`
	ChangeGain    float64   `column:"change_gain,null" about:"criterion of a constant less that of the best other course"`
	RampMargin    float64   `column:"ramp_margin,null" about:"how much better steps fit than ramps of a fifth of the series in their place; at least 2.7055 for a step"`
	GradualMargin float64   `column:"gradual_margin,null" about:"how much better a line or ramp fits than one step; at least 2.7055 for a trend"`
	Constant      float64   `column:"constant,null" about:"criterion of a constant"`
	Walk          float64   `column:"walk,null" about:"criterion of a random walk"`
	Line          float64   `column:"line,null" about:"criterion of a line"`
	OneStep       float64   `column:"one_step,null" about:"criterion of a step"`
	LineStep      float64   `column:"line_step,null" about:"criterion of a line with a step"`
	TwoSteps      float64   `column:"two_steps,null" about:"criterion of two steps"`
	ThreeSteps    float64   `column:"three_steps,null" about:"criterion of three steps"`
	Season        float64   `column:"p_season,null" about:"p of a season (Friedman); null where a period is no part of a year"`
	Warnings      string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// BreakRow is a step of a series whose shape has steps.
type BreakRow struct {
	_ struct{} `table:"breaks" row:"a step of a series whose shape is step, or trend and step" key:"measure of topic group freq index"`
	SeriesName
	Breaks            int64     `column:"breaks" about:"how many steps the series has"`
	Index             int64     `column:"index" about:"number, in the calendar of the run from 1, of the period before date_next"`
	Date              time.Time `column:"date" about:"last period with an estimate of the old level"`
	Next              time.Time `column:"date_next" about:"first period with an estimate of the new level; between the two the step may be anywhere"`
	DateLow           time.Time `column:"date_low" about:"first date in the 95 % set: all dates that a test, conditional on what is sufficient for levels and scale, does not reject (Worsley 1986, Siegmund 1988)"`
	DateHigh          time.Time `column:"date_high" about:"last date in it"`
	Before            float64   `column:"before,null" unit:"of the measure" about:"level from the step before, or the start, to date: the counts of its periods together; beside a trend, where the line is then"`
	BeforeLow         float64   `column:"before_low,null" unit:"of the measure" about:"lower end of its 95 % interval, with the spread between documents; null beside a trend"`
	BeforeHigh        float64   `column:"before_high,null" unit:"of the measure" about:"upper end of it"`
	After             float64   `column:"after,null" unit:"of the measure" about:"level from date_next to the next step or the end"`
	AfterLow          float64   `column:"after_low,null" unit:"of the measure" about:"lower end of its 95 % interval"`
	AfterHigh         float64   `column:"after_high,null" unit:"of the measure" about:"upper end of it"`
	Change            float64   `column:"change,null" unit:"of the measure" about:"after minus before"`
	ChangeLow         float64   `column:"change_low,null" unit:"of the measure" about:"lower end of its 95 % interval (Zou and Donner 2008)"`
	ChangeHigh        float64   `column:"change_high,null" unit:"of the measure" about:"upper end of it"`
	P                 float64   `column:"p,null" about:"shapes.p_step"`
	Q                 float64   `column:"q,null" about:"shapes.q"`
	N                 int64     `column:"n" unit:"periods" about:"periods with an estimate"`
	SurvivesTerms     string    `column:"survives_terms,null" about:"without how many single terms the step is found again within the interval of its date, give or take a period, and without which it is not, with their share in what is counted; pooled headline only"`
	SurvivesIssuers   string    `column:"survives_issuers,null" about:"the same without one issuer"`
	SurvivesDocuments string    `column:"survives_documents,null" about:"the same without one document"`
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
	HitsFrom     int64     `column:"hits_from" unit:"hits or sentences" about:"hits in the first span; of a contrast that counts sentences, those on a side with the term in them"`
	HitsTo       int64     `column:"hits_to" unit:"hits or sentences" about:"the same in the second span"`
	RateFrom     float64   `column:"rate_from,null" unit:"per 1,000 tokens" about:"its hits, or its shares of sentences, per 1,000 tokens of the first span"`
	RateTo       float64   `column:"rate_to,null" unit:"per 1,000 tokens" about:"the same in the second span"`
	Contribution float64   `column:"contribution,null" unit:"of the measure" about:"its part in the change of the difference, which is per token; the parts of one change sum to it"`
	LogOdds      float64   `column:"log_odds,null" unit:"logits" about:"how much more at home it is in the second span: log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008)"`
	Z            float64   `column:"z,null" about:"log_odds in standard errors"`
}

// StabilityRow is the headline without an item.
type StabilityRow struct {
	_ struct{} `table:"stability" row:"an item left out of the pooled headline" key:"measure of topic group freq kind rank"`
	SeriesName
	Kind   string  `column:"kind,repeats" about:"what is left out: all (nothing), term, issuer or document; stance: hits that are denied, uncertain, quoted or held by others (where only asserted hits count, denied and uncertain ones are added); lexicon: measured with another one"`
	Item   string  `column:"item" about:"the term with its frame, the issuer, the document (of more than 20,000 those that change the headline most and those with most hits, 1,000 of either), the kind of stance or the lexicon; empty for all"`
	Hits   int64   `column:"hits" unit:"hits or sentences" about:"hits, or sentences on a side, that have it; of all and lexicon, all there are"`
	Change float64 `column:"change,null" unit:"of the measure" about:"change between the spans of the run without it; null where a span then has no hit"`
	Delta  float64 `column:"delta,null" unit:"of the measure" about:"change minus that with nothing left out"`
	Rank   int64   `column:"rank" about:"place among its kind by size of delta, from 1; 0 for all"`
	Kept   int64   `column:"breaks_kept" about:"steps of the whole series that are found again, within the interval of their date, give or take a period"`
	Breaks int64   `column:"breaks" about:"steps that are looked for: as many as the whole series has"`
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
