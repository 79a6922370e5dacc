package diffusion

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
	"github.com/frameshift/frameshift/pipeline/where"
)

// document is what is looked at of a document of the run.
type document struct {
	*store.DocumentRow
	period int // of the calendar
}

// documents are those of a run in the order of their dates, and of their ids on a day.
type documents struct {
	list    []document
	byID    map[string]int
	freq    series.Freq
	periods []time.Time    // the first days of all, from the first document to the last
	coarse  int            // left out: their date names no single period
	stated  map[string]int // how many dates name a year, a month, a day
}

// precisions by their name in the table.
var precisions = map[string]corpus.Precision{
	corpus.PrecisionYear.String(): corpus.PrecisionYear, corpus.PrecisionMonth.String(): corpus.PrecisionMonth, corpus.PrecisionDay.String(): corpus.PrecisionDay,
}

func readDocuments(run *result.Run, o *Options) (*documents, error) {
	conditions, err := o.where()
	if err != nil {
		return nil, err
	}
	d := &documents{byID: map[string]int{}, freq: series.Freq(o.Freq), stated: map[string]int{}}
	for row, err := range result.Scan[store.DocumentRow](run) {
		if err != nil {
			return nil, err
		}
		keep, err := fits(conditions, &row)
		switch {
		case err != nil:
			return nil, err
		case !keep:
		case row.Date.IsZero() || !d.freq.Holds(precisions[row.Precision]):
			d.coarse++
		default:
			d.list = append(d.list, document{DocumentRow: &row})
			d.stated[row.Precision]++
		}
	}
	if len(d.list) == 0 {
		return nil, usage.Errorf("no document of the run %s fits, with a date that names one %s: look at --where and --freq (%d documents have coarser dates)", run.Dir, d.freq, d.coarse)
	}
	slices.SortFunc(d.list, func(a, b document) int { return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.ID, b.ID)) })
	return d, d.calendar()
}

func fits(conditions where.Conditions, row *store.DocumentRow) (bool, error) {
	for _, c := range conditions {
		if _, ok := row.Get(c.Key); !ok {
			return false, usage.Errorf("where: documents have no column %q", c.Key)
		}
	}
	return result.Fits(conditions, row), nil
}

// mostPeriods bounds the person-period table; what is longer is a stray date.
const mostPeriods = 10_000

func (d *documents) calendar() error {
	first, last := d.list[0].Date, d.list[len(d.list)-1].Date
	for t := d.freq.Start(first); !t.After(last); t = d.freq.Next(t) {
		if len(d.periods) == mostPeriods {
			return usage.Errorf("from %s to %s there are more than %d periods of a %s: check the dates, or choose a longer --freq",
				first.Format(time.DateOnly), last.Format(time.DateOnly), mostPeriods, d.freq)
		}
		d.periods = append(d.periods, t)
	}
	p := 0
	for i := range d.list {
		row := &d.list[i]
		for p+1 < len(d.periods) && !row.Date.Before(d.periods[p+1]) {
			p++
		}
		row.period, d.byID[row.ID] = p, i
	}
	return nil
}

// value is that of a key, or of keys joined by +.
func (d *document) value(by string) (string, error) {
	var values []string
	for key := range strings.SplitSeq(by, "+") {
		v, ok := d.Get(key)
		if !ok {
			return "", usage.Errorf("by %q: documents have no column %q", by, key)
		}
		values = append(values, v)
	}
	return strings.Join(values, "+"), nil
}

// groupOf are the documents, by position, of each value of a key, and the values in
// their order. The empty key has one group of all.
func (d *documents) groupOf(by string) (values []string, members map[string][]int, err error) {
	all := make([]int, len(d.list))
	for i := range all {
		all[i] = i
	}
	return d.groups(by, all)
}

// groups is groupOf of some documents.
func (d *documents) groups(by string, of []int) (values []string, members map[string][]int, err error) {
	members = map[string][]int{}
	for _, i := range of {
		v := ""
		if by != "" {
			if v, err = d.list[i].value(by); err != nil {
				return nil, nil, err
			}
		}
		if members[v] == nil {
			values = append(values, v)
		}
		members[v] = append(members[v], i)
	}
	slices.Sort(values)
	return values, members, nil
}

// in says whether a document is in a group.
func (d *document) in(k group.Key) (bool, error) {
	for _, p := range k {
		v, err := d.value(p.Key)
		if err != nil {
			return false, err
		}
		if v != p.Value && !(p.Key == "issuer" && d.Code == p.Value) {
			return false, nil
		}
	}
	return true, nil
}

// days counts the days of a date, for lags.
func days(t time.Time) float64 { return float64(t.Unix() / (24 * 60 * 60)) }

// vague says whether the document's date names no day, where those of others do.
func (d *documents) vague(of *document) bool {
	return len(d.stated) > 1 && precisions[of.Precision] < corpus.PrecisionDay
}

// found says what the documents are, in a line.
func (d *documents) found() string {
	first, last := d.list[0].Date, d.list[len(d.list)-1].Date
	text := fmt.Sprintf("%s documents from %s to %s", humanize.Comma(int64(len(d.list))), first.Format(time.DateOnly), last.Format(time.DateOnly))
	if d.coarse > 0 {
		text += fmt.Sprintf("; %s more are left out, whose dates name no single %s", humanize.Comma(int64(d.coarse)), d.freq)
	}
	return text
}
