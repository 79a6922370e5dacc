// Package corpus turns files, folders and archives into dated documents.
//
// The flow, left to right:
//
//	Open → Reader.Read → Raw → Reader.DecodeAll → *Document or *Rejection
//
// Open checks the inputs and loads the metadata tables. Read walks the inputs
// one after another in a fixed order, decompresses, splits record files, joins
// records to documents where it is told to, and numbers what it finds. DecodeAll
// does the rest for one item and may run on any number of goroutines: encoding
// or, by package extract, conversion, parts, file-name pattern, fields, date,
// metadata, issuer, language.
//
// Every item that goes in comes out, as a document or as a rejection with its
// source and a Reason, or as several where a text or record holds several
// documents: bad input never ends a run and never vanishes. Only what the caller
// must fix (a missing input, a damaged metadata table, a configuration that makes
// no sense) is an error.
//
// Read holds one document, one record or one file that can be read only whole at
// a time, with corpus.group the documents of one file up to a limit, and never a
// whole archive. A Raw owns its bytes: Read hands them over and never touches
// them again, and Decode makes them the text of the document where they are
// UTF-8 already. So a Raw may be decoded once only, and needs no copy.
//
// Nothing is ever unpacked to disk.
package corpus
