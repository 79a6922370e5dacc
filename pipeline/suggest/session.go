package suggest

import (
	"cmp"
	"context"
	"strings"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// session is a corpus that has been read, and what is looked for in it.
type session struct {
	*sought
	Options
	texts map[*lang.Language]*texts
}

func open(ctx context.Context, c pipeline.Config, o Options) (*session, error) {
	lex, err := library.Load(cmp.Or(c.Lexicon, defaultLexicon))
	if err != nil {
		return nil, usage.Wrap(err)
	}
	if len(o.Frames) == 0 {
		for _, f := range lex.Frames {
			o.Frames = append(o.Frames, f.Key)
		}
	}
	for _, key := range o.Frames {
		if lex.FrameIndex(key) < 0 {
			return nil, usage.Errorf("frame %q: lexicon %s has %s", key, lex.Name, strings.Join(keys(lex.Lexicon), ", "))
		}
	}
	s := &session{Options: o}
	if s.sought, err = seek(lex.Lexicon, o.Frames); err != nil {
		return nil, usage.Wrap(err)
	}
	s.texts, err = gather(ctx, c, s.sought)
	return s, err
}

const defaultLexicon = "norms"

func keys(lex *lexicon.Lexicon) (out []string) {
	for _, f := range lex.Frames {
		out = append(out, f.Key)
	}
	return out
}

// ground is what all frames of a language stand on.
type ground struct {
	*grams
	vectors  vectors
	backdrop []int32
}

// ground prepares the texts of a language, which are needed no more in themselves.
func (s *session) ground(t *texts) (*ground, error) {
	g := &ground{grams: newGrams(t, s.Least)}
	var err error
	if s.Vectors == "" {
		g.vectors = train(t, g.weak, s.Seed)
	} else if g.vectors, err = readVectors(s.Vectors, t); err != nil {
		return nil, err
	}
	g.backdrop = g.grams.backdrop()
	return g, nil
}

// active marks the entries and exceptions of a frame in a language.
func (s *session) active(frame int, code string) []bool {
	out := make([]bool, len(s.entries))
	for i, e := range s.entries {
		out[i] = e.frame == frame && e.lang == code
	}
	return out
}
