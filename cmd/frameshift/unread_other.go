//go:build !unix

package main

import (
	"io"
	"os"
)

func hangups() []os.Signal { return []os.Signal{os.Interrupt} }

func surviveUnread() (stop func()) { return func() {} }

// onUnread is told by writes that fail, where no system call tells before.
func onUnread(io.Writer, func()) (stop func()) { return func() {} }
