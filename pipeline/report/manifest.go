package report

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// manifest is what the run's manifest says; the configuration without the
// places of the inputs, in the order in which it stands.
type manifest struct {
	store.Manifest
	configuration string
	sample        bool // no input was named: the sample that comes with the program
}

func (r *run) readManifest() error {
	m, err := store.ReadManifest(r.dir)
	if err != nil {
		return err
	}
	raw, err := os.ReadFile(filepath.Join(r.dir, store.ManifestName))
	if err != nil {
		return err
	}
	var ordered struct {
		Configuration json.RawMessage `json:"configuration"`
	}
	if err := json.Unmarshal(raw, &ordered); err != nil {
		return err
	}
	var named struct {
		Inputs []string
		Freq   series.Freq
	}
	if err := json.Unmarshal(ordered.Configuration, &named); err != nil {
		return err
	}
	text, err := withoutKey(ordered.Configuration, "inputs")
	r.manifest = manifest{m, text, len(named.Inputs) == 0}
	r.calendar = &calendar{freq: named.Freq}
	r.calendars = []*calendar{r.calendar}
	return err
}

// withoutKey is a JSON object without one of its keys, indented.
func withoutKey(object json.RawMessage, key string) (string, error) {
	d := json.NewDecoder(bytes.NewReader(object))
	if _, err := d.Token(); err != nil {
		return "", err
	}
	out := []byte("{")
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return "", err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return "", err
		}
		if name == key {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		quoted, err := json.Marshal(name)
		if err != nil {
			return "", err
		}
		out = append(append(append(out, quoted...), ':'), value...)
	}
	var b bytes.Buffer
	err := json.Indent(&b, append(out, '}'), "", "  ")
	return b.String(), err
}
