package convert

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// Options of Read and Write. The zero value is the default.
type Options struct {
	// Lang is the code of the language of a format that holds one, default "en".
	Lang string
	// Name is the file's name: it stands in errors and, without folder and
	// extension, names the lexicon read. Default "dictionary".
	Name string
	// Encoding of the file read, by its WHATWG name; "auto" (default) finds it
	// out from the mark, an XML declaration or the bytes. Files are written in
	// UTF-8.
	Encoding string
	// Checked says that the lexicon is known to be valid: it was read before, or a
	// test holds that it is. It takes as long to check as to read.
	Checked bool
}

func (o Options) withDefaults() (Options, error) {
	if o.Lang == "" {
		o.Lang = lang.Default.Code
	}
	if lang.Of(o.Lang) == nil {
		return o, fmt.Errorf("language %q: want %s", o.Lang, lang.Choice())
	}
	if o.Name == "" {
		o.Name = "dictionary"
	}
	if o.Encoding == "" {
		o.Encoding = encodingAuto
	}
	return o, nil
}

// lexiconName makes a lexicon's name of its file's.
func (o Options) lexiconName() string {
	base := filepath.Base(o.Name)
	return keyPart(strings.TrimSuffix(base, filepath.Ext(base)))
}

// Loss is one thing that did not come over as it was.
type Loss struct {
	Line int // of the file read; 0 when writing
	What string
	Why  string // and what was done instead, or what to do
}

// String gives a loss as a line of a report.
func (l Loss) String() string {
	if l.Line == 0 {
		return l.What + ": " + l.Why
	}
	return fmt.Sprintf("line %d: %s: %s", l.Line, l.What, l.Why)
}

// maxBytes is the most a dictionary file may have, as for lexicon.Parse.
const maxBytes = 64 << 20

// Read reads a dictionary. An error gives "file:line: what and the fix"; a file
// read in part is no error, but has losses.
func Read(r io.Reader, f Format, o Options) (*lexicon.Lexicon, []Loss, error) {
	if _, err := info(f); err != nil {
		return nil, nil, err
	}
	o, err := o.withDefaults()
	if err != nil {
		return nil, nil, err
	}
	var all bytes.Buffer
	if known, ok := r.(interface{ Len() int }); ok {
		all.Grow(min(known.Len(), maxBytes) + bytes.MinRead)
	}
	_, err = all.ReadFrom(io.LimitReader(r, maxBytes+1))
	raw := all.Bytes()
	if err != nil {
		return nil, nil, fmt.Errorf("read dictionary %s: %w", o.Name, err)
	}
	if len(raw) > maxBytes {
		return nil, nil, fmt.Errorf("%s: larger than %d MiB: split it", o.Name, maxBytes>>20)
	}
	text, note, err := decode(raw, f, o)
	if err != nil {
		return nil, nil, fmt.Errorf("%s:%w", o.Name, err)
	}
	if err := limitYAML(text, f); err != nil {
		return nil, nil, fmt.Errorf("%s:%w", o.Name, err)
	}
	if f == Own {
		lex, err := parseOwn(text, o)
		return lex, nil, err
	}
	return readText(text, note, f, o)
}

func readText(text, note string, f Format, o Options) (*lexicon.Lexicon, []Loss, error) {
	d := newDraft(o.Lang)
	if note != "" {
		d.lose(1, "the encoding", "%s", note)
	}
	if err := reader(f)(text, d); err != nil {
		return nil, nil, fmt.Errorf("%s:%w", o.Name, err)
	}
	lex, err := d.lexicon(o.lexiconName())
	if err != nil {
		return nil, d.list(), fmt.Errorf("%s:%w", o.Name, err)
	}
	return lex, d.list(), nil
}

// reader returns the function that drafts a lexicon from a file's text.
func reader(f Format) func(text string, d *draft) error {
	switch f {
	case CSV:
		return readTable
	case Quanteda:
		return readQuanteda
	case LIWC:
		return readLIWC
	case Dicx:
		return readDicx
	case WordStat:
		return readWordStat
	case Yoshikoder:
		return readYoshikoder
	default:
		return readLexicoder
	}
}

// Write writes a lexicon as a dictionary in UTF-8.
func Write(w io.Writer, lex *lexicon.Lexicon, f Format, o Options) ([]Loss, error) {
	inf, err := info(f)
	if err != nil {
		return nil, err
	}
	if o, err = o.withDefaults(); err != nil {
		return nil, err
	}
	if !o.Checked {
		if err := lex.Validate(); err != nil {
			return nil, fmt.Errorf("write %s: the lexicon is not valid: %w", inf.Name, err)
		}
	}
	b := bufio.NewWriter(w)
	losses, err := write(b, lex, inf, o)
	if err == nil {
		err = b.Flush()
	}
	if err != nil {
		return losses, fmt.Errorf("write %s: %w", inf.Name, err)
	}
	return losses, nil
}

func write(w *bufio.Writer, lex *lexicon.Lexicon, inf Info, o Options) ([]Loss, error) {
	switch inf.Format {
	case Own:
		return nil, writeOwn(w, lex)
	case CSV:
		return writeTable(w, lex)
	}
	p := newPlan(lex, inf, o.Lang)
	if len(p.sections) == 0 {
		return p.list(), fmt.Errorf("no frame has an entry in %s that the format can hold", o.Lang)
	}
	return p.list(), writer(inf.Format)(w, p)
}

func writer(f Format) func(w *bufio.Writer, p *plan) error {
	switch f {
	case Quanteda:
		return writeQuanteda
	case LIWC:
		return writeLIWC
	case Dicx:
		return writeDicx
	case WordStat:
		return writeWordStat
	case Yoshikoder:
		return writeYoshikoder
	default:
		return writeLexicoder
	}
}
