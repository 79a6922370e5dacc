package score

import (
	"reflect"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

var recorded = []*corpus.Document{
	{Text: statement, Lang: "en"},
	{Text: statement, Lang: "en", Offset: 1000, Skip: []lang.Span{{Start: 3, End: 12}}},
	{Text: "统筹发展和安全。发展是第一要务。", Lang: "zh"},
	{Text: "Nothing to be found.", Lang: "en"},
	{Text: "They say “no growth”. \ufeffNever any devel\u00adopment.", Lang: "en", Offset: 7},
	{Lang: "en"},
}

// A document made again from its record is the document, for any options.
func TestRecord(t *testing.T) {
	for _, text := range []Text{TextHits, TextAll, TextNone} {
		s, other := scorer(t, text), scorer(t, text)
		if text == TextAll {
			s, other = stanced(t, CountAll), stanced(t, CountAll)
		}
		for _, d := range recorded {
			want, err := s.Score(d)
			if err != nil {
				t.Fatal(err)
			}
			record := s.AppendRecord(nil)
			got, err := other.Recall(d, record)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %v\ngot  %+v\nwant %+v", text, err, got, want)
			}
			for n := range record {
				if _, err := other.Recall(d, record[:n]); err == nil {
					t.Errorf("%s: %d of %d bytes are taken for a record", text, n, len(record))
				}
			}
		}
	}
}

func TestRecordWithinTopic(t *testing.T) {
	lex, err := lexicon.Parse(strings.NewReader("name: t\nframes:\n- {key: a, entries: {en: [one, two]}}\ntopics:\n- {key: n, entries: {en: [net]}}\n"), "t.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := lexicon.Compile(lex, lexicon.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, topic := range []string{"", "n"} {
		s := New(m, token.NewVocabulary(), Options{Topic: topic})
		d := &corpus.Document{Text: "One net. Two fish. One and two.", Lang: "en"}
		want, err := s.Score(d)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Recall(d, s.AppendRecord(nil))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("topic %q: %v\ngot  %+v\nwant %+v", topic, err, got, want)
		}
	}
}

// Whatever is taken for a record, the scorer says no or makes some document.
func FuzzRecall(f *testing.F) {
	s := stanced(f, CountAll)
	for _, d := range recorded {
		if _, err := s.Score(d); err != nil {
			f.Fatal(err)
		}
		f.Add(d.Text, s.AppendRecord(nil))
	}
	f.Fuzz(func(t *testing.T, text string, record []byte) {
		s.Recall(&corpus.Document{Text: text, Lang: "en"}, record)
	})
}

func BenchmarkRecall(b *testing.B) {
	s := scorer(b, TextHits)
	d := &corpus.Document{Text: strings.Repeat(statement+" ", 200), Lang: "en"}
	if _, err := s.Score(d); err != nil {
		b.Fatal(err)
	}
	record := s.AppendRecord(nil)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		if _, err := s.Recall(d, record); err != nil {
			b.Fatal(err)
		}
	}
}
