package atomicdir

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
)

func TestPublish(t *testing.T) {
	out := t.TempDir()
	d := made(t, out)
	put(t, d, "sub/file")
	if entries := visible(t, out); len(entries) != 0 {
		t.Fatalf("visible before publication: %q", entries)
	}
	path, err := d.Publish("run", filepath.Join(out, "latest"))
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(out, "runs", "run"); path != want {
		t.Errorf("published as %s, want %s", path, want)
	}
	if _, err := os.Stat(filepath.Join(out, "latest", "sub", "file")); err != nil {
		t.Error(err)
	}
	if target, _ := os.Readlink(filepath.Join(out, "latest")); target != filepath.Join("runs", "run") {
		t.Errorf("latest is %q, want a relative path", target)
	}
	if all := names(t, filepath.Join(out, "runs")); !slices.Equal(all, []string{".lock", "run"}) {
		t.Errorf("left behind: %q", all)
	}
	if err := d.Abort(); err != nil || len(visible(t, out)) != 1 {
		t.Error("want an abort after publication to do nothing")
	}
	if _, err := d.Publish("again", ""); err == nil {
		t.Error("want an error for a second publication")
	}
}

func TestPublishTakesAFreeName(t *testing.T) {
	out := t.TempDir()
	for _, want := range []string{"run", "run-2", "run-3"} {
		path, err := made(t, out).Publish("run", filepath.Join(out, "latest"))
		if err != nil || filepath.Base(path) != want {
			t.Fatalf("%s, %v; want %s", path, err, want)
		}
		if latest, err := Resolve(filepath.Join(out, "latest")); err != nil || latest != path {
			t.Errorf("latest is %s, %v", latest, err)
		}
	}
}

func TestAbort(t *testing.T) {
	out := t.TempDir()
	first, err := made(t, out).Publish("first", filepath.Join(out, "latest"))
	if err != nil {
		t.Fatal(err)
	}
	d := made(t, out)
	put(t, d, "file")
	for range 2 {
		if err := d.Abort(); err != nil {
			t.Fatal(err)
		}
	}
	if all := names(t, filepath.Join(out, "runs")); !slices.Equal(all, []string{".lock", "first"}) {
		t.Errorf("left behind: %q", all)
	}
	if latest, err := Resolve(filepath.Join(out, "latest")); err != nil || latest != first {
		t.Errorf("latest is %s, %v", latest, err)
	}
}

// Many at once: each ends complete, under its own name.
func TestConcurrent(t *testing.T) {
	out := t.TempDir()
	var group sync.WaitGroup
	for i := range 12 {
		group.Go(func() {
			d, err := Create(filepath.Join(out, "runs"))
			if err != nil {
				t.Error(err)
				return
			}
			os.WriteFile(filepath.Join(d.Path(), "file"), []byte(strconv.Itoa(i)), 0o666)
			if i%4 == 3 {
				err = d.Abort()
			} else {
				_, err = d.Publish("run", filepath.Join(out, "latest"))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	runs := visible(t, out)
	if len(runs) != 9 {
		t.Fatalf("%q: want 9 runs", runs)
	}
	seen := map[string]bool{}
	for _, run := range runs {
		raw, err := os.ReadFile(filepath.Join(out, "runs", run, "file"))
		if err != nil || seen[string(raw)] {
			t.Errorf("%s holds %q, %v", run, raw, err)
		}
		seen[string(raw)] = true
	}
}

// A folder whose process was killed is removed by the next Create; one that is
// being filled is not.
func TestStale(t *testing.T) {
	if parent := os.Getenv("ATOMICDIR_DIE_IN"); parent != "" {
		d, err := Create(parent)
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile(filepath.Join(d.Path(), "half"), nil, 0o666)
		os.Exit(9) // no deferred call is run, as after a kill
	}
	out := t.TempDir()
	runs := filepath.Join(out, "runs")
	live := made(t, out)
	put(t, live, "file")
	for range 2 {
		child := exec.Command(os.Args[0], "-test.run=^TestStale$")
		child.Env = append(os.Environ(), "ATOMICDIR_DIE_IN="+runs)
		var exit *exec.ExitError
		if err := child.Run(); !errors.As(err, &exit) || exit.ExitCode() != 9 {
			t.Fatal(err)
		}
	}
	want := []string{".lock", ".staging-1", ".staging-1.lock", ".staging-2", ".staging-2.lock"}
	if all := names(t, runs); !slices.Equal(all, want) {
		t.Fatalf("%q: want the second child to have cleared the first", all)
	}
	next := made(t, out)
	if got := names(t, next.Path()); len(got) != 0 {
		t.Errorf("the new folder holds %q", got)
	}
	if _, err := os.Stat(filepath.Join(live.Path(), "file")); err != nil {
		t.Errorf("the live folder: %v", err)
	}
	if _, err := live.Publish("live", ""); err != nil {
		t.Error(err)
	}
}

// A process can die between any two steps; no remains stand in the way.
func TestRemains(t *testing.T) {
	for name, remains := range map[string][]string{
		"folder without lock": {"runs/.staging-1/half"},
		"lock without folder": {"runs/.staging-4.lock"},
		"both":                {"runs/.staging-2/half", "runs/.staging-2.lock"},
		"half a link":         {".latest.new"},
	} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			for _, file := range remains {
				write(t, filepath.Join(out, file))
			}
			if _, err := made(t, out).Publish("run", filepath.Join(out, "latest")); err != nil {
				t.Fatal(err)
			}
			if all := names(t, filepath.Join(out, "runs")); !slices.Equal(all, []string{".lock", "run"}) {
				t.Errorf("left behind: %q", all)
			}
			if all := names(t, out); !slices.Equal(all, []string{"latest", "runs"}) {
				t.Errorf("left behind: %q", all)
			}
		})
	}
}

func TestLatestWithoutLinks(t *testing.T) {
	symlink = func(string, string) error { return errors.ErrUnsupported }
	defer func() { symlink = os.Symlink }()
	out := t.TempDir()
	for range 2 {
		path, err := made(t, out).Publish("run", filepath.Join(out, "latest"))
		if err != nil {
			t.Fatal(err)
		}
		if latest, err := Resolve(filepath.Join(out, "latest")); err != nil || latest != path {
			t.Errorf("latest is %s, %v; want %s", latest, err, path)
		}
	}
	if raw, _ := os.ReadFile(filepath.Join(out, "latest")); string(raw) != "runs/run-2\n" {
		t.Errorf("latest holds %q", raw)
	}
}

// A folder in the place of the link is the user's: the run is complete and the
// error says what is not.
func TestLatestIsAFolder(t *testing.T) {
	out := t.TempDir()
	write(t, filepath.Join(out, "latest", "mine"))
	path, err := made(t, out).Publish("run", filepath.Join(out, "latest"))
	if err == nil || path == "" {
		t.Fatalf("%q, %v: want a path and an error", path, err)
	}
	if all := names(t, out); !slices.Equal(all, []string{"latest", "runs"}) {
		t.Errorf("left behind: %q", all)
	}
}

func TestCreateUnderAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	write(t, path)
	if _, err := Create(path); err == nil {
		t.Error("want an error")
	}
}

func TestResolveNothing(t *testing.T) {
	if _, err := Resolve(filepath.Join(t.TempDir(), "latest")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func made(t *testing.T, out string) *Dir {
	t.Helper()
	d, err := Create(filepath.Join(out, "runs"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Abort() })
	return d
}

func put(t *testing.T, d *Dir, name string) { t.Helper(); write(t, filepath.Join(d.Path(), name)) }

func write(t *testing.T, path string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte("x"), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// visible lists the runs a user sees.
func visible(t *testing.T, out string) []string {
	t.Helper()
	return slices.DeleteFunc(names(t, filepath.Join(out, "runs")), func(name string) bool { return name[0] == '.' })
}

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}
