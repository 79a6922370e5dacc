package report

import (
	"time"
)

// The rows that are read, by the columns of package store.

type name struct {
	Measure string `column:"measure"`
	Of      string `column:"of"`
	Topic   string `column:"topic"`
	Group   string `column:"group"`
	Freq    string `column:"freq"`
}

type seriesRow struct {
	name
	Period    time.Time `column:"period"`
	Estimate  float64   `column:"estimate"`
	Low       float64   `column:"ci_low"`
	High      float64   `column:"ci_high"`
	Hits      int64     `column:"hits"`
	Tokens    int64     `column:"tokens"`
	Sentences int64     `column:"sentences"`
	Documents int64     `column:"documents"`
	Warnings  string    `column:"warnings"`
}

type trendRow struct {
	name
	N        int64   `column:"n"`
	P        float64 `column:"p"`
	TauB     float64 `column:"tau_b"`
	Sen      float64 `column:"sen"`
	SenLow   float64 `column:"sen_low"`
	SenHigh  float64 `column:"sen_high"`
	PHR      float64 `column:"p_hr"`
	Warnings string  `column:"warnings"`
}

type breakRow struct {
	name
	Breaks            int64     `column:"breaks"`
	Date              time.Time `column:"date"`
	Next              time.Time `column:"date_next"`
	Low               time.Time `column:"date_low"`
	High              time.Time `column:"date_high"`
	Support           float64   `column:"support"`
	Before            float64   `column:"before"`
	BeforeLow         float64   `column:"before_low"`
	BeforeHigh        float64   `column:"before_high"`
	After             float64   `column:"after"`
	AfterLow          float64   `column:"after_low"`
	AfterHigh         float64   `column:"after_high"`
	Change            float64   `column:"change"`
	ChangeLow         float64   `column:"change_low"`
	ChangeHigh        float64   `column:"change_high"`
	Chosen            bool      `column:"chosen"`
	P                 float64   `column:"p"`
	PAR               float64   `column:"p_ar"`
	N                 int64     `column:"n"`
	Warnings          string    `column:"warnings"`
	SurvivesTerms     float64   `column:"survives_terms"`
	SurvivesIssuers   float64   `column:"survives_issuers"`
	SurvivesDocuments float64   `column:"survives_documents"`
}

// spans are the two stretches of time between which a change is explained.
type spans struct {
	FromStart time.Time `column:"from_start"`
	FromEnd   time.Time `column:"from_end"`
	ToStart   time.Time `column:"to_start"`
	ToEnd     time.Time `column:"to_end"`
}

type shiftRow struct {
	name
	spans
	Break        time.Time `column:"break"`
	Frame        string    `column:"frame"`
	Entry        string    `column:"entry"`
	HitsFrom     int64     `column:"hits_from"`
	HitsTo       int64     `column:"hits_to"`
	RateFrom     float64   `column:"rate_from"`
	RateTo       float64   `column:"rate_to"`
	Contribution float64   `column:"contribution"`
}

type stabilityRow struct {
	name
	Kind   string  `column:"kind"`
	Item   string  `column:"item"`
	Hits   int64   `column:"hits"`
	Change float64 `column:"change"`
	Delta  float64 `column:"delta"`
	Rank   int64   `column:"rank"`
	Kept   int64   `column:"breaks_kept"`
	Breaks int64   `column:"breaks"`
}

type compositionRow struct {
	name
	spans
	Issuer      string  `column:"issuer"`
	WeightFrom  float64 `column:"weight_from"`
	WeightTo    float64 `column:"weight_to"`
	ValueFrom   float64 `column:"value_from"`
	ValueTo     float64 `column:"value_to"`
	Within      float64 `column:"within"`
	Mix         float64 `column:"mix"`
	Interaction float64 `column:"interaction"`
	Total       float64 `column:"total"`
}

type termRow struct {
	Frame  string    `column:"frame"`
	Entry  string    `column:"entry"`
	Freq   string    `column:"freq"`
	Period time.Time `column:"period"`
	Hits   int64     `column:"hits"`
}

type hitRow struct {
	ID       string `column:"id"`
	Sentence int64  `column:"sentence"`
	Start    int64  `column:"start"`
	End      int64  `column:"end"`
	Frame    string `column:"frame"`
	Entry    string `column:"entry"`
	Surface  string `column:"surface"`
	Kept     bool   `column:"kept"`
	Reason   string `column:"reason"`
	Topics   string `column:"topics"`
}

type sentenceRow struct {
	ID       string `column:"id"`
	Sentence int64  `column:"sentence"`
	Start    int64  `column:"start"`
	Text     string `column:"text"`
}

type quarantineRow struct {
	Source string `column:"source"`
	Reason string `column:"reason"`
	Detail string `column:"detail"`
}
