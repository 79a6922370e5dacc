// Package csvcell makes the cells of CSV files safe to open: a spreadsheet takes a
// cell that begins as a formula does for one, and runs it.
package csvcell

import (
	"strconv"
	"strings"
)

// formulas are the beginnings of formulas, and what spreadsheets skip before one.
const formulas = "=+-@\t\r\n"

// Defused is a text for a cell such that no spreadsheet takes it for a formula: one
// that begins as formulas do, and is no number, gets a ' before it, which
// spreadsheets read as "a text follows".
func Defused(text string) string {
	if !formula(text) {
		return text
	}
	return "'" + text
}

// Restored is the text that Defused was given, for readers of our own.
func Restored(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && formula(rest) {
		return rest
	}
	return cell
}

func formula(text string) bool {
	if text == "" || strings.IndexByte(formulas, text[0]) < 0 {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err != nil
}
