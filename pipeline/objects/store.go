package objects

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// Store is the object storage that the environment names. Its methods may be called
// from any goroutine.
type Store struct {
	ctx      context.Context
	connect  sync.Once
	client   *minio.Core
	endpoint string
	err      error // of connecting

	anonymous bool // no credentials were found, as for a bucket that all may read

	mu     sync.Mutex
	listed map[string][]*Info // by path of the prefix
}

// New is a Store whose requests end with a context. It asks nothing of the storage.
func New(ctx context.Context) *Store { return &Store{ctx: ctx, listed: map[string][]*Info{}} }

// amazon is where buckets are if nobody says otherwise.
const amazon = "https://s3.amazonaws.com"

// roleTimeout is how long a machine has to say whether it has a role.
const roleTimeout = 3 * time.Second

// connections is how many requests are under way at once.
const connections = 64

// storage connects at the first request.
func (s *Store) storage() (*minio.Core, error) {
	s.connect.Do(func() { s.err = s.dial() })
	return s.client, s.err
}

func (s *Store) dial() error {
	at := cmp.Or(os.Getenv("AWS_ENDPOINT_URL_S3"), os.Getenv("AWS_ENDPOINT_URL"), amazon)
	u, err := url.Parse(at)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.User != nil {
		return errors.New("AWS_ENDPOINT_URL: want the address of the storage, such as https://storage.example.org:9000")
	}
	s.endpoint = u.Scheme + "://" + u.Host
	transport, err := minio.DefaultTransport(u.Scheme == "https")
	if err != nil {
		return err
	}
	transport.MaxIdleConnsPerHost = connections
	providers := []credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}}
	if !strings.EqualFold(os.Getenv("AWS_EC2_METADATA_DISABLED"), "true") {
		providers = append(providers, &credentials.IAM{Client: &http.Client{Timeout: roleTimeout}})
	}
	creds := credentials.NewChainCredentials(providers)
	if found, err := creds.GetWithContext(nil); err != nil || found.AccessKeyID == "" { // or each request would look for some again
		s.anonymous, creds = true, credentials.NewStatic("", "", "", credentials.SignatureAnonymous)
	}
	s.client, err = minio.NewCore(u.Host, &minio.Options{
		Creds: creds, Secure: u.Scheme == "https", Transport: transport,
		Region: cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION")),
	})
	return err
}

// Stat says what a path is: an object, or a prefix below which there are some. The
// error of one that is neither is fs.ErrNotExist.
func (s *Store) Stat(path string) (*Info, error) {
	path, err := Clean(path)
	if err != nil {
		return nil, err
	}
	if i, known := s.known(path); known {
		return i, nil
	}
	client, err := s.storage()
	if err != nil {
		return nil, err
	}
	bucket, key := split(path)
	var refused error
	if key != "" {
		o, err := client.StatObject(s.ctx, bucket, key, minio.StatObjectOptions{})
		if err = s.failure(path, err); err == nil {
			return infoOf(o), nil
		} else if IsPassing(err) {
			return nil, err
		} else if !errors.Is(err, fs.ErrNotExist) {
			refused = err // an answer without a body: listing says why
		}
	}
	some := false
	for o := range client.ListObjectsIter(s.ctx, bucket, minio.ListObjectsOptions{Prefix: below(key), Recursive: true, MaxKeys: 1}) {
		if o.Err != nil {
			return nil, s.failure(path, o.Err)
		}
		some = true
		break
	}
	switch {
	case some || key == "" && refused == nil:
		return &Info{Key: key, mode: fs.ModeDir | 0o555}, nil
	case refused != nil:
		return nil, refused
	}
	return nil, &fs.PathError{Op: "stat", Path: path, Err: fs.ErrNotExist}
}

// below is the prefix of what lies in a folder.
func below(key string) string {
	if key == "" {
		return ""
	}
	return key + "/"
}

// known finds an object among those that were listed.
func (s *Store) known(path string) (*Info, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for dir, list := range s.listed {
		if _, inside := strings.CutPrefix(path, dir+"/"); inside {
			_, key := split(path)
			if at, found := slices.BinarySearchFunc(list, key, func(i *Info, key string) int { return Compare(i.Key, key) }); found {
				return list[at], true
			}
		}
	}
	return nil, false
}

// List gives the objects below a prefix in the order of a walk; the same ones each
// time.
func (s *Store) List(path string) ([]*Info, error) {
	path, err := Clean(path)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	list, known := s.listed[path]
	s.mu.Unlock()
	if known {
		return list, nil
	}
	client, err := s.storage()
	if err != nil {
		return nil, err
	}
	bucket, key := split(path)
	prefix := below(key)
	for o := range client.ListObjectsIter(s.ctx, bucket, minio.ListObjectsOptions{Prefix: prefix, Recursive: true}) {
		if o.Err != nil {
			return nil, s.failure(path, o.Err)
		}
		if strings.HasSuffix(o.Key, "/") && o.Size == 0 || o.Key == prefix {
			continue // what stands for a folder
		}
		list = append(list, infoOf(o))
	}
	if err := s.ctx.Err(); err != nil {
		return nil, s.failure(path, err)
	}
	slices.SortFunc(list, func(a, b *Info) int { return Compare(a.Key, b.Key) })
	s.mu.Lock()
	s.listed[path] = list
	s.mu.Unlock()
	return list, nil
}

// Walk tells visit of each object below a prefix, as filepath.WalkDir does; of folders
// it says nothing. The error of a key that no file could have is ErrKey.
func (s *Store) Walk(path string, visit fs.WalkDirFunc) error {
	list, err := s.List(path)
	if err != nil {
		return err
	}
	bucket, key := split(path)
	for _, i := range list {
		var wrong error
		if !fits(strings.TrimPrefix(i.Key, below(key))) {
			wrong = ErrKey
		}
		if err := visit(fmt.Sprintf("%s%s/%s", Scheme, bucket, i.Key), i, wrong); err == fs.SkipAll {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}
