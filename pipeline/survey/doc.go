// Package survey looks at a corpus that nobody has described, and guesses how it
// is laid out: whether it is one that a preset knows, what the names of its files
// say, which columns of its tables are text, date, title and issuer, which table
// describes which texts, and by what it can be grouped.
//
//	Look(inputs) ──> *Survey ── Choices ──> Configure ──> Config, Trial ──> Write
//
// What it knows beforehand is data (roles.go): names that people give to columns,
// forms of dates. Everything else is found out: a guess is kept if documents come
// of it, and documents are made by package corpus and nothing else. A survey reads
// the inputs a few times, front to back, and holds a bounded sample of them.
package survey
