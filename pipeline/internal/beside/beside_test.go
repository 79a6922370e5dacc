package beside

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestReplace: a marked folder is replaced whole, an unmarked one is left, and a failure
// leaves what was there.
func TestReplace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", "x")
	put := func(name string) func(string) error {
		return func(to string) error {
			return errors.Join(os.WriteFile(filepath.Join(to, "mark"), nil, 0o666), os.WriteFile(filepath.Join(to, name), nil, 0o666))
		}
	}
	for _, name := range []string{"one.parquet", "two.parquet"} {
		if err := Replace(dir, "mark", put(name)); err != nil {
			t.Fatal(err)
		}
	}
	failed := errors.New("failed")
	if err := Replace(dir, "mark", func(string) error { return failed }); !errors.Is(err, failed) {
		t.Errorf("%v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 2 || filepath.Base(left[1]) != "two.parquet" {
		t.Errorf("left: %q", left)
	}
	if err := Replace(dir, "other", put("three")); err == nil {
		t.Error("a folder of something else was replaced")
	}
	mine := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(mine, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := Replace(dir, "mark", put("three.parquet")); err == nil {
		t.Error("a folder with somebody's notes was replaced")
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), ".new-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
