// Package safe makes what comes out of data safe to look at: no label, title,
// surface or file name steers a terminal ([Text], [Line]), and no cell of a CSV
// file is run by a spreadsheet ([Cell]). What is written in either place goes through
// it, and nothing else decides.
package safe
