package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// makeCodings fills in the JSONL sheets of the validation in a folder, as into a folder
// back: what has the word has the frame.
func makeCodings(dir string, _ int) error {
	if err := os.MkdirAll(filepath.Join(dir, "back"), 0o777); err != nil {
		return err
	}
	sheets, err := filepath.Glob(filepath.Join(dir, "sheets", "*.jsonl"))
	if err != nil {
		return err
	}
	for _, path := range sheets {
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var out bytes.Buffer
		for _, line := range bytes.Split(bytes.TrimSpace(raw), []byte("\n")) {
			var v map[string]any
			if err := json.Unmarshal(line, &v); err != nil {
				return err
			}
			text := strings.ToLower(v["sentence"].(string))
			labels := v["labels"].(map[string]any)
			for frame := range labels {
				_, word, _ := strings.Cut(frame, ".")
				labels[frame] = map[bool]int{true: 1}[strings.Contains(text, word[:7])]
			}
			if err := json.NewEncoder(&out).Encode(v); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(dir, "back", filepath.Base(path)), out.Bytes(), 0o666); err != nil {
			return err
		}
	}
	return nil
}
