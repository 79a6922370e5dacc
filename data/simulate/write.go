package simulate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"go.yaml.in/yaml/v3"
)

// WriteJSONL writes the documents of a corpus, one JSON object a line.
func WriteJSONL(w io.Writer, c *Corpus) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for d := range c.all() {
		if err := enc.Encode(d); err != nil {
			return fmt.Errorf("write document %s: %w", d.ID, err)
		}
	}
	return nil
}

// WriteTruth writes, as YAML, what was planted in a corpus, year by year, and
// what its documents came to hold.
func WriteTruth(w io.Writer, c *Corpus) error {
	var b bytes.Buffer
	b.WriteString("# SYNTHETIC. What was planted in statements.jsonl; made by data/simulate, not by hand.\n" +
		"# A share is of the sentences; logits are natural. Lists by year run from the first year to the last.\n")
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(c.truthFile()); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// truthFile is truth.yaml.
type truthFile struct {
	Seed      uint64       `yaml:"seed"`
	From      int          `yaml:"from"`
	To        int          `yaml:"to"`
	Steps     []stepTruth  `yaml:"steps"`
	Lead      leadTruth    `yaml:"lead"`
	Documents int          `yaml:"documents"`
	Sentences int          `yaml:"sentences"`
	Audiences []audience   `yaml:"audiences"`
	Years     []yearTruth  `yaml:"years"`
	Topic     topicTruth   `yaml:"topic"`
	Frames    []frameTruth `yaml:"frames"`
}

// stepTruth is the one step of a contrast: planted mean log-odds before and after.
type stepTruth struct {
	Contrast string  `yaml:"contrast"`
	Counts   string  `yaml:"counts"`
	Year     int     `yaml:"year"` // the first of the new level
	Before   float64 `yaml:"before"`
	After    float64 `yaml:"after"`
	Size     float64 `yaml:"size"`
}

type leadTruth struct {
	Frame    string         `yaml:"frame"`
	Leader   string         `yaml:"leader"`
	LagYears int            `yaml:"lag_years"`
	Concepts []conceptTruth `yaml:"concepts"`
}

// conceptTruth has the first years in which a concept may be used.
type conceptTruth struct {
	ID     string `yaml:"id"`
	Leader int    `yaml:"leader_from"`
	Others int    `yaml:"others_from"`
}

type audience struct {
	Name      string  `yaml:"name"`
	Documents int     `yaml:"documents_a_year"`
	Gaps      []int   `yaml:"gaps,flow"`
	Chinese   float64 `yaml:"chinese"`
	Offset    float64 `yaml:"offset"`
}

// yearTruth is how a framed sentence of a year takes the sovereignty side.
type yearTruth struct {
	Year        int     `yaml:"year"`
	Logit       float64 `yaml:"logit"`
	P           float64 `yaml:"p"`
	Documents   int     `yaml:"documents"`
	Sentences   int     `yaml:"sentences"`
	Sovereignty int     `yaml:"sovereignty"`
	Development int     `yaml:"development"`
	Pairs       int     `yaml:"pairs"`
	Balance     int     `yaml:"balance"`
}

type topicTruth struct {
	Key  string  `yaml:"key"`
	From float64 `yaml:"share"`
	Rise float64 `yaml:"rise_a_year"`
}

// frameTruth is the course of a frame by language: the planted hits a sentence,
// by year, and the hits that the documents hold.
type frameTruth struct {
	Frame   string        `yaml:"frame"`
	Course  string        `yaml:"course"`
	English languageTruth `yaml:"en"`
	Chinese languageTruth `yaml:"zh"`
}

type languageTruth struct {
	Share []float64 `yaml:"share,flow"`
	Hits  []int     `yaml:"hits,flow"`
	Terms []string  `yaml:"terms,flow"`
}

func (c *Corpus) truthFile() truthFile {
	o, held := c.opt, c.held()
	f := truthFile{Seed: o.Seed, From: o.From, To: o.To, Documents: c.n, Topic: topicTruth{"cyber", o.CyberShare, o.CyberRise}}
	for _, b := range o.Breaks {
		for _, k := range contrasts {
			before, after := c.level(k, o.From, b.Year), c.level(k, b.Year, o.To+1)
			f.Steps = append(f.Steps, stepTruth{k.key, k.about, b.Year, round(before), round(after), round(after - before)})
		}
	}
	f.Lead = leadTruth{Frame: balanceFrame, Leader: o.Leader, LagYears: o.Lag}
	for _, k := range o.Concepts {
		f.Lead.Concepts = append(f.Lead.Concepts, conceptTruth{k.ID, k.From, k.From + o.Lag})
	}
	for _, a := range o.Audiences {
		f.Audiences = append(f.Audiences, audience{a.Name, a.Documents, a.Gaps, a.Chinese, a.Offset})
	}
	for i, y := range c.truth.Years {
		n := held[english.code][i]
		n.add(held[chinese.code][i])
		f.Sentences += n.Sentences
		f.Years = append(f.Years, yearTruth{y.Year, round(y.Logit), round(y.P), y.Documents,
			n.Sentences, n.Sovereignty, n.Development, n.Pairs, n.Balance})
	}
	for k, frame := range Frames {
		f.Frames = append(f.Frames, frameTruth{frame, o.courseOf(frame),
			c.languageTruth(english.code, k, held), c.languageTruth(chinese.code, k, held)})
	}
	return f
}

func (c *Corpus) languageTruth(lang string, frame int, held map[string][]Planted) (t languageTruth) {
	for i, y := range c.truth.Years {
		t.Share = append(t.Share, round(c.expectedIn(y.Year, lang).hits[frame]))
		t.Hits = append(t.Hits, held[lang][i].Hits[frame])
	}
	t.Terms = termsOf(Frames[frame], lang)
	return t
}

// courseOf names the shape of a frame's planted course.
func (o Options) courseOf(frame string) string {
	switch frame {
	case sovereigntyFrame, hegemonismFrame, developmentFrame, securityFrame:
		return "step" // by the side a framed sentence takes, or by the pairs
	case balanceFrame:
		return "adoption"
	}
	for _, c := range o.Courses {
		if c.Frame == frame && c.Rise != 0 {
			return "trend"
		}
	}
	return "flat"
}

// held adds up what the documents of each year hold, by language.
func (c *Corpus) held() map[string][]Planted {
	out := map[string][]Planted{}
	for _, l := range []*language{english, chinese} {
		out[l.code] = make([]Planted, len(c.truth.Years))
	}
	for k := range c.n {
		cl, _ := c.locate(k)
		d := c.At(k)
		out[d.Lang][cl.year-c.opt.From].add(d.Planted)
	}
	return out
}

func (n *Planted) add(m Planted) {
	n.Sentences += m.Sentences
	n.Sovereignty += m.Sovereignty
	n.Development += m.Development
	n.Pairs += m.Pairs
	n.Balance += m.Balance
	n.Cyber += m.Cyber
	for i, h := range m.Hits {
		n.Hits[i] += h
	}
}

// round has four decimals, and no negative zero.
func round(x float64) float64 { return math.Round(x*1e4)/1e4 + 0 }
