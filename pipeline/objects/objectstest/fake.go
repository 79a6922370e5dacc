// Package objectstest has storage to test with: a fake for what no server does when
// asked, such as keys that no file system has, and a real server.
package objectstest

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Bucket is the one bucket of a Fake.
const Bucket = "bucket"

// Fake answers as S3 does, as far as package objects asks.
type Fake struct {
	mu      sync.Mutex
	objects map[string]string
	gets    []string

	// Cut, if not nil, says after how many bytes an answer of that many breaks off.
	Cut func(key string, size int) int
	// Refuse, if not nil, is the code with which a request for a key is refused, or empty.
	Refuse func(key string) string
	// Distance is how long a request is under way.
	Distance time.Duration
	// Page is how many keys a list has at most.
	Page int
}

// New starts a Fake and names it in the environment.
func New(t testing.TB, objects map[string]string) *Fake {
	f := &Fake{objects: objects, Page: 1000}
	s := httptest.NewServer(f)
	t.Cleanup(s.Close)
	environment(t, s.URL)
	return f
}

// The credentials of all tests.
const accessKey, secretKey = "frameshift", "a-secret-that-nobody-prints"

func environment(t testing.TB, endpoint string) {
	for key, value := range map[string]string{
		"AWS_ENDPOINT_URL": endpoint, "AWS_ENDPOINT_URL_S3": "", "AWS_REGION": "us-east-1", "AWS_SESSION_TOKEN": "",
		"AWS_ACCESS_KEY_ID": accessKey, "AWS_SECRET_ACCESS_KEY": secretKey,
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_SHARED_CREDENTIALS_FILE": "none", "AWS_CONFIG_FILE": "none",
	} {
		t.Setenv(key, value)
	}
}

// Put puts an object there, or takes it away where there are no bytes.
func (f *Fake) Put(key, data string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.objects[key] = data; data == "" {
		delete(f.objects, key)
	}
}

// Gets are the keys that were asked for, sorted.
func (f *Fake) Gets() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Sorted(slices.Values(f.gets))
}

func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	time.Sleep(f.Distance)
	f.mu.Lock()
	defer f.mu.Unlock()
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch {
	case bucket != Bucket:
		refuse(w, http.StatusNotFound, "NoSuchBucket")
	case f.Refuse != nil && f.Refuse(key) != "":
		refuse(w, http.StatusForbidden, f.Refuse(key))
	case key == "":
		f.list(w, r.URL.Query())
	default:
		f.object(w, r, key)
	}
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	_ = xml.NewEncoder(w).Encode(struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
	}{Code: code})
}

func tag(data string) string {
	sum := md5.Sum([]byte(data))
	return `"` + hex.EncodeToString(sum[:]) + `"`
}

var written = time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)

type content struct {
	Key, ETag, LastModified string
	Size                    int
}

func (f *Fake) list(w http.ResponseWriter, q url.Values) {
	var out struct {
		XMLName               xml.Name `xml:"ListBucketResult"`
		EncodingType          string
		IsTruncated           bool
		NextContinuationToken string
		Contents              []content
	}
	out.EncodingType = "url"
	after, _ := hex.DecodeString(q.Get("continuation-token")) // ours, or empty
	var keys []string
	for key := range f.objects {
		if strings.HasPrefix(key, q.Get("prefix")) && key > string(after) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	most, err := strconv.Atoi(q.Get("max-keys"))
	if err != nil || most > f.Page || most == 0 {
		most = f.Page
	}
	if out.IsTruncated = len(keys) > most; out.IsTruncated {
		keys = keys[:most]
		out.NextContinuationToken = hex.EncodeToString([]byte(keys[most-1]))
	}
	for _, key := range keys {
		data := f.objects[key]
		out.Contents = append(out.Contents, content{url.QueryEscape(key), tag(data), written.Format(time.RFC3339), len(data)})
	}
	w.Header().Set("Content-Type", "application/xml")
	_ = xml.NewEncoder(w).Encode(out)
}

func (f *Fake) object(w http.ResponseWriter, r *http.Request, key string) {
	if r.Method == http.MethodPut {
		w.WriteHeader(http.StatusNotImplemented) // real servers are there for that
		return
	}
	data, ok := f.objects[key]
	if r.Method == http.MethodGet {
		f.gets = append(f.gets, key)
	}
	if !ok {
		refuse(w, http.StatusNotFound, "NoSuchKey")
		return
	}
	w.Header().Set("ETag", tag(data))
	if f.Cut != nil && r.Method == http.MethodGet {
		w = &cutter{w, f.Cut(key, len(data))}
	}
	http.ServeContent(w, r, "", written, bytes.NewReader([]byte(data)))
}

// cutter breaks an answer off.
type cutter struct {
	http.ResponseWriter
	left int
}

func (c *cutter) Write(b []byte) (int, error) {
	if len(b) > c.left {
		n, _ := c.ResponseWriter.Write(b[:c.left])
		c.left = 0
		return n, http.ErrAbortHandler
	}
	c.left -= len(b)
	return c.ResponseWriter.Write(b)
}
