// Command make rewrites the sample corpus: make FOLDER writes statements.jsonl
// and truth.yaml into it. It is run by go generate in package data.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/data/simulate"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: make FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	c, err := simulate.New(simulate.Sample())
	if err != nil {
		return err
	}
	if err := write(filepath.Join(folder, "statements.jsonl"), c, simulate.WriteJSONL); err != nil {
		return err
	}
	return write(filepath.Join(folder, "truth.yaml"), c, simulate.WriteTruth)
}

func write(name string, c *simulate.Corpus, to func(io.Writer, *simulate.Corpus) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := to(f, c); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
