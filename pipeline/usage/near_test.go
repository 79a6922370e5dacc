package usage

import "testing"

func TestNear(t *testing.T) {
	names := []string{"position", "share", "rate", "values.balance", "values.sovereignty"}
	for _, c := range []struct{ name, want string }{
		{"positon", "position"},
		{"pos", "position"}, // a beginning
		{"rates", "rate"},
		{"raet", "rate"},
		{"balance", "values.balance"}, // the last part
		{"values.soverignty", "values.sovereignty"},
		{"values", "values.balance"}, // the shorter of two beginnings
		{"zebra", ""},
		{"x", ""},
		{"", ""},
	} {
		if got := Near(c.name, names); got != c.want {
			t.Errorf("%q: %q, want %q", c.name, got, c.want)
		}
	}
	if got := Meant("positon", names); got != "did you mean position? " {
		t.Errorf("%q", got)
	}
	if Near("position", nil)+Meant("zebra", names) != "" {
		t.Error("something is like nothing")
	}
}
