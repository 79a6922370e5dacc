package wholefile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := os.WriteFile(path, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	if raw, err := Read(path, 10); err != nil || string(raw) != "0123456789" {
		t.Errorf("%q, %v: a file as long as the limit is read", raw, err)
	}
	for _, c := range []struct {
		path  string
		limit int64
		want  string
	}{
		{path, 9, "larger than"}, {dir, 10, "a folder"}, {os.DevNull, 10, "a pipe or a device"}, {filepath.Join(dir, "b"), 10, "no such file"},
	} {
		if _, err := Read(c.path, c.limit); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v: want %q in it", c.path, err, c.want)
		}
	}
}
