package lang

import (
	"fmt"
	"testing"
	"unicode/utf8"
)

const (
	inEnglish = "We stand for the sovereignty of states and for the development of the peoples, which is shared by all of us."
	inChinese = "我们主张维护国家主权和领土完整，反对霸权主义，促进共同发展。"
	inGerman  = "Wir bekräftigen, dass die Sicherheit und die Entwicklung der Staaten zusammengehören, und danken allen, die hier sind."
	inRussian = "Мы выступаем за суверенитет государств и за развитие всех народов, которое является общей задачей Организации Объединённых Наций. Мы благодарим всех, кто сегодня присутствует здесь, и призываем вернуться к переговорам о безопасности и мире, потому что другого пути нет."
	inSerbian = "Ми се залажемо за суверенитет држава и за развој свих народа, који је заједнички задатак Уједињених нација. Захваљујемо свима који су данас овде присутни и позивамо да се вратимо преговорима о безбедности и миру, јер другог пута нема и неће га бити у свету у којем живимо."
	inPersian = "ما از حاکمیت کشورها و توسعه همه ملت\u200cها حمایت می\u200cکنیم که وظیفه مشترک سازمان ملل متحد است. از همه کسانی که امروز در اینجا حضور دارند سپاسگزاریم و خواهان بازگشت به گفتگو درباره امنیت و صلح هستیم، زیرا راه دیگری وجود ندارد و نخواهد داشت و ما به آینده امیدواریم."
	inArabic  = "إننا ندعو إلى احترام سيادة الدول وإلى تنمية جميع الشعوب، وهي المهمة المشتركة للأمم المتحدة. ونشكر كل الحاضرين هنا اليوم، وندعو إلى العودة إلى المفاوضات بشأن الأمن والسلام، لأنه لا يوجد طريق آخر أمامنا في هذا العالم الذي نعيش فيه جميعا، ونحن على ثقة من ذلك."
	inHebrew  = "הביטחון והפיתוח של המדינות"
	// Without a word that English alone has.
	terse = "People who sell our islands today will regret it one day. Peace is not a coin, no matter how many bankers ask for it."
	list  = "Item 5: peace, development, capacity building, confidence building measures, norms, rules, principles, dialogue, threats, ICT security, stability, cooperation"
)

// TestIdentify: a text is in what most of it is in, and each paragraph in its own.
func TestIdentify(t *testing.T) {
	both := []*Language{English, Chinese}
	for _, c := range []struct {
		about, text string
		among       []*Language
		stated      *Language
		want        string
	}{
		{"English", inEnglish, both, nil, "en"},
		{"without marker words", terse, both, nil, "en"},
		{"a list", list, both, nil, "en"},
		{"a few words", "Thank you, Mr. President.", both, nil, "en"},
		{"Chinese", inChinese, both, nil, "zh"},
		{"Chinese, not asked for", inChinese, both[:1], nil, "100 % of its letters are Han letters, which is none of en"},
		{"two paragraphs", inChinese + "\n\n" + inEnglish, both, nil, "en mixed: zh en"},
		{"two lines", inEnglish + "\n" + inChinese + inChinese + "\r\n" + inEnglish, both, nil, "en mixed: en zh en"},
		{"a name in Chinese", inEnglish + " (中华) " + inEnglish, both, nil, "en"},
		{"a line with names in English", inChinese + "\nUN, ICT, WTO\n" + inChinese, both, nil, "zh"},
		{"a short line in English", "China stands for peace.\n" + inChinese, both, nil, "zh mixed: en zh"},
		{"German", inGerman, both, nil, "100 % of its letters are German, which is none of en, zh"},
		{"a paragraph in German", inEnglish + "\n\n" + inEnglish + "\n\n" + inGerman, both, nil, "en mixed, foreign 220..340"},
		{"mostly German", inEnglish + "\n\n" + inGerman + "\n\n" + inGerman, both, nil, "69 % of its letters are German, which is none of en, zh"},
		{"Hebrew", inHebrew, both, nil, "100 % of its letters are Hebrew letters, which is none of en, zh"},
		{"stated", inGerman, both, English, "en"},
		{"stated, with lines in Chinese", inGerman + "\n" + inChinese, both, English, "en mixed: en zh"},
		{"stated, with a paragraph in Hebrew", inEnglish + "\n\n" + inHebrew, both, English, "en mixed, foreign 110..159"},
		{"Russian", inRussian, All(), nil, "ru"},
		{"Serbian", inSerbian + "\n\n" + inSerbian[:60], All(), nil, "100 % of its letters are Serbian, which is none of " + codes(All())},
		{"Persian", inPersian, All(), nil, "100 % of its letters are Persian, which is none of " + codes(All())},
		{"Arabic", inArabic, All(), nil, "ar"},
		{"figures", "2019 2020", both, nil, "no letters"}, {"nothing", "", both, nil, "no letters"},
	} {
		r := Identify(c.text, c.among, c.stated)
		got := r.Why
		if r.Lang != nil {
			got = r.Lang.Code
			if r.Mixed {
				got += " mixed"
			}
			for i, p := range r.Parts {
				got += []string{": ", " "}[min(i, 1)] + p.Lang.Code
			}
			for _, s := range r.Foreign {
				got += fmt.Sprintf(", foreign %d..%d", s.Start, s.End)
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.about, got, c.want)
		}
	}
}

// FuzzIdentify: parts cover the text without gaps and cut no character, and what
// is foreign lies inside it; the same text is read the same way again.
func FuzzIdentify(f *testing.F) {
	f.Add(inEnglish + "\n\n" + inChinese + "\r\n" + inGerman + "\n" + inHebrew)
	f.Add("\r\n\r\na\n\n主\n")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		for _, stated := range []*Language{nil, English, Chinese} {
			r := Identify(text, All(), stated)
			at := 0
			for _, p := range r.Parts {
				if p.Start != at || p.End <= p.Start || p.Lang == nil || p.End < len(text) && !utf8.RuneStart(text[p.End]) {
					t.Fatalf("%q: %+v after %d", text, p, at)
				}
				at = p.End
			}
			last := 0
			for _, s := range r.Foreign {
				if s.Start < last || s.End <= s.Start || s.End > len(text) {
					t.Fatalf("%q: foreign %+v", text, s)
				}
				last = s.End
			}
			if len(r.Parts) > 0 && at != len(text) || (r.Lang == nil) == (r.Why == "") {
				t.Fatalf("%q: %+v", text, r)
			}
			if again := Identify(text, All(), stated); fmt.Sprint(again) != fmt.Sprint(r) {
				t.Fatalf("%q: %+v, then %+v", text, r, again)
			}
		}
	})
}
