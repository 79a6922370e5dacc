package validate

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Specs lists the tables of a validation, in the order of its codebook.
func Specs() []table.Spec {
	return []table.Spec{
		table.SpecOf[KeyRow](), table.SpecOf[WiderRow](), table.SpecOf[CodingRow](), table.SpecOf[AgreementRow](), table.SpecOf[ScoreRow](),
		table.SpecOf[CorrectedRow](), table.SpecOf[CorrectedShapeRow](), table.SpecOf[store.StabilityRow](),
	}
}

// warnings are what those of the tables mean.
var warnings = [][2]string{
	{stats.NotCoded, "no coding says anything of it: there is no number, and nothing to correct by"},
	{stats.NoneFound, "no sentence was coded in which the lexicon finds it: no precision"},
	{stats.FewCodings, "fewer than ten were: precision is hardly known"},
	{stats.AllZero, "coders found it in no sentence: no recall"},
	{stats.Perfect, "every coding is as the lexicon has it: were the coders blind to it?"},
	{stats.FarNone, "no miss was seen far from any hit; unseen is the most there may be, and recall may be as low as that makes it"},
	{errorChanges, "precision or recall is not the same in all blocks of time: a change of the raw series may be one of the error"},
	{strataNotCoded, "strata of which nothing was coded are left out of the figures"},
	{noOverlap, "no sentence was coded by several"},
	{allSame, "all say the same of every sentence: agreement beyond chance is not defined"},
	{correctionPooled, "the period has fewer than thirty codings in a stratum, and is corrected by those of its block of time: that errors are alike within the block is taken for granted"},
	{blockNotCoded, "its block has no codings in a stratum, and those of other blocks stand for them"},
	{constantError, "sensitivity and specificity are taken to be the same everywhere, which is what a change of framing is most easily mistaken for"},
	{belowZero, "more was found wrong than there is: the estimate is cut off at 0"},
	{noDocuments, "the period has no documents"},
	{stepAtSeam, "a block of codings begins within the interval of the step: what its codings have by chance moves all its periods at once, and the step may be that"},
}

// writeCodebook says what every column means.
func writeCodebook(dir string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Codebook of a validation\n\nEvery column of every table that may be here. Each is a file `<table>.parquet`, sorted by its key. Schema version %d.\n"+
		"`%s` says how the sentences were drawn. The key is not for coders.\n", SchemaVersion, DesignName)
	for _, s := range Specs() {
		fmt.Fprintf(&b, "\n## Table %s\n\nOne row is %s. Sorted by `%s`.\n\n| column | type | unit | null | meaning |\n|---|---|---|---|---|\n", s.Name, s.Row, strings.Join(s.Key, "`, `"))
		for _, c := range s.Columns {
			null := ""
			if c.Nullable {
				null = "may be"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", c.Name, c.Type, c.Unit, null, strings.ReplaceAll(c.Meaning, "|", `\|`))
		}
	}
	b.WriteString("\nThe rows of stability are those of a validation: all is the raw position of sentences, corrected the corrected one.\n\n## Warnings\n\n")
	for _, w := range warnings {
		fmt.Fprintf(&b, "- `%s`: %s\n", w[0], w[1])
	}
	b.WriteString("\n## What a correction takes for granted\n\n")
	for _, m := range []string{DSL, PPI, Matrix} {
		fmt.Fprintf(&b, "- `%s`: %s\n", m, assumes[m])
	}
	return os.WriteFile(filepath.Join(dir, "codebook.md"), []byte(b.String()), 0o666)
}
