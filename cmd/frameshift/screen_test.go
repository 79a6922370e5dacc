package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

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

// A command that is silent is seen to be at work, and the line goes before it speaks.
func TestWorking(t *testing.T) {
	var terminal bytes.Buffer
	line := &working{w: &terminal}
	out := &screen{w: &terminal, working: line}
	if !line.show("frameshift report", 2*time.Second) {
		t.Error("a silent command shows nothing")
	}
	if got := terminal.String(); got != "\rframeshift report: at work, 2 s " {
		t.Errorf("%q", got)
	}
	terminal.Reset()
	fmt.Fprintln(out, "done")
	if got := terminal.String(); got != "\r\x1b[Kdone\n" {
		t.Errorf("%q", got)
	}
	if line.show("frameshift report", 3*time.Second) {
		t.Error("the line comes back after the command has spoken")
	}
}

// Blocks of columns never exceed the line while a column alone fits it, hold every
// column once, and give no column more than it can use.
func TestBlocks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		columns := make([]column, 1+random.IntN(12))
		for i := range columns {
			least := 1 + random.IntN(20)
			columns[i] = column{natural: least + random.IntN(40), least: least}
		}
		width := 22 + random.IntN(120)
		parts, widths := blocks(columns, width)
		next := 0
		for _, part := range parts {
			used := 0
			for _, i := range part {
				if i != next || widths[i] < columns[i].least || widths[i] > columns[i].natural {
					t.Fatalf("column %d of %v has %d of %d in %v", i, columns, widths[i], width, parts)
				}
				next++
				used += widths[i] + padding
			}
			if used > width {
				t.Fatalf("%v of %v take %d of %d", part, columns, used, width)
			}
		}
		if next != len(columns) {
			t.Fatalf("%v leaves columns out of %v", parts, columns)
		}
	}
}

func TestIsNumber(t *testing.T) {
	for s, want := range map[string]bool{
		"1,234": true, "-0.5": true, "−3.2e-05": true, "2019-03-05": true, "12 %": true, "[0.1, 0.2]": true,
		"": false, "position": false, "a 1": false, "--": false,
	} {
		if isNumber(s) != want {
			t.Errorf("%q is a number: %v", s, !want)
		}
	}
}
