package store

import "github.com/frameshift/frameshift/pipeline/lang"

// Columns that several tables have.
var (
	idColumn     = Column{Name: "id", Type: Text, Meaning: "the document, as in documents.id", repeats: true}
	frameColumn  = Column{Name: "frame", Type: Text, Meaning: "key of the frame in the lexicon", repeats: true}
	entryColumn  = Column{Name: "entry", Type: Text, Meaning: "the term of the lexicon that matched, as the lexicon writes it", repeats: true}
	freqColumn   = Column{Name: "freq", Type: Text, Meaning: "length of the period: day, week, month, quarter, half or year", repeats: true}
	periodColumn = Column{Name: "period", Type: Date, Meaning: "the day on which the period starts"}
	startColumn  = Column{Name: "start", Type: Integer, Unit: "bytes", Meaning: "where it starts in the raw text, counted from 0"}
	endColumn    = Column{Name: "end", Type: Integer, Unit: "bytes", Meaning: "where it ends in the raw text: the first byte after it"}
	topicsColumn = Column{Name: "topics", Type: Text, Meaning: "the topics its sentence is inside, joined by \"; \"; empty if none", repeats: true}
	numberColumn = Column{Name: "sentence", Type: Integer, Meaning: "number of the sentence in the document, counted from 0"}
)

var documentsSpec = TableSpec{
	Name: "documents", Row: "a document", Key: []string{"id"},
	Columns: []Column{
		{Name: "id", Type: Text, Meaning: "name of the document, unique in the run"},
		{Name: "date", Type: Date, Nullable: true, Meaning: "the first day the stated date can mean"},
		{Name: "precision", Type: Text, Meaning: "how much of the date the source stated: year, month or day", repeats: true},
		{Name: "lang", Type: Text, Meaning: "language: " + lang.Choice(), repeats: true},
		{Name: "issuer", Type: Text, Nullable: true, Meaning: "who speaks, after the mapping of codes by date range", repeats: true},
		{Name: "venue", Type: Text, Nullable: true, Meaning: "where", repeats: true},
		{Name: "audience", Type: Text, Nullable: true, Meaning: "to whom: domestic, bilateral, regional or international", repeats: true},
		{Name: "type", Type: Text, Nullable: true, Meaning: "kind of text, as the source calls it", repeats: true},
		{Name: "title", Type: Text, Nullable: true, Meaning: "title"},
		{Name: "source", Type: Text, Meaning: "the input, the path inside it after \"/\", and the line, row or position of a record after \"#\""},
		{Name: "tokens", Type: Integer, Unit: "tokens", Meaning: "words: tokens with a letter or a digit"},
		{Name: "sentences", Type: Integer, Unit: "sentences", Meaning: "sentences"},
		{Name: "sha256", Type: Text, Meaning: "SHA-256 of the raw text, in hexadecimal"},
		{Name: "flags", Type: Text, Meaning: "what to know before using the document, joined by \"; \" (duplicate-text, coarse-date …); empty if nothing", repeats: true},
		{Name: "code", Type: Text, Nullable: true, Meaning: "the code under which the source files the issuer", repeats: true},
		{Name: "url", Type: Text, Nullable: true, Meaning: "where the text was published"},
		{Name: "encoding", Type: Text, Nullable: true, Meaning: "encoding of the source; offsets count the bytes of the text decoded to UTF-8", repeats: true},
	},
}

var countsSpec = TableSpec{
	Name: "counts", Row: "a document × frame, also where the frame has no hit", Key: []string{"id", "frame"},
	Columns: []Column{
		idColumn,
		frameColumn,
		{Name: "hits", Type: Integer, Unit: "hits", Meaning: "kept hits of the frame"},
		{Name: "weight", Type: Real, Meaning: "sum of the weights of the entries behind the hits"},
		{Name: "sentences", Type: Integer, Unit: "sentences", Meaning: "sentences with a kept hit of the frame"},
	},
}

var hitsSpec = TableSpec{
	Name: "hits", Row: "a hit, kept or not", Key: []string{"id", "sentence", "start", "end", "frame", "entry"},
	Columns: []Column{
		idColumn,
		numberColumn,
		startColumn,
		endColumn,
		frameColumn,
		entryColumn,
		{Name: "surface", Type: Text, Meaning: "the raw text from start to end", repeats: true},
		{Name: "kept", Type: Truth, Meaning: "whether the hit counts"},
		{Name: "reason", Type: Text, Nullable: true, Meaning: "why it does not: blocked, nested, inside-word or off-topic", repeats: true},
		topicsColumn,
	},
}

var sentencesSpec = TableSpec{
	Name: "sentences", Row: "a sentence whose text is kept", Key: []string{"id", "sentence"},
	Columns: []Column{
		idColumn,
		numberColumn,
		startColumn,
		endColumn,
		{Name: "text", Type: Text, Meaning: "the raw text from start to end"},
		topicsColumn,
	},
}

var seriesSpec = TableSpec{
	Name: "series", Row: "a series × period, also where the period has no document",
	Key: []string{"measure", "of", "topic", "group", "freq", "period"},
	Columns: []Column{
		{Name: "measure", Type: Text, Meaning: "what is measured: see Measures", repeats: true},
		{Name: "of", Type: Text, Meaning: "key of the contrast, frame or pair", repeats: true},
		{Name: "topic", Type: Text, Meaning: "the topic the text is restricted to; empty for all discourse", repeats: true},
		{Name: "group", Type: Text, Meaning: "the group, like issuer=CHN; empty for the pooled series", repeats: true},
		freqColumn,
		periodColumn,
		{Name: "estimate", Type: Real, Nullable: true, Unit: "of the measure", Meaning: "the measure; null where it is undefined"},
		{Name: "ci_low", Type: Real, Nullable: true, Unit: "of the measure", Meaning: "lower end of the 95 % interval; null where there is none"},
		{Name: "ci_high", Type: Real, Nullable: true, Unit: "of the measure", Meaning: "upper end of the 95 % interval; null where there is none"},
		{Name: "hits", Type: Integer, Unit: "hits", Meaning: "kept hits behind the estimate, of both sides of a contrast or pair"},
		{Name: "tokens", Type: Integer, Unit: "tokens", Meaning: "words of the period"},
		{Name: "sentences", Type: Integer, Unit: "sentences", Meaning: "sentences of the period"},
		{Name: "documents", Type: Integer, Unit: "documents", Meaning: "documents of the period"},
		{Name: "unit", Type: Text, Nullable: true, Meaning: "what the bootstrap drew: document or sentence; exact where there was no hit to draw (Poisson bound); null without an interval", repeats: true},
		{Name: "warnings", Type: Text, Meaning: "reasons to doubt the row, joined by \"; \"; empty if none", repeats: true},
	},
}

var termsSpec = TableSpec{
	Name: "terms", Row: "a term × period of the pooled series", Key: []string{"frame", "entry", "freq", "period"},
	Columns: []Column{
		frameColumn,
		entryColumn,
		freqColumn,
		periodColumn,
		{Name: "hits", Type: Integer, Unit: "hits", Meaning: "kept hits of the term"},
		{Name: "contribution", Type: Real, Nullable: true, Unit: "per 1,000 tokens", Meaning: "change of the term's hits per 1,000 tokens since the last period with documents; null in the first. The terms of a frame sum to the change of its rate"},
	},
}

var quarantineSpec = TableSpec{
	Name: "quarantine", Row: "a rejected input", Key: []string{"source", "reason", "detail"},
	Columns: []Column{
		{Name: "source", Type: Text, Meaning: "the input, the path inside it after \"/\", and the line, row or position of a record after \"#\""},
		{Name: "reason", Type: Text, Meaning: "why it is no document: see Quarantine", repeats: true},
		{Name: "detail", Type: Text, Meaning: "more about the reason; may be empty"},
	},
}
