package corpus

// cjk counts the pairs of bytes that Big5 and EUC-KR have and GB18030 has as
// well, each with characters of its own.
type cjk struct {
	pairs  int // of a byte above ASCII and the next
	meet   int // pairs right behind another pair
	low    int // second bytes that are ASCII: two fifths in Big5, none in GB2312
	big5   int // the commoner characters of Big5, and its punctuation
	hangul int // syllables of EUC-KR
	broken int // no pairs of Big5
}

func countCJK(data []byte) (c cjk) {
	end := -1 // of the last pair
	for i := 0; i < len(data); i++ {
		lead := data[i]
		if lead < 0x80 {
			continue
		}
		if i+1 == len(data) {
			c.broken++
			break
		}
		trail := data[i+1]
		c.pairs++
		if end == i {
			c.meet++
		}
		if trail < 0x80 {
			c.low++
		}
		switch {
		case lead < 0xA1 || lead > 0xF9 || trail < 0x40 || trail > 0x7E && trail < 0xA1 || trail == 0xFF:
			c.broken++
		case lead <= 0xC6:
			c.big5++
		}
		if lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1 {
			c.hangul++
		}
		i++
		end = i + 1
	}
	return c
}

// isBig5 tells Big5 from GB18030, in which nearly all of its bytes are valid: nine
// in ten characters are of its commoner half, where Chinese in GB18030 has six,
// and second bytes are often ASCII, which are rare in GB18030.
func (c cjk) isBig5() bool {
	return c.pairs >= 4 && c.broken == 0 && 10*c.big5 >= 9*c.pairs && 8*c.low >= c.pairs && 2*c.meet >= c.pairs
}

// isKorean tells EUC-KR from GB18030: its syllables lie where GB18030 has six
// tenths of the characters of a Chinese text.
func (c cjk) isKorean() bool {
	return c.pairs >= 12 && 100*c.hangul >= 95*c.pairs && 3*c.meet >= c.pairs
}
