package convert

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/lexicons"
	"github.com/frameshift/frameshift/pipeline/lexicon"
)

const full = `name: full
version: "3"
title: Full & whole
about: |
  First line.

  Third line, with "quotes": and # signs.
frames:
  - key: values.peace
    label: Peace
    definition: What ends a war.
    entries:
      en:
        - truce*
        - cease fire
        - {id: "7", term: US, weight: 2.5, match: fixed, case: true, note: the state, source: me}
        - {term: pe(a|e)ce, match: regex}
        - '*ful'
        - wom?n
        - us
        - "no"
        - a_b
      zh: [和平, {term: 停火, weight: 3}]
    except:
      en: [truce or dare]
      zh: [和平区]
  - key: war
    entries: {en: [battle]}
  - key: values
    entries: {en: [value*]}
  - key: zh
    entries: {zh: [主权]}
contrasts: [{key: c, label: C, positive: [war], negative: [values.peace, values], topic: cyber}, {key: s, count: sentences, positive: {frames: [war], pairs: [p]}, negative: [zh]}]
pairs: [{key: p, a: [war], b: [values], topic: cyber}]
topics:
  - key: cyber
    label: Cyber
    definition: The internet.
    entries: {en: [internet, {term: IT, case: true}], zh: [网络]}
    except: {en: [internet explorer]}
`

// TestWrite: what each format gets of the full lexicon, and what it lacks.
func TestWrite(t *testing.T) {
	lex := read1(t, full)
	for _, c := range []struct {
		format Format
		lang   string
		want   string
	}{
		{Quanteda, "", text0(
			"values:", "  - value*", "  - peace:", "      - truce*", "      - cease fire", "      - US", "      - '*ful'", "      - wom?n", "      - \"no\"", "      - a_b", "war:", "  - battle")},
		{Quanteda, "zh", text0("values:", "  peace:", "    - 和平", "    - 停火", "zh:", "  - 主权")},
		{LIWC, "", text0("%", "1\tvalues.peace", "2\twar", "3\tvalues", "%", "truce*\t1", "cease fire\t1", "US\t1", "no\t1", "a_b\t1", "battle\t2", "value*\t3")},
		{Dicx, "", text0("DicTerm,values.peace,war,values", "truce*,X,,", "cease fire,X,,", "US,X,,", "no,X,,", "a_b,X,,", "battle,,X,", "value*,,,X")},
		{WordStat, "", text0("values", "\tvalue* (1)", "\tpeace", "\t\ttruce* (1)", "\t\tcease_fire (1)", "\t\tUS (2.5)", "\t\t*ful (1)", "\t\twom?n (1)", "\t\tno (1)", "war", "\tbattle (1)")},
		{Lexicoder, "", text0("+values.peace", "truce*", "cease fire", "US", "no", "a_b", "+war", "battle", "+values", "value*")},
		{Yoshikoder, "", text0(
			`<?xml version="1.0" encoding="UTF-8"?>`, `<dictionary style="050805" patternengine="substring">`, `  <cnode name="Full &amp; whole" desc="">`,
			`    <cnode name="values" desc="">`, `      <pnode name="value*"></pnode>`, `      <cnode name="peace" desc="What ends a war.">`,
			`        <pnode name="truce*"></pnode>`, `        <pnode name="cease fire"></pnode>`, `        <pnode name="US" score="2.5"></pnode>`, `        <pnode name="*ful"></pnode>`,
			`        <pnode name="no"></pnode>`, `        <pnode name="a_b"></pnode>`, `      </cnode>`, `    </cnode>`, `    <cnode name="war" desc="">`, `      <pnode name="battle"></pnode>`,
			`    </cnode>`, `  </cnode>`, `</dictionary>`)},
	} {
		got, _ := written(t, lex, c.format, Options{Lang: c.lang})
		if got != c.want {
			t.Errorf("%s %s: got\n%s\nwant\n%s", c.format, c.lang, got, c.want)
		}
	}
}

// TestWriteLosses: every trait a format lacks is listed.
func TestWriteLosses(t *testing.T) {
	lex := read1(t, full)
	whole := "title: the format has no place\n"
	rest := "about:\nversion 3:\ncontrast c: the format has no contrasts\ncontrast s: the format has no contrasts\npair p: the format has no pairs\ntopic cyber: the format has no topics\n"
	peace := "label of values.peace:\ndefinition of values.peace:\n"
	lists := "2 entries of values.peace in zh: the format holds one language\n" +
		"exception \"truce or dare\" of values.peace: the format has no exceptions, so more will match\nexception \"和平区\" of values.peace:\n"
	us := `entry "US" of values.peace: written without its case, so more will match` + "\n"
	weight := `entry "US" of values.peace: written without its weight 2.5` + "\n"
	regex := `entry "pe(a|e)ce" of values.peace: left out: the format has no regular expressions` + "\n"
	star := `entry "*ful" of values.peace: left out: the format has the wildcard * at the end of an entry only` + "\n"
	ask := `entry "wom?n" of values.peace: left out: the format has no wildcard ?` + "\n"
	again := `entry "us" of values.peace: left out: without what the format can't hold it stands in the category already` + "\n"
	notes := "id, note or source of 1 entries of values.peace:\n"
	zh := "1 entries of zh in zh:\nframe zh: left out: no entry in en that the format can hold\n"
	for f, want := range map[Format]string{
		Own:        "",
		CSV:        whole + rest + peace,
		Quanteda:   whole + rest + peace + lists + us + weight + regex + again + notes + zh,
		LIWC:       whole + rest + peace + lists + us + weight + regex + star + ask + again + notes + zh,
		Dicx:       whole + rest + peace + lists + us + weight + regex + star + ask + again + notes + zh,
		Lexicoder:  whole + rest + peace + lists + us + weight + regex + star + ask + again + notes + zh,
		WordStat:   whole + rest + peace + lists + us + regex + again + "entry \"a_b\" of values.peace: left out: WordStat would read its _\n" + notes + zh,
		Yoshikoder: rest + "label of values.peace:\n" + lists + "entry \"cease fire\" of values.peace: written, but Yoshikoder matches single words\n" + us + regex + ask + again + notes + zh,
	} {
		_, lost := written(t, lex, f, Options{})
		match(t, string(f), lossList(lost), want)
	}
}

// TestSpell: what stands for itself and what for others, on both sides.
func TestSpell(t *testing.T) {
	for _, c := range []struct {
		match, term string
		format      Format
		want, why   string
	}{
		{lexicon.MatchGlob, `a\*`, Quanteda, "", "the format would take its * for a wildcard"},
		{lexicon.MatchFixed, "a*", LIWC, "", "the format would take its * for a wildcard"},
		{lexicon.MatchFixed, "a?", WordStat, "", "the format would take its ? for a wildcard"},
		{lexicon.MatchFixed, "a?", LIWC, "a?", ""},
		{lexicon.MatchGlob, `a\b\`, Quanteda, `ab\`, ""},
		{lexicon.MatchFixed, `a\b`, Quanteda, `a\b`, ""},
		{lexicon.MatchGlob, "a* b", Dicx, "", "the format has the wildcard * at the end of an entry only"},
		{lexicon.MatchGlob, "a* b", Yoshikoder, "a* b", ""},
		{lexicon.MatchGlob, "a b", WordStat, "a_b", ""},
		{lexicon.MatchGlob, "@a", WordStat, "", "WordStat would read it as a rule"},
		{lexicon.MatchGlob, "+a", Lexicoder, "", "Lexicoder would read it as a category"},
		{lexicon.MatchGlob, "%a", LIWC, "", "LIWC would read it as the end of the terms"},
		{lexicon.MatchGlob, "a\x01", Yoshikoder, "", "it holds a control character"},
	} {
		inf, err := info(c.format)
		if err != nil {
			t.Fatal(err)
		}
		got, why := spell(lexicon.Entry{Term: c.term, Match: c.match}, inf)
		if got != c.want || why != c.why {
			t.Errorf("%s %q in %s: got %q, %q, want %q, %q", c.match, c.term, c.format, got, why, c.want, c.why)
		}
	}
}

func read1(tb testing.TB, yaml string) *lexicon.Lexicon {
	tb.Helper()
	lex, err := lexicon.Parse(strings.NewReader(yaml), "t.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return lex
}

func norms(tb testing.TB) *lexicon.Lexicon {
	tb.Helper()
	raw, err := lexicons.FS.ReadFile("norms.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return read1(tb, string(raw))
}

// exported is a lexicon as text without the lines it was read from.
func exported(lex *lexicon.Lexicon) string {
	var b strings.Builder
	b.WriteString(strings.Join([]string{lex.Name, lex.Version, lex.Title, lex.About}, "|") + "\n" + summary(lex))
	for _, c := range lex.Contrasts {
		fmt.Fprintln(&b, c.Key, c.Label, c.Count, c.Positive, c.Negative, c.Topic)
	}
	for _, p := range lex.Pairs {
		fmt.Fprintln(&b, p.Key, p.Label, p.A, p.B, p.Topic)
	}
	for _, t := range lex.Topics {
		b.WriteString("topic " + summary(&lexicon.Lexicon{Frames: []lexicon.Frame{
			{Key: t.Key, Label: t.Label, Definition: t.Definition, Entries: t.Entries, Except: t.Except}}}))
	}
	return b.String()
}

// TestOwnRoundTrip: frameshift's own format loses nothing, and the second
// writing gives the bytes of the first.
func TestOwnRoundTrip(t *testing.T) {
	for _, lex := range []*lexicon.Lexicon{read1(t, full), norms(t)} {
		once, lost := written(t, lex, Own, Options{})
		if lost != nil {
			t.Error(lost)
		}
		back := read1(t, once)
		if got, want := exported(back), exported(lex); got != want {
			t.Errorf("got\n%.2000s\nwant\n%.2000s", got, want)
		}
		if twice, _ := written(t, back, Own, Options{}); twice != once {
			t.Error("the second writing differs")
		}
	}
}

// TestRoundTrips: own → X → own gives what X said it holds, and X → own → X
// the same bytes.
func TestRoundTrips(t *testing.T) {
	for _, lex := range []*lexicon.Lexicon{read1(t, full), norms(t)} {
		for _, f := range Formats() {
			for _, lang := range []string{"en", "zh"} {
				o := Options{Lang: lang, Name: lex.Name}
				once, _ := written(t, lex, f.Format, o)
				back, lost, err := Read(strings.NewReader(once), f.Format, o)
				if err != nil || len(lost) > 0 {
					t.Errorf("%s %s: what was written reads with losses %v, error %v", f.Format, lang, lossList(lost), err)
					continue
				}
				if got, want := summary(back), summary(held(lex, f, lang)); sorted(got) != sorted(want) {
					t.Errorf("%s %s: got\n%.3000s\nwant\n%.3000s", f.Format, lang, got, want)
				}
				if twice, _ := written(t, back, f.Format, o); twice != once && f.Format != Yoshikoder {
					t.Errorf("%s %s: the second writing differs", f.Format, lang)
				}
			}
		}
	}
}

// held is what a format says it holds of a lexicon, worked out without its code.
func held(lex *lexicon.Lexicon, f Info, lang string) *lexicon.Lexicon {
	out := &lexicon.Lexicon{}
	for _, fr := range lex.Frames {
		if !f.Contrasts {
			fr.Label = ""
		}
		if !f.Contrasts && f.Format != Yoshikoder {
			fr.Definition = ""
		}
		if !f.Except {
			fr.Except = nil
		}
		entries := map[string][]lexicon.Entry{}
		for l, list := range fr.Entries {
			if !f.Languages && l != lang {
				continue
			}
			if kept := heldEntries(list, f, l); len(kept) > 0 {
				entries[l] = kept
			}
		}
		fr.Entries = entries
		if len(entries) > 0 {
			out.Frames = append(out.Frames, fr)
		}
	}
	return out
}

func heldEntries(list []lexicon.Entry, f Info, lang string) (kept []lexicon.Entry) {
	seen := map[string]bool{}
	for _, e := range list {
		star := strings.IndexByte(e.Term, '*')
		switch {
		case e.Match == lexicon.MatchRegex && f.Wildcards != everyKind,
			strings.Contains(e.Term, "?") && (f.Wildcards == starOnly || f.Wildcards == starAtEnd),
			f.Wildcards == starAtEnd && star >= 0 && star < len(e.Term)-1,
			f.Format == WordStat && strings.Contains(e.Term, "_"),
			!f.Case && seen[strings.ToLower(e.Term)]:
			continue
		}
		seen[strings.ToLower(e.Term)] = true
		if !f.Weights {
			e.Weight = 1
		}
		if !f.Case {
			e.Case, e.Match = false, lexicon.MatchGlob
		}
		if !f.Notes {
			e.Note, e.Source, e.ID = "", "", ""
		}
		kept = append(kept, e)
	}
	return kept
}

// sorted orders frames and entries: a table of terms comes back in the order
// of the terms, a tree in that of its branches.
func sorted(summary string) string {
	var out []string
	for _, line := range strings.Split(summary, "\n") {
		head, terms, _ := strings.Cut(line, ":")
		out = append(out, head+":"+strings.Join(ordered(strings.Split(terms, ";")), ";"))
	}
	return strings.Join(ordered(out), "\n")
}

// TestOwnKeepsText: strings that YAML or lexicon.Parse could take for something
// else.
func TestOwnKeepsText(t *testing.T) {
	for _, s := range []string{"plain", " led", "trailed ", "no", "~", "1.0", "a: b", "# a", "a\nb", "a\nb\n", "a\n\n\n", "\na", "  a\n b\n", "a\n\tb", "\t",
		"a\r\nb", "\u2028x", "\x07", "é\u0301", "- a", "{a}", "'q'", "\"q\"", "a \nb", "%", "@", "`", "|\n>", "---", "...\na", "\uFEFFx", strings.Repeat("long ", 100)} {
		lex := read1(t, full)
		lex.About, lex.Title = s, s
		lex.Frames[0].Definition, lex.Frames[0].Label = s, s
		lex.Frames[0].Entries["en"][0].Note = s
		lex.Frames[0].Entries["en"][0].Source = s + "\n"
		text, _ := written(t, lex, Own, Options{})
		back, err := lexicon.Parse(strings.NewReader(text), "t.yaml")
		if err != nil {
			t.Errorf("%q: %v in\n%s", s, err, text)
			continue
		}
		if got, want := exported(back), exported(lex); got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", s, got, want)
		}
	}
}

func TestWriteErrors(t *testing.T) {
	lex := read1(t, full)
	lex.Frames[1].Entries["en"][0].Weight = -1
	if _, err := Write(&bytes.Buffer{}, lex, LIWC, Options{}); err == nil || !strings.Contains(err.Error(), "the lexicon is not valid") {
		t.Error(err)
	}
	zh := read1(t, "name: z\nframes:\n- key: a\n  entries: {zh: [主权]}\n")
	if _, err := Write(&bytes.Buffer{}, zh, WordStat, Options{}); err == nil || !strings.Contains(err.Error(), "no frame has an entry in en") {
		t.Error(err)
	}
	if _, err := Write(broken{}, read1(t, full), LIWC, Options{}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Error(err)
	}
	if _, err := Write(&bytes.Buffer{}, zh, "word", Options{}); err == nil {
		t.Error("an unknown format was written")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

// TestFields: a new field of a lexicon has to be written, or listed as lost,
// before it is named here.
func TestFields(t *testing.T) {
	for value, want := range map[reflect.Type]string{
		reflect.TypeFor[lexicon.Lexicon]():  "Name Version Title About Frames Contrasts Pairs Topics",
		reflect.TypeFor[lexicon.Frame]():    "Key Label Definition Entries Except",
		reflect.TypeFor[lexicon.Topic]():    "Key Label Definition Entries Except",
		reflect.TypeFor[lexicon.Entry]():    "ID Term Weight Match Case Note Source",
		reflect.TypeFor[lexicon.Contrast](): "Key Label Count Positive Negative Topic",
		reflect.TypeFor[lexicon.Side]():     "Frames Pairs",
		reflect.TypeFor[lexicon.Pair]():     "Key Label A B Topic",
	} {
		var names []string
		for _, f := range reflect.VisibleFields(value) {
			if f.IsExported() {
				names = append(names, f.Name)
			}
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%v: got %s, want %s", value, got, want)
		}
	}
}

// TestLabels: a foreign category's name survives the way through frameshift.
func TestLabels(t *testing.T) {
	const dictionary = "Good Words (all):\n  Very Good:\n    - x\n  plain:\n    - w\nother:\n  - z\n"
	lex, _ := read(t, Quanteda, Options{}, dictionary)
	own, _ := written(t, lex, Own, Options{})
	back, lost := written(t, read1(t, own), Quanteda, Options{})
	if back != dictionary || !reflect.DeepEqual(lost, []Loss{{0, "version 1", "the format has no place for it"}}) {
		t.Errorf("got %s, losses %v", back, lost)
	}
}

// TestDocTable: the package's table says what Formats says.
func TestDocTable(t *testing.T) {
	raw, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	yes := func(b bool) string {
		if b {
			return "yes"
		}
		return "no"
	}
	for _, f := range Formats() {
		row := fmt.Sprintf("//\t%-11s %-8s %-5s %-7s %-10s %-6s %-8s %-10s %s\n", f.Format, yes(f.Weights), yes(f.Case),
			yes(f.Except), yes(f.Languages), yes(f.Notes), yes(f.Nesting), yes(f.Contrasts), f.Wildcards)
		if !strings.Contains(string(raw), row) {
			t.Errorf("the table lacks %q", row)
		}
	}
}
