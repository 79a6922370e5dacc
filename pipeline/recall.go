package pipeline

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/cache"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/sketch"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/token"
)

// recall finds documents that were scored before. What was found in a text is
// remembered under all that it depends on: the text itself and how it is read (what
// of it is skipped, which parts are in which language), the lexicon, the options of
// the scorer, and the program.
type recall struct {
	cache *cache.Cache
	base  string // what all documents of a run have in common
	near  bool
}

// recall is nil where nothing is remembered.
func (j *job) recall() *recall {
	store := j.memory.store()
	if store == nil {
		return nil
	}
	base, err := json.Marshal([]any{
		token.Version, j.lex.SHA256, filepath.Ext(j.Lexicon), j.Scope, j.Text, j.Within, j.Topic, j.near(), lexicon.Reasons,
		j.Count, ruleFiles(j.rules),
	})
	if err != nil {
		return nil
	}
	key := store.Key("base", string(base))
	return &recall{store, string(key[:]), j.near()}
}

// least is the length of a text below which it takes no longer to score it than to
// look for it (BENCHMARKS.md). Where words are found with a dictionary, not having to
// load that is worth more than any text.
const least = 400

func (r *recall) worth(d *corpus.Document) bool {
	if r == nil {
		return false
	}
	l := lang.Of(d.Lang)
	return len(d.Text) >= least || l != nil && l.Dictionary != ""
}

// key is that of a document. The hash of a converted one is not that of its text.
func (r *recall) key(d *corpus.Document) cache.Key {
	var reading strings.Builder
	fmt.Fprintf(&reading, "%s %v", d.Lang, d.Skip)
	for _, p := range d.Parts {
		fmt.Fprintf(&reading, " %v %s", p.Span, p.Lang.Code)
	}
	text := d.SHA256
	if slices.Contains(d.Flags, corpus.FlagConverted) {
		text = sha256.Sum256([]byte(d.Text))
	}
	return r.cache.Key(r.base, reading.String(), string(text[:]))
}

func (r *recall) get(s *score.Scorer, d *corpus.Document, key cache.Key) (*score.Document, sketch.Sketch, bool) {
	raw, ok := r.cache.Get(key)
	if !ok {
		return nil, nil, false
	}
	like, rest, ok := parseSketch(raw)
	if !ok {
		return nil, nil, false
	}
	scored, err := s.Recall(d, rest)
	return scored, like, err == nil
}

func (r *recall) put(s *score.Scorer, key cache.Key, like sketch.Sketch) {
	r.cache.Put(key, s.AppendRecord(appendSketch(nil, like)))
}

// Get finds a part of the tables of documents that was made of the same.
func (r *recall) Get(of ...string) ([]byte, bool) { return r.cache.Get(r.part(of)) }

// Put keeps a part of the tables of documents.
func (r *recall) Put(part []byte, of ...string) { r.cache.Put(r.part(of), part) }

func (r *recall) part(of []string) cache.Key {
	return r.cache.Key(append([]string{"part", r.base}, of...)...)
}

// appendSketch tells a text without a sketch from one whose sketch is empty.
func appendSketch(b []byte, like sketch.Sketch) []byte {
	if like == nil {
		return append(b, 0)
	}
	b = binary.AppendUvarint(b, uint64(len(like))+1)
	for _, v := range like {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

func parseSketch(raw []byte) (like sketch.Sketch, rest []byte, ok bool) {
	n, size := binary.Uvarint(raw)
	if size <= 0 {
		return nil, nil, false
	}
	if raw = raw[size:]; n == 0 {
		return nil, raw, true
	}
	if n--; n > uint64(len(raw)/4) {
		return nil, nil, false
	}
	like = make(sketch.Sketch, n)
	for i := range like {
		like[i] = binary.LittleEndian.Uint32(raw[4*i:])
	}
	return like, raw[4*n:], true
}
