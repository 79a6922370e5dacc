package report

import (
	"embed"
	"strings"
)

//go:embed js
var scripts embed.FS

// script is the script of the page: its files, one after another, in a scope of
// their own.
var script = func() string {
	var b strings.Builder
	b.WriteString("(function () {\n'use strict';\n")
	for _, part := range []string{"base", "state", "link", "save", "scales", "figure", "many", "map", "terms", "sentences", "context", "start"} {
		text, err := scripts.ReadFile("js/" + part + ".js")
		if err != nil {
			panic(err) // it was built without the file
		}
		b.Write(text)
	}
	b.WriteString("start();\n})();\n")
	return b.String()
}()
