package network

import (
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// Warnings of a row.
const (
	absent       = "absent"         // a node has no hit
	few          = "few"            // fewer than fewUnits are expected to have both
	oneDocument  = "one-document"   // more than half of the meetings are in one document
	overlaps     = "overlap"        // some units have both in hits that share bytes only
	noUnits      = "no-units"       // there is no unit
	fewDocuments = "few-documents"  // fewer than enoughDocuments; of a link, than metIn
	noLink       = "no-link"        // the backbone is empty
	noRelabeling = "no-relabeling"  // the documents of every issuer are all in one of the spans
	membersMove  = "members-change" // not the same issuers of a bloc have text in both spans
	separator    = "; "
)

const (
	fewUnits        = 5
	enoughDocuments = 10
	// metIn is in how many documents the nodes of a link in the backbone meet at least.
	// With fewer, more than 2.5 % of the draws have no meeting at all (e^−4 is 1.8 %), and
	// the end of the interval would be the ½'s.
	metIn          = 4
	falseDiscovery = 0.05
)

// links are a network. lors are the log-odds of each pair in every draw, NaN where a
// node is absent in it.
type links struct {
	rows []LinkRow
	sums *sums
	lors [][]float64
}

// links takes the network of some documents.
func (d *drawer) links(name Name, docs []int32) *links {
	l := &links{sums: d.sum(docs), rows: make([]LinkRow, d.pairs), lors: make([][]float64, d.pairs)}
	drawn := d.draw(docs)
	documents := 0
	for _, at := range docs {
		if len(d.docs[at].counts) > 0 {
			documents++
		}
	}
	p := make([]float64, d.pairs)
	d.each(func(pair, i, j int) {
		row := LinkRow{Name: name, A: d.names[i], B: d.names[j]}
		t := l.sums.table(pair, i, j)
		row.count(l.sums, pair, t)
		p[pair] = math.NaN()
		if !t.Absent() {
			l.lors[pair] = drawn.logOdds(pair, i, j)
			row.LOR = t.LogOdds()
			row.Low, row.High = d.bounds.Interval(l.lors[pair], documents)
			p[pair] = signShare(l.lors[pair])
		}
		l.rows[pair] = row
	})
	d.sift(l, p, docs)
	return l
}

// logOdds are those of a pair in every draw.
func (d *draws) logOdds(pair, i, j int) []float64 {
	out := make([]float64, len(d.n[0]))
	for b := range out {
		t := d.table(b, pair, i, j)
		if out[b] = math.NaN(); !t.Absent() {
			out[b] = t.LogOdds()
		}
	}
	return out
}

// count fills in what is counted, and what to doubt.
func (r *LinkRow) count(s *sums, pair int, t stats.FourFold) {
	r.Together, r.AUnits, r.BUnits, r.Units = int64(t.Both), int64(t.Both+t.First), int64(t.Both+t.Second), int64(t.All())
	r.Documents, r.Overlap = int64(s.documents[s.together(pair)]), s.n[s.overlap(pair)]
	r.LOR, r.Low, r.High, r.Q, r.Disparity, r.SDSM, r.QSDSM = math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()
	r.NPMI, r.Jaccard, r.Expected = math.NaN(), math.NaN(), math.NaN()
	var warnings []string
	if t.All() > 0 {
		r.Expected = t.Expected()
	}
	if t.Absent() {
		warnings = append(warnings, absent)
	} else {
		r.NPMI, r.Jaccard = t.PMI(), t.Jaccard()
		if r.Expected < fewUnits {
			warnings = append(warnings, few)
		}
	}
	if r.Documents > 0 && r.Documents < metIn {
		warnings = append(warnings, fewDocuments)
	}
	if 2*int64(s.most[s.together(pair)]) > r.Together {
		warnings = append(warnings, oneDocument)
	}
	if r.Overlap > 0 {
		warnings = append(warnings, overlaps)
	}
	r.Warnings = strings.Join(warnings, separator)
}

// signShare is the two-sided p of draws: twice the smaller share beyond 0, which is as
// fine as there are draws.
func signShare(draws []float64) float64 {
	below, above, n := 0.0, 0.0, 0.0
	for _, v := range draws {
		if math.IsNaN(v) {
			continue
		}
		n++
		if v <= 0 {
			below++
		}
		if v >= 0 {
			above++
		}
	}
	return min(1, 2*min(below, above)/n)
}

// sift finds the backbone.
func (d *drawer) sift(l *links, p []float64, docs []int32) {
	q := stats.FalseDiscovery(p)
	w := make([][]float64, d.nodes)
	for i := range w {
		w[i] = make([]float64, d.nodes)
	}
	d.each(func(pair, i, j int) {
		w[i][j] = float64(l.rows[pair].Together)
		w[j][i] = w[i][j]
	})
	disparity := stats.Disparity(w)
	d.each(func(pair, i, j int) {
		r := &l.rows[pair]
		r.Q, r.Disparity = q[pair], disparity[i][j]
		r.Backbone = r.Low > 0 && r.Q <= falseDiscovery && r.Documents >= metIn
	})
	if d.o.Null == SDSM {
		d.sdsm(l, docs)
	}
}

// sdsm holds the links against Neal's model: which documents have both nodes.
func (d *drawer) sdsm(l *links, docs []int32) {
	b := stats.Bipartite{Units: make([]int, d.nodes)}
	lots := make([]int, d.nodes+1)
	for _, at := range docs {
		things := 0
		for _, k := range d.docs[at].counts {
			if node := int(k.at) - 1; node >= 0 && node < d.nodes {
				b.Units[node]++
				things++
			}
		}
		lots[things]++
	}
	for things, n := range lots {
		if things > 0 && n > 0 {
			b.Lots = append(b.Lots, stats.Lot{Things: things, Units: n})
		}
	}
	probabilities := b.Probabilities()
	both := d.bothIn(docs)
	p := make([]float64, d.pairs)
	d.each(func(pair, i, j int) {
		p[pair] = math.NaN()
		if min(b.Units[i], b.Units[j]) > 0 {
			p[pair] = b.Together(probabilities, i, j, both[pair])
		}
	})
	q := stats.FalseDiscovery(p)
	for pair := range l.rows {
		r := &l.rows[pair]
		r.SDSM, r.QSDSM = p[pair], q[pair]
		r.Backbone = r.Backbone && q[pair] <= falseDiscovery
	}
}

// bothIn counts, by pair, the documents that have both nodes anywhere.
func (d *drawer) bothIn(docs []int32) []int {
	out := make([]int, d.pairs)
	var nodes []int
	for _, at := range docs {
		nodes = nodes[:0]
		for _, k := range d.docs[at].counts {
			if node := int(k.at) - 1; node >= 0 && node < d.nodes {
				nodes = append(nodes, node)
			}
		}
		for x, i := range nodes {
			for _, j := range nodes[x+1:] {
				out[d.pair(i, j)]++
			}
		}
	}
	return out
}

// warned says whether a list of warnings has one.
func warned(list, warning string) bool {
	return slices.Contains(strings.Split(list, separator), warning)
}
