package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestTutorial does what docs/tutorial.md says, in one folder from its top to its end:
// blocks without a language are commands, yaml is a file whose first line names it,
// and text is what the commands before it print, with spaces as they come.
func TestTutorial(t *testing.T) {
	page, err := os.ReadFile("../../docs/tutorial.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	script := filepath.Join(dir, "tutorial.txtar")
	writeFile(t, script, []byte(scriptOf(string(page))))
	testscript.Run(t, testscript.Params{Files: []string{script}})
}

var mdBlock = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")

func scriptOf(page string) string {
	var script, files strings.Builder
	for i, m := range mdBlock.FindAllStringSubmatch(page, -1) {
		switch language, body := m[1], m[2]; language {
		case "":
			fmt.Fprintf(&script, "exec bash -eu block-%d\n", i)
			fmt.Fprintf(&files, "-- block-%d --\n%s", i, body)
		case "yaml":
			name, _, _ := strings.Cut(strings.TrimPrefix(body, "# "), "\n")
			fmt.Fprintf(&script, "cp block-%d %s\n", i, name)
			fmt.Fprintf(&files, "-- block-%d --\n%s", i, body)
		case "text":
			for line := range strings.Lines(body) {
				words := strings.Fields(regexp.QuoteMeta(strings.TrimSpace(line)))
				fmt.Fprintf(&script, "stdout '%s'\n", strings.Join(words, ` +`))
			}
		}
	}
	return script.String() + files.String()
}
