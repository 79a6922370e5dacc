package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/convert"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/token"
)

// weighAndWrite weighs the evidence and counts terms while the tables of documents are
// written, and the lexicon, which is no small file.
func (j *job) weighAndWrite(ctx context.Context, dir string, docs *register, t *store.Timing) (e series.Evidence, terms []series.TermRow, err error) {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		return timed(&t.Weighing, func() (err error) { e, err = weigh(ctx, j.calendars, j.Workers); return err })
	})
	g.Go(func() error {
		return timed(&t.Writing, func() error { return j.writeDocuments(ctx, dir, docs) })
	})
	g.Go(func() error { return j.writeLexicon(dir) })
	g.Go(func() (err error) { terms, err = j.calendars.terms(); return err })
	return e, terms, g.Wait()
}

func (j *job) writeDocuments(ctx context.Context, dir string, docs *register) error {
	info := store.Info{Matcher: j.match, Meta: docs.meta, Workers: j.Workers}
	if r := j.recall(); r != nil {
		info.Kept = r
	} else if j.parts != nil {
		info.Kept = j.parts.ahead
	}
	return store.WriteDocuments(ctx, dir, reading{docs.shelf, ctx}.reader, docs.docs, info)
}

// writeSums writes what was added up over documents, and what explains it. The
// summary sees the headline pass.
func (j *job) writeSums(dir string, docs *register, e series.Evidence, terms []series.TermRow, s *Summary) error {
	rows, err := j.calendars.rows()
	if err != nil {
		return err
	}
	parts, err := j.calendars.parts()
	if err != nil {
		return err
	}
	sums := &store.Sums{Series: s.watched(rows, j.headline), Terms: terms, Parts: parts, Evidence: e, Rejections: docs.rejections}
	if err := errors.Join(store.WriteSums(dir, sums), j.calendars.err()); err != nil {
		return err
	}
	for _, f := range j.rules {
		if err := os.WriteFile(filepath.Join(dir, store.RulesName(f.Lang)), f.Raw, 0o666); err != nil {
			return err
		}
	}
	book := store.Codebook{Lexicon: lexiconFile(j.lex), Assertion: ruleFiles(j.rules), Glossary: j.glossary(), Tokenizer: token.Version, Meta: store.MetaColumns(docs.meta), Validation: j.lex.Validation}
	return book.Write(dir)
}

// glossary is what the manifest says of the lexicon and the issuers.
func (p *plan) glossary() store.Glossary {
	var rules []store.IssuerRule
	for _, i := range p.Corpus.Issuers {
		rules = append(rules, store.IssuerRule(i))
	}
	return store.NewGlossary(p.lex.Lexicon, rules)
}

// writeLexicon keeps the lexicon as it was used, and what is on record of its
// validation: the files they came from may change.
func (j *job) writeLexicon(dir string) error {
	text, err := j.lexiconText()
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, store.LexiconName), text, 0o666)
	}
	if err != nil || len(j.lex.Validation) == 0 {
		return err
	}
	sum := sha256.Sum256(text)
	raw, err := lexicon.Records{Kept: hex.EncodeToString(sum[:]), Validations: j.lex.Validation}.Format()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, library.RecordsName), raw, 0o666)
}

// lexiconText is the lexicon as YAML, which takes longer to make than to find.
func (j *job) lexiconText() ([]byte, error) {
	kept, of := j.recall(), []string{store.LexiconName, j.lex.Name, j.lex.Version}
	if kept != nil {
		if text, ok := kept.Get(of...); ok {
			return text, nil
		}
	}
	var b bytes.Buffer
	_, err := convert.Write(&b, j.lex.Lexicon, convert.Own, convert.Options{Checked: true})
	if err == nil && kept != nil {
		kept.Put(b.Bytes(), of...)
	}
	return b.Bytes(), err
}
