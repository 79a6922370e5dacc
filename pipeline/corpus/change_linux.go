package corpus

import (
	"fmt"
	"io/fs"
	"syscall"
	"time"
)

func changeOf(info fs.FileInfo) change {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return change{}
	}
	return change{fmt.Sprintf("%d %d.%d", s.Ino, s.Ctim.Sec, s.Ctim.Nsec), time.Unix(s.Ctim.Unix())}
}
