package reuse

import "time"

// PassageRow is an occurrence of a passage.
type PassageRow struct {
	_            struct{}  `table:"passages" row:"an occurrence of a passage that several documents share" key:"cluster id start"`
	Cluster      int64     `column:"cluster" about:"number of the passage, by the date and place of its earliest occurrence"`
	Size         int64     `column:"size" unit:"documents" about:"documents that have it"`
	Issuers      int64     `column:"issuers" unit:"issuers" about:"issuers that have it"`
	ID           string    `column:"id,repeats" about:"the document, as in documents.id"`
	Issuer       string    `column:"issuer,null,repeats" about:"its issuer"`
	SentenceFrom int64     `column:"sentence_from" about:"number of the sentence in which it starts"`
	SentenceTo   int64     `column:"sentence_to" about:"number of the sentence in which it ends"`
	Start        int64     `column:"start" unit:"bytes" about:"where it starts in the raw text, as in sentences.start"`
	End          int64     `column:"end" unit:"bytes" about:"where it ends: the first byte after it"`
	Tokens       int64     `column:"tokens" unit:"tokens" about:"words, or Han characters"`
	Date         time.Time `column:"date,null" about:"date of the document"`
	EarliestID   string    `column:"earliest_id,repeats" about:"the document of the earliest occurrence"`
	Lag          float64   `column:"lag_days,null" unit:"days" about:"days since then; null where a date is missing"`
	SameIssuer   bool      `column:"same_issuer" about:"whether an earlier occurrence is of the same issuer"`
	Boilerplate  float64   `column:"boilerplate" unit:"share" about:"share of its n-grams that more than 20 issuers use: greetings and names"`
	Warnings     string    `column:"warnings,repeats" about:"reasons to doubt the row: coarse-date, same-date, duplicate-text"`
}

// RevisionRow is a run of a comparison.
type RevisionRow struct {
	_      struct{} `table:"revisions" row:"a run of tokens that a second document keeps of a first, inserts or deletes" key:"a b run"`
	A      string   `column:"a,repeats" about:"the first document, as in documents.id"`
	B      string   `column:"b,repeats" about:"the second"`
	Run    int64    `column:"run" about:"number of the run, in the order of both texts; what goes stands before what comes in its place"`
	Kind   string   `column:"kind,repeats" about:"keep, delete or insert"`
	AStart int64    `column:"a_start" unit:"bytes" about:"where it starts in the raw text of the first; of an insertion where it would stand"`
	AEnd   int64    `column:"a_end" unit:"bytes" about:"where it ends there"`
	BStart int64    `column:"b_start" unit:"bytes" about:"where it starts in the raw text of the second; of a deletion where it would stand"`
	BEnd   int64    `column:"b_end" unit:"bytes" about:"where it ends there"`
	Tokens int64    `column:"tokens" unit:"tokens" about:"words, or Han characters"`
	Hits   int64    `column:"hits" unit:"hits" about:"kept hits that start in it: in the first document of what is deleted, else in the second"`
	Frames string   `column:"frames" about:"their frames with how many, joined by \"; \""`
	Text   string   `column:"text" about:"its text: of what is deleted in the first document, else in the second"`
}
