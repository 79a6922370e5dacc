package corpus

import (
	"io/fs"

	"github.com/frameshift/frameshift/pipeline/cache"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/objects"
)

// Options is everything a configuration says about a corpus. The zero value
// reads any supported file, takes dates and the other columns from record
// fields of the same names, and finds out encodings and languages.
//
// Document fields are named text, id, date, title, issuer, venue, audience,
// type, url and lang. Any other name is a column of the user's own (meta).
//
// A document of another format (HTML, PDF, DOCX …) is a record too: with title,
// author, site, language (as stated), published and created, each where the file
// says it. Its title is taken as such, and the day it was published where no
// field and no path gives a date; the rest is for fields and meta to name.
type Options struct {
	// Files chooses among the files of a folder or archive.
	Files Files `yaml:"files,omitempty"`
	// Path holds patterns that take columns out of file names, tried in order:
	// {issuer}_{session}_{year}.txt. {year} is four digits, {month} and {day} one or
	// two, {date} a text that Dates parse, {_} or * any text that is thrown away, and any
	// other name any text, as short as possible. No placeholder reaches across a
	// slash. A pattern with a slash is compared with the path, from any folder
	// down, otherwise with the base name. One that begins with "regex:" is a Go
	// regular expression with named groups, compared with the path. A file that
	// none fits is rejected as name-mismatch.
	Path []string `yaml:"path,omitempty"`
	// Records is the path to the list of records inside a JSON document: summits, or
	// data.items through objects and lists. What it leads to may also be an
	// object of records by id, or of columns as pandas writes them ({text: {"0": …}});
	// "." is the document itself; the field key is the name of a member there, which may
	// also be a list of records. Fields that stand around the list, or around
	// a list on the way, are fields of each record that has none of that name; an
	// id around it is followed by # and the number of the record. Without a path, a
	// .json file that is an object of records or of columns, all with a text, is read as that.
	Records string `yaml:"records,omitempty"`
	// Fields says which record field fills a document field: {text: content}.
	// The default for each is the field of the same name. The text may be joined
	// from several, [title, body], with an empty line between; in a list of objects it
	// may be a member of theirs: speeches[].text.
	Fields map[string]Names `yaml:"fields,omitempty"`
	// Group joins records to one document: [title], or {by: [title], order: n}.
	Group Group `yaml:"group,omitempty"`
	// Split makes several documents of one text: {pattern: '^(?P<issuer>[A-Z ]+): '}.
	Split Split `yaml:"split,omitempty"`
	// Documents makes several documents of each record, one of each text:
	// [{text: question, set: {issuer: Press}}, {text: answer}].
	Documents []Part `yaml:"documents,omitempty"`
	// Meta lists record fields that are kept as columns of their own; the word
	// all keeps every field that fills no document field.
	Meta Columns `yaml:"meta,omitempty"`
	// Sheet names the worksheets of .xlsx files that are read: one, or a list, in which
	// * and ? stand for any text and any character. The default is all that have
	// a column of the text; others are rejected. The field sheet is the name of the sheet.
	Sheet Names `yaml:"sheet,omitempty"`
	// Dates lists strptime formats, tried in order. The word auto among them, which is
	// the default, stands for every form with one meaning: year first with -, /, . or
	// nothing between, ISO 8601 with a time, the month as a word (27th Sept. 2024, in
	// the languages of documents), Chinese dates, seconds since 1970, and 25/03/2019,
	// whose order each file shows by the dates in which a part is above 12; where none
	// does, 03/05/2019 is no date and its format has to be listed: ["%d/%m/%Y", auto].
	// A number with a fraction (2020.1) is no date, nor is anything that depends on the
	// day of the run. Where several places state a date, the finer of two that agree
	// counts; of two that do not the first does, with a warning.
	Dates []string `yaml:"dates,omitempty"`
	// DateFrom takes the date from other fields where the date is missing, can't be
	// read, or is less exact than a day. A file of one text that has none from elsewhere
	// has the day that its name states (2019-03-05, 20190305).
	DateFrom []DateRule `yaml:"date_from,omitempty"`
	// ID is a template: {stem} (file name without extension), {path} (path in
	// the input without extension), {member} (the same with it), {line}, or any
	// document field or column.
	// The default is {path} for a file; for a record its id field, else {path}#{line}.
	ID string `yaml:"id,omitempty"`
	// Set holds constants, which win over everything a file says.
	Set map[string]string `yaml:"set,omitempty"`
	// Map derives a field from another: the date and the keys of metadata tables before
	// the tables are joined, unless they are derived from a column of one.
	Map map[string]Derive `yaml:"map,omitempty"`
	// Issuers renames issuers by date range; the first rule that fits wins.
	Issuers []IssuerRule `yaml:"issuers,omitempty"`
	// Lang is auto (default) or the code of a language. A stated language is trusted unless
	// the text is plainly in another script. Otherwise each paragraph is looked at: the
	// language most of a text is in is the document's, paragraphs in another are
	// read in theirs, and the document is flagged mixed-language.
	Lang string `yaml:"lang,omitempty"`
	// Accept lists the languages that are kept; default all of package lang. A text
	// that is surely in none of them is quarantined as wrong-language; paragraphs
	// that surely are, are skipped.
	Accept []string `yaml:"accept,omitempty"`
	// Encoding is auto (default) or a name such as utf-8, gb18030, big5,
	// windows-1252, macintosh (the labels of the WHATWG encoding standard).
	Encoding string `yaml:"encoding,omitempty"`
	// Skip lists Go regular expressions; what they fit is no text: boilerplate, stage
	// directions, running heads. ^ and $ are ends of lines. The text, its hash and all
	// offsets stay as they are; what is skipped is no word and ends no sentence, and
	// a line of which nothing is left is gone. The YAML front matter of a Markdown
	// file is always skipped; its keys are record fields.
	Skip []string `yaml:"skip,omitempty"`
	// FromText takes fields out of the text, each by the first group of a Go
	// regular expression: {date: '^Date: (.*)', issuer: '^From (.*)$'}. ^ and $ are
	// ends of lines. A field that the record or the path has already is left alone.
	// What is found stays text unless skip fits it.
	FromText map[string]string `yaml:"from_text,omitempty"`
	// Duplicates says what becomes of a text that an earlier document has: flag
	// (default) keeps it and says so in the column flags, drop takes it out (quarantine has
	// it as duplicate-text), keep says nothing. flag and drop also flag texts of which
	// seven tenths of the sequences of three words are an earlier one's
	// (near-duplicate); these are never dropped.
	Duplicates Duplicates `yaml:"duplicates,omitempty"`
	// Metadata lists tables to join.
	Metadata []Table `yaml:"metadata,omitempty"`
	// Limits bound what a file may cost.
	Limits Limits `yaml:"limits,omitempty"`
	// Dir is the folder of the configuration file: relative metadata tables
	// are looked for there after the corpus's own folders.
	Dir string `yaml:"-"`
	// Results is a folder that is no input even where it lies inside one: where
	// runs are written.
	Results string `yaml:"-"`
	// Own are files that belong to the run and are no inputs even where they lie
	// inside one: the configuration, the lexicons.
	Own []string `yaml:"-"`
	// Undated keeps documents without a date, for what needs none. A date that is
	// stated and can't be read still rejects its document.
	Undated bool `yaml:"-"`
	// FS, if not nil, holds the inputs and the metadata tables, under
	// slash-separated paths; nil is the file system of the machine. A zip is read
	// where the files of FS are io.ReaderAt.
	FS fs.FS `yaml:"-"`
	// Objects is where paths that begin with s3:// lead; nil is what the environment
	// names.
	Objects *objects.Store `yaml:"-"`
	// Cache, if not nil, keeps the texts of converted documents.
	Cache *cache.Cache `yaml:"-"`
}

// Files says which files of a folder or archive are read. The globs know **;
// they match the whole path or any tail of it that starts at a folder, so
// README* means every README. A leading / ties a glob to the input's root.
type Files struct {
	// Only keeps the files that a glob fits (archives in a folder are opened
	// in any case, and their members tested).
	Only []string `yaml:"only,omitempty"`
	// Ignore leaves files out, archives too.
	Ignore []string `yaml:"ignore,omitempty"`
}

// DateRule takes a date from a field: the first group of Pattern (a Go regular
// expression), parsed with the formats of dates. Of the field text only the
// first 4 KiB are searched.
type DateRule struct {
	Field   string `yaml:"field"`   // a record field, a field of the document, text, path, stem or member
	Pattern string `yaml:"pattern"` // with ( ) around the date
}

// Derive computes one field from another: an exact value first, then the first
// pattern that matches, then the default. Without any, the field stays as it was.
type Derive struct {
	From    string            `yaml:"from"`              // the field that is looked at
	Values  map[string]string `yaml:"values,omitempty"`  // what stands for each of its values
	Match   []MatchRule       `yaml:"match,omitempty"`   // patterns, tried in order
	Default string            `yaml:"default,omitempty"` // where neither says anything
}

// MatchRule gives Value where Pattern, a Go regular expression, matches.
type MatchRule struct {
	Pattern string `yaml:"pattern"` // fits anywhere in the field, unless ^ and $ tie it
	Value   string `yaml:"value"`   // what stands for it
}

// IssuerRule names who speaks under a code from one day until another, both
// included and both optional, compared with the first day that the document's
// date can mean.
type IssuerRule struct {
	Code   string `yaml:"code"`            // as the source has it
	From   string `yaml:"from,omitempty"`  // the first day: 1971-10-25, 1971-10 or 1971
	Until  string `yaml:"until,omitempty"` // the last day
	Issuer string `yaml:"issuer"`          // who speaks then
}

// Duplicates says what becomes of a text that comes again.
type Duplicates string

// The choices of Duplicates.
const (
	DuplicatesKeep Duplicates = "keep"
	DuplicatesFlag Duplicates = "flag"
	DuplicatesDrop Duplicates = "drop"
)

// Table is a metadata file (.xlsx, .csv, .tsv, .json, .jsonl) joined to the documents.
//
// It is looked for in each input folder and beside each input, then in the
// configuration's folder, then in the working folder. Keys and values are
// trimmed of white space, and numbers compare without leading zeros, so
// session 01 meets 1. Where several rows have one key, their distinct values
// are joined with "; ". Documents without a row keep empty columns.
// Warnings counts both.
type Table struct {
	// File is the name of the table, or its path, also s3://bucket/key.
	File string `yaml:"file"`
	// Sheet names the worksheets of an .xlsx, as corpus.sheet does; the default is all
	// that have the columns of on and columns.
	Sheet Names `yaml:"sheet,omitempty"`
	// Optional lets the table be missing: its columns then stay empty.
	Optional bool `yaml:"optional,omitempty"`
	// On maps columns of the table to what they are compared with: a document field or
	// column, stem, file (stem with its extension), path, member (path with it), or a
	// template of them ({issuer}-{session}). The issuer is compared as map leaves it,
	// before the issuer rules; year is the year of the date. Keys that differ only in
	// case, in the extension of a document or in the form of Unicode meet where no
	// other row has the same. A name that no document has is an error.
	On Mapping `yaml:"on"`
	// Columns maps columns of the table to document fields. A field that the
	// document has already is left alone.
	Columns Mapping `yaml:"columns"`
}

// Limits bound what hostile or broken input can cost.
type Limits struct {
	Document Size    `yaml:"document,omitempty"` // one text or record; default 16MiB
	Member   Size    `yaml:"member,omitempty"`   // a file that must be held whole to be read (.xlsx, .parquet, .pdf, .docx …); default 64MiB
	Ratio    float64 `yaml:"ratio,omitempty"`    // unpacked to packed bytes of a member above 1MiB; default 200
	Unpacked Size    `yaml:"unpacked,omitempty"` // all of one archive; default 8GiB
	Members  int     `yaml:"members,omitempty"`  // of one archive; default 1,000,000
	Records  int     `yaml:"records,omitempty"`  // of one file; default 1,000,000
	Fields   int     `yaml:"fields,omitempty"`   // of one record, and columns of a table; default 10,000
	Items    int     `yaml:"items,omitempty"`    // of a run, documents and what is none; default 5,000,000, which take 4 KB of memory each
}

// MostItems is the default of Limits.Items.
const MostItems = 5_000_000

// withDefaults returns a copy with every unset option at its default.
func (o Options) withDefaults() Options {
	if len(o.Dates) == 0 {
		o.Dates = []string{datesAuto}
	}
	if len(o.Accept) == 0 {
		o.Accept = lang.Codes()
	}
	o.Lang = orDefault(o.Lang, "auto")
	o.Duplicates = orDefault(o.Duplicates, DuplicatesFlag)
	o.Encoding = orDefault(o.Encoding, "auto")
	o.Limits.Document = orDefault(o.Limits.Document, 16*mib)
	o.Limits.Member = orDefault(o.Limits.Member, 64*mib)
	o.Limits.Ratio = orDefault(o.Limits.Ratio, 200)
	o.Limits.Unpacked = orDefault(o.Limits.Unpacked, 8<<30)
	o.Limits.Members = orDefault(o.Limits.Members, 1_000_000)
	o.Limits.Records = orDefault(o.Limits.Records, 1_000_000)
	o.Limits.Items = orDefault(o.Limits.Items, MostItems)
	o.Limits.Fields = orDefault(o.Limits.Fields, 10_000)
	if code, ok := o.Set["lang"]; ok && o.Lang == "auto" {
		o.Lang = code
	}
	return o
}

func orDefault[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}
