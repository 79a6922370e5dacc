package corpus

// pairs is how bytes above ASCII group when they are read as GB18030.
//
// What tells it from Windows-1252: the characters and punctuation of Chinese
// text, and the quotes and dashes that Chinese software puts into English text
// (A1 AF, A1 B0), are two bytes from A1 up, or A8 and a second byte (the dashes
// and accents of GBK). In Windows-1252 an accented letter or a quote mostly
// stands alone between ASCII, which GB18030 reads as a rare character with an
// ASCII second byte, or, before a space, a digit or most punctuation, not at all.
type pairs struct {
	typical     int // both bytes from A1 up, A8 with any second byte, or four bytes
	other       int // further valid pairs
	broken      int // bytes that are part of no pair
	firstBroken int
}

func countPairs(data []byte) pairs {
	var p pairs
	for i := 0; i < len(data); {
		if data[i] < 0x80 {
			i++
			continue
		}
		size, typical := pairAt(data[i:])
		switch {
		case size == 1:
			if p.broken++; p.broken == 1 {
				p.firstBroken = i
			}
		case typical:
			p.typical++
		default:
			p.other++
		}
		i += size
	}
	return p
}

// pairAt reads one character that starts above ASCII; size 1 says that there is none.
func pairAt(b []byte) (size int, typical bool) {
	if len(b) < 2 || b[0] == 0x80 || b[0] == 0xFF {
		return 1, false
	}
	switch second := b[1]; {
	case second >= 0x30 && second <= 0x39:
		if len(b) >= 4 && b[2] >= 0x81 && b[2] <= 0xFE && b[3] >= 0x30 && b[3] <= 0x39 {
			return 4, true
		}
		return 1, false
	case second < 0x40 || second == 0x7F || second == 0xFF:
		return 1, false
	case b[0] == 0xA8:
		return 2, true
	case b[0] >= 0xA1 && second >= 0xA1:
		return 2, true
	}
	return 2, false
}
