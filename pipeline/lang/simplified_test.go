package lang

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestSimplify(t *testing.T) {
	for raw, want := range map[string]string{
		"網絡空間主權":      "网络空间主权",
		"網路安全與發展，ICT": "网路安全与发展，ict",
		"网络空间主权":      "网络空间主权",
		"乾隆、著名":       "乾隆、著名",
		"以國家安全為藉口，損害平等的夥伴關係，朝著公正方向，強加於人": "以国家安全为借口，损害平等的伙伴关系，朝着公正方向，强加于人",
		"特徵 象徵 徵求 瞭解 沿著 乾旱 反覆 憑藉 聯繫":     "特征 象征 征求 了解 沿着 干旱 反复 凭借 联系",
		"著名的乾隆，瞭望宮商角徵羽，慰藉":               "著名的乾隆，瞭望宫商角徵羽，慰藉",
		"这是国家。\n為藉口。":                    "这是国家。\n为借口。",
		"⼈⽹ U.S. ICT":                    "人网 u.s. ict",
		"⻄⽅⻓⻛，⼈⺠，Éire ЕС":                "西方长风，人民，éire ес",
		"\xff發\xe4\xb8":                  "\xff发\xe4\xb8",
	} {
		if got := Chinese.Folded(raw); got != want {
			t.Errorf("%q became %q, want %q", raw, got, want)
		}
	}
}

// TestContextual: without the contextual characters OpenCC does what the pairs do,
// as far as it keeps the number of bytes.
func TestContextual(t *testing.T) {
	p := loadPairs()
	for r := '\u3400'; r <= '\u9fff'; r++ {
		ours, theirs := []byte(string(r)), []byte(string(r))
		p.simplify(ours)
		convert(theirs)
		p.simplify(theirs)
		if listed := strings.ContainsRune(contextual, r); !listed && string(ours) != string(theirs) {
			t.Errorf("%c is not listed: OpenCC has %s, the pairs %s", r, theirs, ours)
		}
	}
	for _, r := range contextual {
		if !unicode.Is(unicode.Han, r) || utf8.RuneLen(r) != 3 {
			t.Errorf("%q is listed", r)
		}
	}
}

// TestSimplifiedPairs: every pair is two different characters of three bytes,
// and no simplified one is traditional again.
func TestSimplifiedPairs(t *testing.T) {
	p, n := loadPairs(), 0
	for at, to := range p.simplified {
		a, b := rune(at), rune(to)
		if b == 0 {
			continue
		}
		n++
		if p.simplified[b] != 0 || a == b || utf8.RuneLen(a) != 3 || utf8.RuneLen(b) != 3 {
			t.Errorf("pair %c %c", a, b)
		}
	}
	if n != strings.Count(simplifiedPairs, "\n") || n < 2500 {
		t.Errorf("%d pairs on %d lines", n, strings.Count(simplifiedPairs, "\n"))
	}
}

// traditionalWords are words with characters that are traditional and simplified
// ones, or have several simplified ones, as texts of Taiwan or Hong Kong write them.
const traditionalWords = `
	於是/于是 不同於/不同于 出於/出于 等同於/等同于 由於/由于 關於/关于 基於/基于 對於/对于 致力於/致力于 屬於/属于 至於/至于 終於/终于
	夥伴/伙伴 夥伴關係/伙伴关系 合夥/合伙 同夥/同伙 藉口/借口 藉此/借此 藉助/借助 藉由/借由 憑藉/凭借 慰藉/慰藉
	朝著/朝着 沿著/沿着 隨著/随着 向著/向着 本著/本着 意味著/意味着 有著/有着 圍繞著/围绕着 標誌著/标志着 面臨著/面临着 執著/执着
	著名/著名 著作/著作 專著/专著 論著/论著 編著/编著 名著/名著 顯著/显著 卓著/卓著 昭著/昭著 土著/土著 著手/着手 著力/着力 著眼/着眼 著重/着重
	特徵/特征 象徵/象征 徵求/征求 徵收/征收 徵兵/征兵 徵稅/征税 徵用/征用 徵集/征集 表徵/表征 徵兆/征兆 遠征/远征 征服/征服
	瞭解/了解 明瞭/明了 瞭望/瞭望 一目瞭然/一目了然 乾旱/干旱 乾淨/干净 乾燥/干燥 餅乾/饼干 乾隆/乾隆 乾坤/乾坤 干涉/干涉 干預/干预 骨幹/骨干 幹部/干部 主幹/主干
	反覆/反复 答覆/答复 回覆/回复 批覆/批复 覆蓋/覆盖 顛覆/颠覆 恢復/恢复 複雜/复杂 重複/重复 聯繫/联系 關係/关系 系統/系统 體系/体系
	發展/发展 頭髮/头发 歷史/历史 日曆/日历 製造/制造 制度/制度 強制/强制 準備/准备 標準/标准 批准/批准 隻身/只身 只有/只有
	後果/后果 皇后/皇后 裡面/里面 裏面/里面 公里/公里 鄰里/邻里 臺灣/台湾 台灣/台湾 颱風/台风 檯面/台面 面對/面对 麵粉/面粉
	雲南/云南 人云/人云 衝突/冲突 沖繩/冲绳 鬥爭/斗争 北斗/北斗 併購/并购 並且/并且 穀物/谷物 山谷/山谷 範圍/范围 模範/模范
	佔領/占领 彙報/汇报 匯率/汇率 詞彙/词汇 採取/采取 風采/风采 儘管/尽管 盡力/尽力 捲入/卷入 試卷/试卷 剋制/克制 克服/克服
	薦舉/荐举 舉薦/举荐 籲請/吁请 呼籲/呼吁 志願/志愿 雜誌/杂志 鐘錶/钟表 代表/代表 週期/周期 周圍/周围 註冊/注册 注意/注意
	保衛/保卫 保衞/保卫 衞生/卫生 敍利亞/叙利亚 敘利亞/叙利亚 抬頭/抬头 擡頭/抬头 背負/背负 揹負/背负 羣眾/群众 啟動/启动 啓動/启动
	線路/线路 綫路/线路 爲了/为了 為了/为了 污染/污染 汙染/污染 秘密/秘密 祕密/秘密 峯會/峰会 洩漏/泄漏 鬆散/松散 松樹/松树 沈沒/沉没
	武裝/武装 莊嚴/庄严 遊行/游行 游泳/游泳 慾望/欲望 欲求/欲求 禦敵/御敌 防禦/防御 嚮往/向往 方向/方向 佈置/布置 公佈/公布 係數/系数 么麼/幺麽`

// TestTraditionalWords: each word by itself, and each in a text in its script.
func TestTraditionalWords(t *testing.T) {
	for pair := range strings.FieldsSeq(traditionalWords) {
		raw, want, _ := strings.Cut(pair, "/")
		for _, before := range []string{"", "國際關係，", "维护国家安全。\n這是"} {
			want := Chinese.Folded(before) + want
			if got := Chinese.Folded(before + raw); got != want {
				t.Errorf("%q became %q, want %q", before+raw, got, want)
			}
		}
	}
}
