package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/network"
)

// constellation is what goes together, as the networks beside the run say it.
type constellation struct {
	About   string
	Spans   []linkSpan
	Changes []string
}

// linkSpan is the backbone of a span.
type linkSpan struct {
	Span string
	Rows []linkRow
	Left string // how many more there are
}

type linkRow struct {
	A, B, Together, Expected, LOR, Low, High string
	Sentences                                []linkSentence
}

type linkSentence struct{ Text, Document string }

// Of the links of a span and of the changes so many are shown, and of a link so many
// sentences.
const shownLinks, shownLinkChanges, linkSentences, linkText = 8, 8, 2, 500

// readNetworks reads the networks of all documents, if there are any.
func (b *builder) readNetworks() error {
	t, err := network.Load(b.Run)
	if err != nil || t == nil {
		return err
	}
	c := &constellation{About: aboutNetworks(t)}
	var shown []network.LinkRow
	for _, span := range spansOf(t.Links) {
		kept := backbone(t.Links, span)
		s := linkSpan{Span: cmp.Or(span, "all time")}
		if more := len(kept) - shownLinks; more > 0 {
			s.Left = "And " + counted(more, "weaker link") + "."
			kept = kept[:shownLinks]
		}
		for _, l := range kept {
			s.Rows = append(s.Rows, linkRow{A: b.run.frame(l.A), B: b.run.frame(l.B), Together: claim.Grouped(l.Together), Expected: fmt.Sprintf("%.1f", l.Expected),
				LOR: logits(l.LOR), Low: logits(l.Low), High: logits(l.High)})
		}
		shown = append(shown, kept...)
		c.Spans = append(c.Spans, s)
	}
	c.Changes = b.run.linkChanges(t.Changes)
	b.network = c
	return b.linkExamples(t, shown)
}

// linkExamples puts sentences under the links, in whose order they are.
func (b *builder) linkExamples(t *network.Taken, shown []network.LinkRow) error {
	if b.noText {
		return nil
	}
	examples, err := t.Examples(b.Run, shown, linkSentences)
	if err != nil {
		return err
	}
	at := 0
	for i := range b.network.Spans {
		for k := range b.network.Spans[i].Rows {
			row := &b.network.Spans[i].Rows[k]
			for _, e := range examples[at] {
				if e.Text != "" {
					row.Sentences = append(row.Sentences, linkSentence{shortened(e.Text), fmt.Sprintf("%s, sentence %d", e.ID, e.Sentence)})
				}
			}
			at++
		}
	}
	return nil
}

func shortened(text string) string {
	if r := []rune(text); len(r) > linkText {
		return string(r[:linkText]) + "…"
	}
	return text
}

func aboutNetworks(t *network.Taken) string {
	which := "all documents"
	if len(t.Where) > 0 {
		which = "documents with " + strings.Join(t.Where, ", ")
	}
	unit := "one " + t.Window
	if t.Window != network.Sentence && t.Window != network.Paragraph {
		unit = "a window of " + t.Window + " sentences"
	}
	if t.Topic != "" {
		which += ", within the topic " + t.Topic
	}
	return fmt.Sprintf("Pairs of %s that stand in %s more often than by chance, of %s: the log odds of it with a 95 %% interval over documents. Hits of the same words are no link.", t.Nodes, unit, which)
}

func spansOf(links []network.LinkRow) (out []string) {
	for _, l := range links {
		if l.Group == "" && !slices.Contains(out, l.Span) {
			out = append(out, l.Span)
		}
	}
	return out
}

// backbone are the links of a span, the strongest first.
func backbone(links []network.LinkRow, span string) (out []network.LinkRow) {
	for _, l := range links {
		if l.Group == "" && l.Span == span && l.Backbone {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b network.LinkRow) int { return cmp.Compare(b.LOR, a.LOR) })
	return out
}

// linkChanges are the changes that stand against all links.
func (r *run) linkChanges(changes []network.ChangeRow) (out []string) {
	sure := slices.DeleteFunc(slices.Clone(changes), func(c network.ChangeRow) bool { return c.Group != "" || !(c.P <= 0.05) })
	slices.SortStableFunc(sure, func(a, b network.ChangeRow) int {
		return cmp.Or(cmp.Compare(a.P, b.P), cmp.Compare(math.Abs(b.Delta), math.Abs(a.Delta)))
	})
	for _, c := range sure[:min(len(sure), shownLinkChanges)] {
		way := "closer"
		if c.Delta < 0 {
			way = "further apart"
		}
		out = append(out, fmt.Sprintf("%s and %s: %s from %s to %s (%s logits, p %.4f among all links%s).", r.frame(c.A), r.frame(c.B), way, c.From, c.To, logits(c.Delta), c.P, doubted(c.Warnings)))
	}
	if len(changes) > 0 && len(out) == 0 {
		out = append(out, "No change of a link stands against all links at p 0.05.")
	}
	return out
}

func doubted(warnings string) string {
	if warnings == "" {
		return ""
	}
	return "; " + warnings
}

// logits is a number of log odds, with its sign.
func logits(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return strings.Replace(fmt.Sprintf("%+.2f", v), "-", "−", 1)
}
