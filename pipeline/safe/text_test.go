package safe

import "testing"

func TestText(t *testing.T) {
	for in, want := range map[string][2]string{
		"plain\n\ttext":        {"plain\n\ttext", "plain  text"},
		"主权 naïve 🌍 ─":         {"主权 naïve 🌍 ─", "主权 naïve 🌍 ─"},
		"\x1b[31mred\x1b[0m":   {`\u001b[31mred\u001b[0m`, " [31mred [0m"},
		"a\u009b31mb\x7fc\rd":  {`a\u009b31mb\u007fc\u000dd`, "a 31mb c d"},
		"gpj.\u202Eexe\u2066x": {`gpj.\u202eexe\u2066x`, "gpj. exe x"},
		"one\u2028two\u0085":   {`one\u2028two\u0085`, "one two "},
		"bad \x9b31m":          {`bad \x9b31m`, "bad \uFFFD31m"},
	} {
		if got := Text(in); got != want[0] {
			t.Errorf("Text(%q): got %q, want %q", in, got, want[0])
		}
		if got := Line(in); got != want[1] {
			t.Errorf("Line(%q): got %q, want %q", in, got, want[1])
		}
	}
}
