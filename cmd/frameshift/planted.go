package main

import (
	"fmt"
	"io"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/data"
	"github.com/frameshift/frameshift/pipeline"
)

// planted is what the summary tells of the truth of the sample.
type planted struct {
	Steps []plantedStep
	Lead  struct {
		Frame, Leader string
		LagYears      int `yaml:"lag_years"`
	}
}

// plantedStep is a step in the position of a contrast, in logits.
type plantedStep struct {
	Contrast            string
	Year                int // the first of the new level
	Size, Before, After float64
}

func readPlanted() (p planted, err error) {
	raw, err := data.FS.ReadFile(data.Truth)
	if err != nil {
		return p, err
	}
	return p, yaml.Unmarshal(raw, &p)
}

// printPlanted says what was planted in the headline of the sample, and beside
// it what the run found.
func printPlanted(w io.Writer, s *pipeline.Summary) error {
	p, err := readPlanted()
	if err != nil {
		return err
	}
	key := s.Headline[0].Of
	i := slices.IndexFunc(p.Steps, func(k plantedStep) bool { return k.Contrast == key })
	if i >= 0 {
		k := p.Steps[i]
		fmt.Fprintf(w, "planted: one step, in %d, from %+.2f to %+.2f (%+.2f)\n", k.Year, k.Before, k.After, k.Size)
	}
	l := p.Lead
	fmt.Fprintf(w, "planted: %s, in %s statements %d years before any other\n", l.Frame, l.Leader, l.LagYears)
	return nil
}
