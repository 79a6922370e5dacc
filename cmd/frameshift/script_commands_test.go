package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/frameshift/frameshift/pipeline/store"
)

func scriptExits(ts *testscript.TestScript, args []string) {
	code, err := 0, ts.Exec(args[1], args[2:]...)
	if exit, ok := err.(*exec.ExitError); ok {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	ts.Logf("[stdout]\n%s[stderr]\n%s", beginning(ts.ReadFile("stdout")), beginning(ts.ReadFile("stderr")))
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

func beginning(s string) string { return s[:min(len(s), 4<<10)] }

// remembered is the key of the runs noted in a script.
type remembered struct{}

func runsNoted(ts *testscript.TestScript) map[string]map[string]string {
	return ts.Value(remembered{}).(map[string]map[string]string)
}

func scriptRemember(ts *testscript.TestScript, args []string) {
	runsNoted(ts)[args[0]] = treeOf(ts, ts.MkAbs(args[0]))
}

func scriptUntouched(ts *testscript.TestScript, args []string) {
	if now, then := treeOf(ts, ts.MkAbs(args[0])), runsNoted(ts)[args[0]]; !maps.Equal(now, then) {
		ts.Fatalf("%s holds %v, held %v", args[0], now, then)
	}
}

// treeOf gives every file, link and folder below a folder with its content. Lock
// files and the cache are no part of what is kept.
func treeOf(ts *testscript.TestScript, root string) map[string]string {
	out := map[string]string{}
	ts.Check(filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.Name() == ".lock":
			return err
		case d.Name() == "cache":
			return filepath.SkipDir
		}
		rel, _ := filepath.Rel(root, path)
		var content string
		switch {
		case d.Type()&fs.ModeSymlink != 0:
			content, err = os.Readlink(path)
		case d.Type().IsRegular():
			var raw []byte
			raw, err = os.ReadFile(path)
			content = hexSHA256(raw)
		}
		out[filepath.ToSlash(rel)] = content
		return err
	}))
	return out
}

// scriptRuns finds complete runs only, whose files are as their manifests say.
func scriptRuns(ts *testscript.TestScript, args []string) {
	out := ts.MkAbs(args[0])
	now := treeOf(ts, out)
	for path, content := range runsNoted(ts)[args[0]] {
		if path != "latest" && now[path] != content {
			ts.Fatalf("%s is not what it was", path)
		}
	}
	entries, err := os.ReadDir(filepath.Join(out, "runs"))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		if e.Name() == ".lock" {
			continue
		}
		names = append(names, filepath.Join("runs", e.Name()))
		checkComplete(ts, filepath.Join(out, "runs", e.Name()))
	}
	if fmt.Sprint(len(names)) != args[1] {
		ts.Fatalf("%d runs, want %s: %q", len(names), args[1], names)
	}
	latest, err := store.Latest(out)
	ts.Check(err)
	if rel, _ := filepath.Rel(out, latest); !slices.Contains(names, rel) {
		ts.Fatalf("latest is %s, no run of %q", latest, names)
	}
}

func checkComplete(ts *testscript.TestScript, dir string) {
	m, err := store.ReadManifest(dir)
	ts.Check(err)
	files := treeOf(ts, dir)
	for _, name := range []string{".", store.ManifestName, store.TimingName, store.ChangesName} {
		if _, ok := files[name]; !ok {
			ts.Fatalf("%s has no %s", dir, name)
		}
		delete(files, name)
	}
	delete(files, store.PinName)
	for _, f := range m.Files {
		if files[f.Name] != f.SHA256 {
			ts.Fatalf("%s of %s is not what the manifest says", f.Name, dir)
		}
		delete(files, f.Name)
	}
	if len(files) > 0 || len(m.Rows) == 0 {
		ts.Fatalf("%s: not in the manifest: %v", dir, files)
	}
}

var reRefused = regexp.MustCompile(`it lies in (\S+),`)

func scriptRefused(ts *testscript.TestScript, _ []string) {
	m := reRefused.FindStringSubmatch(ts.ReadFile("stderr"))
	if m == nil {
		ts.Fatalf("no run was refused: %q", ts.ReadFile("stderr"))
	}
	ts.Setenv("RUN", ts.MkAbs(m[1]))
}

func scriptSame(ts *testscript.TestScript, args []string) {
	var trees []map[string]string
	for _, dir := range args[:2] {
		root, err := filepath.EvalSymlinks(ts.MkAbs(dir))
		ts.Check(err)
		files := treeOf(ts, root)
		maps.DeleteFunc(files, func(name, _ string) bool { return name != store.ManifestName && !store.Described(name) })
		trees = append(trees, files)
	}
	for name, content := range trees[0] {
		if trees[1][name] != content {
			ts.Fatalf("%s differs", name)
		}
	}
	if len(trees[0]) != len(trees[1]) || len(trees[0]) < 5 {
		ts.Fatalf("%v\n%v", trees[0], trees[1])
	}
}

// reControl is what can steer a terminal, or the text around it: C0 but line ends,
// DEL and C1, controls of the direction of writing, line separators.
var reControl = regexp.MustCompile(`[\x00-\x09\x0b-\x1f\x7f-\x{9f}\x{61c}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2066}-\x{2069}]`)

func scriptPlain(ts *testscript.TestScript, args []string) {
	text := ts.ReadFile(args[0])
	if at := reControl.FindStringIndex(text); at != nil {
		ts.Fatalf("%s has a control character: %q", args[0], text[max(0, at[0]-40):min(len(text), at[1]+40)])
	}
}

func scriptJSONLines(ts *testscript.TestScript, args []string) {
	text := ts.ReadFile(args[0])
	for line := range strings.Lines(text) {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			ts.Fatalf("%s: no JSON object: %q", args[0], line)
		}
	}
	if text == "" {
		ts.Fatalf("%s is empty", args[0])
	}
}

var (
	reRun  = regexp.MustCompile(`\d{8}T\d{6}Z-[0-9a-f]{8}(-\d+)?`)
	reTime = regexp.MustCompile(`\bin \d+\.\d s\b`)
)

func scriptSteady(ts *testscript.TestScript, args []string) {
	text := reRun.ReplaceAllString(reTime.ReplaceAllString(ts.ReadFile(args[0]), "in TIME"), "RUN")
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o666))
}

func scriptAwait(ts *testscript.TestScript, args []string) {
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		files, err := filepath.Glob(ts.MkAbs(args[0]))
		ts.Check(err)
		for _, f := range files {
			if info, err := os.Stat(f); err == nil && info.Size() > 0 {
				return
			}
		}
	}
	ts.Fatalf("nothing came to %s", args[0])
}

var rePeak = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

func scriptPeak(ts *testscript.TestScript, args []string) {
	var kib, most int64
	m := rePeak.FindStringSubmatch(ts.ReadFile(args[0]))
	if m == nil {
		ts.Fatalf("no VmHWM in %s", args[0])
	}
	fmt.Sscan(m[1], &kib)
	fmt.Sscan(args[1], &most)
	ts.Logf("peak: %d MiB", kib>>10)
	if kib>>10 >= most {
		ts.Fatalf("peak of %d MiB, want less than %d", kib>>10, most)
	}
}

// scriptDamage changes a byte in the middle of every file of a folder.
func scriptDamage(ts *testscript.TestScript, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, e := range entries {
		path := filepath.Join(ts.MkAbs(args[0]), e.Name())
		raw, err := os.ReadFile(path)
		ts.Check(err)
		raw[len(raw)/3] ^= 0xff
		ts.Check(os.WriteFile(path, raw, 0o666))
	}
}
