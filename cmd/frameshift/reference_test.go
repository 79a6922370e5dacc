package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

//go:generate go test . -run TestReference -update

// TestReference: the documents are what the program prints.
func TestReference(t *testing.T) {
	for file, args := range map[string][]string{
		"../../docs/configuration.md":       {"config", "reference"},
		"../../docs/frameshift.schema.json": {"config", "schema"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != exitDone {
			t.Fatalf("%q: exit code %d: %s", args, code, &stderr)
		}
		if *updateScripts {
			if err := os.WriteFile(file, stdout.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, stdout.Bytes()) {
			t.Errorf("%s is not what frameshift %s prints (%v): go generate ./pipeline/keys ./cmd/frameshift", file, strings.Join(args, " "), err)
		}
	}
}

// TestDocumented: every key says what it means.
func TestDocumented(t *testing.T) {
	var stdout bytes.Buffer
	if code := run(t.Context(), []string{"config", "reference"}, strings.NewReader(""), &stdout, &stdout); code != exitDone {
		t.Fatal(stdout.String())
	}
	sections := map[string]string{}
	for _, section := range strings.Split(stdout.String(), "\n## ")[1:] {
		for _, key := range strings.Split(section, "\n### ") {
			head, rest, _ := strings.Cut(strings.TrimSpace(key), "\n\n")
			sections[strings.Trim(head, "`")] = rest
		}
	}
	for name, text := range sections {
		_, said, _ := strings.Cut(text, "\n\n")
		at := strings.LastIndexByte(name, '.')
		around := strings.TrimSuffix(strings.TrimSuffix(name[:max(at, 0)], "[]"), ".NAME")
		if said == "" && !strings.Contains(sections[around], name[at+1:]) {
			t.Errorf("%s has no comment in the sources, nor has what it stands in", name)
		}
	}
}
