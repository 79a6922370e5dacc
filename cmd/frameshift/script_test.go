package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/cmd/frameshift/internal/garbage"
	"github.com/rogpeppe/go-internal/testscript"
)

var updateScripts = flag.Bool("update", false, "write the scripts' expected outputs anew")

// TestMain lets the scripts start this binary as frameshift.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // runs in this process leave little behind
	testscript.Main(m, map[string]func(){"frameshift": func() {
		garbage.Later()
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		if path := os.Getenv("PEAK_FILE"); path != "" {
			notePeak(path)
		}
		os.Exit(code)
	}})
}

// notePeak writes down the largest resident set this process has had.
func notePeak(path string) {
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		err = os.WriteFile(path, status, 0o666)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

// TestScripts runs testdata/script/*.txtar. Beyond testscript's own, the
// commands are:
//
//	exits CODE PROGRAM [ARG...]   run it, and want that exit code
//	make KIND FILE [N]            make an input that no text archive can hold
//	remember OUT                  note the runs in an output folder
//	untouched OUT                 want those runs, latest and nothing else
//	runs OUT N                    want the remembered runs as they were, N complete runs
//	                              in all, latest to be one of them, and no remains
//	refused                       put the folder of the run that did not become the latest into $RUN
//	same DIR DIR                  want two runs equal to the byte, timing.json and changes.json apart
//	plain FILE                    want no control character but line ends (stdout and stderr count as files)
//	jsonlines FILE                want a JSON object on every line
//	steady FILE COPY              copy, with times and names of runs replaced
//	await GLOB                    wait until a file that fits has something in it
//	tmpfs DIR SIZE                mount a file system of that size
//	squeeze DISK OUT PROGRAM ...  find the least room on it that the program needs; with less
//	                              it has to fail, say why, and leave OUT untouched
//	peak FILE MiB                 want less memory than that used, as noted in $PEAK_FILE
//
// and the conditions are root (permissions stop nobody) and tmpfs (may be mounted).
func TestScripts(t *testing.T) {
	cluster, err := filepath.Abs("../../pipeline/cluster")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *updateScripts,
		Setup: func(e *testscript.Env) error {
			e.Values[remembered{}] = map[string]map[string]string{}
			// A program built with -race would sleep for a second as it ends.
			line := "512" // more than the peak that is allowed
			if os.Getenv("FRAMESHIFT_FULL") != "" {
				line = "2048"
			}
			e.Setenv("LINE_MIB", line)
			e.Setenv("CLUSTER", cluster)
			e.Setenv("GORACE", strings.TrimSpace(os.Getenv("GORACE")+" atexit_sleep_ms=0"))
			return nil
		},
		Condition: scriptCondition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": want(2, scriptExits), "make": want(2, scriptMake), "remember": want(1, scriptRemember),
			"untouched": want(1, scriptUntouched), "runs": want(2, scriptRuns), "same": want(2, scriptSame), "damage": want(1, scriptDamage), "refused": want(0, scriptRefused),
			"plain": want(1, scriptPlain), "jsonlines": want(1, scriptJSONLines), "steady": want(2, scriptSteady),
			"await": want(1, scriptAwait), "tmpfs": want(2, scriptTmpfs), "squeeze": want(3, scriptSqueeze), "peak": want(2, scriptPeak),
		},
	})
}

func want(n int, f func(*testscript.TestScript, []string)) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) < n {
			ts.Fatalf("want %d arguments or more, and no !", n)
		}
		f(ts, args)
	}
}

func scriptCondition(name string) (bool, error) {
	switch name {
	case "root":
		return os.Geteuid() == 0, nil
	case "tmpfs":
		return mayMount(), nil
	}
	return false, fmt.Errorf("unknown condition %q", name)
}

// Every command says how it is used, and what it says works.
func TestExamples(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "series.csv", []byte("value\n"+strings.Repeat("1\n2\n", 6)+strings.Repeat("8\n9\n", 6)))
	writeFile(t, "adoption.csv", []byte("issuer,adopted,exposure_all,tokens,democracy\n"+
		"A,0,0,9,1\nA,1,0.5,8,2\nB,0,0.1,7,1\nB,0,0.2,9,3\nB,1,0.3,6,2\nC,0,0.4,7,1\nC,0,0.6,6,4\nC,1,0.2,9,1\nD,0,0.7,8,1\nD,0,0.9,9,3\n"))
	writeFile(t, "ratings.csv", []byte("unit,a,b\n1,0,0\n2,1,1\n3,1,0\n4,2,2\n"))
	writeFile(t, "statements.csv", []byte("speech,date\n\"We respect sovereignty, and want development.\",2019-03-05\n"))
	if err := os.Mkdir("my-texts", 0o700); err != nil {
		t.Fatal(err)
	}
	writeFile(t, "my-texts/2019-03-05 Aland.txt", []byte("We respect sovereignty."))
	writeFile(t, "mine.yaml", []byte("inputs: [mine.jsonl]\n"))
	writeFile(t, "mine.jsonl", []byte(`{"text": "We respect sovereignty.", "date": "2019-03-05", "audience": "domestic"}`+"\n"))
	writeFile(t, "UNGDC_1946-2024.tgz", mustTarGz(t, map[string]string{"TXT/CHN_26_1971.txt": "We respect sovereignty and want development."}))
	writeFile(t, "charter-en.jsonl", []byte(`{"id": "1.1", "lang": "en", "text": "To maintain international peace and security."}`+"\n"))
	writeFile(t, "charter-fr.jsonl", []byte(`{"id": "1.1", "lang": "fr", "text": "Maintenir la paix et la sécurité internationales."}`+"\n"))
	if code := run(t.Context(), []string{"shard", "1/1", "--out", "parts", "my-texts"}, nil, io.Discard, io.Discard); code != exitDone {
		t.Fatal("no part to merge")
	}
	done := map[string]bool{}
	commands := newRoot().Commands()
	for _, cmd := range commands {
		commands = append(commands, cmd.Commands()...)
	}
	for _, cmd := range commands {
		if cmd.Example == "" {
			t.Errorf("%s has no example", cmd.Name())
		}
		if cmd.Name() == "validate" || cmd.Parent().Name() == "validate" {
			continue // one after the other: see TestValidateExamples
		}
		for line := range strings.Lines(cmd.Example + "\n" + newRoot().Example) {
			if line = strings.TrimSpace(line); line != "" && !done[line] {
				done[line] = true
				checkExample(t, line)
			}
		}
	}
	if len(done) < 16 {
		t.Errorf("only %d examples", len(done))
	}
}

func checkExample(t *testing.T, line string) {
	line, _, _ = strings.Cut(line, " > ")
	var args []string
	for i, part := range strings.Split(line, `"`) { // every second one is quoted
		if i%2 == 1 {
			args = append(args, part)
		} else {
			args = append(args, strings.Fields(part)...)
		}
	}
	for i, a := range args { // the man pages of this machine are not ours to change
		if filepath.IsAbs(a) {
			args[i] = filepath.Join(t.TempDir(), a)
		}
	}
	var stdout, stderr bytes.Buffer
	input := map[string]string{"serve": "1/1\n"}[args[1]]
	code := run(t.Context(), args[1:], strings.NewReader(input), &stdout, &stderr)
	if args[0] != "frameshift" || code != exitDone || stdout.Len() == 0 && args[1] != "man" {
		t.Errorf("%s: exit code %d\n%s", line, code, &stderr)
	}
}

// A run whose context is done leaves nothing, in process as well.
func TestCancelled(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"run"}, strings.NewReader(""), &stdout, &stderr); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(stderr.String(), "interrupted; nothing was written") || stdout.Len() > 0 {
		t.Errorf("%s\n%s", &stdout, &stderr)
	}
	left, err := filepath.Glob("out/runs/*")
	if hidden, _ := filepath.Glob("out/runs/.staging*"); err != nil || len(left)+len(hidden) > 0 && left[0] != "out/runs/.lock" {
		t.Errorf("left behind: %q", left)
	}
}
