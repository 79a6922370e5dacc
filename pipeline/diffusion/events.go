package diffusion

import (
	"bytes"
	"cmp"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// Event is a dated event.
type Event struct {
	Date string `yaml:"date"`
	Name string `yaml:"event"`
	day  time.Time
}

// readEvents reads a list of events, each with a date and a name, each once.
func readEvents(path string) ([]Event, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, usage.Wrap(err)
	}
	name := filepath.Base(path)
	var list []Event
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&list); err != nil && err != io.EOF {
		return nil, usage.Errorf("%s: want a list of {date: 2015-07-01, event: name}: %w", name, err)
	}
	if len(list) == 0 {
		return nil, usage.Errorf("%s: no event: want a list of {date: 2015-07-01, event: name}", name)
	}
	seen := map[Event]int{}
	for i := range list {
		e := &list[i]
		if e.day, err = time.Parse(time.DateOnly, e.Date); err != nil {
			return nil, usage.Errorf("%s: event %d (%s): %q is no date: want one such as 2015-07-01", name, i+1, e.Name, e.Date)
		}
		key := Event{Name: e.Name, day: e.day}
		if at := seen[key]; at > 0 {
			return nil, usage.Errorf("%s: event %d (%s, %s) is event %d again: delete one", name, i+1, e.Name, e.Date, at)
		}
		seen[key] = i + 1
	}
	return list, nil
}

func sortedEvents(events []Event) []Event {
	return slices.SortedFunc(slices.Values(events), func(a, b Event) int { return cmp.Or(a.day.Compare(b.day), strings.Compare(a.Name, b.Name)) })
}
