package diffusion

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline/table"
)

// CodebookName is the file that says what every column means.
const CodebookName = "codebook.md"

// Specs lists the tables, in the order of the codebook.
func Specs() []table.Spec {
	return []table.Spec{
		table.SpecOf[FirstRow](), table.SpecOf[LeadRow](), table.SpecOf[AdoptionRow](), table.SpecOf[CurveRow](), table.SpecOf[CurveTestRow](),
		table.SpecOf[UptakeRow](), table.SpecOf[LinkageRow](), table.SpecOf[BackdropRow](), table.SpecOf[CovariateRow](),
	}
}

// meanings are what the warnings mean.
var meanings = [][2]string{
	{FromStart, "fewer documents stand before the first use than make one (--before): no first use was seen. Of a curve: of one of its issuers"},
	{"one-document", "one document uses it"},
	{"fewer-than-k", "fewer documents use it than the kth that was asked for"},
	{"no-use", "no document of either group uses it"},
	{Never, "nobody of the group, or of the others, uses it"},
	{"early-singleton", "the first use is more than ten years before the kth, or before the last where there are fewer"},
	{"quoted", "the hit is quoted, as the run has it (hits.quoted), or stands behind a quotation mark that is open in its sentence"},
	{"copied-text", "the first document repeats the text of an earlier one, or nearly"},
	{"coarse-date", "the date of the first document names a year or a month, those of others a day"},
	{"mixed-precision", "some dates name a day and others do not, and are taken for their first day"},
	{"no-entry-in-language", "documents in a language in which the concept has no words are left out"},
	{"sentences-with-hits-only", "a phrase was looked for in the sentences that the run keeps, which are those with a hit"},
	{"same-day", "both groups use it on one day for the kth time"},
	{"ties", "several documents of the day of the kth use it: all are taken"},
	{"hangs-on-one-document", "had one document not been there, A or B would not be first, or there would be no kth"},
	{"one-side-silent", "one group has no text in the periods of the first uses: nothing is tested"},
	{"one-labeling", "no document can change sides: nothing is tested"},
	{"in-both-groups", "documents that are in both groups are left out"},
	{"one-concept", "there is one concept to be counted"},
	{"undecided", "in no concept is either first"},
	{"no-placebo", "no placebo was tested beside the concepts"},
	{"no-documents", "the issuer has no document in the period. Of an event: there are none before it, or none after"},
	{"few-issuers", "under five issuers"},
	{"few-adopters", "under five issuers use it: the log-rank is rough"},
	{"issuers-in-several-groups", "an issuer is in several groups, which the log-rank takes to be independent"},
	{"one-group", "there is one group: nothing is compared"},
	{"too-many-groups", "more than fifty groups: no curves and no test"},
	{"source-never-uses", "the source never uses it"},
	{"no-comparison", "others have no documents after a use of the source, or none apart from one"},
	{"few-periods", "under twenty periods: turning them round can't show a share of .05"},
	{"few-placebo-dates", "under twenty placebo dates"},
	{"few-documents", "fewer documents before the event, or after it, than --before"},
	{"weak", "fewer than five hits before and after together"},
	{"constant", "one of the two series is always the same"},
}

func writeCodebook(dir string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Codebook of a diffusion\n\nEvery column of every table that may be here. Each is a file `<table>.parquet`, sorted by its key. Schema version %d.\n`%s` says what was asked of which run.\n",
		SchemaVersion, DesignName)
	for _, s := range Specs() {
		fmt.Fprintf(&b, "\n## Table %s\n\nOne row is %s. Sorted by `%s`.\n\n| column | type | unit | null | meaning |\n|---|---|---|---|---|\n", s.Name, s.Row, strings.Join(s.Key, "`, `"))
		for _, c := range s.Columns {
			null := ""
			if c.Nullable {
				null = "may be"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", c.Name, c.Type, c.Unit, null, c.Meaning)
		}
	}
	b.WriteString("\n## Warnings\n\n")
	for _, m := range meanings {
		fmt.Fprintf(&b, "- `%s`: %s\n", m[0], m[1])
	}
	return os.WriteFile(filepath.Join(dir, CodebookName), []byte(b.String()), 0o666)
}
