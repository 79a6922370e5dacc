package diffusion

import (
	"strings"
	"time"
)

// SchemaVersion counts the changes to the tables.
const SchemaVersion = 1

// About names what a row is about.
type About struct {
	Concept string `column:"concept,repeats" about:"frame, id:ENTRY, or the phrase as it was given"`
	Role    string `column:"role,repeats" about:"concept, or placebo: one of which nobody claims that it spread"`
}

// FirstRow is the first use of a concept by a group.
type FirstRow struct {
	_ struct{} `table:"firsts" row:"a concept × value of a key, whether it was used or not" key:"concept by value"`
	About
	By        string    `column:"by,repeats" about:"key of the documents; empty for all documents together"`
	Value     string    `column:"value" about:"its value; empty for all, and for documents that have none"`
	Status    string    `column:"status,repeats" about:"used; never; from-start: too few documents stand before the first use for it to be a first one"`
	FirstDate time.Time `column:"first_date,null" about:"date of the first document that uses it"`
	FirstID   string    `column:"first_id,null" about:"the document, as in the run's documents.id"`
	Sentence  int64     `column:"first_sentence" about:"number of the sentence with its first hit; -1 without a use"`
	Start     int64     `column:"first_start" unit:"bytes" about:"where the hit starts in the raw text; -1 without a use"`
	Surface   string    `column:"first_surface,null" about:"the words of the hit"`
	Text      string    `column:"first_text,null" about:"the sentence, to be read before it is believed; null where the run keeps no text"`
	K         int64     `column:"k" about:"which further use is told"`
	KthDate   time.Time `column:"kth_date,null" about:"date of the kth document that uses it"`
	KthID     string    `column:"kth_id,null" about:"that document"`
	Documents int64     `column:"documents" unit:"documents" about:"documents of the group in a language that the concept has words in"`
	Before    int64     `column:"documents_before" unit:"documents" about:"of these, those dated before the first use; all, where there is none"`
	Tokens    int64     `column:"tokens_before" unit:"tokens" about:"their tokens"`
	Entry     time.Time `column:"entry_date,null" about:"date of the group's first document"`
	Exit      time.Time `column:"exit_date,null" about:"date of its last"`
	Absent    float64   `column:"absent_upper,null" unit:"share" about:"1 - 0.05^(1/documents_before): the largest share of documents with the concept that would leave those before without one in twenty corpora"`
	Using     int64     `column:"documents_using" unit:"documents" about:"documents that use it"`
	Issuers   int64     `column:"issuers_using" about:"issuers of these documents"`
	Hits      int64     `column:"hits" unit:"hits" about:"kept hits"`
	Warnings  string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// LeadRow is the lead of one group over another.
type LeadRow struct {
	_ struct{} `table:"leads" row:"a concept × pair of groups × k × order, and the concepts together" key:"role concept a b k order"`
	About
	A            string    `column:"a,repeats" about:"group that is taken to be first"`
	B            string    `column:"b,repeats" about:"group it is held against"`
	K            int64     `column:"k" about:"which use: 1 is the first document that uses it, of either group"`
	Order        string    `column:"order,repeats" about:"stated: A before B as it was asked for; opposite: the two in each other's place, by the same rule"`
	DateA        time.Time `column:"a_date,null" about:"date of the kth document of A that uses it"`
	DateB        time.Time `column:"b_date,null" about:"the same of B"`
	Lag          float64   `column:"lag_days,null" unit:"days" about:"b_date - a_date; null where either has fewer than k"`
	LagLow       float64   `column:"lag_low,null" unit:"days" about:"the least lag, if any one document that uses the concept were not there"`
	LagHigh      float64   `column:"lag_high,null" unit:"days" about:"the largest lag without any one document"`
	First        string    `column:"first,repeats" about:"a, b, or undecided: on one day, or not k uses in both"`
	Uses         int64     `column:"uses" unit:"documents" about:"first documents that use it, of both, of the test by exposure: k, and those of the same day as the kth"`
	Observed     int64     `column:"observed" unit:"documents" about:"of these, those of A"`
	Expected     float64   `column:"expected,null" unit:"documents" about:"those of A if both used it at one rate per token of the period"`
	Z            float64   `column:"z,null" about:"observed less expected, in standard deviations"`
	PExposure    float64   `column:"p_exposure,null" about:"chance of observed or more, exact (Poisson-binomial)"`
	PPermutation float64   `column:"p_permutation,null" about:"share of labelings of the documents within periods whose lag is as large or larger; of a row of concepts together, with as many more led by A"`
	Labelings    int64     `column:"labelings" about:"how many were looked at"`
	Exact        bool      `column:"exact" about:"whether these are all there are"`
	AFirst       int64     `column:"a_first" about:"concepts in which A is first; of a row of one concept, 1 or 0"`
	BFirst       int64     `column:"b_first" about:"concepts in which B is first"`
	Undecided    int64     `column:"undecided" about:"concepts in which neither is"`
	Warnings     string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// AdoptionRow is an issuer in a period.
type AdoptionRow struct {
	_ struct{} `table:"adoption" row:"a concept × key × group × issuer × period, from the issuer's first document to its last" key:"concept by group issuer period"`
	About
	By            string    `column:"by,repeats" about:"key that sorts issuers into groups; empty: one group of all"`
	Group         string    `column:"group,repeats" about:"its value; an issuer whose documents have several is a unit in each"`
	Issuer        string    `column:"issuer,repeats" about:"who speaks"`
	Period        time.Time `column:"period" about:"first day of the period"`
	AtRisk        bool      `column:"at_risk" about:"whether it had text in the period and had not used the concept before (or not in the years of lapse)"`
	Adopted       bool      `column:"adopted" about:"whether it then used it for the first time"`
	Spell         int64     `column:"spell" about:"1 up to and after the first use; one more whenever it lapsed and is at risk again"`
	Documents     int64     `column:"documents" unit:"documents" about:"its documents in the period, in a language that the concept has words in"`
	Using         int64     `column:"documents_using" unit:"documents" about:"those that use it"`
	Tokens        int64     `column:"tokens" unit:"tokens" about:"tokens of its documents"`
	ExposureGroup float64   `column:"exposure_group,null" unit:"share" about:"share of the other issuers of the group, of those heard by then, that used it in an earlier period"`
	ExposureAll   float64   `column:"exposure_all,null" unit:"share" about:"the same of all other issuers"`
	Warnings      string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// CurveRow is a curve of adoption in a period.
type CurveRow struct {
	_ struct{} `table:"curves" row:"a concept × group of issuers × period" key:"concept by group period"`
	About
	By       string    `column:"by,repeats" about:"key that sorts issuers into groups; empty: one group of all"`
	Group    string    `column:"group,repeats" about:"its value"`
	Period   time.Time `column:"period" about:"first day of the period"`
	AtRisk   int64     `column:"at_risk" unit:"issuers" about:"issuers between their first document and their last that had not used it before the period"`
	Adopted  int64     `column:"adopted" unit:"issuers" about:"issuers that first used it in the period"`
	Share    float64   `column:"share" unit:"share" about:"share that has used it by the end of the period (Kaplan and Meier 1958, with delayed entry)"`
	Low      float64   `column:"ci_low,null" unit:"share" about:"lower end of its 95 % interval (Greenwood, on the log-log scale)"`
	High     float64   `column:"ci_high,null" unit:"share" about:"upper end of it"`
	Warnings string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// CurveTestRow compares the curves of the groups of a key.
type CurveTestRow struct {
	_ struct{} `table:"curve_tests" row:"a concept × key: whether its groups have one curve" key:"concept by"`
	About
	By       string  `column:"by,repeats" about:"key that sorts issuers into groups"`
	Groups   int64   `column:"groups" about:"groups with an issuer"`
	Issuers  int64   `column:"issuers" about:"issuers in them"`
	Adopted  int64   `column:"adopted" unit:"issuers" about:"issuers that used it"`
	Chi2     float64 `column:"chi2,null" about:"log-rank statistic (Mantel 1966)"`
	Degrees  int64   `column:"degrees" about:"its degrees of freedom"`
	P        float64 `column:"p,null" about:"chance of as large a statistic under one curve"`
	Warnings string  `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// warnings are the reasons to doubt a row, each once.
type warnings []string

func (w *warnings) add(when bool, text string) {
	if when {
		*w = append(*w, text)
	}
}

func (w warnings) String() string { return strings.Join(w, "; ") }

func (c *concept) about() About {
	if c.placebo {
		return About{c.name, "placebo"}
	}
	return About{c.name, "concept"}
}
