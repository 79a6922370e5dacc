//go:build !linux

package corpus

import "io/fs"

func changeOf(fs.FileInfo) (inode uint64, changed int64, ok bool) { return 0, 0, false }
