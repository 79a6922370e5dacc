package diffusion

import "math"

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
