package simulate

// Truth is what a corpus was made to show.
type Truth struct {
	// Options are those given, defaults filled in.
	Options Options
	Years   []YearTruth
}

// YearTruth is the planted course in one year.
type YearTruth struct {
	Year int
	// Wander is the year's AR(1) deviation, Logit the log-odds of sovereignty
	// for an audience without offset, wander and breaks included.
	Wander, Logit float64
	// P is the chance that a framed sentence of the year is sovereignty, over
	// all audiences by their number of documents; 0 without documents.
	P         float64
	Documents int
	Audiences []AudienceTruth
}

// AudienceTruth is the planted course before one audience.
type AudienceTruth struct {
	Name      string
	Logit, P  float64
	Documents int // 0 in a gap
}

// levels is the course common to all audiences.
func (o Options) levels() []YearTruth {
	out := make([]YearTruth, o.To-o.From+1)
	for i, w := range o.wander(len(out)) {
		year := o.From + i
		logit := o.Baseline + float64(o.Slope*float64(i)) + w
		for _, b := range o.Breaks {
			if year >= b.Year {
				logit += b.Size
			}
		}
		out[i] = YearTruth{Year: year, Wander: w, Logit: logit}
	}
	return out
}

// makeTruth fills in the audiences and the pooled probability.
func (c *Corpus) makeTruth(levels []YearTruth) Truth {
	sizes := make(map[[2]int]int, len(c.cells))
	for _, cl := range c.cells {
		sizes[[2]int{cl.year, cl.audience}] = c.opt.Audiences[cl.audience].Documents
	}
	for i := range levels {
		y := &levels[i]
		sum := 0.0
		for a, aud := range c.opt.Audiences {
			logit := y.Logit + aud.Offset
			t := AudienceTruth{aud.Name, logit, logistic(logit), sizes[[2]int{y.Year, a}]}
			y.Audiences = append(y.Audiences, t)
			y.Documents += t.Documents
			sum += float64(t.P * float64(t.Documents))
		}
		if y.Documents > 0 {
			y.P = sum / float64(y.Documents)
		}
	}
	return Truth{Options: c.opt, Years: levels}
}
