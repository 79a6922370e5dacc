package lang

// The closed-class words of the languages (articles, pronouns, prepositions,
// conjunctions, auxiliaries, numerals, a few adverbs and verbs that mean little by
// themselves): with them no term begins or ends.

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

const closedFrench = `a au aux avec ce ceci cela celle celles celui ces cet cette ceux chacun chacune chaque ci comme comment d dans de
depuis des donc dont du elle elles en encore entre est et étaient était étant été être eu eux fait faire fut furent hors
il ils j je jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais me
même mêmes mes moi moins mon n ne ni non nos notre nous on ont or ou où par parce parmi pas pendant peu peut peuvent plus
plusieurs pour pourquoi puis puisqu puisque qu quand que quel quelle quelles quelque quelques quels qui quoi s sa sans se
selon sera seront ses si sien soit son sont sous sur ta tant te tel telle telles tels tes toi ton tous tout toute toutes
très trop tu un une vers voici voilà vos votre vous y à ça ainsi alors après aussi autre autres avant avoir avait avaient
ayant car bien certain certaine certaines certains contre deux dès doit doivent trois quatre cinq deuxième première premier
avons sommes nôtre c t ai aura auront soient ait aient fois`

const closedSpanish = `a al algo alguna algunas alguno algunos algún ante antes aquel aquella aquellas aquello aquellos así aun aunque aún
bajo bien cada casi como con contra cual cuales cualquier cualquiera cuando cuanto cuál cómo de debe deben del desde donde
durante e el ella ellas ello ellos en entonces entre era eran es esa esas ese eso esos esta estaba estado estamos estar
estas este esto estos está están fue fueron ha haber había habían haya hace hacer hacia han hasta hay he hemos incluso la
las le les lo los mas me mediante menos mi mis mismo misma mismas mismos mucho muchas muchos muy más mí ni ningún ninguna
no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco por porque primera primero
pueda puede pueden pues que quien quienes qué se sea sean según ser será serán si sido siempre sin sino sobre son su sus
sí tal tales también tampoco tan tanto te tener tenemos tiene tienen toda todas todavía todo todos tras tres tu u un una
unas uno unos usted ustedes y ya yo él dos cuatro cinco`

const closedRussian = `а без более больше будет будут будучи бы был была были было быть в вам вас весь во вот все всего всей всем всеми всех
всю вы где да даже для до другие других другой его ее ей ему если есть еще же за здесь и из или им ими их к каждая каждого
каждый как какая какие какой когда которая которого которое которой котором которому которую которые который которым
которыми которых кто ли лишь между меня мне многие многих мной мною может можно мои мой моя мы на над надо наш наша наше
нашего нашей нашем нашему наши наших нашим нашими нашу не него нее ней нельзя нем нему нет ни ним ними них ничего но ну о
об один одна однако одни одно одной от очень перед по под после потому почему почти при про раз с сам сама сами самих
само самого самой со своего своей своем своему свои своим своими своих свой свою своя себе себя собой так такая также
такие таким таких такого такое такой там те тем теми тех то того тоже той только том тому тот ту тут ты у уже хотя чего
чем через что чтобы чья эта эти этим этими этих это этого этой этом этому этот эту я два две двух три трех первый быть
является являются должен должна должно должны`

const closedArabic = `في من على إلى الى عن مع هذا هذه ذلك تلك هؤلاء أولئك الذي التي الذين اللذين اللتين اللاتي اللواتي هو هي هم هن نحن أنا
أنت أنتم ان أن إن لا ما لم لن ليس ليست قد لقد كان كانت كانوا يكون تكون يكونوا سوف كل بعض غير بين بعد قبل عند عندما حيث
حتى حين أو أم ثم بل لكن ولكن إذا اذا لو كما كذلك أيضا ايضا أي اي أية دون خلال منذ حول ضد تحت فوق أمام امام وراء نحو لدى
سوى إلا الا فقط جدا هنا هناك له لها لهم لنا به بها بهم بنا فيه فيها فيهم عليه عليها عليهم علينا منه منها منهم منا إليه
إليها عنه عنها إلينا معه معها ومن وفي وعلى وإلى وأن وإن وهو وهي وهذا وهذه وقد ولا ولم وما وكان وكانت والتي والذي مثل ذات
يمكن يجب ينبغي لكي كي مما ممن عما فيما بما لما كلما بينما أما إما واحد واحدة أول أولى آخر أخرى بأن لأن فإن فإنه إنه أنه
أنها إنها بعضها بعضنا جميع أكثر أقل`
