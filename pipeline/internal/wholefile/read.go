// Package wholefile reads small files, of which people give the names, whole
// and to a limit.
package wholefile

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// Read reads a file of up to limit bytes. Pipes and devices are refused: they
// may never end, or never begin.
func Read(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", path, notFile(info))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) > limit {
		return nil, fmt.Errorf("%s: larger than %d MiB, the most that is read: is it the right file?", path, limit>>20)
	}
	return raw, nil
}

func notFile(info os.FileInfo) error {
	if info.IsDir() {
		return errors.New("a folder, where a file is wanted")
	}
	return errors.New("a pipe or a device, where a file is wanted: save it as a file first")
}
