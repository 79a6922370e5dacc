package validate

import (
	_ "embed"
	"encoding/json"
	"html"
	"strings"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

// page is the sheet as one HTML file that needs nothing else: no network, which its
// policy forbids, and no server. Texts stand in it as data and are shown as text.
func (s *Sheet) page() ([]byte, error) {
	// json escapes <, > and &, so that nothing in a text ends the element.
	data, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return []byte(strings.NewReplacer(
		"{{TITLE}}", html.EscapeString("Coding sheet "+s.Tag+", "+s.Coder),
		"{{CSS}}", pageCSS, "{{JS}}", pageJS, "{{DATA}}", string(data),
	).Replace(pageHTML)), nil
}
