package safe

import (
	"strconv"
	"strings"
)

// formulas are the beginnings of formulas, and what spreadsheets skip before one.
const formulas = "=+-@\t\r\n"

// Cell is a text for a cell such that no spreadsheet takes it for a formula: one
// that begins as formulas do, and is no number, gets a ' before it, which
// spreadsheets read as "a text follows".
func Cell(text string) string {
	if !formula(text) {
		return text
	}
	return "'" + text
}

// FromCell is the text that Cell was given, for readers of our own.
func FromCell(cell string) string {
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
