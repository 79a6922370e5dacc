package pipeline

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/cache"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/token"
)

// memory is what is left of earlier runs of a configuration: their last state, and
// the cache. Nothing depends on it.
type memory struct {
	path  string   // of the state
	last  standing // zero where there is none
	now   standing // of this run
	sure  bool     // a change of the inputs would show in now.Listing
	cache *cache.Cache

	listed *corpus.Listing // of the run's own inputs, until they are opened
	doubt  bool            // what is known of files is not to be trusted
}

// cacheOff is the value of Config.Cache for none.
const cacheOff = "off"

// standing is what a run was made from, as far as it can be told without reading the
// inputs, and what became of it.
type standing struct {
	Program  string
	Lexicons []store.LexiconFile
	Rules    []store.LexiconFile // of stance
	Records  string              // of the lexicon's validation
	Listing  string

	Ledger   string // what its ledger hangs on; empty where it had none
	Fleeting bool   // what was noted was of no use: files are new each time, whatever is in them

	Run     string // name of its folder
	Summary Summary
}

// remember looks for what is left of earlier runs.
func (p *plan) remember(inputs inputList) (*memory, error) {
	if p.Cache == cacheOff {
		return nil, nil
	}
	if inputs.err != nil {
		return nil, wrong(inputs.err)
	}
	id, err := p.identity()
	if err != nil {
		return nil, err
	}
	m := &memory{path: filepath.Join(p.Cache, "state-"+id)}
	m.now = standing{Program: cache.Program() + " " + token.Version, Lexicons: []store.LexiconFile{lexiconFile(p.lex)}}
	m.now.Rules = ruleFiles(p.rules)
	records, err := json.Marshal(p.lex.Validation)
	if err != nil {
		return nil, err
	}
	m.now.Records = string(records)
	for _, l := range p.also {
		m.now.Lexicons = append(m.now.Lexicons, lexiconFile(l))
	}
	if m.last, err = readStanding(m.path); err != nil {
		m.last = standing{}
	}
	m.now.Listing, m.sure = inputs.Sum, inputs.sure
	if inputs.Sum != "" {
		m.listed = &inputs.Listing
	}
	return m, nil
}

// readStanding fails where there is none, or a damaged one: it has its hash before it.
func readStanding(path string) (s standing, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return s, err
	}
	if len(raw) < sha256.Size || sha256.Sum256(raw[sha256.Size:]) != [sha256.Size]byte(raw[:sha256.Size]) {
		return s, errors.New("damaged")
	}
	err = gob.NewDecoder(bytes.NewReader(raw[sha256.Size:])).Decode(&s)
	return s, err
}

func (s standing) write(path string) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(s); err != nil {
		return err
	}
	sum := sha256.Sum256(b.Bytes())
	return cache.Replace(path, append(sum[:], b.Bytes()...))
}

// tick is how finely times of files are told apart where they have fractions of a
// second; coarse where they have none.
const tick, coarse = 20 * time.Millisecond, 2 * time.Second

// inputList lists the inputs of a configuration.
type inputList struct {
	corpus.Listing
	sure bool // a change would show
	err  error
}

// list lists the inputs. A file that was changed just now could be changed again
// without a trace: the reading waits for the clock to go on, or is not trusted.
func (c Config) list() (l inputList) {
	if c.Cache == cacheOff {
		return l
	}
	inputs, o := c.inputs()
	if len(c.Inputs) == 0 { // the sample is part of the program
		return inputList{sure: true}
	}
	l.Listing, l.sure, l.err = corpus.List(inputs, o)
	wait := tick
	if l.Newest.Nanosecond() == 0 {
		wait = coarse
	}
	if wait -= time.Since(l.Newest); 0 < wait && wait <= tick {
		time.Sleep(wait)
		wait = 0
	}
	l.sure = l.sure && wait <= 0
	return l
}

// beginList lists while the plan is read.
func (c Config) beginList() <-chan inputList {
	out := make(chan inputList, 1)
	go func() { out <- c.list() }()
	return out
}

// identity tells configurations apart, and where their results go.
func (p *plan) identity() (string, error) {
	config, err := p.outputKeys()
	if err != nil {
		return "", err
	}
	dir, err := os.Getwd() // relative paths start there
	if err != nil {
		return "", err
	}
	raw, err := json.Marshal([]any{config, dir, p.Out})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:8]), nil
}

// unchanged returns the summary of the last run if another one would be its like.
func (m *memory) unchanged(p *plan) (*Summary, error) {
	if m == nil || p.Again || !m.sure || m.last.Run == "" || m.why() != "" {
		return nil, nil
	}
	dir := filepath.Join(p.Out, "runs", m.last.Run)
	manifest, ok := complete(dir)
	if !ok {
		return nil, nil // somebody has removed it, or part of it
	}
	s := m.last.Summary
	s.Dir, s.Unchanged, s.Removed, s.topic = dir, true, nil, p.lex.TopicIndex(p.Topic)
	if err := store.PointLatest(p.Out, dir); err != nil {
		return nil, err
	}
	p.prune(manifest, &s) // the number of runs to keep may be another
	return &s, nil
}

// complete says whether a run has all its files, by their sizes.
func complete(dir string) (store.Manifest, bool) {
	m, err := store.ReadManifest(dir)
	if err != nil || len(m.Files) == 0 {
		return m, false
	}
	for _, f := range m.Files {
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.Name)))
		if err != nil || info.Size() != f.Bytes {
			return m, false
		}
	}
	return m, true
}

// why says what has changed since the last run; nothing where nothing has, or where
// there is none.
func (m *memory) why() string {
	switch {
	case m.last.Run == "":
		return ""
	case m.last.Program != m.now.Program:
		return "the program has changed"
	case !slices.Equal(m.last.Lexicons, m.now.Lexicons):
		return "the lexicon has changed"
	case !slices.Equal(m.last.Rules, m.now.Rules):
		return "the rules of stance have changed"
	case m.last.Records != m.now.Records:
		return "what is on record of the lexicon's validation has changed"
	case m.last.Listing != m.now.Listing:
		return "the inputs have changed"
	}
	return ""
}

// listing is that of the inputs, once; nil where there is none.
func (m *memory) listing() *corpus.Listing {
	if m == nil {
		return nil
	}
	listed := m.listed
	m.listed = nil
	return listed
}

// store is the cache; nil where nothing is kept.
func (m *memory) store() *cache.Cache {
	if m == nil {
		return nil
	}
	return m.cache
}

// open opens the cache. A run does without one that can't be opened.
func (m *memory) open(c Config, s *Summary) {
	if m == nil {
		return
	}
	var err error
	if m.cache, err = cache.Open(c.Cache, cache.Program()); err != nil {
		s.Warnings = append(s.Warnings, cacheWarning(err))
	}
}

func cacheWarning(err error) string {
	return fmt.Sprintf("the cache can't be used, and the next run will take as long as this one: %v (--cache DIR puts it elsewhere, --cache off does without)", err)
}

// flush keeps what was scored, whatever becomes of the rest of the run.
func (m *memory) flush() {
	if c := m.store(); c != nil {
		c.Flush()
	}
}

// close keeps what was made since.
func (m *memory) close(s *Summary) {
	if m.store() == nil {
		return
	}
	s.Since, s.Why = m.last.Run, m.why()
	if n := m.cache.Damaged(); n > 0 {
		s.Warnings = append(s.Warnings, fmt.Sprintf("%d entries of the cache were damaged and were made anew", n))
	}
	if err := m.cache.Close(); err != nil {
		s.Warnings = append(s.Warnings, cacheWarning(err))
	}
	m.cache = nil
}

// published notes what the run was made from, unless it falls short: then the next one
// tries again.
func (m *memory) published(l *ledger, s *Summary) {
	if m == nil || !m.sure || s.Shortfall() != "" {
		return
	}
	m.now.Run, m.now.Summary = filepath.Base(s.Dir), *s
	m.now.Ledger, m.now.Fleeting = l.outlook(m.last)
	if err := m.now.write(m.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		s.Warnings = append(s.Warnings, cacheWarning(err))
	}
}
