package series

import "time"

// Row is one period of one series: one measure of one thing in one group.
// Estimates that do not exist are NaN and become null.
type Row struct {
	Measure string // position, share, difference, salience, rate, together, lift, jaccard, evenness
	Of      string // key of the contrast, frame or pair
	Topic   string // "" for all discourse
	Group   string // "" for the pooled series, else like issuer=CHN
	Freq    string
	Period  time.Time // the day it starts
	// Estimate and its interval; the interval is NaN where none was computed.
	Estimate, Low, High float64
	Hits                int64 // behind the estimate: P+N, the frame's, or A+B
	Tokens              int64
	Sentences           int64
	Documents           int64
	Unit                string // unit of the bootstrap; "" where no interval was computed
	Warnings            []string
}

// TermRow is what one entry has in one period of the pooled series.
type TermRow struct {
	Frame, Entry string
	Period       time.Time
	Hits         int64
}
