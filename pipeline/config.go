package pipeline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/data"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/wholefile"
	"github.com/frameshift/frameshift/pipeline/keys"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Config is everything a run is told. The zero value runs the embedded sample
// through the lexicon norms. Each field is a key of the configuration file;
// its tag `affects` says whether it changes what is written (output), and so
// belongs to the manifest, or only how (machine).
type Config struct {
	// Preset names the description of a corpus that comes with frameshift. What
	// the configuration file or a flag says beside it wins over the preset.
	Preset string `yaml:"preset,omitempty" affects:"output"`
	// Inputs are files, folders and archives, also in object storage
	// (s3://bucket/prefix). None: the embedded sample.
	Inputs []string `yaml:"inputs,omitempty" affects:"output"`
	// Corpus says how the inputs are laid out.
	Corpus corpus.Options `yaml:"corpus,omitempty" affects:"output"`
	// Metadata names the files of the metadata tables that corpus.metadata or
	// the preset describes, in that order, where they do not lie beside the
	// corpus. A table named here has to exist.
	Metadata []string `yaml:"metadata,omitempty" affects:"output"`
	// Lexicon is the name of an embedded lexicon or a file. Default norms.
	Lexicon string `yaml:"lexicon,omitempty" affects:"output"`
	// Where keeps the documents that fit all conditions: issuer=CHN, issuer=CHN,RUS
	// (either), audience!=domestic, date=2010..2019-06, tokens=50.., flag=converted,
	// title~pattern (a Go regular expression), title!~pattern. Both ends of a span are
	// in it; a date such as 2010 is the span of its days.
	Where []string `yaml:"where,omitempty" affects:"output"`
	// Freq is the length of a period. Default year.
	Freq string `yaml:"freq,omitempty" values:"day week month quarter half year" affects:"output"`
	// AlsoFreq lists further lengths of a period, whose series stand beside
	// those of Freq in the tables series, trends and breaks.
	AlsoFreq []string `yaml:"also_freq,omitempty" affects:"output"`
	// By lists what to group by besides the pooled series; keys joined by +
	// are crossed.
	By []string `yaml:"by,omitempty" affects:"output"`
	// Weighting is token (default) or document.
	Weighting string `yaml:"weighting,omitempty" values:"token document" affects:"output"`
	// Scope is frame (default) or lexicon.
	Scope string `yaml:"scope,omitempty" values:"frame lexicon" affects:"output"`
	// Topic restricts the whole run to a topic of the lexicon: text outside it
	// counts neither above nor below the line. Without it every series comes
	// over all discourse and within each topic, side by side.
	Topic string `yaml:"topic,omitempty" affects:"output"`
	// Within says how near to a term of a topic text has to be to be inside:
	// sentence (default), paragraph, document, or a number of sentences to
	// either side.
	Within string `yaml:"within,omitempty" affects:"output"`
	// Assertion lists the rule files, one a language, by which hits are told to be
	// denied, uncertain, quoted or held by others: names of those that come with
	// frameshift, or files; off: none. Default assertion-en and assertion-zh.
	Assertion []string `yaml:"assertion,omitempty" affects:"output"`
	// Count says which hits count that the lexicon keeps: all (default), or asserted,
	// which leaves out those that are denied or uncertain; they stay in the table hits.
	Count string `yaml:"count,omitempty" values:"all asserted" affects:"output"`
	// Text says which sentences are written: hits (default), all or none.
	Text string `yaml:"text,omitempty" values:"hits all none" affects:"output"`
	// Draws is the number of draws of the bootstrap. Default 1,000.
	Draws int `yaml:"draws,omitempty" affects:"output"`
	// Seed of the bootstrap and of the permutations.
	Seed uint64 `yaml:"seed,omitempty" affects:"output"`
	// Unit is what the bootstrap draws: document, sentence, or auto (default),
	// which is documents where a period has ten or more of them.
	Unit string `yaml:"unit,omitempty" values:"document sentence auto" affects:"output"`
	// Versus lists pairs of groups to be compared, like
	// "audience=regional vs audience=international".
	Versus []string `yaml:"versus,omitempty" affects:"output"`
	// From is the first of the two spans between which a change is explained, like
	// 1975..1984. Default the first third of the calendar.
	From string `yaml:"from,omitempty" affects:"output"`
	// To is the second of them. Default the last third of the calendar.
	To string `yaml:"to,omitempty" affects:"output"`
	// BreaksOf lists the measures whose series have a shape told, and steps dated.
	// Default position, and of the pooled series rate and lift as well.
	BreaksOf []string `yaml:"breaks_of,omitempty" affects:"output"`
	// AlsoLexicon lists lexicons with which the headline is measured again, for
	// the table stability.
	AlsoLexicon []string `yaml:"also_lexicon,omitempty" affects:"output"`
	// Quarantine says how much may be wrong with the inputs.
	Quarantine Quarantine `yaml:"quarantine,omitempty" affects:"output"`
	// MinDocuments is the least number of documents that a run is to have. With
	// fewer it is kept under runs, latest stays where it is, and the exit code is
	// 3. Default 1.
	MinDocuments int `yaml:"min_documents,omitempty" affects:"output"`

	// Out is the folder results go to. Default out.
	Out string `yaml:"out,omitempty" affects:"machine"`
	// Cache is the folder in which scored documents and converted texts are kept for
	// the next run; off: nowhere. Default the folder cache in Out.
	Cache string `yaml:"cache,omitempty" affects:"machine"`
	// Again makes a run also where nothing has changed since the last one.
	Again bool `yaml:"again,omitempty" affects:"machine"`
	// Temp is the folder for what a run needs only until it is done, about as much as the
	// texts. Default where the run is written.
	Temp string `yaml:"temp,omitempty" affects:"machine"`
	// Workers is the number of scoring goroutines. Default one a core.
	Workers int `yaml:"workers,omitempty" affects:"machine"`
	// DocumentSeconds is the time that a document has to be converted, tokenized
	// and matched; one that takes longer is quarantined as too-slow, the run goes
	// on. Default 120: no document should come near it, since one that does hangs
	// on how fast the machine is.
	DocumentSeconds float64 `yaml:"document_seconds,omitempty" affects:"machine"`
	// Keep is how many runs of this configuration, inputs and all, stay in out: after
	// a run that is the latest, older ones are removed. Pinned ones stay (frameshift
	// pin), and so many that fell short. Default 0: all.
	Keep int `yaml:"keep,omitempty" affects:"machine"`
	// LogFormat is text (default) or json.
	LogFormat string `yaml:"log_format,omitempty" values:"text json" affects:"machine"`
}

// Quarantine says how much may be wrong with the inputs.
type Quarantine struct {
	// Allow is the largest share of inputs, junk such as resource forks left
	// out, that may be quarantined before the run ends with exit code 3. A file
	// of which the rest can't be read is more than is allowed, unless allow is 1.
	// Default 0.1.
	Allow *float64 `yaml:"allow,omitempty"`
}

// samplePreset describes the embedded sample.
const samplePreset = "sample"

// DefaultLexicon is the lexicon of a run that names none.
const DefaultLexicon = "norms"

// DefaultOut is the folder of results of a run that names none.
const DefaultOut = "out"

// defaultDraws is the number of draws of the bootstrap, leastDraws the number
// below which a tail of 2.5 % is a handful of draws, and mostDraws the largest
// whose counters, kept for every period of a series, have room in memory.
const (
	defaultDraws = 1000
	leastDraws   = 100
	mostDraws    = 100_000
)

// mostWorkers is more than machines have cores; each worker takes memory.
const mostWorkers = 1024

// allowDefault is the share of inputs that may be quarantined.
const allowDefault = 0.1

// documentSeconds is the time a document has, mostSeconds a day.
const documentSeconds, mostSeconds = 120, 24 * 60 * 60

// preset is a file in data/presets: a Config, and what it is about.
type preset struct {
	Name  string `yaml:"name"`
	About string `yaml:"about"`
	// Fits is a regular expression that most paths of such a corpus fit, or else
	// a short field of most of its records.
	Fits   string `yaml:"fits"`
	Config `yaml:",inline"`
}

// LoadConfig reads a configuration file, or the configuration inside the
// manifest.json of a run. Relative paths in it stay relative to the working
// folder; metadata tables are also looked for beside the file.
func LoadConfig(path string) (Config, error) {
	raw, err := wholefile.Read(path, maxConfig)
	if err != nil {
		return Config{}, fmt.Errorf("read configuration: %w", err)
	}
	if filepath.Ext(path) == ".json" {
		if raw, err = manifestConfig(raw); err != nil {
			return Config{}, fmt.Errorf("%s: %w", path, err)
		}
	}
	var c Config
	if err := decodeYAML(raw, &c); err != nil {
		return Config{}, fmt.Errorf("%s: %w", path, err)
	}
	c.Corpus.Dir, c.Corpus.Own = filepath.Dir(path), []string{path}
	return c, nil
}

// maxConfig is the largest configuration file or manifest that is read.
const maxConfig = 16 << 20

// manifestConfig returns the key configuration of a manifest.
func manifestConfig(raw []byte) ([]byte, error) {
	var m struct {
		Configuration json.RawMessage `json:"configuration"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, err
	}
	if m.Configuration == nil {
		return nil, errors.New("no key configuration: want the manifest.json of a run, or a YAML file")
	}
	return m.Configuration, nil
}

// decodeYAML reads the one document of a YAML file. An empty file is one
// without a key.
func decodeYAML(raw []byte, into any) error {
	found, err := keys.Check(raw, keys.Of(reflect.TypeOf(into)))
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return found
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	if err := dec.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// Keys are the keys of a configuration file.
func Keys() *keys.Form { return keys.Of(reflect.TypeFor[Config]()) }

// PresetInfo is what is to be known of a preset: its name, what it is about, and
// what most paths, or short fields of most records, of its corpus fit.
type PresetInfo struct{ Name, About, Fits string }

// Presets returns the presets by their names.
func Presets() ([]PresetInfo, error) {
	var out []PresetInfo
	for _, name := range presetNames() {
		p, err := loadPreset(name)
		if err != nil {
			return nil, err
		}
		out = append(out, PresetInfo{p.Name, p.About, p.Fits})
	}
	return out, nil
}

func presetNames() (names []string) {
	files, _ := data.FS.ReadDir("presets") // embedded: it is there
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return names
}

func loadPreset(name string) (*preset, error) {
	raw, err := data.FS.ReadFile("presets/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("no preset %q: %sframeshift presets lists them", name, usage.Meant(name, presetNames()))
	}
	var p preset
	if err := decodeYAML(raw, &p); err != nil {
		return nil, fmt.Errorf("preset %s: %w", name, err)
	}
	return &p, nil
}

// resolve returns the effective configuration: the preset under what was said
// beside it, and every default filled in. It holds no preset any more, so that
// a run can be repeated from it even after the preset has changed.
func (c Config) resolve() (Config, error) {
	if c.Preset == "" && len(c.Inputs) == 0 {
		c.Preset = samplePreset
	}
	if c.Preset != "" {
		p, err := loadPreset(c.Preset)
		if err != nil {
			return c, err
		}
		if p.Name != samplePreset && len(c.Inputs) == 0 {
			return c, fmt.Errorf("preset %s says how a corpus is laid out, not where it is: give its PATH", p.Name)
		}
		if c, err = c.over(p.Config); err != nil {
			return c, err
		}
	}
	c.Preset = ""
	if len(c.Metadata) > len(c.Corpus.Metadata) {
		return c, fmt.Errorf("metadata: %d files, but corpus.metadata describes %d tables", len(c.Metadata), len(c.Corpus.Metadata))
	}
	c.Corpus.Metadata = slices.Clone(c.Corpus.Metadata)
	for i, file := range c.Metadata {
		c.Corpus.Metadata[i].File, c.Corpus.Metadata[i].Optional = file, false
	}
	c.Metadata = nil
	c.Lexicon = cmp.Or(c.Lexicon, DefaultLexicon)
	c.Freq = cmp.Or(c.Freq, string(series.Year))
	c.Weighting = cmp.Or(c.Weighting, string(series.Tokens))
	c.Scope = cmp.Or(c.Scope, string(lexicon.ScopeFrame))
	c.Within = cmp.Or(c.Within, lexicon.WithinSentence)
	if len(c.Assertion) == 0 {
		c.Assertion = stance.Default()
	}
	c.Count = cmp.Or(c.Count, string(score.CountAll))
	c.Text = cmp.Or(c.Text, string(score.TextHits))
	c.Draws = cmp.Or(c.Draws, defaultDraws)
	c.Unit = cmp.Or(c.Unit, string(series.UnitAuto))
	c.Out = cmp.Or(c.Out, DefaultOut)
	c.Cache = cmp.Or(c.Cache, filepath.Join(c.Out, "cache"))
	if c.Quarantine.Allow == nil {
		allow := allowDefault
		c.Quarantine.Allow = &allow
	}
	c.DocumentSeconds = cmp.Or(c.DocumentSeconds, documentSeconds)
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	return c, c.validate()
}

// Effective is the configuration with its preset laid under it and every default
// filled in.
func (c Config) Effective() (Config, error) { return c.resolve() }

// over lays c over base: a key that c states wins, whole. Of corpus, each key
// inside it counts for itself.
func (c Config) over(base Config) (Config, error) {
	o := c.Corpus // of which some is outside the file
	raw, err := yaml.Marshal(c)
	if err != nil {
		return c, err
	}
	if err := decodeYAML(raw, &base); err != nil {
		return c, err
	}
	base.Corpus.Dir, base.Corpus.Own, base.Corpus.FS, base.Corpus.Objects, base.Corpus.Undated = o.Dir, o.Own, o.FS, o.Objects, o.Undated
	return base, nil
}

// freqs are the lengths of a period of all calendars.
func (c Config) freqs() []string { return append([]string{c.Freq}, c.AlsoFreq...) }

// AssertionOff is the one value of Config.Assertion for none.
const AssertionOff = "off"

// unmarked says that no rules tell the stances of hits.
func (c Config) unmarked() bool { return slices.Equal(c.Assertion, []string{AssertionOff}) }

// Stance compiles the rules that are configured; nil where none are.
func (c Config) Stance() (*stance.Matcher, error) {
	c, err := c.resolve()
	if err != nil {
		return nil, usage.Wrap(err)
	}
	files, err := c.rules()
	if err != nil {
		return nil, err
	}
	return stance.CompileFiles(files)
}

// rules reads the rule files.
func (c Config) rules() (files []*stance.File, err error) {
	if c.unmarked() {
		return nil, nil
	}
	for _, name := range c.Assertion {
		f, err := stance.Load(name)
		if err != nil {
			return nil, fmt.Errorf("assertion: %w", err)
		}
		files = append(files, f)
	}
	return files, nil
}

func (c Config) validate() error {
	for i, freq := range c.freqs() {
		if _, err := series.ParseFreq(freq); err != nil {
			return err
		}
		if i > 0 && (freq == c.Freq || slices.Contains(c.AlsoFreq[:i-1], freq)) {
			return fmt.Errorf("also_freq %q: it is there already", freq)
		}
	}
	if !slices.Contains([]string{"hits", "all", "none"}, c.Text) {
		return fmt.Errorf("text %q: want hits, all or none", c.Text)
	}
	if c.Count != string(score.CountAll) && c.Count != string(score.CountAsserted) {
		return fmt.Errorf("count %q: want all or asserted", c.Count)
	}
	if c.Count == string(score.CountAsserted) && c.unmarked() {
		return errors.New("count asserted: without a rule file (assertion: off) nothing says what is asserted")
	}
	if _, err := lexicon.ParseWithin(c.Within); err != nil {
		return err
	}
	if a := *c.Quarantine.Allow; !(a >= 0 && a <= 1) { // nor is NaN
		return fmt.Errorf("quarantine.allow %v: want a share from 0 to 1", a)
	}
	if c.MinDocuments < 0 {
		return fmt.Errorf("min_documents %d: want 0 or more", c.MinDocuments)
	}
	if c.Keep < 0 {
		return fmt.Errorf("keep %d: want 0 or more", c.Keep)
	}
	if c.Workers < 0 || c.Workers > mostWorkers {
		return fmt.Errorf("workers %d: want 1 to %d", c.Workers, mostWorkers)
	}
	if s := c.DocumentSeconds; !(s > 0 && s <= mostSeconds) { // nor is NaN
		return fmt.Errorf("document_seconds %v: want a number above 0, up to %d", s, mostSeconds)
	}
	if _, err := c.evidence(); err != nil {
		return err
	}
	if err := c.checkFolders(); err != nil {
		return err
	}
	return c.Corpus.Validate()
}
