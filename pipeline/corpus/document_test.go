package corpus

import "testing"

// What completion offers and messages name is what Get finds.
func TestFieldNames(t *testing.T) {
	for _, name := range FieldNames() {
		if _, ok := (&Document{}).Get(name); !ok {
			t.Errorf("no field %q", name)
		}
	}
}
