package objects

import (
	"errors"
	"fmt"
	"strings"

	"github.com/minio/minio-go/v7/pkg/s3utils"
)

// Scheme is how paths into object storage begin.
const Scheme = "s3://"

// Is says whether a path leads into object storage.
func Is(path string) bool { return strings.HasPrefix(path, Scheme) }

// Clean is the one way to write a path: without the slash at its end. It does not touch
// the key otherwise: a//b is another object than a/b.
func Clean(path string) (string, error) {
	bucket, key := split(path)
	if strings.Contains(bucket, "@") { // and not a word of it
		return "", errors.New("credentials do not belong in a path: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	if err := s3utils.CheckValidBucketName(bucket); err != nil {
		return "", fmt.Errorf("%q is no name of a bucket: want s3://bucket/prefix", bucket)
	}
	return strings.TrimSuffix(Scheme+bucket+"/"+key, "/"), nil
}

func split(path string) (bucket, key string) {
	bucket, key, _ = strings.Cut(strings.TrimPrefix(path, Scheme), "/")
	return bucket, key
}

// Join is a path below another.
func Join(dir, name string) string { return strings.TrimSuffix(dir, "/") + "/" + name }

// Parent is the path of what holds another, and of a bucket itself.
func Parent(path string) string {
	if at := strings.LastIndexByte(path, '/'); at > len(Scheme) {
		return path[:at]
	}
	return path
}

// Compare orders keys as the walk of a folder does, which is by the names of the
// entries of each: a slash comes before all else.
func Compare(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return rank(a[i]) - rank(b[i])
		}
	}
	return len(a) - len(b)
}

func rank(c byte) int {
	if c == '/' {
		return -1
	}
	return int(c)
}

// ErrKey is the error of a key that is no path inside a folder.
var ErrKey = errors.New("a key with an empty part, or with . or .. for one: name the object anew")

// fits says whether the rest of a key behind a prefix could be a path in a folder, so
// that no two objects have one.
func fits(rel string) bool {
	for part := range strings.SplitSeq(rel, "/") {
		if part == "" || part == "." || part == ".." || strings.Contains(part, "\x00") {
			return false
		}
	}
	return true
}
