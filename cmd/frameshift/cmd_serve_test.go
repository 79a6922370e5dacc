//go:build unix

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// served is a server with its pipes.
type served struct {
	tasks   *os.File
	answers *bufio.Reader
	unread  func() // closes the end of answers that is read
	ended   chan int
	log     *bytes.Buffer
}

func serveFor(t *testing.T, args ...string) *served {
	t.Helper()
	in, tasks, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	s := &served{tasks: tasks, answers: bufio.NewReader(answers), unread: func() { answers.Close() }, ended: make(chan int, 1), log: &bytes.Buffer{}}
	go func() {
		code := run(t.Context(), append([]string{"serve"}, args...), in, out, s.log)
		out.Close()
		s.ended <- code
	}()
	t.Cleanup(func() { tasks.Close(); answers.Close() })
	return s
}

func (s *served) ask(t *testing.T, lines string) {
	t.Helper()
	if _, err := io.WriteString(s.tasks, lines); err != nil {
		t.Fatal(err)
	}
}

func (s *served) answer(t *testing.T) (a map[string]any) {
	t.Helper()
	line, err := s.answers.ReadBytes('\n')
	if err != nil {
		t.Fatalf("no answer: %v\n%s", err, s.log)
	}
	if err := json.Unmarshal(line, &a); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	return a
}

// ends wants the exit code, within a second.
func (s *served) ends(t *testing.T, want int) {
	t.Helper()
	select {
	case code := <-s.ended:
		if code != want {
			t.Errorf("exit code %d, want %d: %s", code, want, s.log)
		}
	case <-time.After(time.Second):
		t.Error("it has not ended within a second")
	}
}

// TestServeAnswersAtOnce: an engine that waits for an answer before it gives the next
// task gets it, and the end of input is the end.
func TestServeAnswersAtOnce(t *testing.T) {
	dir := t.TempDir()
	s := serveFor(t, "--out", dir)
	for i := range 12 {
		task := fmt.Sprintf("%d/4", 1+i%4)
		s.ask(t, task+"\n")
		if a := s.answer(t); a["task"] != task || a["part"] != filepath.Join(dir, fmt.Sprintf("00%d-of-004.part", 1+i%4)) {
			t.Errorf("task %s: %v", task, a)
		}
	}
	s.tasks.Close()
	s.ends(t, exitDone)
}

// TestServeAfterEnd: tasks that were given before the end of input are done after it.
func TestServeAfterEnd(t *testing.T) {
	s := serveFor(t, "--out", t.TempDir())
	s.ask(t, strings.Repeat("1/3\n2/3\nnone\n", 5)+"3/3")
	s.tasks.Close()
	for i := range 16 {
		want := []string{"1/3", "2/3", "none"}[i%3]
		if i == 15 {
			want = "3/3"
		}
		if a := s.answer(t); a["task"] != want || (a["error"] != nil) != (want == "none") {
			t.Errorf("answer %d: %v, want that of %s", i, a, want)
		}
	}
	s.ends(t, exitDone)
}

// TestServeUnread: when the engine is gone the task in work is given up, and nothing of
// it is left.
func TestServeUnread(t *testing.T) {
	var records bytes.Buffer
	for n := range 4000 {
		fmt.Fprintf(&records, `{"id":"%d","date":"2019-03-05","lang":"en","text":"%s"}`+"\n", n, strings.Repeat("We respect sovereignty and want development. ", 100))
	}
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "long.jsonl"), records.Bytes())
	for name, closing := range map[string]func(*served){
		"gone":      func(s *served) { s.tasks.Close(); s.unread() },
		"deaf only": func(s *served) { s.unread() },
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(dir, name)
			s := serveFor(t, "--out", out, filepath.Join(dir, "long.jsonl"))
			s.ask(t, "x\n")
			s.answer(t)
			s.ask(t, "1/1\n2/3\n")
			for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
				if at, _ := filepath.Glob(filepath.Join(out, ".staging-*", "*.part")); len(at) > 0 {
					break
				} else if time.Now().After(deadline) {
					t.Fatal("the task is not begun")
				}
			}
			closing(s)
			s.ends(t, exitFailed)
			if !strings.Contains(s.log.String(), "nobody reads the answers any more") {
				t.Errorf("it says %s", s.log)
			}
			left, err := os.ReadDir(out)
			if err != nil || len(left) != 1 || left[0].Name() != ".lock" {
				t.Errorf("left behind: %v %v", left, err)
			}
		})
	}
}
