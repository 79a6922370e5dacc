//go:build !linux

package growth

import "time"

func timeOf(work func()) time.Duration {
	begun := time.Now()
	work()
	return time.Since(begun)
}
