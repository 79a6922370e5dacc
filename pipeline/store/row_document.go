package store

import (
	"time"

	"github.com/frameshift/frameshift/pipeline/table"
)

// The rows of the tables of documents.

// DocumentRow is a document.
type DocumentRow struct {
	_         struct{}  `table:"documents" row:"a document" key:"id"`
	ID        string    `column:"id" about:"name of the document, unique in the run"`
	Date      time.Time `column:"date,null" about:"the first day the stated date can mean"`
	Precision string    `column:"precision,repeats" about:"how much of the date the source stated: year, month or day"`
	Lang      string    `column:"lang,repeats" about:"language: en or zh"`
	Issuer    string    `column:"issuer,null,repeats" about:"who speaks, after the mapping of codes by date range"`
	Venue     string    `column:"venue,null,repeats" about:"where"`
	Audience  string    `column:"audience,null,repeats" about:"to whom: domestic, bilateral, regional or international"`
	Type      string    `column:"type,null,repeats" about:"kind of text, as the source calls it"`
	Title     string    `column:"title,null" about:"title"`
	Source    string    `column:"source" about:"the input, the path inside it after \"/\", and the line, row or position of a record after \"#\""`
	Tokens    int64     `column:"tokens" unit:"tokens" about:"words: tokens with a letter or a digit"`
	Sentences int64     `column:"sentences" unit:"sentences" about:"sentences"`
	SHA256    string    `column:"sha256" about:"SHA-256 of the raw text, in hexadecimal; of a converted document that of the bytes it was made from"`
	Flags     string    `column:"flags,repeats" about:"what to know before using the document, joined by \"; \" (duplicate-text, near-duplicate, coarse-date, few-words …; converted: the text was made from a web page, PDF or another format, and offsets are into that text; mixed-language: a twentieth of it or more is not in lang, each paragraph is read in its own language; mojibake: characters were misread before the text was saved, and words with them are missed); empty if nothing"`
	Code      string    `column:"code,null,repeats" about:"the code under which the source files the issuer"`
	URL       string    `column:"url,null" about:"where the text was published"`
	Encoding  string    `column:"encoding,null,repeats" about:"encoding of the source, or the format that a text was made from (pdf, docx …); offsets count the bytes of the text decoded to UTF-8"`

	DuplicateOf string  `column:"duplicate_of,null" about:"the earlier document that has the same text (flag duplicate-text) or nearly the same (near-duplicate)"`
	Similarity  float64 `column:"similarity,null" unit:"share" about:"how much of both texts is the same: sequences of three words that stand in both, among all of either, estimated from 128 of them; 1 is the same text"`

	// Meta are the user's columns by name, see MetaColumns.
	Meta map[string]string `column:"*"`
}

// Flags of a document.
const (
	FlagDuplicateText = "duplicate-text" // an earlier document has the same text
	FlagCoarseDate    = "coarse-date"    // its date does not name one period: in no series
	FlagNearDuplicate = "near-duplicate" // an earlier document has nearly the same text
	FlagFewWords      = "few-words"      // it has fewer than ten tokens
)

// Get is the text of a column, one of the user's among them; false if there is
// no such column. A date that is missing is empty.
func (d *DocumentRow) Get(column string) (string, bool) {
	cell, ok := table.Get(d, column)
	if t, isTime := cell.(time.Time); isTime && t.IsZero() {
		cell = nil
	}
	return table.CellText(cell), ok
}

// CountRow is what a document has of a frame.
type CountRow struct {
	_         struct{} `table:"counts" row:"a document × frame, also where the frame has no hit" key:"id frame"`
	ID        string   `column:"id,repeats" about:"the document, as in documents.id"`
	Frame     string   `column:"frame,repeats" about:"key of the frame in the lexicon"`
	Hits      int64    `column:"hits" unit:"hits" about:"kept hits of the frame"`
	Weight    float64  `column:"weight" about:"sum of the weights of the entries behind the hits"`
	Sentences int64    `column:"sentences" unit:"sentences" about:"sentences with a kept hit of the frame"`
}

// HitRow is a hit.
type HitRow struct {
	_        struct{} `table:"hits" row:"a hit, kept or not" key:"id sentence start end frame entry"`
	ID       string   `column:"id,repeats" about:"the document, as in documents.id"`
	Sentence int64    `column:"sentence" about:"number of the sentence in the document, counted from 0"`
	Start    int64    `column:"start" unit:"bytes" about:"where it starts in the raw text, counted from 0; of a document that is part of a text, in the whole"`
	End      int64    `column:"end" unit:"bytes" about:"where it ends in the raw text: the first byte after it"`
	Frame    string   `column:"frame,repeats" about:"key of the frame in the lexicon"`
	Entry    string   `column:"entry,repeats" about:"the term of the lexicon that matched, as the lexicon writes it"`
	Surface  string   `column:"surface,repeats" about:"the raw text from start to end"`
	Kept     bool     `column:"kept" about:"whether the hit counts"`
	Reason   string   `column:"reason,null,repeats" about:"why it does not: blocked, nested, inside-word or off-topic; where only asserted hits count, denied or uncertain"`
	Topics   string   `column:"topics,repeats" about:"the topics its sentence is inside, joined by \"; \"; empty if none"`
	Polarity string   `column:"polarity,null,repeats,optional" about:"whether the text asserts it: asserted, denied or uncertain; null where no rules looked: it is not kept for another reason, or its language has no rule file"`
	Cue      int64    `column:"cue,null,optional" unit:"bytes" about:"where the cue starts, in the raw text as start, that makes it denied or uncertain"`
	Quoted   bool     `column:"quoted,optional" about:"whether it stands in quotation marks, or behind a word like so-called"`
	Holder   string   `column:"holder,null,repeats,optional" about:"whose words it is said to be: self, other or none; null as polarity"`
}

// SentenceRow is a sentence.
type SentenceRow struct {
	_        struct{} `table:"sentences" row:"a sentence whose text is kept" key:"id sentence"`
	ID       string   `column:"id,repeats" about:"the document, as in documents.id"`
	Sentence int64    `column:"sentence" about:"number of the sentence in the document, counted from 0"`
	Start    int64    `column:"start" unit:"bytes" about:"where it starts in the raw text, counted from 0; of a document that is part of a text, in the whole"`
	End      int64    `column:"end" unit:"bytes" about:"where it ends in the raw text: the first byte after it"`
	Text     string   `column:"text" about:"the raw text from start to end"`
	Topics   string   `column:"topics,repeats" about:"the topics its sentence is inside, joined by \"; \"; empty if none"`
}

// QuarantineRow is a rejected input.
type QuarantineRow struct {
	_      struct{} `table:"quarantine" row:"a rejected input" key:"source reason detail"`
	Source string   `column:"source" about:"the input, the path inside it after \"/\", and the line, row or position of a record after \"#\""`
	Reason string   `column:"reason,repeats" about:"why it is no document: see Quarantine"`
	Detail string   `column:"detail" about:"more about the reason; may be empty"`
}
