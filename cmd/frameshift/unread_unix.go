//go:build unix

package main

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// hangups are the signals by which a session ends its processes.
func hangups() []os.Signal {
	if signal.Ignored(syscall.SIGHUP) { // as nohup wants it
		return []os.Signal{syscall.SIGTERM}
	}
	return []os.Signal{syscall.SIGTERM, syscall.SIGHUP}
}

// surviveUnread makes a write that nobody will read an error, in place of the end of the
// process.
func surviveUnread() (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGPIPE)
	return func() { signal.Stop(signals) }
}

// look is how often a pipe is asked for its reader, where the system does not tell.
const look = 200 * time.Millisecond

// onUnread calls tell when nobody can read what is written to w, until it is stopped.
func onUnread(w io.Writer, tell func()) (stop func()) {
	f, ok := w.(*os.File)
	if !ok {
		return func() {}
	}
	over := make(chan struct{})
	go func() {
		for {
			select {
			case <-over:
				return
			default:
			}
			fds := []unix.PollFd{{Fd: int32(f.Fd())}}
			_, err := unix.Poll(fds, int(look.Milliseconds()))
			switch {
			case err != nil && !errors.Is(err, unix.EINTR):
				return
			case fds[0].Revents&(unix.POLLERR|unix.POLLHUP) != 0:
				tell()
				return
			}
		}
	}()
	return func() { close(over) }
}
