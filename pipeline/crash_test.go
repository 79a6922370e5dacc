//go:build unix

package pipeline

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/sized"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Whenever a run is killed, the runs before it are whole, the next one clears up, and
// what the cache has kept changes no byte. FRAMESHIFT_KILLS says how often.
func TestKilled(t *testing.T) {
	p, kills := newProgram(t), sized.Of(6, 4)
	if n, err := strconv.Atoi(os.Getenv("FRAMESHIFT_KILLS")); err == nil {
		kills = n
	}
	p.finish(t)
	whole, met := p.lasts(t), map[string]int{}
	for n, killed := 0, 0; killed < kills; n++ {
		what := p.step(t, filepath.Join(p.out, "cache"))
		if what == "nothing" {
			p.write(t, filepath.Join(p.dir, "1999_0.txt"), p.text())
		}
		stage := p.kill(t, []string{"", "reading", "writing"}[n%3], time.Duration(p.random.Int64N(int64(whole)/2)))
		if met[stage]++; stage != tooLate {
			killed++
		}
		p.check(t)
		if n%5 == 4 || killed == kills {
			p.finish(t)
		}
	}
	t.Logf("killed, by the last line of the log: %v", met)
}

// Whatever the system refuses, a run is published whole or not at all, and one that says
// it is done is right.
func TestRefused(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace: system calls can't be made to fail")
	}
	calls, most := []string{"write", "pwrite64", "fsync", "rename,renameat,renameat2", "symlinkat", "mkdirat", "openat", "flock"}, 1
	if n, err := strconv.Atoi(os.Getenv("FRAMESHIFT_REFUSALS")); err == nil {
		most = n
	}
	p, exits := newProgram(t), map[string]int{}
	p.finish(t)
	for _, call := range calls {
		for when := 1; when <= most; when++ {
			for _, code := range []string{"EIO", "ENOSPC"}[when%2:] {
				p.write(t, filepath.Join(p.dir, "1999_0.txt"), p.text())
				cmd := p.command(strace, "-f", "--seccomp-bpf", "-qq", "-o", os.DevNull, "-e", "trace="+call, "-e", fmt.Sprintf("inject=%s:error=%s:when=%d", call, code, when), p.path)
				said, err := cmd.CombinedOutput()
				if strings.Contains(string(said), "ptrace") {
					t.Skipf("strace may not trace here: %s", said)
				}
				p.check(t)
				if err == nil {
					p.compare(t, call)
					exits["done"]++
					continue
				}
				exits["failed"]++
			}
		}
	}
	p.finish(t)
	t.Logf("system calls refused: %v", exits)
}

// program is the real one, with a corpus that changes.
type program struct {
	history
	path, out, clean string
	config           Config
}

func newProgram(t *testing.T) *program {
	if testing.Short() {
		t.Skip("a process is started and killed many times")
	}
	dir := t.TempDir()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	p := &program{path: path, out: filepath.Join(dir, "out"), clean: filepath.Join(dir, "clean")}
	p.history = history{dir: filepath.Join(dir, "in"), lexicon: filepath.Join(dir, "lex.yaml"), random: rand.New(rand.NewPCG(14, 500)), english: true}
	if err := os.Mkdir(p.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	p.write(t, p.lexicon, lexiconOf(0))
	for range 400 {
		p.add(t)
	}
	p.config = Config{Inputs: []string{p.dir}, Lexicon: p.lexicon, Draws: 100, Corpus: corpus.Options{Path: []string{"{year}_{number}"}}, Out: p.out}
	config := fmt.Sprintf("inputs: [%s]\nlexicon: %s\ndraws: 100\ncorpus: {path: ['{year}_{number}']}\nout: %s\n", p.dir, p.lexicon, p.out)
	p.write(t, filepath.Join(dir, "c.yaml"), config)
	return p
}

// built is the path of the program, which takes longer to link than to run.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(kept, "frameshift")
	if said, err := exec.Command("go", "build", "-o", path, "../cmd/frameshift").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, said)
	}
	return path, nil
})

func (p *program) command(name string, args ...string) *exec.Cmd {
	return exec.Command(name, append(args, "run", "--config", filepath.Join(filepath.Dir(p.out), "c.yaml"))...)
}

// kill starts a run, kills it a while after it has logged that it has come to a stage,
// and says how far it had come by then.
func (p *program) kill(t *testing.T, stage string, after time.Duration) (last string) {
	cmd := p.command(p.path)
	log, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	last = "starting"
	end := func() { time.AfterFunc(after, func() { cmd.Process.Signal(syscall.SIGKILL) }) }
	if stage == "" {
		end()
	}
	for lines := bufio.NewScanner(log); lines.Scan(); {
		_, line, _ := strings.Cut(lines.Text(), "msg=")
		if now, _, _ := strings.Cut(line, " "); now == "reading" || now == "writing" {
			if last = now; now == stage {
				end()
			}
		}
	}
	if cmd.Wait() == nil {
		return tooLate
	}
	return last
}

// tooLate is the stage of a run that was done before it was killed.
const tooLate = "too late"

// lasts is how long a run takes that remembers documents.
func (p *program) lasts(t *testing.T) time.Duration {
	p.write(t, filepath.Join(p.dir, "1999_0.txt"), p.text())
	began := time.Now()
	if err := p.command(p.path).Run(); err != nil {
		t.Fatal(err)
	}
	return time.Since(began)
}

// check says that all runs that can be seen are whole, and latest is one of them.
func (p *program) check(t *testing.T) {
	t.Helper()
	runs, err := filepath.Glob(filepath.Join(p.out, "runs", "2*"))
	if err != nil || len(runs) == 0 {
		t.Fatalf("no run: %v", err)
	}
	latest, err := store.Latest(p.out)
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range append(runs, latest) {
		if err := wholeRun(run); err != nil {
			t.Fatalf("%s: %v", run, err)
		}
	}
	for _, old := range runs[:max(0, len(runs)-3)] { // what has been checked
		if old != latest {
			if err := os.RemoveAll(old); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func wholeRun(dir string) error {
	m, err := store.ReadManifest(dir)
	if err != nil {
		return err
	}
	if len(m.Files) == 0 {
		return errors.New("its manifest names no file")
	}
	for _, f := range m.Files {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != f.SHA256 {
			return fmt.Errorf("%s is not what the manifest says", f.Name)
		}
	}
	return nil
}

// finish lets a run come to its end, and compares it.
func (p *program) finish(t *testing.T) {
	t.Helper()
	if said, err := p.command(p.path).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	p.compare(t, "a run after kills")
	left, err := filepath.Glob(filepath.Join(p.out, "runs", ".staging*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// compare compares the latest run with one that remembers nothing.
func (p *program) compare(t *testing.T, what string) {
	t.Helper()
	latest, err := store.Latest(p.out)
	if err != nil {
		t.Fatal(err)
	}
	m, err := store.ReadManifest(latest)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Quarantined) > 0 { // it says that it could not read something
		return
	}
	c := p.config
	c.Cache, c.Out = cacheOff, p.clean
	clean, err := Run(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := differentFile(t, latest, clean.Dir); diff != "" {
		t.Fatalf("%s: %s is not that of a clean run", what, diff)
	}
	if err := os.RemoveAll(clean.Dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}
