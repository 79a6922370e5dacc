package safe

import "testing"

func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "@sum": "'@sum", "\tx": "'\tx", "\rx": "'\rx", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-2+3": "'-2+3",
		"-0.5": "-0.5", "+3": "+3", "-1e-9": "-1e-9", "": "", "a=b": "a=b", "主权": "主权", "-": "'-",
	} {
		got := Cell(in)
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
		if FromCell(got) != in {
			t.Errorf("%q comes back as %q", in, FromCell(got))
		}
	}
	if got := FromCell("'tis"); got != "'tis" {
		t.Errorf("got %q: an apostrophe of the text's own stays", got)
	}
}
