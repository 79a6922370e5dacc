package lang

import "strings"

// closed puts closed-class words (articles, pronouns, prepositions, conjunctions,
// auxiliaries, a few adverbs) into a set: they neither begin nor end a term.
func closed(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

const closedEnglish = `a about above across after again against ago all almost along already also although always am among an and
another any anyone anything are around as at away be became because become becomes been before behind being below
between beyond both but by can cannot could did do does doing done down during each either else enough especially even
ever every everyone everything few for from further had has have having he hence her here herself him himself his how
however i if in indeed instead into is it its itself just last least less let like made make makes making many may me
might mine more moreover most much must my myself n't near neither never nevertheless next no none nor not nothing now
of off often on once one ones only onto or other others otherwise ought our ours ourselves out over own per perhaps
quite rather really same several shall she should since so some somehow someone something sometimes soon still such
than that the their theirs them themselves then there thereby therefore therein thereof these they this those though
through throughout thus till to together too toward towards two under unless until up upon us very via was we well were
what whatever when whenever where whereas whereby wherever whether which while who whoever whole whom whose why will
with within without would yes yet you your yours yourself yourselves 's 'll 're 've 'd 'm ca wo first second third three four five
said say says take taken takes took come comes came go goes gone went give given gives gave get got put see seen saw`

const closedChinese = `的 了 在 是 和 与 及 及其 以及 或 或者 而 而且 并 并且 但 但是 也 都 就 又 才 不 没 没有 要 会 能 能够 可以 应 应该 应当
必须 将 把 被 对 对于 从 向 往 到 由 于 以 为 为了 因为 因此 所以 如果 虽然 这 这个 这些 这种 这样 那 那个 那些 其 其他 其中 它 它们
他 他们 她 她们 我 我们 你 你们 您 自己 各 各个 每 每个 某 某些 一 一个 一些 一种 一切 一样 两 二 三 四 五 六 七 八 九 十 百 千 万 亿
上 下 中 里 内 外 前 后 之 之间 之后 之前 之一 所 着 过 地 得 个 等 等等 很 更 最 较 已 已经 正在 正 曾 曾经 还 还是 仍 仍然 再 只 只有
只要 才能 不仅 不但 即 则 且 若 同 同时 跟 给 让 使 使得 比 按 按照 根据 通过 随着 关于 至 至于 直到 当 时 时候 有 有些 有的 无 非
本 该 此 何 什么 怎么 如何 谁 哪 多少 几 年 月 日 号 第 们 吗 呢 吧 啊 呀`
