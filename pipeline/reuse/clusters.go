package reuse

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
)

// Passages are those of a run.
type Passages struct {
	Options Options
	Rows    []PassageRow
	// Partial says that the run keeps sentences with a hit only, so that passages end
	// where a sentence has none.
	Partial bool
	Run     *result.Run
}

// Find finds the passages that documents of a run share.
func Find(ctx context.Context, run *result.Run, o Options) (*Passages, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	l, err := open(run, o)
	if err != nil {
		return nil, err
	}
	seeds, err := l.seeds(ctx)
	if err != nil {
		return nil, err
	}
	m := newMatcher(l, seeds)
	runs, err := m.runs(ctx, cmp.Or(o.Workers, runtime.GOMAXPROCS(0)))
	if err != nil {
		return nil, err
	}
	return &Passages{Options: o, Rows: m.rows(runs), Partial: l.partial, Run: run}, nil
}

// sets joins numbers (union and find).
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) of(i int32) int32 {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(i, j int32) {
	if i, j = s.of(i), s.of(j); i < j {
		s[j] = i
	} else {
		s[i] = j
	}
}

// occurrence is a part of a document that stands for all stretches that are the same but
// for their ends.
type occurrence struct {
	stretch
	cluster int32
}

// rows makes clusters of runs: both ends of a run are in one, and so are stretches of a
// document that overlap by half of the longer one.
func (m *matcher) rows(runs []matched) []PassageRow {
	list, of := m.occurrences(runs)
	joined := newSets(len(list))
	for i := range runs {
		joined.join(of[2*i], of[2*i+1])
	}
	clusters := map[int32][]occurrence{}
	for i, s := range list {
		root := joined.of(int32(i))
		clusters[root] = append(clusters[root], occurrence{s, root})
	}
	var out [][]PassageRow
	for i := range list {
		if members := clusters[int32(i)]; len(members) > 0 {
			out = append(out, m.cluster(members))
		}
	}
	slices.SortStableFunc(out, func(x, y []PassageRow) int {
		return cmp.Or(x[0].Date.Compare(y[0].Date), strings.Compare(x[0].ID, y[0].ID), cmp.Compare(x[0].Start, y[0].Start))
	})
	for n, rows := range out {
		for i := range rows {
			rows[i].Cluster = int64(n + 1)
		}
		slices.SortFunc(rows, func(x, y PassageRow) int { return cmp.Or(strings.Compare(x.ID, y.ID), cmp.Compare(x.Start, y.Start)) })
	}
	return slices.Concat(out...)
}

// occurrences joins the stretches of a document that are nearly the same. of says which
// each end of a run has become.
func (m *matcher) occurrences(runs []matched) (list []stretch, of []int32) {
	ends := make([]stretch, 0, 2*len(runs))
	for _, r := range runs {
		ends = append(ends, r.a, r.b)
	}
	order := make([]int32, len(ends))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		x, y := ends[i], ends[j]
		return cmp.Or(cmp.Compare(x.doc, y.doc), cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to), cmp.Compare(i, j))
	})
	of = make([]int32, len(ends))
	alive := 0 // occurrences from here on may reach as far as the stretch at hand
	for _, i := range order {
		s := ends[i]
		for alive < len(list) && (list[alive].doc != s.doc || m.seeds[list[alive].to].at+int32(m.docs[s.doc].n) <= m.seeds[s.from].at) {
			alive++
		}
		best := -1
		for k := alive; k < len(list); k++ {
			if m.alike(list[k], s) {
				best = k
				break
			}
		}
		if best < 0 {
			best = len(list)
			list = append(list, s)
		}
		list[best].to = max(list[best].to, s.to)
		of[i] = int32(best)
	}
	return list, of
}

// alike says whether two stretches of a document overlap by half of the longer one.
func (m *matcher) alike(x, y stretch) bool {
	n := int32(m.docs[x.doc].n)
	from, to := max(m.seeds[x.from].at, m.seeds[y.from].at), min(m.seeds[x.to].at, m.seeds[y.to].at)+n
	return 2*int(to-from) >= max(m.length(x), m.length(y))
}

// cluster makes the rows of one, the earliest first.
func (m *matcher) cluster(list []occurrence) []PassageRow {
	slices.SortFunc(list, func(x, y occurrence) int {
		a, b := &m.docs[x.doc], &m.docs[y.doc]
		return cmp.Or(later(a, b), cmp.Compare(x.doc, y.doc), cmp.Compare(x.from, y.from))
	})
	documents, speakers := map[int32]bool{}, map[int32]bool{}
	var rows []PassageRow
	earliest := &m.docs[list[0].doc]
	for _, o := range list {
		d := &m.docs[o.doc]
		first, last := &m.seeds[o.from], &m.seeds[o.to]
		row := PassageRow{ID: d.id, Issuer: d.issuer, SentenceFrom: int64(first.first), SentenceTo: int64(last.last), Start: int64(first.start), End: int64(last.end),
			Tokens: int64(m.length(o.stretch)), Date: d.date, EarliestID: earliest.id, Lag: math.NaN(),
			SameIssuer: d.speaker >= 0 && speakers[d.speaker], Boilerplate: m.boilerplate(o.stretch)}
		if !d.date.IsZero() && !earliest.date.IsZero() {
			row.Lag = d.date.Sub(earliest.date).Hours() / 24
		}
		row.Warnings = doubts(d, earliest)
		rows = append(rows, row)
		documents[o.doc] = true
		if d.speaker >= 0 {
			speakers[d.speaker] = true
		}
	}
	for i := range rows {
		rows[i].Size, rows[i].Issuers = int64(len(documents)), int64(len(speakers))
	}
	return rows
}

// later orders documents by date, those without one last.
func later(a, b *document) int {
	if a.date.IsZero() != b.date.IsZero() {
		return map[bool]int{true: 1, false: -1}[a.date.IsZero()]
	}
	return a.date.Compare(b.date)
}

func doubts(d, earliest *document) string {
	var list []string
	if d.precision != "day" || earliest.precision != "day" {
		list = append(list, "coarse-date")
	}
	if d != earliest && !d.date.IsZero() && d.date.Equal(earliest.date) {
		list = append(list, "same-date")
	}
	if d.duplicate {
		list = append(list, "duplicate-text")
	}
	return strings.Join(list, "; ")
}

// boilerplate is the share of n-grams that many issuers use.
func (m *matcher) boilerplate(s stretch) float64 {
	many := 0
	for i := s.from; i <= s.to; i++ {
		if m.seeds[i].many {
			many++
		}
	}
	return float64(many) / float64(m.length(s)-m.docs[s.doc].n+1)
}
