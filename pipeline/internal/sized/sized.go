// Package sized says how large tests are: some find more the more they try, and CI
// gives them the time that nobody waits for at a desk.
package sized

import "os"

// Full says whether FRAMESHIFT_FULL is set, as it is in CI.
func Full() bool { return os.Getenv("FRAMESHIFT_FULL") != "" }

// Of is full in CI, and quick at a desk.
func Of(full, quick int) int {
	if Full() {
		return full
	}
	return quick
}
