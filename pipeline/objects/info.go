package objects

import (
	"io/fs"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// Info is an object as it was listed: an fs.FileInfo and an fs.DirEntry.
type Info struct {
	Key  string
	ETag string // another one when the object has been written anew
	size int64
	time int64 // nanoseconds since 1970
	mode fs.FileMode
}

func infoOf(o minio.ObjectInfo) *Info {
	return &Info{Key: o.Key, ETag: o.ETag, size: o.Size, time: o.LastModified.UnixNano(), mode: 0o444}
}

// Name is the last part of the key.
func (i *Info) Name() string { return i.Key[strings.LastIndexByte(i.Key, '/')+1:] }

// Size is the number of bytes.
func (i *Info) Size() int64 { return i.size }

// Mode is that of a file which can be read, or of a folder.
func (i *Info) Mode() fs.FileMode { return i.mode }

// ModTime is when the object was written.
func (i *Info) ModTime() time.Time { return time.Unix(0, i.time) }

// IsDir says that it is a prefix.
func (i *Info) IsDir() bool { return i.mode.IsDir() }

// Sys is nil.
func (i *Info) Sys() any { return nil }

// Type is that of the mode.
func (i *Info) Type() fs.FileMode { return i.mode.Type() }

// Info is i itself.
func (i *Info) Info() (fs.FileInfo, error) { return i, nil }
