package measure

import (
	"strings"
)

// Warning is a reason to doubt a row, as the tables have it: the code of a kind,
// or that with a detail behind a colon, or a text with a number in it.
type Warning string

// The warnings that are codes.
const (
	NoDocuments  Warning = "no-documents"
	Weak         Warning = "weak"
	Lopsided     Warning = "lopsided"
	ThinTopic    Warning = "thin-topic"
	FewDocuments Warning = "few-documents"
	TooShort     Warning = "too-short"
	TooLong      Warning = "too-long"
	FewExpected  Warning = "few-expected"
	Incomplete   Warning = "incomplete-period"
	Seasonal     Warning = "season"
)

// Severity is how far a warning goes, from the least.
type Severity int

// The severities.
const (
	Note     Severity = iota // of how the numbers came about
	Cautious                 // the estimate stands, its interval or its test is to be read with care
	Doubtful                 // the estimate itself is hardly more than chance
	Missing                  // there is none
)

// About says what a kind of warning is.
type About struct {
	// Code names the kind. Where Text is empty it is the warning's text.
	Code Warning
	// Text is what a warning in words says, with % for its numbers.
	Text     string
	Severity Severity
	Sentence string
}

var warnings = []About{
	{NoDocuments, "", Missing, "the period has no document (of a pair of groups: one of them has none), and no estimate"},
	{Weak, "", Doubtful, "fewer than 5 hits behind the estimate: it is little more than chance"},
	{Lopsided, "", Cautious, "a ratio with fewer than 3 hits on the lesser side: its interval covers the truth less often than it says"},
	{ThinTopic, "", Doubtful, "fewer than 10 sentences inside the topic"},
	{FewDocuments, "", Cautious, "the interval is drawn from sentences and covers these documents only, or from fewer than 10 documents: how documents differ it does not know"},
	{FewExpected, "", Doubtful, "less than half a sentence with both sides is expected: the ½ that is added to each cell says more than the counts"},
	{Incomplete, "", Cautious, "the last period ends before its documents do in others: it is not yet whole"},
	{TooShort, "", Missing, "too few periods to tell a shape"},
	{TooLong, "", Missing, "more periods than a shape (400) or a trend (3,000) is told of"},
	{Seasonal, "", Note, "periods of a kind, as all Januaries, lie higher or lower than others of their year: the shape is told without that"},
	{"thin", "", Note, "periods with less than half an expected hit of the lesser side are left out of the shape"},
	{"dispersion-unknown", "", Cautious, "too few documents and periods to tell how documents differ"},
	{"length", "", Cautious, "the framing of a document goes with its length"},
	{"few-years", "", Cautious, "the season of fewer than five complete years is hardly to be seen"},
	{"constant", "", Missing, "every value is the same: no change can be seen"},
	{"hole", "", Note, "periods without an observation, in which a change is neither sudden nor gradual"},
	{"few-periods", "only % observed periods", Cautious, "a break is hardly to be told from chance"},
	{"no-room", "% periods leave no room for a break", Missing, "two segments of the least length are longer than the series"},
	{"infinite", "% infinite values left out as gaps", Note, "an infinite value is no observation"},
	{"no-trend", "% observed values: a trend takes at least 3", Missing, "too few periods with an estimate for a trend"},
	{"no-years", "% observed values: none are whole years apart", Missing, "too few periods for a seasonal trend"},
	{"constant-seasons", "every season is always the same: no trend can be seen", Missing, "a season without change has no trend"},
	{"constant-trend", "every value is the same: no trend can be seen", Missing, "a series without change has no trend"},
	{"rough-trend", "% observed values: under % the normal approximation is rough", Cautious, "p of the trend is rough"},
	{"no-correction", "Hamed–Rao correction is %: negative autocorrelation leaves no variance, no corrected test", Cautious, "p_hr does not exist"},
	{"extreme-slopes", "% observed values: too few for the interval of Sen's slope, its ends are the extreme slopes", Cautious, "the interval of the slope is as wide as it can be"},
}

// Warnings are the kinds of warnings there are, in the order of the codebook.
func Warnings() []About { return append([]About(nil), warnings...) }

// About returns what is known of a warning. Of one that no version of this
// program writes, ok is false and the sentence is the warning itself.
func (w Warning) About() (a About, ok bool) {
	for _, a := range warnings {
		if a.is(string(w)) {
			return a, true
		}
	}
	return About{Code: w, Severity: Note, Sentence: string(w)}, false
}

// is says whether a warning is of the kind.
func (a *About) is(text string) bool {
	if a.Text == "" {
		rest, ok := strings.CutPrefix(text, string(a.Code))
		return ok && (rest == "" || strings.HasPrefix(rest, ": "))
	}
	parts := strings.Split(a.Text, "%")
	rest, ok := strings.CutPrefix(text, parts[0])
	for _, p := range parts[1:] {
		if !ok {
			return false
		}
		number := strings.TrimLeft(rest, "-+.0123456789e")
		rest, ok = strings.CutPrefix(number, p)
	}
	return ok && rest == ""
}

// Is says whether a warning is of a kind.
func (w Warning) Is(code Warning) bool { a, _ := w.About(); return a.Code == code }

// Doubtful says whether an estimate with the warning is hardly more than chance.
func (w Warning) Doubtful() bool { a, _ := w.About(); return a.Severity == Doubtful }

const separator = "; "

// Join writes a list of warnings as the tables have it.
func Join(list []Warning) string {
	texts := make([]string, len(list))
	for i, w := range list {
		texts[i] = string(w)
	}
	return strings.Join(texts, separator)
}

// Split reads what Join writes.
func Split(list string) []Warning {
	if list == "" {
		return nil
	}
	var out []Warning
	for text := range strings.SplitSeq(list, separator) {
		out = append(out, Warning(text))
	}
	return out
}

// Of takes texts of package stats for warnings.
func Of(texts []string) []Warning {
	var out []Warning
	for _, t := range texts {
		out = append(out, Warning(t))
	}
	return out
}
