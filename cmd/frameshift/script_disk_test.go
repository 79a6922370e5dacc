package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

func mayMount() bool {
	dir, err := os.MkdirTemp("", "frameshift-tmpfs-")
	if err != nil {
		return false
	}
	defer os.Remove(dir)
	return runtime.GOOS == "linux" && mountTmpfs(dir, "64k") == nil && unmountTmpfs(dir) == nil
}

func mountTmpfs(dir, size string) error {
	return exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).Run()
}

func unmountTmpfs(dir string) error { return exec.Command("umount", dir).Run() }

func scriptTmpfs(ts *testscript.TestScript, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o777))
	ts.Check(mountTmpfs(dir, args[1]))
	ts.Defer(func() {
		if err := unmountTmpfs(dir); err != nil {
			ts.Logf("unmount %s: %v", dir, err)
		}
	})
}

// scriptSqueeze halves the room again and again, so that the program runs out of it
// early and late.
func scriptSqueeze(ts *testscript.TestScript, args []string) {
	filler, late := filepath.Join(ts.MkAbs(args[0]), "filler"), false
	const page = 4 << 10
	for low, high := 0, 2<<20; high-low > page; {
		room := (low + high) / 2
		ts.Check(fillDisk(filler, room))
		err := ts.Exec(args[2], args[3:]...)
		ts.Check(os.Remove(filler))
		if err == nil {
			high = room
			scriptRemember(ts, args[1:])
			continue
		}
		low = room
		said := ts.ReadFile("stderr")
		exit, ok := err.(*exec.ExitError)
		if !ok || exit.ExitCode() != exitFailed || !strings.Contains(said, "no space left on device") {
			ts.Fatalf("with %d bytes of room: %v\n%s", room, err, said)
		}
		scriptUntouched(ts, args[1:])
		late = late || strings.Contains(said, "msg=writing")
	}
	if !late {
		ts.Fatalf("room never ran out while tables were written")
	}
}

// fillDisk takes all of a disk but the room that is left.
func fillDisk(path string, room int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var size int64
	for block := make([]byte, 64<<10); err == nil; {
		var n int
		n, err = f.Write(block)
		size += int64(n)
	}
	if size < int64(room) {
		return fmt.Errorf("there is no room of %d bytes", room)
	}
	return f.Truncate(size - int64(room))
}
