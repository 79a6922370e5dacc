package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/guptarohit/asciigraph"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// printSummary prints what a person wants to know of a finished run.
func printSummary(to io.Writer, s *pipeline.Summary) error {
	w, width := bufio.NewWriter(to), widthOf(to)
	if s.Sample {
		fmt.Fprint(w, "SYNTHETIC sample: statements of Varland and its neighbours, which do not exist\n\n")
	}
	fmt.Fprintf(w, "documents   %12s\n", grouped(int64(s.Documents)))
	if s.Filtered > 0 {
		fmt.Fprintf(w, "left out    %12s  by --where\n", grouped(int64(s.Filtered)))
	}
	fmt.Fprintf(w, "sentences   %12s\ntokens      %12s\n", grouped(s.Sentences), grouped(s.Tokens))
	if s.Topic != "" {
		fmt.Fprintf(w, "inside %-7s%10s sentences, %s tokens: all that counts below\n", s.Topic, grouped(s.Inside.Sentences), grouped(s.Inside.Tokens))
	}
	if s.DuplicateTexts > 0 {
		fmt.Fprintf(w, "duplicates  %12s  texts seen before: kept, and flagged\n", grouped(int64(s.DuplicateTexts)))
	}
	if s.NearDuplicates > 0 {
		fmt.Fprintf(w, "near-duplicates %8s  texts nearly the same as one before: kept, and flagged\n", grouped(int64(s.NearDuplicates)))
	}
	printQuarantine(w, s, width)
	if s.Documents > 0 {
		printFrames(w, s, width)
		if err := printHeadline(w, s, width); err != nil {
			return err
		}
	}
	for _, warning := range s.Warnings {
		fmt.Fprintln(w, hanging("warning: ", warning, width))
	}
	if len(s.Warnings) > 0 {
		fmt.Fprintln(w)
	}
	printKnown(w, s, width)
	if n := len(s.Removed); n > 0 {
		fmt.Fprintf(w, "removed %s older than those to keep\n", plural(n, "run"))
	}
	if s.Unchanged {
		fmt.Fprintf(w, "nothing has changed since this run was written to %s: no other one was made (--again makes one)\n", s.Dir)
	} else {
		fmt.Fprintf(w, "written in %.1f s to %s\n", s.Elapsed.Seconds(), s.Dir)
	}
	if s.Documents > 0 {
		fmt.Fprintf(w, "look at it with: frameshift show series --run %s --where measure=position\n", s.Dir)
	} else {
		fmt.Fprintf(w, "look at what was read with: frameshift show quarantine --run %s\n", s.Dir)
	}
	return w.Flush()
}

// printKnown says what was not done again, and why the rest was.
func printKnown(w io.Writer, s *pipeline.Summary, width int) {
	if s.Unchanged {
		return
	}
	if s.Why != "" {
		fmt.Fprintf(w, "%s since the run %s\n", s.Why, s.Since)
	}
	if s.Changes != "" {
		fmt.Fprintln(w, wrapped(s.Changes, width), "frameshift diff has the rest.")
	}
	if s.Known > 0 {
		fmt.Fprintf(w, "%s of the documents had been scored before\n", grouped(int64(s.Known)))
	}
}

func printQuarantine(w io.Writer, s *pipeline.Summary, width int) {
	printReasons(w, "quarantined", s.Quarantined, width)
	if len(s.Ignored) > 0 {
		printReasons(w, "ignored", s.Ignored, width)
	}
	fmt.Fprintln(w)
}

func printReasons(w io.Writer, what string, counts []pipeline.ReasonCount, width int) {
	fmt.Fprintf(w, "%-12s%12s\n", what, grouped(int64(total(counts))))
	for _, c := range counts {
		fmt.Fprintln(w, hanging(fmt.Sprintf("  %-20s%s  ", c.Reason, leftPad(grouped(int64(c.Count)), 8)), c.Reason.About(), width))
		fmt.Fprintln(w, hanging(leftPad("", 34), fmt.Sprintf("such as %s: %s", clean(c.Example.Source), clean(c.Example.Detail)), width))
	}
}

func total(counts []pipeline.ReasonCount) (n int) {
	for _, c := range counts {
		n += c.Count
	}
	return n
}

// barWidth is the length of the longest bar of the frames.
const barWidth = 24

func printFrames(w io.Writer, s *pipeline.Summary, width int) {
	longest := float64(barWidth)
	if width > 0 {
		longest = float64(max(0, min(barWidth, width-56))) // what stands before it
	}
	most := int64(1)
	for _, f := range s.Frames {
		most = max(most, f.Hits)
	}
	fmt.Fprintf(w, "%-28s%12s %13s\n", "hits by frame", "hits", "/1,000 tokens")
	for _, f := range s.Frames {
		rate := 0.0
		if s.Inside.Tokens > 0 {
			rate = 1000 * float64(f.Hits) / float64(s.Inside.Tokens)
		}
		bar := strings.Repeat("█", int(math.Round(longest*float64(f.Hits)/float64(most))))
		fmt.Fprintf(w, "  %-26s%12s %13.2f  %s\n", f.Key, grouped(f.Hits), rate, bar)
	}
	fmt.Fprintln(w)
}

// printHeadline draws the position of the first contrast over time.
func printHeadline(w io.Writer, s *pipeline.Summary, line int) error {
	var ys []float64
	known := 0
	for _, r := range s.Headline {
		ys = append(ys, r.Estimate)
		if !math.IsNaN(r.Estimate) {
			known++
		}
	}
	if known < 2 {
		return nil
	}
	fmt.Fprintf(w, "%s: position by %s, in logits\n", s.Contrast, s.Headline[0].Freq)
	width := min(max(len(ys), 40), 80)
	if line > 0 {
		width = max(min(width, line-9), 20) // the axis takes nine
	}
	fmt.Fprintln(w, asciigraph.Plot(stretch(ys, width), asciigraph.Height(plotRows), asciigraph.Precision(digits(ys))))
	first, last := label(s.Headline[0]), label(s.Headline[len(s.Headline)-1])
	fmt.Fprintf(w, "%9s%s%s%s\n", "", first, strings.Repeat(" ", max(width-len(first)-len(last), 1)), last)
	if err := printClaim(w, s, line); err != nil {
		return err
	}
	if s.Sample {
		if err := printPlanted(w, s); err != nil {
			return err
		}
	}
	fmt.Fprintln(w)
	return nil
}

// printClaim says what may be said of the headline.
func printClaim(w io.Writer, s *pipeline.Summary, width int) error {
	run, err := result.Open(s.Dir)
	if err != nil {
		return err
	}
	n := s.Headline[0].Name
	name := store.SeriesName{Measure: n.Measure, Of: n.Of, Topic: n.Topic, Group: n.Group, Freq: n.Freq}
	c, err := claim.Read(run, name)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, hanging("", "it "+c.Text, width))
	for _, d := range c.Doubts {
		fmt.Fprintln(w, hanging("  ", d, width))
	}
	made, err := claim.MadeOf(run, name)
	if err == nil && made.Text != "" {
		fmt.Fprintln(w, wrapped(made.Said(c), width))
	}
	return err
}

func label(r series.Row) string { return series.Freq(r.Freq).Name(r.Period) }

// stretch gives every period its share of the columns, without inventing
// values between them.
func stretch(ys []float64, width int) []float64 {
	out := make([]float64, width)
	for i := range out {
		out[i] = ys[i*len(ys)/width]
	}
	return out
}

// grouped writes a number with commas.
func grouped(n int64) string { return humanize.Comma(n) }

func leftPad(s string, n int) string { return strings.Repeat(" ", max(n-len(s), 0)) + s }

const plotRows = 10

// digits is how many behind the point tell the rows of a plot from each other.
func digits(ys []float64) uint {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, y := range ys {
		if !math.IsNaN(y) {
			lo, hi = min(lo, y), max(hi, y)
		}
	}
	const most = 4
	row := (hi - lo) / plotRows
	if !(row > 0) {
		return 1
	}
	return uint(min(max(math.Ceil(-math.Log10(row)), 1), most))
}
