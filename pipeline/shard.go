package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"runtime/debug"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/objects"
	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/token"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// List tells visit of every file of the inputs, and every member of an archive, in the
// order in which shards are cut.
func List(ctx context.Context, c Config, visit func(corpus.Unit)) (*corpus.Contents, error) {
	j, err := prepare(c.under(ctx))
	if err != nil {
		return nil, err
	}
	return j.in.Contents(ctx, visit)
}

// Shard is what became of a shard.
type Shard struct {
	Path        string // of its part
	Bytes       int64  // of the part
	Documents   int
	Quarantined int
	Filtered    int
}

// RunShard reads and scores shard i of n, from 1, as Run does, and writes what it finds
// into a part in Config.Out, for Merge. What documents of several shards are to each
// other, such as duplicates, is found out there.
func RunShard(ctx context.Context, c Config, i, n int, report func(Progress)) (*Shard, error) {
	s, err := OpenShards(ctx, c, "")
	if err != nil {
		return nil, err
	}
	return s.Run(ctx, i, n, report)
}

// Shards makes shards of a corpus that is opened once: configuration, lexicons, metadata
// tables and the list of files.
type Shards struct {
	job      *job   // which reads nothing itself
	others   []*job // of the other lexicons
	contents *corpus.Contents
	remote   *remote // nil: parts lie on this machine
}

// OpenShards opens a corpus as Run does. list, if it is not empty, is a file with what List
// tells, a line a unit (see corpus.Unit.Append): the inputs are then not walked for it.
func OpenShards(ctx context.Context, c Config, list string) (*Shards, error) {
	s := &Shards{}
	if objects.Is(c.Out) {
		var err error
		if s.remote, err = newRemote(ctx, c); err != nil {
			return nil, err
		}
		c.Out = ""
	}
	c.Cache = cacheOff
	j, err := prepare(c.under(ctx))
	if err != nil {
		return nil, err
	}
	j.learned = &learned{}
	s.job = j
	for _, name := range j.AlsoLexicon {
		p, err := j.with(name)
		if err != nil {
			return nil, err
		}
		other, err := p.open(nil)
		if err != nil {
			return nil, err
		}
		other.learned = &learned{}
		s.others = append(s.others, other)
	}
	if list != "" {
		s.contents, err = corpus.ReadContents(list)
		err = usage.Wrap(err)
	} else {
		s.contents, err = j.in.Contents(ctx, nil)
	}
	j.in.Forget()
	return s, err
}

// Run is RunShard. The same shard has the same bytes, whatever shards were made before.
func (s *Shards) Run(ctx context.Context, i, n int, report func(Progress)) (*Shard, error) {
	run := func(out string) (*Shard, error) { return s.run(ctx, out, i, n, report) }
	if s.remote != nil {
		return s.remote.put(run)
	}
	return run(s.job.Out)
}

func (s *Shards) run(ctx context.Context, dir string, i, n int, report func(Progress)) (*Shard, error) {
	j, err := s.job.anew()
	if err != nil {
		return nil, err
	}
	h, err := j.head(i, n, s.contents)
	if err != nil {
		return nil, err
	}
	w, err := part.Create(dir, h)
	if err != nil {
		return nil, err
	}
	out := &Shard{}
	if err := s.write(ctx, j, w, h, out, report); err != nil {
		if stale := (*corpus.ErrList)(nil); errors.As(err, &stale) {
			err = usage.Wrap(err)
		}
		return nil, errors.Join(err, w.Abort())
	}
	out.Path, err = w.Publish()
	out.Bytes = w.Size()
	return out, err
}

// anew is the job on a reader that has read nothing yet.
func (j *job) anew() (*job, error) {
	fresh := *j
	in, err := j.in.Again()
	fresh.in = in
	return &fresh, err
}

// partData is what the head of a part says for package pipeline.
type partData struct {
	Config json.RawMessage `json:"config"`
	Sample bool            `json:"sample,omitempty"`
	Whole  *corpus.Whole   `json:"whole,omitempty"` // of the first shard
}

func (j *job) head(i, n int, contents *corpus.Contents) (part.Head, error) {
	h := part.Head{Shard: i, Of: n}
	if err := j.in.Take(contents, i, n); err != nil {
		return h, usage.Wrap(err)
	}
	whole := j.in.Whole()
	made, err := j.made(whole)
	if err != nil {
		return h, err
	}
	h.Made = append(made, part.Fact{Name: "list of files", Value: hex.EncodeToString(contents.Sum[:])})
	config, err := j.outputKeys()
	if err != nil {
		return h, err
	}
	data := partData{Config: config, Whole: &whole}
	if i > 1 {
		data.Whole = nil
	}
	h.Data, err = json.Marshal(data)
	return h, err
}

// made is what the parts of a run have to have in common. Where the inputs lie counts
// for nothing.
func (p *plan) made(whole corpus.Whole) ([]part.Fact, error) {
	c := p.Config
	c.Inputs = nil
	config, err := c.outputKeys()
	if err != nil {
		return nil, err
	}
	lexicons := []store.LexiconFile{lexiconFile(p.lex)}
	for _, l := range p.also {
		lexicons = append(lexicons, lexiconFile(l))
	}
	program := []any{Version, revision(), token.Version, part.Version, store.SchemaVersion}
	var made []part.Fact
	for _, of := range []struct {
		name string
		what any
	}{
		{"program", program}, {"configuration", config}, {"lexicon", lexicons}, {"record of validation", p.lex.Validation},
		{"rules of stance", ruleFiles(p.rules)}, {"metadata table", whole.TableSums()},
	} {
		raw, err := json.Marshal(of.what)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(raw)
		made = append(made, part.Fact{Name: of.name, Value: hex.EncodeToString(sum[:])})
	}
	return made, nil
}

// revision is the commit that the program was built from, where that is known.
func revision() (out string) {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
				out += s.Value + " "
			}
		}
	}
	return out
}

// write writes the sections of a part: of the lexicon, and of each other one.
func (s *Shards) write(ctx context.Context, j *job, w *part.Writer, h part.Head, out *Shard, report func(Progress)) error {
	file, err := spool.Create(w.Dir())
	if err != nil {
		return err
	}
	docs := newRegister(j.calendars, newShelf(file, j), newSummary(j.plan), nil)
	docs.calendars = nil // nothing is added up here
	temp, err := os.CreateTemp(w.Dir(), "")
	if err != nil {
		return errors.Join(err, file.Close())
	}
	defer temp.Close()
	j.scratch = func() (*os.File, error) { return temp, nil }
	if err := j.begin(docs); err != nil {
		return errors.Join(err, file.Close())
	}
	if err := j.section(ctx, &sectionWriter{w: w, shard: h.Shard, docs: docs, known: map[string][32]byte{}}, out, report); err != nil {
		return errors.Join(err, file.Close())
	}
	for _, o := range s.others {
		other, err := o.anew()
		if err != nil {
			return err
		}
		if err := other.in.Take(s.contents, h.Shard, h.Of); err != nil {
			return err
		}
		if err := other.section(ctx, &sectionWriter{w: w}, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// section writes what is found in the files of the shard.
func (j *job) section(ctx context.Context, out *sectionWriter, s *Shard, report func(Progress)) error {
	err := j.each(ctx, out.docs != nil, func(b *batch) error {
		err := out.add(b)
		if report != nil {
			done, total := j.in.Progress()
			report(Progress{"reading", int64(out.end.Documents), out.bytes, done, total})
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := j.in.Refused(); err != nil {
		return usage.Wrap(err)
	}
	if err := out.close(ctx, j); err != nil {
		return err
	}
	if s != nil {
		s.Documents, s.Quarantined, s.Filtered = out.end.Documents, out.end.Rejections, out.end.Filtered
	}
	return nil
}
