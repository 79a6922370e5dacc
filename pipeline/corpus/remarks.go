package corpus

import (
	"fmt"
	"sync"
)

// noteKind is something about a document that does not stop it and should be known.
type noteKind uint8

const (
	noteDates noteKind = iota
	noteMended
	noteColumns
	noteKinds
)

var noteWords = [noteKinds]string{
	noteDates:   "documents have two dates that disagree, of which the first counts, or what the configuration names before what only the name of the file says",
	noteMended:  "documents state a date that can't be read and have it from elsewhere",
	noteColumns: "documents come from a table of which two columns have one name: the first counts, the other is not read",
}

// note is one such thing of one document, in its words.
type note struct {
	kind noteKind
	text string
}

func (d *draft) note(kind noteKind, text string) { d.notes = append(d.notes, note{kind, text}) }

// remarks counts the notes of the documents that are kept, with the first of each
// kind in reading order as the example.
type remarks struct {
	mu    sync.Mutex
	kinds [noteKinds]remark
}

type remark struct {
	count   int
	seq     int64
	example string
}

func (r *remarks) add(d *Document) {
	if len(d.notes) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := [noteKinds]bool{}
	for _, n := range d.notes {
		k := &r.kinds[n.kind]
		if k.count == 0 || d.Seq < k.seq {
			k.seq, k.example = d.Seq, d.Source+" ("+n.text+")"
		}
		if !seen[n.kind] {
			k.count++
			seen[n.kind] = true
		}
	}
}

func (r *remarks) warnings() (out []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for kind, k := range r.kinds {
		if k.count > 0 {
			out = append(out, fmt.Sprintf("%d %s, such as %s", k.count, noteWords[kind], k.example))
		}
	}
	return out
}
