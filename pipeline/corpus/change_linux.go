package corpus

import (
	"io/fs"
	"syscall"
)

func changeOf(info fs.FileInfo) (inode uint64, changed int64, ok bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, false
	}
	return s.Ino, s.Ctim.Nano(), true
}
