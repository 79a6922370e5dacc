package stance_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/token"
)

// terms are the hits of the tests.
func terms(tb testing.TB) *lexicon.Matcher {
	tb.Helper()
	lex, err := lexicon.Parse(strings.NewReader(`
name: t
frames:
- {key: hegemony, entries: {en: [hegemon*, 'interfer* in internal affairs'], zh: [称霸, 霸权主义]}}
- {key: sovereignty, entries: {en: [sovereignty, internal affairs], zh: [主权, 内政]}}
- {key: development, entries: {en: [development], zh: [发展]}}
`), "t.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	m, err := lexicon.Compile(lex, lexicon.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func rules(tb testing.TB) *stance.Matcher {
	tb.Helper()
	var files []*stance.File
	for _, name := range stance.Default() {
		f, err := stance.Load(name)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, f)
	}
	m, err := stance.CompileFiles(files)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// reader marks what terms finds.
type reader struct {
	tok  *token.Tokenizer
	find *lexicon.Finder
	mark *stance.Marker
}

func newReader(tb testing.TB, m *stance.Matcher) *reader {
	tb.Helper()
	return &reader{token.NewTokenizer(token.NewVocabulary()), terms(tb).NewFinder(), m.NewMarker()}
}

// read returns the hits of a text and their stances, in the words of the hits table,
// with the cue.
func (r *reader) read(tb testing.TB, text string) (hits, stances []string) {
	tb.Helper()
	code := "en"
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		code = "zh"
	}
	d, err := r.tok.Tokenize(text, code)
	if err != nil {
		tb.Fatal(err)
	}
	var places []stance.Place
	for _, h := range r.find.Find(d) {
		if h.Reason == lexicon.Kept {
			places = append(places, stance.Place{Sentence: h.Sentence, Start: h.Start, End: h.End})
		}
	}
	for i, s := range r.mark.Mark(d, places) {
		said := s.Polarity.String()
		if s.CueEnd > 0 {
			said += " by " + string(d.Text.Norm[s.CueStart:s.CueEnd])
		}
		if s.Quoted {
			said += ", quoted"
		}
		if s.Holder != stance.None {
			said += ", " + s.Holder.String()
		}
		hits = append(hits, string(d.Text.Norm[places[i].Start:places[i].End]))
		stances = append(stances, said)
	}
	return hits, stances
}

// TestRules: texts with their hits, of the rules that come with the program.
func TestRules(t *testing.T) {
	r := newReader(t, rules(t))
	for _, c := range []struct{ text, want string }{
		// The nine expected values of the design note "Assertion: negation, quotation,
		// attribution" (shared/design/assertion.md).
		{"We never seek hegemony.", "hegemony denied by never"},
		{"We defend not only sovereignty but also development.", "sovereignty asserted · development asserted"},
		{"No country should impose hegemony.", "hegemony denied by No"},
		// The cue governs the attempt, and not what is attempted: a verb of harm ends
		// its reach. Where the verb is not on the list the rules are wrong.
		{"We reject attempts to undermine sovereignty.", "sovereignty asserted"},
		{"We reject attempts to curtail sovereignty.", "sovereignty denied by reject"}, // the known error
		{"They claim to defend sovereignty.", "sovereignty asserted, other"},
		{"中国绝不称霸。", "称霸 denied by 绝不"},
		{"不仅维护主权，也促进发展。", "主权 asserted · 发展 asserted"},
		{"他们谈论所谓“网络主权”。", "主权 asserted, quoted"},

		// Reach: six words, and no more; never over a terminator or the sentence.
		{"Not a b c d e hegemony.", "hegemony denied by Not"},
		{"Not a b c d e f hegemony.", "hegemony asserted"},
		{"It is not so; hegemony is.", "hegemony asserted"},
		{"It is not small but a hegemony.", "hegemony asserted"},
		{"Never. Hegemony rules.", "Hegemony asserted"},
		{"We don’t want hegemony.", "hegemony denied by n’t"},
		{"Hegemony does not exist.", "Hegemony denied by does not exist"},
		{"称霸是没有的。但是不称霸。", "称霸 asserted · 称霸 denied by 不"},
		// A cue inside a hit is part of its wording; a hit holds the terminator that
		// it begins with.
		{"No state shall interfere in internal affairs.", "interfere in internal affairs denied by No · internal affairs asserted"},
		// The nearest cue decides, a denial before a doubt.
		{"Possibly we never seek hegemony", "hegemony denied by never"},
		{"Possibly there is hegemony", "hegemony uncertain by Possibly"},
		// Holders: the nearest verb with its subject.
		{"We believe in sovereignty.", "sovereignty asserted, self"},
		{"They say that we say that sovereignty matters.", "sovereignty asserted, self"},
		{"They claim that France says that sovereignty matters.", "sovereignty asserted"},
		{"某些国家声称维护主权。", "主权 asserted, other"},
		// Quotation marks of all kinds, over sentences, and none that is not closed.
		{`The "sovereignty" of some`, "sovereignty asserted, quoted"},
		{"The ‘states’ sovereignty’ of some", "sovereignty asserted"},
		{"「主权」与『发展』", "主权 asserted, quoted · 发展 asserted, quoted"},
		{"He said: “It is so. Sovereignty is all.” Development is not.", "Sovereignty asserted, quoted · Development asserted"},
		{"An open “sovereignty.\n\nAnd development” there", "sovereignty asserted · development asserted"},
		{"The so-called hegemony", "hegemony asserted, quoted"},

		// Two denials undo each other.
		{"There can be no development without sovereignty.", "development asserted · sovereignty asserted"},
		{"Without sovereignty there can be no development.", "sovereignty asserted · development asserted"},
		{"We live without hegemony and do not want development.", "hegemony denied by without · development denied by not"},
		{"没有主权，就没有发展。", "主权 asserted · 发展 asserted"},
	} {
		hits, stances := r.read(t, c.text)
		var got []string
		for i := range hits {
			got = append(got, hits[i]+" "+stances[i])
		}
		if got := strings.Join(got, " · "); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}
