package nightly

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func TestLocked(t *testing.T) {
	out := t.TempDir()
	j := Job{Name: "speeches", Config: pipeline.Config{Out: out, Draws: 100}}
	lock := flock.New(filepath.Join(out, ".nightly-speeches.lock"))
	if err := lock.Lock(); err != nil {
		t.Fatal(err)
	}
	o := Run(context.Background(), j)
	if !errors.Is(o.Err, ErrLocked) || o.Code() != Failed {
		t.Errorf("%v, %d: want the job to be left to who is at it", o.Err, o.Code())
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	if o := Run(context.Background(), j); o.Err != nil || o.Shape == "" {
		t.Errorf("%v, shape %q", o.Err, o.Shape)
	}
}

func TestWorst(t *testing.T) {
	done := Outcome{Summary: &pipeline.Summary{Documents: 1}}
	short := Outcome{Summary: &pipeline.Summary{}}
	wrong := Outcome{Err: usage.Errorf("no such key")}
	failed := Outcome{Err: errors.New("disk")}
	for _, c := range []struct {
		night []Outcome
		want  int
	}{
		{nil, Done}, {[]Outcome{done}, Done}, {[]Outcome{done, short}, Short}, {[]Outcome{wrong, short}, Usage}, {[]Outcome{short, failed, wrong}, Failed},
		{[]Outcome{{Err: &pipeline.NoDocuments{Summary: &pipeline.Summary{}}}}, Short},
	} {
		if got := Worst(c.night); got != c.want {
			t.Errorf("%v: %d, want %d", c.night, got, c.want)
		}
	}
}

// The time of the last success stays while nights fail, whatever the names hold.
func TestMeasuresRemember(t *testing.T) {
	path := filepath.Join(t.TempDir(), "n.prom")
	at := time.UnixMilli(1_700_000_000_500)
	name := "a \"name\"\n{x}"
	for range 3 {
		night := []Outcome{{Name: name, Err: errors.New("disk"), Finished: at.Add(time.Hour)}}
		if _, err := os.Stat(path); err != nil {
			night = []Outcome{{Name: name, Summary: &pipeline.Summary{Documents: 3}, Finished: at}}
		}
		if err := WriteMeasures(path, night); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf(`%s{config="a \"name\"\n{x}"} 1.7000000005e+09`, lastSuccess); !strings.Contains(string(raw), want) {
			t.Errorf("no %s in\n%s", want, raw)
		}
	}
}
