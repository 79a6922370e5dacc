// Package data holds what comes with frameshift besides its lexicons: a
// synthetic sample corpus with a known course of framing (sample/, made by
// package simulate), and presets, which say how corpora that people already
// have are laid out (presets/).
package data

import "embed"

// Sample is the name in FS of the documents of the sample, Truth of what was
// planted in them.
const (
	Sample = "sample/statements.jsonl"
	Truth  = "sample/truth.yaml"
)

// FS holds the files under presets/ and sample/, by these names.
//
//go:generate go run ./simulate/make sample
//go:embed presets/*.yaml sample/*
var FS embed.FS
