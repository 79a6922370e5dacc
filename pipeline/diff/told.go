package diff

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// told compares what the runs were told and made by.
func (c *comparison) told() error {
	a, b := &c.before.Manifest, &c.after.Manifest
	for _, one := range []struct{ what, before, after string }{
		{"software", a.Software, b.Software},
		{"schema of the tables", fmt.Sprint(a.SchemaVersion), fmt.Sprint(b.SchemaVersion)},
		{"tokenizer", a.Tokenizer, b.Tokenizer},
		{"lexicon", lexiconText(a.Lexicon), lexiconText(b.Lexicon)},
		{"also_lexicon", lexiconTexts(a.AlsoLexicons), lexiconTexts(b.AlsoLexicons)},
		{"rules of stance", lexiconTexts(a.Assertion), lexiconTexts(b.Assertion)},
	} {
		c.tell(one.what, one.before, one.after)
	}
	x, err := flat(a.Configuration)
	if err != nil {
		return err
	}
	y, err := flat(b.Configuration)
	if err != nil {
		return err
	}
	keys := maps.Clone(x)
	maps.Copy(keys, y)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		c.tell(key, x[key], y[key])
	}
	return nil
}

func (c *comparison) tell(what, before, after string) {
	if before != after {
		c.Told = append(c.Told, Told{what, before, after})
	}
}

func lexiconText(l store.LexiconFile) string {
	return fmt.Sprintf("%s, version %s (%s)", l.Name, l.Version, l.SHA256[:min(8, len(l.SHA256))])
}

func lexiconTexts(list []store.LexiconFile) string {
	var out []string
	for _, l := range list {
		out = append(out, lexiconText(l))
	}
	return strings.Join(out, "; ")
}

// flat are the keys of a configuration, joined by dots, with their values as JSON.
// Inputs are compared by what was read of them.
func flat(configuration json.RawMessage) (map[string]string, error) {
	out := map[string]string{}
	if len(configuration) == 0 {
		return out, nil
	}
	if err := flatten(out, "", configuration); err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	delete(out, "inputs")
	return out, nil
}

func flatten(out map[string]string, prefix string, value json.RawMessage) error {
	if len(value) > 0 && value[0] == '{' {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(value, &object); err != nil {
			return err
		}
		for key, v := range object {
			if err := flatten(out, strings.TrimPrefix(prefix+"."+key, "."), v); err != nil {
				return err
			}
		}
		return nil
	}
	var b bytes.Buffer
	err := json.Compact(&b, value)
	out[prefix] = b.String()
	return err
}

// lexicon lists what only one of the lexicons has.
func (c *comparison) lexicon() error {
	if c.before.Manifest.Lexicon.SHA256 == c.after.Manifest.Lexicon.SHA256 {
		return nil
	}
	a, errA := entries(c.before)
	b, errB := entries(c.after)
	if err := errors.Join(errA, errB); err != nil {
		return err
	}
	only := func(side string, list, others []Entry) {
		has := map[Entry]bool{}
		for _, e := range others {
			has[e] = true
		}
		for _, e := range list {
			if !has[e] {
				e.Side = side
				c.Entries.add(e, c.most)
			}
		}
	}
	only("before", a, b)
	only("after", b, a)
	return nil
}

// entries are those of a run's lexicon, in the order of its frames.
func entries(r *result.Run) (out []Entry, err error) {
	lex, err := r.Lexicon()
	if err != nil {
		return nil, err
	}
	for _, f := range slices.Concat(lex.Frames, lex.Topics) {
		for _, kind := range []struct {
			name  string
			lists map[string][]lexicon.Entry
		}{{"entry", f.Entries}, {"except", f.Except}} {
			for _, lang := range slices.Sorted(maps.Keys(kind.lists)) {
				for _, e := range kind.lists[lang] {
					out = append(out, Entry{Frame: f.Key, Lang: lang, Kind: kind.name, Term: termText(e)})
				}
			}
		}
	}
	return out, nil
}

// termText is a term with how it matches, where that is not as usual.
func termText(e lexicon.Entry) string {
	text := e.Term
	if e.Match != "" && e.Match != lexicon.MatchGlob {
		text += " (" + e.Match + ")"
	}
	if e.Case {
		text += " (case)"
	}
	if e.Weight != 1 {
		text += fmt.Sprintf(" (weight %v)", e.Weight)
	}
	return text
}

// inputs compares what was read. Several inputs can share a name only with numbers
// behind it, so that a name and a kind are one input.
func (c *comparison) inputs() error {
	type key struct{ kind, name string }
	before, after := map[key]*store.InputFile{}, map[key]*store.InputFile{}
	var keys []key
	for _, side := range []struct {
		list []store.InputFile
		by   map[key]*store.InputFile
	}{{c.before.Manifest.Inputs, before}, {c.after.Manifest.Inputs, after}} {
		for i := range side.list {
			k := key{side.list[i].Kind, side.list[i].Name}
			side.by[k] = &side.list[i]
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.kind, b.kind)) })
	for _, k := range slices.Compact(keys) {
		a, b := before[k], after[k]
		if a == nil || b == nil || a.SHA256 != b.SHA256 {
			c.Inputs = append(c.Inputs, Input{k.name, a, b})
		}
	}
	return nil
}
