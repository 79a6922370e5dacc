package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Address returns the bounds of the web or mail address whose mark stands at
// text[i]: the colon of ://, the dot of www. or of un.org, the slash behind a
// host, the @ of a mailbox. An end of 0 says that there is none.
func Address(text string, i int) (start, end int) {
	switch text[i] {
	case ':':
		return withScheme(text, i)
	case '.':
		return atDot(text, i)
	case '/':
		return atSlash(text, i)
	case '@':
		return mailbox(text, i)
	}
	return 0, 0
}

// schemes may have a word glued before them.
var schemes = []string{"https", "http", "ftp"}

const longestScheme = 10

func withScheme(text string, i int) (start, end int) {
	if !strings.HasPrefix(text[i:], "://") {
		return 0, 0
	}
	start = i
	for start > 0 && i-start <= longestScheme && isLetter(text[start-1]) {
		start--
	}
	name, known := strings.ToLower(text[start:i]), false
	for _, s := range schemes {
		if strings.HasSuffix(name, s) {
			start, known = i-len(s), true
			break
		}
	}
	if !known && (len(name) < 2 || len(name) > longestScheme) {
		return 0, 0
	}
	return start, trimmed(text, start, addressEnd(text, i+3), i+3)
}

// atDot finds www. and hosts of domains that are no words: un.org, mfa.gov.cn.
func atDot(text string, i int) (start, end int) {
	if i >= 3 && strings.EqualFold(text[i-3:i], "www") && i+1 < len(text) && isAlnum(text[i+1]) &&
		(i == 3 || !isAlnum(text[i-4])) {
		return i - 3, trimmed(text, i-3, addressEnd(text, i), i)
	}
	label := i + 1
	for label < len(text) && label-i <= 5 && 'a' <= text[label] && text[label] <= 'z' {
		label++
	}
	if !isGeneric(text[i+1 : label]) {
		return 0, 0
	}
	if start = hostStart(text, i); start == i {
		return 0, 0
	}
	if country := label + 3; country <= len(text) && text[label] == '.' && isLower(text[label+1]) && isLower(text[label+2]) {
		label = country
	}
	if label == len(text) || text[label] != '/' && text[label] != ':' && text[label] != '?' {
		if r, _ := utf8.DecodeRuneInString(text[label:]); isWord(r) && !isHan(r) || r == '@' {
			return 0, 0
		}
		return start, label
	}
	return start, trimmed(text, start, addressEnd(text, label), label)
}

// atSlash finds a host by the path behind it: t.co/x, bit.ly/x.
func atSlash(text string, i int) (start, end int) {
	if i+1 == len(text) || !isAlnum(text[i+1]) {
		return 0, 0
	}
	start = hostStart(text, i)
	host := text[start:i]
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || host[dot-1] == '.' {
		return 0, 0
	}
	last := host[dot+1:]
	if !isGeneric(last) && (len(last) != 2 || !isLower(last[0]) || !isLower(last[1])) {
		return 0, 0
	}
	return start, trimmed(text, start, addressEnd(text, i), i)
}

// generic are the domains whose hosts are addresses without a path: none is a
// word of official prose that a lost space could have glued to a full stop.
var generic = []string{"com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "eu"}

func isGeneric(label string) bool {
	for _, g := range generic {
		if label == g {
			return true
		}
	}
	return false
}

func isLower(b byte) bool { return 'a' <= b && b <= 'z' }

const longestHost = 253

// hostStart returns where the host that ends at i begins; i if there is none.
func hostStart(text string, i int) int {
	start := i
	for start > 0 && i-start < longestHost && (isAlnum(text[start-1]) || text[start-1] == '.' || text[start-1] == '-') {
		start--
	}
	for start < i && !isAlnum(text[start]) {
		start++
	}
	if start > 0 && (text[start-1] == '@' || text[start-1] == '_') {
		return i
	}
	return start
}

const longestMailbox = 64

func mailbox(text string, i int) (start, end int) {
	start = i
	for start > 0 && i-start < longestMailbox && isMailbox(text[start-1]) {
		start--
	}
	for start < i && !isAlnum(text[start]) {
		start++
	}
	if start == i {
		return 0, 0
	}
	end, dot := i+1, -1
	for end < len(text) && end-i <= longestHost && (isAlnum(text[end]) || text[end] == '-' || text[end] == '.' && text[end-1] != '.') {
		if text[end] == '.' {
			dot = end
		}
		end++
	}
	if dot == end-1 { // a full stop behind it
		end--
		dot = strings.LastIndexByte(text[i:end], '.') + i
	}
	if dot <= i+1 || end-dot < 3 || !isLetter(text[dot+1]) {
		return 0, 0
	}
	if mail := start - len("mailto:"); mail >= 0 && strings.EqualFold(text[mail:start], "mailto:") {
		start = mail
	}
	return start, end
}

func isMailbox(b byte) bool {
	return isAlnum(b) || b == '.' || b == '_' || b == '%' || b == '+' || b == '-'
}

// addressEnd returns where an address that goes on at i ends. A letter above
// ASCII may be part of a path, except those of scripts without spaces, in which
// the text goes on behind an address at once.
func addressEnd(text string, i int) int {
	for i < len(text) {
		b := text[i]
		if b < utf8.RuneSelf {
			if b <= ' ' || b == 0x7F || strings.IndexByte("\"<>`{}|\\^", b) >= 0 {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) || isHan(r) {
			return i
		}
		i += size
	}
	return i
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isHan(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// trimmed takes off the end of an address what belongs to the sentence around
// it: stops, quotation marks, and brackets that it does not open. It leaves all
// before least.
func trimmed(text string, start, end, least int) int {
	open := strings.Count(text[start:end], "(") - strings.Count(text[start:end], ")")
	square := strings.Count(text[start:end], "[") - strings.Count(text[start:end], "]")
	for end > least {
		switch text[end-1] {
		case '.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '-':
		case ')':
			if open >= 0 {
				return end
			}
			open++
		case ']':
			if square >= 0 {
				return end
			}
			square++
		default:
			return end
		}
		end--
	}
	return end
}
