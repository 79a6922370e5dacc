package diffusion

import (
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/survival"
)

// unit is an issuer, or what it says as one of a group.
type unit struct {
	group, issuer string
	entry, exit   int // periods
	documents     []int
	using         []int
	tokens        []int64
	// first is the period of the first use, or -1; early says that fewer documents
	// stand before it than make a first use.
	first int
	early bool
	// live are the periods before which it has used the concept, and has not lapsed.
	live []bool
}

// adoption makes person-period tables and curves: of all issuers, and by each key that
// sorts them into groups.
func (s *study) adoption() error {
	if !slices.ContainsFunc(s.docs.list, func(d document) bool { return d.Issuer != "" }) {
		s.note("documents have no issuer: there is nobody to take a concept up, and no curve")
		return nil
	}
	for _, c := range s.sorted() {
		for _, by := range s.keys() {
			if by == "issuer" { // each a group of its own
				continue
			}
			values, members, err := s.docs.groupOf(by)
			if err != nil {
				return err
			}
			if len(values) > mostGroups {
				s.out.CurveTests = append(s.out.CurveTests, CurveTestRow{About: c.about(), By: by, Groups: int64(len(values)), Chi2: math.NaN(), P: math.NaN(), Warnings: "too-many-groups"})
				continue
			}
			s.adopt(c, by, values, members)
		}
	}
	return nil
}

// sorted are the concepts in the order of the tables.
func (s *study) sorted() []*concept {
	return slices.SortedFunc(slices.Values(s.concepts), func(a, b *concept) int { return strings.Compare(a.name, b.name) })
}

// keys are those whose values are told apart, each once, behind the empty one.
func (s *study) keys() []string {
	keys := append([]string{""}, s.o.By...)
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (s *study) adopt(c *concept, by string, values []string, members map[string][]int) {
	used := make(map[int]bool, len(c.uses))
	for _, u := range c.uses {
		used[u.document] = true
	}
	groups := make([][]*unit, len(values))
	for i, v := range values {
		groups[i] = s.units(c, v, members[v], used)
	}
	all := s.exposed(slices.Concat(groups...))
	for _, g := range groups {
		s.periods(c, by, g, all)
	}
	s.curves(c, by, values, groups)
}

// units are the issuers of a group by name.
func (s *study) units(c *concept, group string, members []int, used map[int]bool) []*unit {
	n := len(s.docs.periods)
	known := map[string]*unit{}
	var out []*unit
	for _, m := range members {
		d := &s.docs.list[m]
		if d.Issuer == "" || !c.langs[d.Lang] {
			continue
		}
		u := known[d.Issuer]
		if u == nil {
			u = &unit{group: group, issuer: d.Issuer, entry: d.period, first: -1, documents: make([]int, n), using: make([]int, n), tokens: make([]int64, n)}
			known[d.Issuer] = u
			out = append(out, u)
		}
		u.exit = d.period
		u.documents[d.period]++
		u.tokens[d.period] += d.Tokens
		if used[m] {
			u.using[d.period]++
			if u.first < 0 {
				u.first, u.early = d.period, s.before(u, d) < s.o.Least
			}
		}
	}
	for _, u := range out {
		u.live = s.live(u)
	}
	slices.SortFunc(out, func(a, b *unit) int { return strings.Compare(a.issuer, b.issuer) })
	return out
}

// before is how many documents of a unit stand before the one that is looked at.
func (s *study) before(u *unit, d *document) (n int) {
	for p := u.entry; p <= d.period; p++ {
		n += u.documents[p]
	}
	return n - 1
}

// live says of each period whether the unit had used the concept before it, and had
// not lapsed.
func (s *study) live(u *unit) []bool {
	out := make([]bool, len(s.docs.periods))
	last := -1
	for p := range out {
		out[p] = last >= 0 && !s.lapsed(last, p)
		if u.using[p] > 0 {
			last = p
		}
	}
	return out
}

func (s *study) lapsed(last, now int) bool {
	return s.o.Lapse > 0 && !s.docs.periods[now].Before(yearsLater(s.docs.periods[last], s.o.Lapse))
}

// exposure counts issuers, by period: those heard by then, and those of them that had
// used the concept before.
type exposure struct {
	heard, used []int
	live        map[string][]bool // by issuer, as of a unit
}

// exposed counts the issuers of units, each once.
func (s *study) exposed(units []*unit) exposure {
	n := len(s.docs.periods)
	e := exposure{make([]int, n), make([]int, n), map[string][]bool{}}
	entry := map[string]int{}
	for _, u := range units {
		live, known := e.live[u.issuer]
		if !known {
			live, entry[u.issuer] = make([]bool, n), u.entry
			e.live[u.issuer] = live
		}
		entry[u.issuer] = min(entry[u.issuer], u.entry)
		for p, l := range u.live {
			live[p] = live[p] || l
		}
	}
	for issuer, live := range e.live { // sums of whole numbers: the order is all one
		for p := range live {
			e.heard[p] += btoi(entry[issuer] <= p)
			e.used[p] += btoi(live[p])
		}
	}
	return e
}

// others is the share among all but one issuer, which was heard by then.
func (e *exposure) others(p int, issuer string) float64 {
	if e.heard[p] < 2 {
		return math.NaN()
	}
	return float64(e.used[p]-btoi(e.live[issuer][p])) / float64(e.heard[p]-1)
}

// periods makes the rows of a group's issuers.
func (s *study) periods(c *concept, by string, units []*unit, all exposure) {
	own := s.exposed(units)
	for _, u := range units {
		spell := int64(1)
		for p := u.entry; p <= u.exit; p++ {
			if p > u.entry && u.live[p-1] && !u.live[p] {
				spell++
			}
			row := AdoptionRow{About: c.about(), By: by, Group: u.group, Issuer: u.issuer, Period: s.docs.periods[p], Spell: spell,
				Documents: int64(u.documents[p]), Using: int64(u.using[p]), Tokens: u.tokens[p],
				ExposureGroup: own.others(p, u.issuer), ExposureAll: all.others(p, u.issuer)}
			row.AtRisk = !u.live[p] && u.documents[p] > 0
			row.Adopted = row.AtRisk && u.using[p] > 0
			var w warnings
			w.add(row.Adopted && p == u.first && u.early, FromStart)
			w.add(u.documents[p] == 0, "no-documents")
			row.Warnings = w.String()
			s.out.Adoption = append(s.out.Adoption, row)
		}
	}
}

// spans are the times that units were watched, in periods: from just before the first
// document to the first use or the last document.
func spans(units []*unit) (out []survival.Span) {
	for _, u := range units {
		span := survival.Span{Entry: float64(u.entry - 1), Exit: float64(u.exit), Event: u.first >= 0}
		if span.Event {
			span.Exit = float64(u.first)
		}
		out = append(out, span)
	}
	return out
}

// curves makes the curves of the groups, and holds them against each other.
func (s *study) curves(c *concept, by string, values []string, groups [][]*unit) {
	var all [][]survival.Span
	test := CurveTestRow{About: c.about(), By: by}
	issuers, early := map[string]int{}, 0
	for i, g := range groups {
		if len(g) == 0 {
			continue
		}
		test.Groups++
		for _, u := range g {
			issuers[u.issuer]++
			test.Adopted += int64(btoi(u.first >= 0))
			early += btoi(u.early)
		}
		all = append(all, spans(g))
		s.curve(c, by, values[i], g)
	}
	if by == "" {
		return
	}
	test.Issuers = int64(len(issuers))
	r := survival.LogRank(all)
	test.Chi2, test.Degrees, test.P = r.Chi2, int64(r.Degrees), r.P
	shared := 0
	for _, n := range issuers {
		shared += btoi(n > 1)
	}
	var w warnings
	w.add(test.Groups < 2, "one-group")
	w.add(test.Adopted == 0, "no-use")
	w.add(test.Adopted > 0 && test.Adopted < fewAdopters, "few-adopters")
	w.add(shared > 0, "issuers-in-several-groups")
	w.add(early > 0, FromStart)
	test.Warnings = w.String()
	s.out.CurveTests = append(s.out.CurveTests, test)
}

// fewAdopters is under how many the normal approximation of a log-rank is rough.
const fewAdopters = 5

func (s *study) curve(c *concept, by, group string, units []*unit) {
	var times []float64
	first, last := len(s.docs.periods), 0
	adopted, early := 0, 0
	for _, u := range units {
		first, last = min(first, u.entry), max(last, u.exit)
		adopted += btoi(u.first >= 0)
		early += btoi(u.early)
	}
	for p := first; p <= last; p++ {
		times = append(times, float64(p))
	}
	var w warnings
	w.add(adopted == 0, Never)
	w.add(early > 0, FromStart)
	w.add(len(units) < fewAdopters, "few-issuers")
	w.add(c.hidden, "sentences-with-hits-only")
	for _, step := range survival.Curve(spans(units), times) {
		s.out.Curves = append(s.out.Curves, CurveRow{About: c.about(), By: by, Group: group, Period: s.docs.periods[int(step.Time)],
			AtRisk: int64(step.AtRisk), Adopted: int64(step.Adopted), Share: step.Share, Low: step.Low, High: step.High, Warnings: w.String()})
	}
}
