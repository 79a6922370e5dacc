package lexicons_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/lexicons"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

// finder finds a lexicon's entries in a text.
type finder struct {
	m  *lexicon.Matcher
	tk *token.Tokenizer
	sc *lexicon.Finder
}

func newFinder(t *testing.T, yaml string) *finder {
	t.Helper()
	lex, err := lexicon.Parse(strings.NewReader(yaml), "lexicon.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := lexicon.Compile(lex, lexicon.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &finder{m, token.NewTokenizer(token.NewVocabulary()), m.NewFinder()}
}

// hit is a kept hit: its frame and the words it covers.
type hit struct{ frame, surface string }

func (f *finder) hits(t *testing.T, text, lang string) (out []hit) {
	t.Helper()
	d, err := f.tk.Tokenize(text, lang)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range f.sc.Find(d) {
		if h.Reason == lexicon.Kept {
			s, e := d.Text.Raw(int(h.Start), int(h.End))
			out = append(out, hit{f.m.Entries()[h.Entry].Key, text[s:e]})
		}
	}
	return out
}

// instance is a text an entry fits.
func (e entry) instance() string {
	words := strings.Fields(e.Term)
	for i, w := range words {
		if w == "*" {
			words[i] = "any"
		}
	}
	return strings.NewReplacer("*", "", "?", "s").Replace(strings.Join(words, " "))
}

// source is the text of a lexicon's file; topics makes one whose frames are the
// topics of that lexicon.
func source(t *testing.T, name string) string {
	t.Helper()
	b, err := lexicons.FS.ReadFile(name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func topics(t *testing.T, name string) string {
	t.Helper()
	var doc struct{ Topics yaml.Node }
	if err := yaml.Unmarshal([]byte(source(t, name)), &doc); err != nil {
		t.Fatal(err)
	}
	b, err := yaml.Marshal(map[string]any{"name": "topics", "frames": &doc.Topics})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Every entry of every lexicon is matched, whole, by its own frame: no exception
// holds it back, and no tokenizer splits it. And every strict entry is matched by
// the same frame of the broad lexicon.
func TestEntriesMatch(t *testing.T) {
	for _, c := range [][2]string{
		{"norms", "norms"}, {"norms-strict", "norms-strict"}, {"norms-broad", "norms-broad"},
		{"norms-strict", "norms-broad"},
	} {
		l, byFrames, byTopics := read(t, c[0]), newFinder(t, source(t, c[1])), newFinder(t, topics(t, c[1]))
		find := func(f frame, by *finder) {
			for lang, list := range f.Entries {
				for _, e := range list {
					text := e.instance()
					if !slices.Contains(by.hits(t, text, lang), hit{f.Key, text}) {
						t.Errorf("%s by %s: %s does not match its %q (%s)", c[0], c[1], f.Key, text, lang)
					}
				}
			}
		}
		for _, f := range l.Frames {
			find(f, byFrames)
		}
		for _, f := range l.Topics {
			find(f, byTopics)
		}
	}
}

// No entry counts twice on one side of a contrast: where its own frame matches
// it, the others of that side don't.
func TestEntriesCountOnceOnASide(t *testing.T) {
	for _, name := range []string{"norms", "norms-strict"} {
		l, by := read(t, name), newFinder(t, source(t, name))
		for _, side := range l.sides() {
			for _, f := range l.Frames {
				if !slices.Contains(side, f.Key) {
					continue
				}
				for lang, list := range f.Entries {
					for _, e := range list {
						for _, h := range by.hits(t, e.instance(), lang) {
							if h.frame != f.Key && slices.Contains(side, h.frame) {
								t.Errorf("%s: %q of %s counts for %s too, by %q", name, e.instance(), f.Key, h.frame, h.surface)
							}
						}
					}
				}
			}
		}
	}
}

// What the notes promise to keep out or in, in sentences.
func TestDecisions(t *testing.T) {
	norms, topic := newFinder(t, source(t, "norms")), newFinder(t, topics(t, "norms"))
	for _, c := range []struct {
		by                *finder
		lang, text, frame string
		want              int
	}{
		{norms, "en", "The Security Council met.", "values.security", 0},
		{norms, "en", "They asked the Security Council for security.", "values.security", 1},
		{norms, "en", "Social security and food security.", "values.security", 0},
		{norms, "en", "They wish to secure a loan.", "values.security", 0},
		{norms, "en", "Sovereign debt is not sovereignty.", "values.sovereignty", 1},
		{norms, "en", "Non-interference, noninterference, not interfering in each other's internal affairs.", "values.sovereignty", 4},
		{norms, "en", "They refrain from interfering and do not want to interfere.", "values.sovereignty", 1},
		{norms, "en", "Since independence we have had peace.", "values.sovereignty", 0},
		{norms, "en", "The African Development Bank and UNDP lend to developing countries.", "values.development", 0},
		{norms, "en", "This is a welcome development in the industrialized countries.", "values.development", 0},
		{norms, "en", "The second United Nations Development Decade.", "values.development", 1},
		{norms, "en", "Under-development is not development.", "values.development", 1},
		{norms, "en", "The post-colonial State is no colonial State.", "problems.hegemonism", 1},
		{norms, "en", "Multilateral debt is not multilateralism.", "values.multilateralism", 1},
		{norms, "en", "Coordinating development and security.", "values.balance", 1},
		// An exception blocks what it holds, and no compound it only touches.
		{norms, "en", "Threats to peace and stability; a lasting peace settlement; the International Security Assistance Force.", "values.security", 0},
		{norms, "en", "A just and durable peace according to the Charter.", "values.security", 1},
		{norms, "en", "The new development agenda; national development programmes.", "values.development", 2},
		{norms, "en", "The Industrial Development Organization, the International Development Association, the United Nations Development Programme.", "values.development", 0},
		{norms, "en", "The uneven development of the world economy; the rapid development of nuclear weapons; a timely development.", "values.development", 0},
		{norms, "en", "The Declaration on the Granting of Independence to Colonial Countries and Peoples.", "values.sovereignty", 1},
		{norms, "en", "A place of safety for migrants.", "values.security", 0},
		{norms, "en", "Shared prosperity, food security and innovation.", "values.balance", 0},
		{norms, "en", "The financial position of the Organization is unsound.", "problems.regulation", 0},
		// The words of earlier decades, and the names of bodies and groups among them.
		{norms, "en", "Decolonization, non-alignment, the withdrawal of foreign troops from occupied Arab territories.", "values.sovereignty", 4},
		{norms, "en", "The summit of the non-aligned countries.", "values.sovereignty", 0},
		{norms, "en", "The Conference on Disarmament speaks of disarmament and détente.", "values.security", 2},
		{norms, "en", "Debt relief and unemployment.", "values.development", 2},
		{norms, "zh", "安全理事会讨论安全生产。", "values.security", 0},
		{norms, "zh", "维护国家安全。", "values.security", 1},
		{norms, "zh", "发展中国家和开发银行。", "values.development", 0},
		{norms, "zh", "企业的自主权和主权债务。", "values.sovereignty", 0},
		{norms, "zh", "互不干涉内政。", "values.sovereignty", 1},
		{norms, "zh", "反对封锁和禁运。", "problems.hegemonism", 2},
		{norms, "zh", "以國家安全為藉口，國際秩序朝著公正方向發展，不得強加於人。", "problems.hegemonism", 2},
		{norms, "zh", "損害平等的夥伴關係。", "values.multilateralism", 1},
		{norms, "en", "The state's, sovereignty and #peace, **sovereignty**¹.", "values.sovereignty", 2},
		{norms, "zh", "加强权力监督。", "problems.hegemonism", 0},
		{norms, "zh", "打破地区封锁。", "problems.hegemonism", 0},
		{norms, "zh", "坚持统筹发展和安全。", "values.balance", 1},
		{norms, "zh", "中央网络安全和信息化委员会。", "values.balance", 0},
		{norms, "zh", "安理会决定延长武器禁运。军火禁运继续有效。", "problems.hegemonism", 0},
		{norms, "zh", "对中国实行禁运。", "problems.hegemonism", 1},
		{norms, "zh", "国际刑事法院对此案有管辖权。", "values.sovereignty", 0},
		{norms, "zh", "尊重国家管辖权。", "values.sovereignty", 1},
		{norms, "zh", "对该国的武器及有关物资禁运仍然有效。", "problems.hegemonism", 0},
		{norms, "zh", "养护国家管辖权范围以外区域的生物多样性。", "values.sovereignty", 0},
		{norms, "en", "The diversity of areas beyond national jurisdiction, and what falls under national jurisdiction.", "values.sovereignty", 1},
		{norms, "zh", "计算机信息网络国际联网，网络服务提供者的义务，互联网服务。", "cyber", 3},
		{norms, "zh", "增加市场的自主选择权。", "values.sovereignty", 0},
		{norms, "zh", "各国有权自主选择发展道路。", "values.sovereignty", 1},
		{norms, "zh", "加快发展新质战斗力。", "values.development", 0},
		{norms, "zh", "帮助农村贫困户，扶贫济困。", "values.development", 2},
		{norms, "zh", "支持不结盟运动和民族解放斗争。", "values.sovereignty", 1},
		{topic, "en", "According to data, the road network grew; virtually nobody knew.", "cyber", 0},
		{topic, "en", "The Internet, ICTs and data security.", "cyber", 3},
		{topic, "en", "Artificial intelligence and cyberspace.", "cyber", 2},
		{topic, "zh", "销售网络和普查数据。", "cyber", 0},
		{topic, "zh", "上网电价和统计数字。", "cyber", 0},
		{topic, "zh", "网络空间、互联网和数据安全。", "cyber", 3},
		{topic, "zh", "打赢信息化条件下局部战争。", "cyber", 0},
	} {
		n := 0
		for _, h := range c.by.hits(t, c.text, c.lang) {
			if h.frame == c.frame {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%q: %d hits of %s, want %d: %v", c.text, n, c.frame, c.want, c.by.hits(t, c.text, c.lang))
		}
	}
}

// The worked example in the README is a lexicon, and does what the text around
// it says.
func TestReadmeExample(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "```yaml\nname: rights-order\n")
	if !ok {
		t.Fatal("README.md has no example named rights-order")
	}
	example, _, _ := strings.Cut(rest, "```")
	by := newFinder(t, "name: rights-order\n"+example)
	lex := by.m.Lexicon()
	if len(lex.Frames) != 2 || len(lex.Contrasts) != 1 || len(lex.Pairs) != 1 {
		t.Errorf("%d frames, %d contrasts, %d pairs", len(lex.Frames), len(lex.Contrasts), len(lex.Pairs))
	}
	for _, c := range []struct{ lang, text, want string }{
		{"en", "The Human Rights Council spoke of human rights.", "rights human rights"},
		{"en", "In order to keep public order.", "order public order"},
		{"zh", "人权理事会尊重人权。", "rights 尊重人权"},
		{"zh", "维护社会秩序。", "order 社会秩序"},
	} {
		var got []string
		for _, h := range by.hits(t, c.text, c.lang) {
			got = append(got, h.frame+" "+h.surface)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}
