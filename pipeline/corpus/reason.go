package corpus

import "fmt"

// Reason says in one word why an input is no document.
type Reason string

// The reasons, in the order of the codebook.
const (
	ReasonResourceFork      Reason = "resource-fork"
	ReasonHiddenFile        Reason = "hidden-file"
	ReasonIgnored           Reason = "ignored"
	ReasonUnsupportedFormat Reason = "unsupported-format"
	ReasonNameMismatch      Reason = "name-mismatch"
	ReasonUnreadable        Reason = "unreadable"
	ReasonSourceChanged     Reason = "source-changed"
	ReasonBrokenArchive     Reason = "broken-archive"
	ReasonSuspiciousArchive Reason = "suspicious-archive"
	ReasonUnsafePath        Reason = "unsafe-path"
	ReasonTooLarge          Reason = "too-large"
	ReasonEncoding          Reason = "encoding"
	ReasonBinary            Reason = "binary"
	ReasonEmpty             Reason = "empty"
	ReasonScanned           Reason = "scanned"
	ReasonGarbled           Reason = "garbled"
	ReasonBadRecord         Reason = "bad-record"
	ReasonMissingText       Reason = "missing-text"
	ReasonNoDate            Reason = "no-date"
	ReasonBadDate           Reason = "bad-date"
	ReasonWrongLanguage     Reason = "wrong-language"
	ReasonDuplicateID       Reason = "duplicate-id"
	ReasonTooSlow           Reason = "too-slow"
	ReasonDuplicateText     Reason = "duplicate-text"
	ReasonPanic             Reason = "panic"
)

// Details of what is ignored because of the run that reads it: one that repeats
// it elsewhere has to leave out the same.
const (
	DetailOwn     = "the configuration or lexicon of this run"
	DetailResults = "the folder of results"
)

var reasonAbout = []struct {
	reason Reason
	about  string
}{
	{ReasonResourceFork, "a ._ file that macOS keeps beside the real one"},
	{ReasonHiddenFile, "a file that a system or an editor left behind (a name with a leading dot, __MACOSX, Thumbs.db)"},
	{ReasonIgnored, "left out by a rule, which the detail names"},
	{ReasonUnsupportedFormat, "a format that is not read here"},
	{ReasonNameMismatch, "no configured pattern fits the name"},
	{ReasonUnreadable, "the file could not be opened or read"},
	{ReasonSourceChanged, "a file that went, came or changed its size while the run was under way: what was read may be half of it"},
	{ReasonBrokenArchive, "an archive is truncated or fails its checksum; members before the damage are kept"},
	{ReasonSuspiciousArchive, "an archive unpacks to far more than it should"},
	{ReasonUnsafePath, "a path that leaves its archive, or a link, device or pipe"},
	{ReasonTooLarge, "longer than the configured limit"},
	{ReasonEncoding, "the bytes are no text in the stated encoding or in any that is recognised"},
	{ReasonBinary, "NUL bytes: no text"},
	{ReasonEmpty, "no letter and no digit, or a word for nothing: NA, null, [deleted], #REF! …"},
	{ReasonScanned, "pictures of pages: a PDF without a text in it, which needs OCR first"},
	{ReasonGarbled, "letters are under half of what is no space: codes of glyphs out of a PDF"},
	{ReasonBadRecord, "a line, row or object that does not parse"},
	{ReasonMissingText, "a record without its text field"},
	{ReasonNoDate, "no date is stated"},
	{ReasonBadDate, "a date is stated and fits no format, or has two meanings"},
	{ReasonWrongLanguage, "in a language that is not accepted"},
	{ReasonDuplicateID, "an earlier document has the same id"},
	{ReasonTooSlow, "not done in the time a document has (document_seconds)"},
	{ReasonDuplicateText, "an earlier document has the same text, and corpus.duplicates is drop"},
	{ReasonPanic, "a library gave up on this input"},
}

// Reasons lists every reason, in the order of the codebook.
func Reasons() []Reason {
	out := make([]Reason, len(reasonAbout))
	for i, r := range reasonAbout {
		out[i] = r.reason
	}
	return out
}

// About is the reason in a few words, for the codebook and for messages.
func (r Reason) About() string {
	for _, a := range reasonAbout {
		if a.reason == r {
			return a.about
		}
	}
	return ""
}

// Junk reports whether the input never claimed to be a document, or was left out
// because the configuration says so, so that it does not count towards the share of documents that may be quarantined.
func (r Reason) Junk() bool {
	return r == ReasonResourceFork || r == ReasonHiddenFile || r == ReasonIgnored || r == ReasonDuplicateText
}

// fault is an error that becomes a Rejection.
type fault struct {
	reason Reason
	detail string
	lost   bool // the rest of its file with it
}

func (f *fault) Error() string { return string(f.reason) + ": " + f.detail }

func faultf(reason Reason, format string, args ...any) *fault {
	return &fault{reason: reason, detail: fmt.Sprintf(format, args...)}
}

// lostf is a fault that costs the rest of a file.
func lostf(reason Reason, format string, args ...any) *fault {
	f := faultf(reason, format, args...)
	f.lost = true
	return f
}
