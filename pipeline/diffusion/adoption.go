package diffusion

import (
	"math"
	"slices"
	"strings"
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
