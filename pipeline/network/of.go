package network

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// Networks are what Of takes from a run.
type Networks struct {
	Options   Options
	Nodes     []string
	Links     []LinkRow
	Changes   []ChangeRow
	Networks  []NetworkRow
	Alignment []AlignmentRow
	// Said is what is to be known of what was left out.
	Said []string
	Run  *result.Run
}

// Of takes the networks of a finished run.
func Of(ctx context.Context, run *result.Run, o Options) (*Networks, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	c, err := read(run, o)
	if err != nil {
		return nil, err
	}
	n := &Networks{Options: c.o, Nodes: c.names, Said: c.said(), Run: run}
	if len(c.o.Spans) < 2 {
		n.Said = append(n.Said, "no link_changes: they are between spans, of which there is one")
	}
	a, err := n.aligner(c) // first, for it may know that a bloc is misspelt
	if err != nil {
		return nil, err
	}
	if err := n.take(ctx, c); err != nil {
		return nil, err
	}
	return n, n.align(ctx, a)
}

// take takes the networks of all groups, several at a time.
func (n *Networks) take(ctx context.Context, c *corpus) error {
	groups := c.members()
	parts := make([]Networks, len(groups))
	err := c.parallel(ctx, len(groups), func() func(int) {
		d := newDrawer(c)
		return func(i int) { parts[i].group(ctx, d, groups[i]) }
	})
	if err != nil {
		return err
	}
	for _, p := range parts {
		n.Links, n.Changes, n.Networks = append(n.Links, p.Links...), append(n.Changes, p.Changes...), append(n.Networks, p.Networks...)
	}
	slices.SortStableFunc(n.Links, func(x, y LinkRow) int {
		return cmp.Or(x.Name.compare(y.Name), strings.Compare(x.A, y.A), strings.Compare(x.B, y.B))
	})
	slices.SortStableFunc(n.Networks, func(x, y NetworkRow) int { return x.Name.compare(y.Name) })
	slices.SortStableFunc(n.Changes, func(x, y ChangeRow) int {
		return cmp.Or(strings.Compare(x.Group, y.Group), strings.Compare(x.From, y.From), strings.Compare(x.A, y.A), strings.Compare(x.B, y.B))
	})
	return nil
}

func (n Name) compare(o Name) int {
	return cmp.Or(strings.Compare(n.Group, o.Group), strings.Compare(n.Span, o.Span))
}

// members are the documents of a group, by span.
type members struct {
	name string
	docs [][]int32
}

// members are all documents, and those of each group by name.
func (c *corpus) members() []members {
	out := make([]members, 1+len(c.groups))
	spans := max(1, len(c.o.Spans))
	for i := range out {
		out[i].docs = make([][]int32, spans)
	}
	for i, name := range c.groups {
		out[1+i].name = name
	}
	for i, d := range c.docs {
		out[0].docs[d.span] = append(out[0].docs[d.span], int32(i))
		if d.group >= 0 {
			at := &out[1+d.group].docs[d.span]
			*at = append(*at, int32(i))
		}
	}
	slices.SortStableFunc(out, func(a, b members) int { return strings.Compare(a.name, b.name) })
	return out
}

// span is the name of a span.
func (c *corpus) spanName(i int) string {
	if len(c.o.Spans) == 0 {
		return ""
	}
	return c.o.Spans[i].String()
}

// group takes the networks of a group.
func (n *Networks) group(ctx context.Context, d *drawer, m members) {
	var before *links
	for span, docs := range m.docs {
		name := Name{Topic: d.o.Topic, Group: m.name, Span: d.spanName(span), Window: d.o.Window}
		now := d.links(name, docs)
		row := d.network(name, now, docs)
		if before != nil {
			seed := d.o.Seed ^ stats.Mix(textKey(m.name)) ^ stats.Mix(uint64(span))
			rows, distance, p := d.changes(ctx, before, now, m.docs[span-1], docs, seed)
			row.Distance, row.P, row.Spectral = distance, p, d.spectral(before, now)
			if math.IsNaN(p) {
				row.Warnings = strings.TrimPrefix(row.Warnings+separator+noRelabeling, separator)
			}
			n.Changes = append(n.Changes, rows...)
		}
		n.Links, n.Networks = append(n.Links, now.rows...), append(n.Networks, row)
		before = now
	}
}

// network describes a network.
func (c *corpus) network(name Name, l *links, docs []int32) NetworkRow {
	row := NetworkRow{Name: name, Units: l.sums.n[0], Documents: int64(len(docs)),
		Density: math.NaN(), Distance: math.NaN(), P: math.NaN(), Spectral: math.NaN()}
	for i := range c.nodes {
		if l.sums.n[c.node(i)] > 0 {
			row.Nodes++
		}
	}
	for _, r := range l.rows {
		if r.Backbone {
			row.Links++
		}
	}
	if row.Nodes > 1 {
		row.Density = float64(row.Links) / float64(row.Nodes*(row.Nodes-1)/2)
	}
	var warnings []string
	switch {
	case row.Units == 0:
		warnings = append(warnings, noUnits)
	case len(docs) < enoughDocuments:
		warnings = append(warnings, fewDocuments)
	}
	if row.Links == 0 {
		warnings = append(warnings, noLink)
	}
	row.Warnings = strings.Join(warnings, separator)
	return row
}
