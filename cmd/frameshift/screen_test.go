package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/safe"
)

// TestScreen: nothing that steers a terminal gets through, however it is cut
// into writes, and everything else as it is.
func TestScreen(t *testing.T) {
	for in, want := range map[string]string{
		"plain\n\ttext":        "plain\n\ttext",
		"主权 naïve 🌍 ─":         "主权 naïve 🌍 ─",
		"\x1b[31mred\x1b[0m":   `\u001b[31mred\u001b[0m`,
		"a\u009b31mb\x7fc\rd":  `a\u009b31mb\u007fc\u000dd`,
		"gpj.\u202Eexe\u2066x": `gpj.\u202eexe\u2066x`,
		"one\u2028two\u0085":   `one\u2028two\u0085`,
		"bad \x9b31m \xe4\xb8": `bad \x9b31m `, // half a character at the end is none
		"\uFDD0kept\uFDD2":     "kept",
	} {
		for cut := range len(in) + 1 {
			var b bytes.Buffer
			s := newScreen(&b)
			for _, part := range []string{in[:cut], in[cut:]} {
				if n, err := s.Write([]byte(part)); n != len(part) || err != nil {
					t.Fatalf("%q: %d, %v", part, n, err)
				}
			}
			if b.String() != want {
				t.Errorf("%q cut at %d: got %q, want %q", in, cut, b.String(), want)
			}
		}
	}
}

// TestScreenJSON: what goes through a screen as JSON comes back as it was.
func TestScreenJSON(t *testing.T) {
	in := "a\x1b[31m \u009b \u202E \u2028 \u061C主"
	var b bytes.Buffer
	if err := json.NewEncoder(newScreen(&b)).Encode(in); err != nil {
		t.Fatal(err)
	}
	var out string
	if err := json.Unmarshal(b.Bytes(), &out); err != nil || out != in || strings.ContainsFunc(b.String(), safe.Steers) {
		t.Errorf("%q: got %q, %v", b.String(), out, err)
	}
}

// TestScreenTerminal: only a terminal is painted.
func TestScreenTerminal(t *testing.T) {
	var b bytes.Buffer
	s := newScreen(&b)
	s.terminal = true
	s.Write([]byte(string(paintKept) + "x" + string(paintEnd)))
	if b.String() != "\x1b[1;32mx\x1b[0m" {
		t.Errorf("%q", b.String())
	}
	if got := clean("a\x1b[0m\n\t\u202E\uFDD0b"); got != "a [0m   b" {
		t.Errorf("%q", got)
	}
}
