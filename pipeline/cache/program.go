package cache

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

// Program identifies the program that runs: its version, its commit and how it was
// built. Of one that was built from files that are in no commit nobody can say what is
// in it; its file stands for that.
var Program = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return executable()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %s/%s", info.Main.Path, info.Main.Version, info.GoVersion, runtime.GOOS, runtime.GOARCH)
	known := info.Main.Version != "" && info.Main.Version != "(devel)" && !strings.Contains(info.Main.Version, "+dirty")
	for _, s := range info.Settings {
		fmt.Fprintf(&b, " %s=%s", s.Key, s.Value)
		known = known && (s.Key != "vcs.modified" || s.Value == "false")
	}
	if !known {
		b.WriteString(" " + executable())
	}
	return b.String()
})

// executable is the file of the program, by its size and time.
func executable() string {
	path, err := os.Executable()
	if err != nil {
		return fmt.Sprintf("process %d", os.Getpid()) // no other process has its keys
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Sprintf("process %d", os.Getpid())
	}
	return fmt.Sprintf("%d bytes of %d", info.Size(), info.ModTime().UnixNano())
}
