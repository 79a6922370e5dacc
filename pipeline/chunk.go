package pipeline

import (
	"context"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/stage"
)

// A chunk is the unit of work: so many consecutive items of the inputs that
// handing them over costs nothing against scoring them, and so few that those
// under way take little memory.
const (
	chunkBytes = 64 << 10
	chunkItems = 256
)

type chunk struct {
	items []corpus.Raw
	bytes int
}

// cut cuts the items of the inputs into chunks.
func cut(ctx context.Context, in *corpus.Reader, chunks chan<- *chunk) error {
	c := &chunk{}
	flush := func() error {
		if len(c.items) > 0 && !stage.Send(ctx, chunks, c) {
			return ctx.Err()
		}
		c = &chunk{items: make([]corpus.Raw, 0, len(c.items))} // about as many
		return nil
	}
	err := in.Read(ctx, func(raw corpus.Raw) error {
		c.items = append(c.items, raw)
		c.bytes += raw.Size()
		if c.bytes < chunkBytes && len(c.items) < chunkItems {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}
