// Package han knows what nearly all characters of a Chinese text are without a search
// through the tables of Unicode.
package han

// Unified says whether a character is one of the block CJK Unified Ideographs: 20,992,
// all of them letters of the script Han. There are others, in other blocks.
func Unified(r rune) bool { return '\u4e00' <= r && r <= '\u9fff' }
