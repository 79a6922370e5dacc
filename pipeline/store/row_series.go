package store

import "time"

// SeriesName is what tells a series from others.
type SeriesName struct {
	Measure string `column:"measure,repeats" about:"what is measured: see Measures"`
	Of      string `column:"of,repeats" about:"key of the contrast, frame or pair"`
	Topic   string `column:"topic,repeats" about:"the topic the text is restricted to; empty for all discourse"`
	Group   string `column:"group,repeats" about:"the group, like issuer=CHN; empty for the pooled series"`
	Freq    string `column:"freq,repeats" about:"length of the period: day, week, month, quarter, half or year"`
}

// Spans are the two stretches of time between which a change is explained.
type Spans struct {
	FromStart time.Time `column:"from_start" about:"first day of the first span"`
	FromEnd   time.Time `column:"from_end" about:"last day of the first span"`
	ToStart   time.Time `column:"to_start" about:"first day of the second span"`
	ToEnd     time.Time `column:"to_end" about:"last day of the second span"`
}

// SeriesRow is a period of a series.
type SeriesRow struct {
	_ struct{} `table:"series" row:"a series × period, also where the period has no document" key:"measure of topic group freq period"`
	SeriesName
	Period    time.Time `column:"period" about:"the day on which the period starts"`
	Estimate  float64   `column:"estimate,null" unit:"of the measure" about:"the measure; null where it is undefined"`
	Low       float64   `column:"ci_low,null" unit:"of the measure" about:"lower end of the 95 % interval; null where there is none, or it has no end there"`
	High      float64   `column:"ci_high,null" unit:"of the measure" about:"upper end of the 95 % interval; null where there is none, or it has no end there"`
	Hits      int64     `column:"hits" unit:"hits or sentences" about:"kept hits behind the estimate, of both sides of a contrast or pair; of a contrast that counts sentences, those on its sides"`
	Tokens    int64     `column:"tokens" unit:"tokens" about:"words of the period"`
	Sentences int64     `column:"sentences" unit:"sentences" about:"sentences of the period"`
	Documents int64     `column:"documents" unit:"documents" about:"documents of the period"`
	Unit      string    `column:"unit,null,repeats" about:"where the interval is from: spread (between documents), document or sentence (what the bootstrap drew), exact (Poisson bound where there was no hit); null without an interval"`
	Warnings  string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// PartRow is what a frame has of a side of the headline.
type PartRow struct {
	_        struct{}  `table:"parts" row:"a frame's part in a side of the headline contrast × period with documents" key:"of topic group freq period side frame"`
	Of       string    `column:"of,repeats" about:"key of the contrast"`
	Topic    string    `column:"topic,repeats" about:"the topic the text is restricted to; empty for all discourse"`
	Group    string    `column:"group,repeats" about:"the group, like issuer=CHN; empty for the pooled series"`
	Freq     string    `column:"freq,repeats" about:"length of the period: day, week, month, quarter, half or year"`
	Period   time.Time `column:"period" about:"the day on which the period starts"`
	Side     string    `column:"side,repeats" about:"positive or negative"`
	Frame    string    `column:"frame,repeats" about:"key of the frame in the lexicon"`
	Count    float64   `column:"count" unit:"hits or sentences" about:"its hits, with their weights, or its share of the side's sentences; those of a side sum to P, or N"`
	PerMille float64   `column:"per_1000,null" unit:"per 1,000 tokens" about:"count per 1,000 tokens of the period"`
}

// TermRow is what a term has in a period.
type TermRow struct {
	_            struct{}  `table:"terms" row:"a term × period of the pooled series" key:"frame entry freq period"`
	Frame        string    `column:"frame,repeats" about:"key of the frame in the lexicon"`
	Entry        string    `column:"entry,repeats" about:"the term of the lexicon that matched, as the lexicon writes it"`
	Freq         string    `column:"freq,repeats" about:"length of the period: day, week, month, quarter, half or year"`
	Period       time.Time `column:"period" about:"the day on which the period starts"`
	Hits         int64     `column:"hits" unit:"hits" about:"kept hits of the term"`
	Contribution float64   `column:"contribution,null" unit:"per 1,000 tokens" about:"change of the term's hits per 1,000 tokens since the last period with documents; null in the first. The terms of a frame sum to the change of its rate"`
}
