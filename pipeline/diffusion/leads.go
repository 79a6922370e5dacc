package diffusion

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/survival"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// leads tests every pair of groups, in the order stated and in the opposite one.
func (s *study) leads() error {
	pairs, err := s.o.leads()
	if err != nil {
		return err
	}
	for _, g := range pairs {
		p, err := s.pair(g)
		if err != nil {
			return err
		}
		s.out.Leads = append(s.out.Leads, p.rows()...)
	}
	slices.SortFunc(s.out.Leads, func(a, b LeadRow) int {
		return cmp.Or(strings.Compare(a.Role, b.Role), strings.Compare(a.Concept, b.Concept), strings.Compare(a.A, b.A), strings.Compare(a.B, b.B),
			cmp.Compare(a.K, b.K), strings.Compare(a.Order, b.Order))
	})
	return nil
}

// pair is two groups held against each other.
type pair struct {
	*study
	a, b     string
	members  []int // documents of either, by position
	at       map[int]int
	lags     survival.Lags
	labels   survival.Relabeled
	both     int // documents in both groups, which are left out
	coarse   bool
	observed [][]float64
	orders   []survival.Order
}

// pair collects the documents of two groups.
func (s *study) pair(g group.Group) (*pair, error) {
	p := &pair{study: s, a: g.First.String(), b: g.Second.String(), at: map[int]int{}}
	counts := [2]int{}
	precision := map[string]bool{}
	for i := range s.docs.list {
		d := &s.docs.list[i]
		inA, err := d.in(g.First)
		if err != nil {
			return nil, err
		}
		inB, err := d.in(g.Second)
		if err != nil {
			return nil, err
		}
		switch {
		case inA && inB:
			p.both++
			continue
		case inA:
			counts[0]++
		case inB:
			counts[1]++
		default:
			continue
		}
		p.at[i] = len(p.members)
		p.members = append(p.members, i)
		p.lags.A, p.lags.Date = append(p.lags.A, inA), append(p.lags.Date, days(d.Date))
		precision[d.Precision] = true
	}
	p.coarse = len(precision) > 1
	for i, name := range []string{p.a, p.b} {
		if counts[i] == 0 {
			return nil, usage.Errorf("lead %s: no document is in %s%s", g, name, s.others(g, i))
		}
	}
	p.test()
	return p, nil
}

// others lists the values that a group could have been of.
func (s *study) others(g group.Group, side int) string {
	k := g.First
	if side == 1 {
		k = g.Second
	}
	values, _, err := s.docs.groupOf(k.By())
	if err != nil || len(values) == 0 {
		return " but those that are in the other too"
	}
	return fmt.Sprintf(": %s is %s", k.By(), some(values))
}

// test takes the lags and labels the documents anew.
func (p *pair) test() {
	p.lags.K = p.o.ks()
	p.lags.Stratum = p.strata()
	for _, c := range p.concepts {
		var uses []int
		for _, u := range c.uses {
			if m, in := p.at[u.document]; in {
				uses = append(uses, m)
			}
		}
		p.lags.Uses, p.lags.Pooled = append(p.lags.Uses, uses), append(p.lags.Pooled, !c.placebo)
	}
	p.observed, p.orders = p.lags.Lag(), p.lags.Orders()
	p.labels = p.lags.Relabel(p.o.Draws, p.o.Seed)
}

// strata are the periods, cut by which concepts have words in a document's language:
// one in which none of the phrases can be found can't change sides with one in which
// they can.
func (p *pair) strata() []int {
	number, out := map[string]int{}, make([]int, len(p.members))
	for i, m := range p.members {
		d := &p.docs.list[m]
		var key strings.Builder
		fmt.Fprint(&key, d.period)
		for _, c := range p.concepts {
			key.WriteByte("01"[btoi(c.langs[d.Lang])])
		}
		n, known := number[key.String()]
		if !known {
			n = len(number)
			number[key.String()] = n
		}
		out[i] = n
	}
	return out
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
