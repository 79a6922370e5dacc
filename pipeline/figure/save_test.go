package figure

import (
	"bytes"
	"errors"
	"slices"
	"testing"
)

// TestDraw: figures drawn several at a time come in the order of their kinds, and are
// those made one by one.
func TestDraw(t *testing.T) {
	run := open(t, newFixture().write(t))
	kinds := append(names(Kinds()), "none")
	formats := []string{"svg"}
	var got []string
	for d := range run.Draw(kinds, Options{}, formats) {
		got = append(got, d.Kind)
		alone, err := run.Make(d.Kind, Options{})
		if (err == nil) != (d.Err == nil) || err != nil && (err.Error() != d.Err.Error() || errors.Is(err, ErrLacking) != errors.Is(d.Err, ErrLacking)) {
			t.Errorf("%s: %v, alone %v", d.Kind, d.Err, err)
		}
		if err != nil {
			continue
		}
		if err := alone.Render(formats); err != nil {
			t.Fatal(err)
		}
		same := func(a, b file) bool { return a.name == b.name && bytes.Equal(a.content, b.content) }
		if len(d.files) < 4 || !slices.EqualFunc(d.files, alone.files, same) {
			t.Errorf("%s is not as it is alone: %d files, %d", d.Kind, len(d.files), len(alone.files))
		}
	}
	if !slices.Equal(got, kinds) {
		t.Errorf("%q, want %q", got, kinds)
	}
	for d := range run.Draw(kinds, Options{}, formats) { // nobody waits for the others
		if d.Kind != kinds[0] {
			t.Error(d.Kind)
		}
		break
	}
}
