package diffusion

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// The states of a concept in a group.
const (
	Used      = "used"
	Never     = "never"
	FromStart = "from-start"
)

// firstsBy makes the rows of a concept over the values of a key.
func (s *study) firstsBy(c *concept, by string) ([]FirstRow, error) {
	values, members, err := s.docs.groupOf(by)
	if err != nil {
		return nil, err
	}
	using := map[string][]use{}
	for _, u := range c.uses {
		v := ""
		if by != "" {
			v, _ = s.docs.list[u.document].value(by)
		}
		using[v] = append(using[v], u)
	}
	var out []FirstRow
	for _, v := range values {
		row := s.first(c, members[v], using[v])
		row.By, row.Value = by, v
		out = append(out, row)
	}
	return out, nil
}

// first is the row of a group: its documents and their uses.
func (s *study) first(c *concept, members []int, uses []use) FirstRow {
	row := FirstRow{About: c.about(), Status: Never, Sentence: -1, Start: -1, K: int64(s.o.K), Absent: math.NaN(), Using: int64(len(uses))}
	row.Entry, row.Exit = s.docs.list[members[0]].Date, s.docs.list[members[len(members)-1]].Date
	var w warnings
	if len(uses) > 0 {
		w = s.show(&row, c, uses)
	}
	other := s.count(&row, c, members)
	if row.Before > 0 {
		row.Absent = stats.MostUnseen(1, float64(row.Before))
	}
	if len(uses) > 0 {
		row.Status = Used
		if row.Before < int64(s.o.Least) {
			row.Status = FromStart
		}
	}
	w.add(row.Status == FromStart, FromStart)
	w.add(len(uses) == 1, "one-document")
	w.add(len(uses) > 0 && len(uses) < s.o.K, "fewer-than-k")
	w.add(other > 0, "no-entry-in-language")
	w.add(c.hidden, "sentences-with-hits-only")
	row.Warnings = w.String()
	return row
}

// count counts what stands before the first use, in languages that the concept has
// words in; the others it returns.
func (s *study) count(row *FirstRow, c *concept, members []int) (other int) {
	for _, m := range members {
		d := &s.docs.list[m]
		if !c.langs[d.Lang] {
			other++
			continue
		}
		row.Documents++
		if row.FirstDate.IsZero() || d.Date.Before(row.FirstDate) {
			row.Before++
			row.Tokens += d.Tokens
		}
	}
	return other
}

// singleton is how long before the kth a first use stands alone.
const singleton = 10 * 365.25

// show fills in the first use and the kth.
func (s *study) show(row *FirstRow, c *concept, uses []use) (w warnings) {
	u := uses[0]
	d := &s.docs.list[u.document]
	row.FirstDate, row.FirstID, row.Sentence, row.Start, row.Surface = d.Date, d.ID, u.sentence, u.start, u.surface
	shown := s.texts[place{u.document, u.sentence}]
	row.Text = shown.text
	last := uses[len(uses)-1]
	if len(uses) >= s.o.K {
		last = uses[s.o.K-1]
		row.KthDate, row.KthID = s.docs.list[last.document].Date, s.docs.list[last.document].ID
	}
	issuers := map[string]bool{}
	for _, u := range uses {
		row.Hits += int64(u.hits)
		issuers[s.docs.list[u.document].Issuer] = true
	}
	row.Issuers = int64(len(issuers))
	w.add(days(s.docs.list[last.document].Date)-days(d.Date) > singleton, "early-singleton")
	w.add(u.quoted || shown.quoted(u.start), "quoted")
	w.add(d.DuplicateOf != "", "copied-text")
	w.add(s.docs.vague(d), "coarse-date")
	return w
}

// places are the sentences that firsts shows, of all groups of the keys, and those of
// links.
func (s *study) places() (map[place]bool, error) {
	out := map[place]bool{}
	for _, c := range s.concepts {
		for _, p := range c.places {
			out[p] = true
		}
	}
	for _, by := range s.keys() {
		for _, c := range s.concepts {
			seen := map[string]bool{}
			for _, u := range c.uses {
				v := ""
				if by != "" {
					var err error
					if v, err = s.docs.list[u.document].value(by); err != nil {
						return nil, err
					}
				}
				if !seen[v] {
					seen[v], out[place{u.document, u.sentence}] = true, true
				}
			}
		}
	}
	return out, nil
}

// languages are those of the documents in which no concept can be found, for a note.
func (s *study) languages(c *concept) string {
	var out []string
	for i := range s.docs.list {
		code := s.docs.list[i].Lang
		if l := lang.Of(code); l != nil && !c.langs[code] && !slices.Contains(out, l.Name) {
			out = append(out, l.Name)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// yearsLater is a date some years after another.
func yearsLater(t time.Time, years int) time.Time { return t.AddDate(years, 0, 0) }
