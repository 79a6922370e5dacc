package pipeline

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/internal/wholefile"
	"github.com/frameshift/frameshift/pipeline/keys"
	"github.com/frameshift/frameshift/pipeline/objects"
)

// CheckConfig says what is wrong with a configuration file, all at once as far as
// it can be told: keys and kinds of values line by line, then what the values say,
// then the files that they name. It returns the effective configuration where
// nothing is.
func CheckConfig(path string) (Config, keys.Problems, error) {
	raw, err := wholefile.Read(path, maxConfig)
	if err != nil {
		return Config{}, nil, fmt.Errorf("read configuration: %w", err)
	}
	if filepath.Ext(path) != ".json" {
		problems, err := keys.Check(raw, Keys())
		if err != nil {
			return Config{}, nil, fmt.Errorf("%s: %w", path, err)
		}
		if len(problems) > 0 {
			return Config{}, problems, nil
		}
	}
	c, err := LoadConfig(path)
	if err != nil {
		return c, nil, err
	}
	var problems keys.Problems
	for _, in := range c.Inputs {
		if objects.Is(in) {
			continue // what is wrong there is told when it is opened
		}
		if _, err := os.Stat(in); err != nil {
			problems = append(problems, keys.Problem{What: fmt.Sprintf("inputs: %s can't be read from here: a path is relative to the folder in which frameshift runs", in)})
		}
	}
	j, err := prepare(c)
	switch {
	case len(problems) > 0:
		return c, problems, nil
	case err != nil:
		return c, keys.Problems{{What: err.Error()}}, nil
	}
	return j.Config, nil, nil
}
