package lang

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/longbridgeapp/opencc"
	"golang.org/x/text/unicode/norm"

	"github.com/frameshift/frameshift/pipeline/internal/han"
)

// simplifiedPairs has a line for every traditional character that is no
// simplified one as well, and the simplified character for it. They tell in
// which script a text is. The pairs are facts of the script, taken from OpenCC's
// character table, with the forms of Hong Kong (衞, 敍); both sides take three
// bytes of UTF-8.
//
//go:embed simplified.txt
var simplifiedPairs string

// inBoth are the simplified characters among them that traditional texts have too,
// with another meaning (同 beside 衕, 出 beside 齣) or in Hong Kong (税 beside 稅): they
// are no evidence.
const inBoth = "㐹万丑丰么云亘仆价余佛佣俊修僵兑党冢冬准凌几凶出划刮制千升卜占卧即卷厂厘叁只台叶吁吃合吊同后向呆周咨咸咽哄唇喂噪回困囱埼夫夸奸姜娘媪家尸局岩岳峰巨布帘席干幸广床庵弦彩御志念恤悦愈愠愿戚户才扎托扣折抬拐挂挨挲挽捆捝据揾搜教敚斗旋旗既昆暗曲朱朴杆杠杯杰松板极柜查栗核梁棁棋棱榅欲氲污沈沾泄泛注涂涌涚淀温游溯漓灶煴熏玩璇症痴皂真矩确私秋种秘税筑粽糊糖系累群胄背胜胡脱腊腌腽膻致舍芸苹范荐葱蒀蒙蓑蔑虫蚝蜕蜡蝎表谷跖踊辟适逾郁酸采里雕面飧"

// pairs are those characters, by the first of them: all stand in the first plane.
type pairs struct {
	simplified [1 << 16]uint16 // of a traditional one; 0 for others
	evidence   [1 << 16]int8   // 1 for a traditional one, -1 for a simplified one
}

var loadPairs = sync.OnceValue(func() *pairs {
	p := new(pairs)
	for line := range strings.Lines(simplifiedPairs) {
		t, size := utf8.DecodeRuneInString(line)
		s, _ := utf8.DecodeRuneInString(line[size:])
		p.simplified[t] = uint16(s)
		p.evidence[t], p.evidence[s] = 1, -1
	}
	for _, r := range inBoth {
		p.evidence[r] = 0
	}
	return p
})

// weigh is above 0 for a text in traditional characters, below for one in
// simplified ones, as far as its characters tell.
func (p *pairs) weigh(text []byte) (n int) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r < rune(len(p.evidence)) {
			n += int(p.evidence[r])
		}
		i += size
	}
	return n
}

// simplify replaces the characters of which there is one reading only.
func (p *pairs) simplify(text []byte) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r < rune(len(p.simplified)) && p.simplified[r] != 0 {
			utf8.EncodeRune(text[i:], rune(p.simplified[r]))
		}
		i += size
	}
}

// loadOpenCC loads OpenCC's conversion from traditional characters as Taiwan
// writes them, which knows in which words 著 is 着, 乾 is 干 and 徵 is 征.
var loadOpenCC = sync.OnceValue(func() *opencc.OpenCC {
	cc, err := opencc.New("tw2s")
	if err != nil {
		panic("lang: OpenCC's dictionaries do not load: " + err.Error())
	}
	return cc
})

// foldChinese puts simplified characters for traditional ones, ideographs for
// Kangxi radicals and small Latin letters for capitals, so that a lexicon
// written in either script matches a text in either. A text in simplified
// characters may hold lines in traditional ones. One without evidence may be in
// either: OpenCC leaves words alone that are the same in both.
func foldChinese(text []byte) {
	p := loadPairs()
	whole := p.weigh(text) >= 0
	for line := range bytes.Lines(text) {
		if whole || p.weigh(line) > 0 {
			inContext(line)
		}
	}
	p.simplify(text)
	foldForms(text)
}

// contextual are the characters of which simplifiedPairs does not say all: those
// that OpenCC (v0.3.13) changes in some words, or at all. Without them its words
// come to the same as the pairs, a hundred times slower.
const contextual = "么乾薰俱剋夥彷徵抬於沈潀牴畫痺睪瞭簷著薴薹藉衹覆鉅鍊鍾顎鯰麼麽"

// inContext converts the runs of Han characters that hold contextual ones.
func inContext(line []byte) {
	from, open := 0, false // the run, and whether it holds one
	for i := 0; i <= len(line); {
		r, size := utf8.DecodeRune(line[i:])
		if size == 0 || !han.Unified(r) && !unicode.Is(unicode.Han, r) {
			if open {
				convert(line[from:i])
			}
			from, open, size = i+max(size, 1), false, max(size, 1)
		} else if strings.ContainsRune(contextual, r) {
			open = true
		}
		i += size
	}
}

// words are those in which OpenCC gets a contextual character wrong, and what that
// is there. Found by converting the words of gse's dictionary to the
// traditional characters of the mainland, Taiwan and Hong Kong, and back.
var words = [][2]string{
	{"討論著", "討論着"}, {"談論著", "談論着"}, {"爭論著", "爭論着"}, {"議論著", "議論着"}, {"評論著", "評論着"}, // before 論著
	{"專著", "專著"}, {"論著", "論著"}, {"編著", "編著"}, {"原著", "原著"}, {"譯著", "譯著"}, {"遺著", "遺著"}, {"合著", "合著"},
	{"顯著", "顯著"}, {"卓著", "卓著"}, {"昭著", "昭著"}, {"土著", "土著"}, {"知著", "知著"}, {"批覆", "批复"},
	{"合夥", "合伙"}, {"同夥", "同伙"}, {"夥同", "伙同"}, {"剋扣", "克扣"}, {"剋制", "克制"}, {"薰陶", "熏陶"},
}

// convert lets OpenCC convert a text in place: character by character, where
// both take as many bytes.
func convert(line []byte) {
	raw := string(line)
	out, err := loadOpenCC().Convert(raw)
	if err != nil || utf8.RuneCountInString(out) != utf8.RuneCount(line) {
		return
	}
	i := 0
	for _, r := range out {
		_, size := utf8.DecodeRune(line[i:])
		if utf8.RuneLen(r) == size && r != utf8.RuneError {
			utf8.EncodeRune(line[i:], r)
		}
		i += size
	}
	for _, pair := range slices.Backward(words) { // so that the first has the last word
		overwrite(line, raw, pair)
	}
}

// overwrite puts the second of a pair wherever raw has the first.
func overwrite(line []byte, raw string, pair [2]string) {
	for at := 0; ; {
		i := strings.Index(raw[at:], pair[0])
		if i < 0 {
			return
		}
		copy(line[at+i:], pair[1])
		at += i + len(pair[0])
	}
}

// foldForms folds radicals and the case of letters in place.
func foldForms(text []byte) {
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf {
			if 'A' <= b && b <= 'Z' {
				text[i] |= 0x20
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if form := foldForm(r); form != r && utf8.RuneLen(form) == size {
			utf8.EncodeRune(text[i:], form)
		}
		i += size
	}
}

// foldForm is the ideograph that a radical stands for, or the small letter.
func foldForm(r rune) rune {
	switch {
	case r >= '\u2f00' && r <= '\u2fd5':
		r, _ = utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
	case r >= '\u2e80' && r <= '\u2ef3':
		if whole := radicals()[r]; whole != 0 {
			return whole
		}
	case r < '\u2e80':
		return unicode.ToLower(r)
	}
	return r
}

// radicalPairs are the radicals of the CJK Radicals Supplement that are also
// characters by themselves, and those, after EquivalentUnifiedIdeograph.txt of the
// Unicode Character Database; NFKC has but two of them. Texts out of PDF hold them.
const radicalPairs = "⺁厂⺄乙⺆冂⺈刀⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺛旡⺜日⺝月⺞歺⺟母⺠民⺧牛⺩王⺫目⺬示⺯糹⺰纟⺶羊⺹耂⺺肀⺻聿⺼肉⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻐钅⻑長⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"

var radicals = sync.OnceValue(func() map[rune]rune {
	pairs, list := map[rune]rune{}, []rune(radicalPairs)
	for i := 0; i < len(list); i += 2 {
		pairs[list[i]] = list[i+1]
	}
	return pairs
})
