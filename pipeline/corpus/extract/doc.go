// Package extract makes text of documents that are none as they lie there: web
// pages, PDF, word processors, books, XML, mail.
//
// The flow:
//
//	Sniff (what is it, by its bytes) → Read → Document (text, and what the file says about itself)
//
// Package corpus calls it for one document at a time, on any number of
// goroutines. A reader takes the bytes and keeps none of them; the text is new
// memory. Paragraphs of the text are set apart by an empty line.
//
// Input may be hostile. Every reader is bounded: what an archive unpacks to, how
// deep markup nests, how many pages and how much text come out, the memory
// of the PDF library (which runs as WebAssembly in a sandbox without files or
// network), and the time for one document. A panic of a library is an error of the document.
package extract
