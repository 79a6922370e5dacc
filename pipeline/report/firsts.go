package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/diffusion"
)

// followed is what frameshift diffusion found in the run.
type followed struct {
	About    string
	Concepts []followedConcept
	Leads    []followedLead
}

type followedConcept struct {
	Name, Caption string
	Rows          []firstUse
}

// firstUse is a group's, with the sentence that shows it.
type firstUse struct{ Who, When, Document, Text, Using, Before, Doubts string }

type followedLead struct{ Concept, Pair, K, Lag, Range, ByText, ByLabels, Opposite, Doubts string }

// shownFirsts are the groups of a concept that are shown, the first to use it.
const shownFirsts = 12

// readFollowed reads what lies beside the run.
func (r *run) readFollowed() error {
	dir, d, err := diffusion.Beside(r.Run)
	if err != nil || d == nil {
		return err
	}
	firsts, err := diffusion.Rows[diffusion.FirstRow](dir)
	if err != nil {
		return err
	}
	leads, err := diffusion.Rows[diffusion.LeadRow](dir)
	if err != nil {
		return err
	}
	r.followed = &followed{About: d.Documents + "."}
	for len(firsts) > 0 {
		n := slices.IndexFunc(firsts, func(f diffusion.FirstRow) bool { return f.Concept != firsts[0].Concept })
		if n < 0 {
			n = len(firsts)
		}
		r.followed.Concepts = append(r.followed.Concepts, r.followedConcept(firsts[:n]))
		firsts = firsts[n:]
	}
	r.followed.Leads = r.followedLeads(leads, int64(d.Options.K))
	return nil
}

// conceptName is a frame's label, or the concept as it was given.
func (r *run) conceptName(of diffusion.About) string {
	name := of.Concept
	for _, f := range r.glossary.Frames {
		if f.Key == name {
			name = r.frame(name)
		}
	}
	if of.Role == "placebo" {
		name += " (placebo)"
	}
	return name
}

func (r *run) followedConcept(rows []diffusion.FirstRow) followedConcept {
	c := followedConcept{Name: r.conceptName(rows[0].About)}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b diffusion.FirstRow) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), a.FirstDate.Compare(b.FirstDate))
	})
	used, groups := 0, 0
	for _, f := range rows {
		if f.By != "" {
			groups++
			if f.Status != diffusion.Never {
				used++
			}
		}
		if len(c.Rows) < shownFirsts {
			c.Rows = append(c.Rows, firstUseOf(f))
		}
	}
	c.Caption = fmt.Sprintf("%s: used by %s of %s", c.Name, claim.Grouped(used), counted(groups, "group"))
	if n := len(rows) - len(c.Rows); n > 0 {
		c.Caption += fmt.Sprintf("; %s not shown", claim.Grouped(n))
	}
	return c
}

// rank puts all documents first, and those who never use it last.
func rank(f diffusion.FirstRow) int {
	switch {
	case f.By == "":
		return 0
	case f.Status != diffusion.Never:
		return 1
	}
	return 2
}

func firstUseOf(f diffusion.FirstRow) firstUse {
	out := firstUse{Who: "all documents", When: diffusion.Never, Document: f.FirstID, Text: f.Text, Doubts: f.Warnings,
		Using: claim.Grouped(f.Using) + " of " + claim.Grouped(f.Documents), Before: claim.Grouped(f.Before)}
	if f.By != "" {
		out.Who = f.By + "=" + f.Value
	}
	if f.Status != diffusion.Never {
		out.When = f.FirstDate.Format("2006-01-02")
	}
	return out
}

func (r *run) followedLeads(rows []diffusion.LeadRow, k int64) (out []followedLead) {
	opposite := map[[4]string]diffusion.LeadRow{}
	for _, l := range rows {
		if l.Order == diffusion.Opposite && l.K == k {
			opposite[[4]string{l.Role, l.Concept, l.B, l.A}] = l
		}
	}
	for _, l := range rows {
		if l.Order != diffusion.Stated || l.K != k {
			continue
		}
		o := opposite[[4]string{l.Role, l.Concept, l.A, l.B}]
		row := followedLead{Concept: r.conceptName(l.About), Pair: l.A + " before " + l.B, K: claim.Grouped(l.K), Lag: daysText(l.Lag), Doubts: l.Warnings,
			ByText: probability(l.PExposure), ByLabels: probability(l.PPermutation), Opposite: strings.Trim(probability(o.PExposure)+"; "+probability(o.PPermutation), "; ")}
		if l.Role == diffusion.Pooled {
			row.Lag = fmt.Sprintf("in %s of %s; the other way round in %s", claim.Grouped(l.AFirst), counted(l.AFirst+l.BFirst+l.Undecided, "concept"), claim.Grouped(l.BFirst))
		}
		if !math.IsNaN(l.LagLow) && !math.IsNaN(l.LagHigh) {
			row.Range = daysText(l.LagLow) + " to " + daysText(l.LagHigh)
		}
		out = append(out, row)
	}
	return out
}

func probability(p float64) string {
	if math.IsNaN(p) {
		return ""
	}
	return pText(p)
}

func daysText(days float64) string {
	if math.IsNaN(days) {
		return "–"
	}
	return counted(int(days), "day")
}
