package simulate

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
)

// WriteJSONL writes the documents of a corpus, one JSON object a line.
func WriteJSONL(w io.Writer, c *Corpus) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for d := range c.All() {
		if err := enc.Encode(d); err != nil {
			return fmt.Errorf("write document %s: %w", d.ID, err)
		}
	}
	return nil
}

// WriteTruth writes, as YAML, the options of a corpus, what was planted year by
// year and what its documents came to hold.
func WriteTruth(w io.Writer, c *Corpus) error {
	var b strings.Builder
	t := c.Truth()
	b.WriteString("# SYNTHETIC. What was planted in statements.jsonl; made by data/simulate, not by hand.\n")
	writeOptions(&b, t.Options)
	writeYears(&b, c, t)
	writePlanted(&b, c)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeOptions(b *strings.Builder, o Options) {
	fmt.Fprintf(b, "options:\n  seed: %d\n  from: %d\n  to: %d\n", o.Seed, o.From, o.To)
	fmt.Fprintf(b, "  sentences: [%d, %d]\n", o.SentencesMin, o.SentencesMax)
	fmt.Fprintf(b, "  baseline: %v\n  slope: %v\n  phi: %v\n  sigma: %v\n", o.Baseline, o.Slope, o.Phi, o.Sigma)
	fmt.Fprintf(b, "  dispersion: %v\n  hit_rate: %v\n", o.Dispersion, o.HitRate)
	fmt.Fprintf(b, "  balance_from: %d\n  balance_share: %v\n  balance_rise: %v\n", o.BalanceFrom, o.BalanceShare, o.BalanceRise)
	fmt.Fprintf(b, "  security_share: %v\n  cyber_share: %v\n  audiences:\n", o.SecurityShare, o.CyberShare)
	for _, a := range o.Audiences {
		fmt.Fprintf(b, "    - {name: %s, offset: %v, documents: %d, chinese: %v, gaps: %s}\n",
			a.Name, a.Offset, a.Documents, a.Chinese, years(a.Gaps))
	}
	b.WriteString("# Added to the log-odds of sovereignty from that year on; negative is toward development.\nbreaks:\n")
	for _, k := range o.Breaks {
		fmt.Fprintf(b, "  - {year: %d, size: %v}\n", k.Year, k.Size)
	}
}

func writeYears(b *strings.Builder, c *Corpus, t Truth) {
	held := c.heldByYear()
	b.WriteString("# logit, p: log-odds and probability that a framed sentence is sovereignty (logit without the\n" +
		"# audience's offset; p over all audiences). balance: chance that a sentence is a balance phrase.\n" +
		"# sovereignty, development, balance_phrases: sentences that came out so.\nyears:\n")
	for i, y := range t.Years {
		h := held[i]
		fmt.Fprintf(b, "  - year: %d\n    documents: %d\n    wander: %.4f\n    logit: %.4f\n    p: %.4f\n    balance: %.4f\n",
			y.Year, y.Documents, positive(y.Wander), y.Logit, y.P, y.Balance)
		fmt.Fprintf(b, "    sovereignty: %d\n    development: %d\n    balance_phrases: %d\n    audiences:\n",
			h.Sovereignty, h.Development, h.Balance)
		for _, a := range y.Audiences {
			fmt.Fprintf(b, "      %s: {documents: %d, logit: %.4f, p: %.4f}\n", a.Name, a.Documents, a.Logit, a.P)
		}
	}
}

// writePlanted gives the totals and the terms.
func writePlanted(b *strings.Builder, c *Corpus) {
	var n Planted
	for _, h := range c.heldByYear() {
		n.add(h)
	}
	fmt.Fprintf(b, "totals: {documents: %d, sentences: %d, sovereignty: %d, development: %d, balance: %d, security: %d, cyber: %d}\n",
		c.Len(), n.Sentences, n.Sovereignty, n.Development, n.Balance, n.Security, n.Cyber)
	b.WriteString("terms:\n")
	for _, lang := range []string{"en", "zh"} {
		fmt.Fprintf(b, "  %s:\n    sovereignty: [%s]\n    development: [%s]\n    balance: [%s]\n    security: [%s]\n", lang,
			strings.Join(Terms(Sovereignty, lang), ", "), strings.Join(Terms(Development, lang), ", "),
			strings.Join(BalanceTerms(lang), ", "), strings.Join(SecurityTerms(lang), ", "))
	}
}

// heldByYear adds up what the documents of each year hold.
func (c *Corpus) heldByYear() []Planted {
	out := make([]Planted, len(c.truth.Years))
	for k := range c.n {
		cl, _ := c.locate(k)
		out[cl.year-c.opt.From].add(c.Planted(k))
	}
	return out
}

func (n *Planted) add(m Planted) {
	n.Sentences += m.Sentences
	n.Sovereignty += m.Sovereignty
	n.Development += m.Development
	n.Balance += m.Balance
	n.Security += m.Security
	n.Cyber += m.Cyber
}

// positive keeps a rounded zero from being written as -0.0000.
func positive(x float64) float64 {
	if math.Abs(x) < 0.00005 {
		return 0
	}
	return x
}

func years(list []int) string {
	return strings.ReplaceAll(fmt.Sprint(list), " ", ", ")
}
