// Package report makes one page of a finished run: a self-contained HTML file
// for a reader who has never seen the program. It says what was asked, what
// changed when and how sure that is, in sentences; draws the series; and leads
// from every period and term to the sentences behind it.
//
//	result.Run ──> run (the tables) ──> findings (sentences)  ──> page.html ──> one file
//	                                └─> payload (series, hits) ──> js/ draws them
//
// The first screen answers what a reader asks first; each number there is a link to
// the figure it is in. What is seen (series, groups beside it, period, search) stands
// in the fragment of the address, see js/link.js. The script is made of several
// files, joined in the order of script.go.
//
// What it says of shapes, dates, levels and their doubts are the words of package
// claim, and its figure draws no more than these allow.
//
// What it says is by the run's main frequency (freq of its configuration); the
// figure also shows series by the others, and the sentences of their periods.
//
// The page is made from the run's folder alone, and the same run gives the same
// bytes. It opens from disk and asks the network for nothing.
//
// Nothing that stands in a document, a file name, the metadata or a lexicon can
// act: html/template escapes what the page says, the data of the script are
// JSON in which <, >, & and the line separators of Unicode are escaped, the
// script writes text nodes only, and a Content-Security-Policy allows that one
// script and that one style sheet by their hashes, and no connection.
package report
