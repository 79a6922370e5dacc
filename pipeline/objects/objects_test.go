package objects_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/frameshift/frameshift/pipeline/objects"
	"github.com/frameshift/frameshift/pipeline/objects/objectstest"
)

const root = "s3://" + objectstest.Bucket

func walked(t *testing.T, s *objects.Store, path string) (keys, wrong []string) {
	err := s.Walk(path, func(path string, d fs.DirEntry, err error) error {
		key := strings.TrimPrefix(path, root+"/")
		if err != nil {
			wrong = append(wrong, key)
		} else {
			keys = append(keys, key)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys, wrong
}

// TestWalkOrder: objects come in the order in which the same files do, over pages.
func TestWalkOrder(t *testing.T) {
	dir, random := t.TempDir(), rand.New(rand.NewPCG(1, 2))
	names := []string{"a", "a-", "a.txt", "ab", "a b", "A", "é", "中", "0", "~", "!x", "a\x01", "a\nb", "%2F", "+", "&<"}
	held := map[string]string{"t/": ""}
	for range 300 {
		path := []string{"t"}
		for range 1 + random.IntN(3) {
			path = append(path, names[random.IntN(len(names))])
		}
		file := filepath.Join(dir, filepath.Join(path...))
		if os.MkdirAll(filepath.Dir(file), 0o777) != nil || os.WriteFile(file, []byte("x"), 0o666) != nil {
			continue // a folder is there, or a file in place of one
		}
		held[strings.Join(path, "/")] = "x"
	}
	var want []string
	if err := filepath.WalkDir(filepath.Join(dir, "t"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			want = append(want, filepath.ToSlash(rel))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	objectstest.New(t, held).Page = 7
	got, wrong := walked(t, objects.New(context.Background()), root+"/t/")
	if !slices.Equal(got, want) || len(wrong) > 0 {
		t.Errorf("walked\n%q, wrong %q, want\n%q", got, wrong, want)
	}
}

// TestHostileKeys: no key leads out of its prefix, no two have one path, and what stands
// for a folder is none of its files.
func TestHostileKeys(t *testing.T) {
	held := map[string]string{}
	for _, key := range []string{"t/a.txt", "t/b/c.txt", "t/b", "t//a.txt", "t/b//c.txt", "t/../a.txt", "t/./a.txt", "t/..", "t/x\x00y", "t/full/", "t/\x1b[2J", "t/..a", "t/a..", "u/a.txt", "t"} {
		held[key] = "x"
	}
	held["t/"], held["t/empty/"] = "", ""
	objectstest.New(t, held)
	got, wrong := walked(t, objects.New(context.Background()), root+"/t")
	if want := []string{"t/\x1b[2J", "t/..a", "t/a..", "t/a.txt", "t/b", "t/b/c.txt"}; !slices.Equal(got, want) {
		t.Errorf("walked %q, want %q", got, want)
	}
	slices.Sort(wrong)
	if want := []string{"t/..", "t/../a.txt", "t/./a.txt", "t//a.txt", "t/b//c.txt", "t/full/", "t/x\x00y"}; !slices.Equal(wrong, want) {
		t.Errorf("refused %q, want %q", wrong, want)
	}
}

func TestStat(t *testing.T) {
	objectstest.New(t, map[string]string{"t/a.txt": "abc", "t/b/c": "x", "d/": ""})
	s := objects.New(context.Background())
	for path, want := range map[string]string{
		"": "folder", "/t": "folder", "/t/": "folder", "/t/b": "folder", "/d": "folder",
		"/t/a.txt": "3", "/t/a.tx": "none", "/t/a.txt/x": "none", "/x": "none",
	} {
		i, err := s.Stat(root + path)
		got := "none"
		switch {
		case err == nil && i.IsDir():
			got = "folder"
		case err == nil:
			got = fmt.Sprint(i.Size())
		case !errors.Is(err, fs.ErrNotExist):
			t.Errorf("%s: %v", path, err)
		}
		if got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

// TestOpen: small and large objects are files, read in any way.
func TestOpen(t *testing.T) {
	large := strings.Repeat("0123456789abcdef\n", 300_000)
	objectstest.New(t, map[string]string{"t/large": large, "t/small": "abc", "t/empty": ""})
	s := objects.New(context.Background())
	for key, want := range map[string]string{"large": large, "small": "abc", "empty": ""} {
		f, err := s.Open(root + "/t/" + key)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(f); err != nil || string(got) != want {
			t.Errorf("%s: %d bytes, %v, want %d", key, len(got), err, len(want))
		}
		if err := iotest.TestReader(io.NewSectionReader(f, 0, int64(len(want))), []byte(want)); err != nil && len(want) < 100 {
			t.Errorf("%s: %v", key, err)
		}
		b := make([]byte, min(5, len(want)))
		for _, at := range []int{(len(want) - len(b)) / 2, len(want) - len(b), 0, min(1<<20-2, len(want)-len(b))} {
			if _, err := f.ReadAt(b, int64(at)); err != nil || string(b) != want[at:at+len(b)] {
				t.Errorf("%s at %d: %q, %v", key, at, b, err)
			}
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestBrokenConnections: reading goes on where it broke, but not for ever.
func TestBrokenConnections(t *testing.T) {
	large := strings.Repeat("0123456789abcdef\n", 200_000)
	fake := objectstest.New(t, map[string]string{"t/large": large, "t/small": strings.Repeat("x", 1000)})
	fake.Cut = func(_ string, size int) int { return size / 3 }
	for _, key := range []string{"large", "small"} {
		f, err := objects.New(context.Background()).Open(root + "/t/" + key)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(f); err != nil || key == "large" && string(got) != large {
			t.Errorf("%s: %d bytes, %v", key, len(got), err)
		}
	}
	fake.Cut = func(string, int) int { return 0 }
	for _, key := range []string{"large", "small"} {
		f, err := objects.New(context.Background()).Open(root + "/t/" + key)
		if err == nil {
			_, err = io.ReadAll(f)
		}
		if !objects.IsPassing(err) || !strings.Contains(err.Error(), root+"/t/"+key) {
			t.Errorf("%s: %v, want a failure that names it", key, err)
		}
	}
}

// TestGoneAndChanged: what was listed is read as it was, or not at all.
func TestGoneAndChanged(t *testing.T) {
	fake := objectstest.New(t, map[string]string{"t/gone": "abc", "t/new": "abc", "t/same": "abc"})
	s := objects.New(context.Background())
	if _, err := s.List(root + "/t"); err != nil {
		t.Fatal(err)
	}
	fake.Put("t/gone", "")
	fake.Put("t/new", "abd")
	fake.Put("t/later", "abc")
	for key, want := range map[string]error{"gone": fs.ErrNotExist, "new": objects.ErrChanged, "same": nil, "later": nil} {
		if _, err := s.Open(root + "/t/" + key); !errors.Is(err, want) || objects.IsFailure(err) {
			t.Errorf("%s: %v, want %v", key, err, want)
		}
	}
	if got, _ := walked(t, s, root+"/t"); len(got) != 3 {
		t.Errorf("walked %q, want what was listed", got)
	}
}

// TestAhead: what is opened is what is asked for, whatever was fetched before.
func TestAhead(t *testing.T) {
	held := map[string]string{}
	for i := range 200 {
		held[fmt.Sprintf("t/%03d", i)] = strings.Repeat(fmt.Sprint(i), i*100)
	}
	fake := objectstest.New(t, held)
	s := objects.New(context.Background())
	list, err := s.List(root + "/t")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ahead := s.Ahead(ctx)
	go func() {
		defer ahead.End()
		for i, o := range list {
			if i%10 == 3 {
				continue // is opened all the same
			}
			if err := ahead.Want(root + "/" + o.Key); err != nil {
				return
			}
		}
	}()
	for i, o := range list {
		if i%10 == 7 {
			continue // was wanted
		}
		f, err := ahead.Open(root + "/" + o.Key)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(f); err != nil || string(got) != held[o.Key] {
			t.Fatalf("%s: %d bytes, %v", o.Key, len(got), err)
		}
	}
	if got := fake.Gets(); len(slices.Compact(got)) != len(got) {
		t.Errorf("objects were asked for twice: %q", got)
	}
}

// TestFailures: an error says where, why and what helps, which of them may pass, and
// no secret.
func TestFailures(t *testing.T) {
	fake := objectstest.New(t, map[string]string{"t/a": "x"})
	for _, test := range []struct {
		code, words string
		passing     bool
	}{
		{"AccessDenied", "s3:GetObject", false},
		{"InvalidAccessKeyId", "AWS_ACCESS_KEY_ID", false},
		{"SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY", false},
		{"AuthorizationHeaderMalformed", "AWS_REGION", false},
		{"InvalidObjectState", "restored", false},
	} {
		fake.Refuse = func(string) string { return test.code }
		_, err := objects.New(context.Background()).List(root + "/t")
		if err == nil || !objects.IsFailure(err) || objects.IsPassing(err) != test.passing || !strings.Contains(err.Error(), test.words) || !strings.HasPrefix(err.Error(), root+"/t: ") {
			t.Errorf("%s: %v", test.code, err)
		}
		if err != nil && strings.Contains(err.Error(), os.Getenv("AWS_SECRET_ACCESS_KEY")) {
			t.Errorf("%s: %v has the secret", test.code, err)
		}
	}
	fake.Refuse = nil
	if _, err := objects.New(context.Background()).Stat("s3://other/t"); err == nil || !strings.Contains(err.Error(), "no bucket other") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := objects.New(ctx).List(root + "/t"); !errors.Is(err, context.Canceled) || !objects.IsFailure(err) {
		t.Errorf("%v, want the error of the context", err)
	}
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	fake.Refuse = func(string) string { return "AccessDenied" }
	if _, err := objects.New(context.Background()).List(root + "/t"); err == nil || !strings.Contains(err.Error(), "there are none") {
		t.Error(err)
	}
}

func TestClean(t *testing.T) {
	for path, want := range map[string]string{
		"s3://bucket": "s3://bucket", "s3://bucket/": "s3://bucket", "s3://bucket/a/b/": "s3://bucket/a/b", "s3://bucket/a//": "s3://bucket/a/",
		"s3://": "", "s3:///a": "", "s3://AKIA:secret@bucket/a": "", "s3://Bucket?x/a": "", "s3://..": "",
	} {
		got, err := objects.Clean(path)
		if got != want || (err == nil) != (want != "") || err != nil && strings.Contains(err.Error(), "secret@") {
			t.Errorf("%s: %q, %v, want %q", path, got, err, want)
		}
	}
}
