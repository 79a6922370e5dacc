package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestListBlocks: a list that is held and one in a file, whoever has written it, tell the
// same units, wherever a stretch begins and ends.
func TestListBlocks(t *testing.T) {
	walked, err := newContents("")
	if err != nil {
		t.Fatal(err)
	}
	var units []Unit
	var lines []byte
	for i := range 2*listStep + 1 {
		u := Unit{fmt.Sprintf("in/%d/%d.txt", i/100, i), int64(i % 77)}
		if i%10 == 0 {
			u.Source = fmt.Sprintf("in/tab\t%d.txt", i)
		}
		units = append(units, u)
		walked.add(u, 0)
		lines = u.Append(lines, i+1)
	}
	if err := walked.close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "list.txt")
	other := strings.Replace(string(lines), "\tin/0/3.txt\t", "\t\"in/0/3.txt\"\t", 1) // longer, and the same
	if err := os.WriteFile(path, []byte(strings.TrimSuffix(other, "\n")), 0o666); err != nil {
		t.Fatal(err)
	}
	read, err := ReadContents(path)
	if err != nil {
		t.Fatal(err)
	}
	if read.Sum != walked.Sum || read.Units != len(units) {
		t.Errorf("%d units of another sum", read.Units)
	}
	for _, cut := range [][2]int{{0, 1}, {0, 0}, {5, 9}, {listStep - 1, listStep + 1}, {listStep, 2 * listStep}, {3, 2*listStep + 1}, {2 * listStep, 2*listStep + 1}} {
		for name, c := range map[string]*Contents{"held": walked, "in a file": read} {
			got, err := c.listed.units(cut[0], cut[1])
			if err != nil || !slices.Equal(got, units[cut[0]:cut[1]]) {
				t.Errorf("%s, %v: %d units, %v", name, cut, len(got), err)
			}
		}
	}
	if err := os.Truncate(path, 100); err != nil {
		t.Fatal(err)
	}
	if _, err := read.listed.units(2000, 2010); err == nil || !strings.Contains(err.Error(), "shorter") {
		t.Errorf("a list that was cut: %v", err)
	}
}
