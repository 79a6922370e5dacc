package network

import (
	"cmp"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Polarities that are nodes, as the table hits has them.
const asserted, denied = "asserted", "denied"

// node is that of a hit.
func (r *reader) node(h *hitRow) (int32, bool) {
	key := [2]string{h.Frame}
	switch r.o.Nodes {
	case Entries:
		key[1] = h.Entry
	case Stances:
		key[1] = h.Polarity
	}
	n, ok := r.nodes[key]
	return n, ok
}

// chooseNodes takes the frames of the lexicon, once or as asserted and as denied, or the
// entries that most documents have.
func (r *reader) chooseNodes() error {
	switch r.o.Nodes {
	case Entries:
		if err := r.chooseEntries(); err != nil {
			return err
		}
	case Stances: // those for a frame first, see aligner
		r.frames(asserted)
		r.frames(denied)
	default:
		r.frames("")
	}
	switch {
	case len(r.names) < 2:
		return usage.Errorf("%d nodes (%s): a network takes two", len(r.names), cmp.Or(strings.Join(r.names, ", "), "none has a hit"))
	case len(r.names) > mostNodes:
		return usage.Errorf("%d nodes: at most %d make a network", len(r.names), mostNodes)
	}
	r.counters = newCounters(len(r.names))
	return nil
}

// frames makes a node of each frame, with a polarity or of any.
func (r *reader) frames(polarity string) {
	for _, f := range r.lex.Frames {
		r.nodes[[2]string{f.Key, polarity}] = int32(len(r.names))
		name := f.Key
		if polarity != "" {
			name += ":" + polarity
		}
		r.names = append(r.names, name)
	}
}

func (r *reader) chooseEntries() error {
	ids := entryIDs(r.lex)
	documents, last := map[string]int{}, map[string]string{}
	names := map[[2]string]string{}
	for h, err := range result.Scan[hitRow](r.run) {
		if err != nil {
			return err
		}
		if _, in := r.places[h.ID]; !in || !r.counts(&h) {
			continue
		}
		entry := [2]string{h.Frame, h.Entry}
		name, known := names[entry]
		if !known {
			name = h.Frame + ":" + cmp.Or(ids[entry], h.Entry)
			names[entry] = name
		}
		if last[name] != h.ID {
			last[name] = h.ID
			documents[name]++
		}
	}
	for name := range documents {
		r.names = append(r.names, name)
	}
	slices.SortFunc(r.names, func(a, b string) int {
		return cmp.Or(documents[b]-documents[a], strings.Compare(a, b))
	})
	if len(r.names) > r.o.Most {
		r.dropped = len(r.names) - r.o.Most
		r.names = r.names[:r.o.Most]
	}
	slices.Sort(r.names)
	for entry, name := range names {
		if at, is := slices.BinarySearch(r.names, name); is {
			r.nodes[[2]string{entry[0], entry[1]}] = int32(at)
		}
	}
	return nil
}

// entryIDs are the ids of entries, which are one in several languages, by frame and term.
func entryIDs(lex *lexicon.Lexicon) map[[2]string]string {
	ids := map[[2]string]string{}
	for _, f := range lex.Frames {
		for _, entries := range f.Entries {
			for _, e := range entries {
				if e.ID != "" {
					ids[[2]string{f.Key, e.Term}] = e.ID
				}
			}
		}
	}
	return ids
}
