package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/diffusion"
)

// TestNoClaimBeyondOrder: what diffusion says, in its help, tables, page and output,
// tells an order in time and no more.
func TestNoClaimBeyondOrder(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "diffusion.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	var said bytes.Buffer
	for _, args := range [][]string{
		{"run", "--draws", "100"},
		{"diffusion", "--help"}, {"firsts", "--help"}, {"adoption", "--help"},
		{"diffusion", "--concept", "values.balance", "--dir", "d", "--lead", "audience=regional vs audience=international", "--source", "audience=regional", "--link", "values.balance & values.security"},
		{"firsts", "--concept", "values.balance"}, {"adoption", "d/adoption.parquet", "--x", "exposure_all"},
	} {
		out := &said
		if args[0] == "run" {
			out = new(bytes.Buffer)
		}
		if code := run(t.Context(), args, strings.NewReader(""), out, out); code != exitDone {
			t.Fatalf("%q: exit code %d\n%s", args, code, out)
		}
	}
	for _, spec := range diffusion.Specs() {
		fmt.Fprintln(&said, spec)
	}
	said.Write(page)
	beyond := regexp.MustCompile(`(?i)\b(caus\w+|cause|effect\w*|influenc\w+|impact\w*|leads? to|driv(e|es|en|ing)|driver\w*)\b`)
	if found := beyond.FindAllString(said.String(), -1); len(found) > 0 {
		t.Errorf("%q", found)
	}
}
