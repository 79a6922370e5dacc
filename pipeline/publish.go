package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/diff"
	"github.com/frameshift/frameshift/pipeline/keep"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/token"
)

// publish makes the run appear, under a name of its time and its fingerprint, with
// what changed since the one before. One that falls short does not become the
// latest.
func publish(ctx context.Context, folder *store.Folder, m store.Manifest, t store.Timing, s *Summary) error {
	changes, err := diff.Note(ctx, folder.Dir(), m, s.Shortfall())
	if err != nil {
		return err
	}
	switch {
	case changes.Failed != "":
		s.Warnings = append(s.Warnings, "it can't be compared with the run before it: "+changes.Failed)
	case !changes.First():
		s.Changes, s.Since = changes.Paragraph(), changes.Before.Run
	}
	now := time.Now()
	s.Elapsed = now.Sub(t.Started)
	t.Started, t.Finished, t.Seconds = t.Started.UTC(), now.UTC(), s.Elapsed.Seconds()
	name := t.Started.Format("20060102T150405Z") + "-" + m.Fingerprint[:8]
	if s.Shortfall() != "" {
		folder.Aside()
	}
	s.Dir, err = folder.Publish(name, m, t)
	return err
}

// prune removes runs that are older than those to keep, after one that is the
// latest.
func (p *plan) prune(m store.Manifest, s *Summary) {
	if p.Keep == 0 || s.Shortfall() != "" {
		return
	}
	var err error
	if s.Removed, err = keep.Prune(p.Out, keep.Options{Newest: p.Keep, Of: &m}); err != nil {
		s.Warnings = append(s.Warnings, "old runs could not be removed: "+err.Error())
	}
}

// manifest says what the run was told and what it read.
func (p *plan) manifest(inputs []corpus.Input, s *Summary, others []store.LexiconFile) (store.Manifest, error) {
	config, err := p.outputKeys()
	if err != nil {
		return store.Manifest{}, err
	}
	glossary := p.glossary()
	m := store.Manifest{
		Software:      "frameshift " + Version,
		Seed:          p.Seed,
		Tokenizer:     token.Version,
		Lexicon:       lexiconFile(p.lex),
		AlsoLexicons:  others,
		Assertion:     ruleFiles(p.rules),
		Validation:    p.lex.Validation,
		Configuration: config,
		Glossary:      &glossary,
	}
	for _, in := range inputs {
		m.Inputs = append(m.Inputs, store.InputFile{Name: in.Name, Kind: in.Kind, Files: in.Files, Bytes: in.Bytes, SHA256: in.SHA256})
	}
	m.Quarantined, m.Ignored = reasonRows(s.Quarantined), reasonRows(s.Ignored)
	m.Fingerprint, err = p.fingerprint(m)
	return m, err
}

func reasonRows(counts []ReasonCount) (out []store.ReasonRows) {
	for _, c := range counts {
		out = append(out, store.ReasonRows{Reason: string(c.Reason), Rows: int64(c.Count)})
	}
	return out
}

func lexiconFile(l *library.Lexicon) store.LexiconFile {
	return store.LexiconFile{Name: l.Name, Version: l.Version, SHA256: l.SHA256}
}

func ruleFiles(files []*stance.File) (out []store.LexiconFile) {
	for _, f := range files {
		out = append(out, store.LexiconFile{Name: f.Name, Version: f.Version, SHA256: f.SHA256})
	}
	return out
}

// fingerprint is the hash of all that decides what the tables say. Inputs
// count by their content, not by where they lie.
func (c Config) fingerprint(m store.Manifest) (string, error) {
	c.Inputs = nil
	config, err := c.outputKeys()
	if err != nil {
		return "", err
	}
	return hashOf(m, config)
}

// Fingerprint is the fingerprint that a finished run's manifest is to have, by all
// the rest of it.
func Fingerprint(m store.Manifest) (string, error) {
	var n yaml.Node
	if err := yaml.Unmarshal(m.Configuration, &n); err != nil || len(n.Content) == 0 {
		return "", errors.Join(errors.New("no configuration"), err)
	}
	keys := n.Content[0]
	for i := 0; i+1 < len(keys.Content); i += 2 {
		if keys.Content[i].Value == "inputs" {
			keys.Content = slices.Delete(keys.Content, i, i+2)
			break
		}
	}
	config, err := jsonOf(keys)
	if err != nil {
		return "", err
	}
	return hashOf(m, config)
}

func hashOf(m store.Manifest, config json.RawMessage) (string, error) {
	all := []any{m.Software, store.SchemaVersion, m.Tokenizer, m.Lexicon, m.AlsoLexicons, config, m.Inputs}
	if len(m.Assertion) > 0 { // a run of before there were any has its fingerprint still
		all = append(all, m.Assertion)
	}
	raw, err := json.Marshal(all)
	if err != nil {
		return "", fmt.Errorf("fingerprint: %w", err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), nil
}

// outputKeys returns the keys of the configuration that change what is
// written, as JSON, in the order in which the configuration has them: in some
// of them the order says something.
func (c Config) outputKeys() (json.RawMessage, error) {
	c.Out, c.Cache, c.Again, c.Temp = "", "", false, ""
	c.Keep, c.Workers, c.DocumentSeconds, c.LogFormat = 0, 0, 0, ""
	c.Corpus.Objects = nil // or an empty corpus would not be left out
	var n yaml.Node
	if err := n.Encode(c); err != nil {
		return nil, err
	}
	return jsonOf(&n)
}

// jsonOf writes a YAML node as JSON.
func jsonOf(n *yaml.Node) (json.RawMessage, error) {
	if n.Kind == yaml.ScalarNode {
		var v any
		if err := n.Decode(&v); err != nil {
			return nil, err
		}
		return json.Marshal(v)
	}
	var b bytes.Buffer
	open, shut := byte('['), byte(']')
	if n.Kind == yaml.MappingNode {
		open, shut = '{', '}'
	}
	b.WriteByte(open)
	for i, c := range n.Content {
		key := n.Kind == yaml.MappingNode && i%2 == 0
		switch {
		case n.Kind == yaml.MappingNode && !key:
			b.WriteByte(':')
		case i > 0:
			b.WriteByte(',')
		}
		raw, err := jsonOf(c)
		if key {
			raw, err = json.Marshal(c.Value)
		}
		if err != nil {
			return nil, err
		}
		b.Write(raw)
	}
	b.WriteByte(shut)
	return b.Bytes(), nil
}
