package library

import "testing"

// TestEmbedded: the lexicons that come with the program are not looked at when they are
// loaded, for they are valid.
func TestEmbedded(t *testing.T) {
	for _, name := range Names() {
		l, err := Load(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if err := l.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
