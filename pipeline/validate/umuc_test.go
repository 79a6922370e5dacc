package validate_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/validate"
)

var update = flag.Bool("update", false, "write the figures of the loop on real codings anew")

// meetings are the months of the meetings in UMUC.
var meetings = map[string]string{
	"SPV.7138": "2014-03", "SPV.7154": "2014-04", "SPV.7165": "2014-04", "SPV.7219": "2014-07", "SPV.7643": "2016-03", "SPV.7658": "2016-03",
}

// speech is one of UMUC: its text put together again, a sentence a paragraph, and the
// bytes of it that were coded as conflict.
type speech struct {
	id, date string
	text     strings.Builder
	conflict [][2]int
	sentence string
}

// umuc reads the speeches of the Security Council whose units were coded by hand
// (discourse-lab/UMUC @a16b781).
func umuc(t *testing.T) (list []*speech) {
	t.Helper()
	dir := os.Getenv("FRAMESHIFT_CHECKS")
	if dir == "" {
		t.Skip("FRAMESHIFT_CHECKS is unset: no codings of UMUC")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "umuc", "main_conflicts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) int { return slices.Index(rows[0], name) }
	file, text, kind, sentence := at("fileid"), at("text_edu"), at("Conflict_Type"), at("speech_sentence_id")
	for _, r := range rows[1:] {
		if n := len(list); n == 0 || list[n-1].id != r[file] {
			list = append(list, &speech{id: r[file], date: meetings[strings.Split(r[file], "_")[2]]})
		}
		s := list[len(list)-1]
		if s.text.Len() > 0 {
			s.text.WriteString(map[bool]string{true: " ", false: "\n\n"}[s.sentence == r[sentence]])
		}
		s.sentence = r[sentence]
		start := s.text.Len()
		s.text.WriteString(strings.Join(strings.Fields(r[text]), " "))
		if r[kind] != "_" {
			s.conflict = append(s.conflict, [2]int{start, s.text.Len()})
		}
	}
	return list
}

// TestUMUC is the whole loop on real codings: a run with a lexicon of conflict, a sample of
// its sentences, the codings of UMUC for coders, and raw and corrected rates beside those
// of all codings. The figures stand in docs/validation.md.
func TestUMUC(t *testing.T) {
	speeches := umuc(t)
	dir := t.TempDir()
	var corpus bytes.Buffer
	for _, s := range speeches {
		if s.date == "" {
			t.Fatalf("%s: no date", s.id)
		}
		json.NewEncoder(&corpus).Encode(map[string]string{"id": s.id, "text": s.text.String(), "date": s.date, "lang": "en", "issuer": "UNSC"})
	}
	path := save(t, filepath.Join(dir, "umuc.jsonl"), corpus.Bytes())
	ran, err := pipeline.Run(t.Context(), pipeline.Config{Inputs: []string{path}, Lexicon: "testdata/conflict.yaml", Out: filepath.Join(dir, "out"), Freq: "month", Draws: 100, Text: "all"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	run, err := result.Open(ran.Dir)
	if err != nil {
		t.Fatal(err)
	}
	inConflict := conflictIn(speeches)
	truth, tokens := trueCounts(t, run, inConflict)
	s, err := validate.Draw(t.Context(), run, validate.Options{Hits: 150, Near: 150, Far: 150, Blocks: 4, Coders: 1, Seed: 1}, reader(t, run))
	if err != nil {
		t.Fatal(err)
	}
	folder := written(t, s)
	codedBy(t, folder, func(k validate.KeyRow, _, _ string) int64 { return inConflict(k.ID, k.Start, k.End) })
	v, err := validate.Load(run, folder)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	scores, err := validate.Score(v)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range scores {
		fmt.Fprintf(&out, "%-24s n %3d, precision %.2f (%.2f–%.2f), recall %.2f (%.2f–%.2f), F1 %.2f, same in all blocks: p %.3f, %.3f\n",
			r.Block, r.N, r.Precision, r.PLow, r.PHigh, r.Recall, r.RLow, r.RHigh, r.F1, r.DiffP, r.DiffR)
	}
	c, err := validate.Correct(v, validate.CorrectOptions{Draws: 10})
	if err != nil {
		t.Fatal(err)
	}
	held, naive := 0, 0
	for _, r := range c.Rows {
		if r.Documents == 0 {
			continue
		}
		month := r.Period.Format("2006-01")
		want := 1000 * truth[month] / tokens[month]
		fmt.Fprintf(&out, "%s raw %.2f (%.2f–%.2f), corrected %.2f (%.2f–%.2f), all codings %.2f, codings %d, %s\n",
			month, r.Raw, r.RawLow, r.RawHigh, r.Corrected, r.Low, r.High, want, r.Codings, r.Warnings)
		if r.Low <= want && want <= r.High {
			held++
		}
		if r.RawLow <= want && want <= r.RawHigh {
			naive++
		}
		if math.Abs(r.Corrected-want) > math.Abs(r.Raw-want) {
			t.Errorf("%s: corrected %.2f is further from %.2f than raw %.2f", month, r.Corrected, want, r.Raw)
		}
	}
	if held < 4 {
		t.Errorf("%d of 4 corrected intervals hold what all codings say (raw %d)", held, naive)
	}
	golden := filepath.Join("testdata", "umuc.txt")
	if *update {
		save(t, golden, []byte(out.String()))
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("figures are\n%swant\n%s", out.String(), want)
	}
}

// conflictIn says whether any unit of a sentence was coded as conflict.
func conflictIn(speeches []*speech) func(id string, start, end int64) int64 {
	by := map[string]*speech{}
	for _, s := range speeches {
		by[s.id] = s
	}
	return func(id string, start, end int64) int64 {
		for _, c := range by[id].conflict {
			if int64(c[0]) < end && int64(c[1]) > start {
				return 1
			}
		}
		return 0
	}
}

// trueCounts are the sentences in conflict and the tokens of each month.
func trueCounts(t *testing.T, run *result.Run, inConflict func(string, int64, int64) int64) (truth, tokens map[string]float64) {
	t.Helper()
	truth, tokens = map[string]float64{}, map[string]float64{}
	month := map[string]string{}
	for d, err := range result.Scan[store.DocumentRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		month[d.ID] = d.Date.Format("2006-01")
		tokens[month[d.ID]] += float64(d.Tokens)
	}
	for r, err := range result.Scan[store.SentenceRow](run) {
		if err != nil {
			t.Fatal(err)
		}
		truth[month[r.ID]] += float64(inConflict(r.ID, r.Start, r.End))
	}
	return truth, tokens
}
