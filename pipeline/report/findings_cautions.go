package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/measure"
)

// cautions say what speaks against taking the numbers at their word.
func (r *run) cautions(l *line) (out []string) {
	if r.Config.Sample() {
		out = append(out, madeUp)
	}
	out = append(out, r.notValidated()...)
	out = append(out, r.doubts(l)...)
	out = append(out, r.flags()...)
	if languages := r.languages(); len(languages) > 1 {
		out = append(out, fmt.Sprintf("The documents are in %s. Levels of different languages do not compare: a change of the mix of languages looks like a change of framing.", list(languages)))
	}
	if n := r.rejected(); n > 0 {
		out = append(out, fmt.Sprintf("%s quarantined and not measured, see below.", counted(n, "input")+" "+was(n)))
	}
	return append(out, "The numbers count what is said, not what is meant: a term counts whether it is asserted, denied or laid at another's door. Read the sentences before you build on a number.")
}

const madeUp = "The documents are the synthetic sample that comes with the program: made up, of a state that does not exist."

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// doubts count the warnings on the periods of a series.
func (r *run) doubts(l *line) (out []string) {
	counts := map[measure.Warning]int{}
	var kinds []measure.Warning
	for _, list := range l.warnings {
		for _, w := range measure.Split(list) {
			if counts[w] == 0 {
				kinds = append(kinds, w)
			}
			counts[w]++
		}
	}
	slices.Sort(kinds)
	for _, w := range kinds {
		about, _ := w.About()
		out = append(out, fmt.Sprintf("%s of %s: %s (%s).", claim.Grouped(counts[w]), counted(len(r.periods), r.label()), about.Sentence, w))
	}
	return out
}

// flags count what is noted on the documents.
func (r *run) flags() (out []string) {
	counts := map[string]int{}
	var kinds []string
	for i := range r.documents {
		for _, f := range strings.Split(r.documents[i].Flags, "; ") {
			if f != "" && counts[f] == 0 {
				kinds = append(kinds, f)
			}
			counts[f]++
		}
	}
	slices.Sort(kinds)
	var parts []string
	for _, f := range kinds {
		parts = append(parts, fmt.Sprintf("%s (%s)", f, claim.Grouped(counts[f])))
	}
	if parts != nil {
		out = append(out, "Flags on documents: "+strings.Join(parts, ", ")+".")
	}
	return out
}

func (r *run) languages() (out []string) {
	for i := range r.documents {
		name := r.documents[i].Lang
		if l := lang.Of(name); l != nil {
			name = l.Name
		}
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// rejected counts what was quarantined, and ignored what never claimed to be a document.
func (r *run) rejected() int { return r.setAside(false) }

func (r *run) ignored() int { return r.setAside(true) }

func (r *run) setAside(ignored bool) (n int) {
	for _, q := range r.quarantined {
		if q.Ignored == ignored {
			n += q.Count
		}
	}
	return n
}
