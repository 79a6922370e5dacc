package corpus

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// compileLayout checks how documents lie in files: records, fields, group,
// split and documents.
func (r *Reader) compileLayout() error {
	for _, step := range []func() error{r.checkFields, r.checkSheets, r.checkRecords, r.checkGroup, r.compileSplit, r.checkDocuments} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (r *Reader) checkFields() error {
	for _, to := range slices.Sorted(maps.Keys(r.options.Fields)) {
		from := r.options.Fields[to]
		switch {
		case slices.Contains(from, "") || len(from) == 0:
			return fmt.Errorf("fields.%s: name a record field", to)
		case len(from) > 1 && to != "text":
			return fmt.Errorf("fields.%s: one name: only the text can be joined from several fields", to)
		}
	}
	return nil
}

func (r *Reader) checkSheets() error {
	for _, pattern := range r.options.Sheet {
		if !doublestar.ValidatePattern(pattern) {
			return fmt.Errorf("sheet: %q is no name and no pattern", pattern)
		}
	}
	return nil
}

func (r *Reader) checkRecords() error {
	path := r.options.Records
	if path != "" && path != "." && slices.Contains(strings.Split(path, "."), "") {
		return fmt.Errorf("records: %q is no path: write the keys that lead to the list with dots between (data.items), or . for the document itself", path)
	}
	return nil
}

func (r *Reader) checkGroup() error {
	g := r.options.Group
	switch {
	case g.IsZero():
		return nil
	case len(g.By) == 0 || slices.Contains(g.By, ""):
		return fmt.Errorf("group: by: name the fields that the records of one document have in common")
	case len(r.options.Documents) > 0:
		return fmt.Errorf("group: joins records to documents, and documents makes several of each record: keep one")
	}
	return nil
}

func (r *Reader) compileSplit() error {
	if r.options.Split.Pattern == "" {
		return nil
	}
	re, err := regexp.Compile("(?m)" + r.options.Split.Pattern)
	if err != nil {
		return fmt.Errorf("split.pattern: %w", err)
	}
	if re.MatchString("") {
		return fmt.Errorf("split.pattern: %q fits the empty text, and so everywhere: begin it with ^ and a text", r.options.Split.Pattern)
	}
	for _, name := range re.SubexpNames() {
		if name == "text" || name == "id" || name != "" && !columnName.MatchString(name) {
			return fmt.Errorf("split.pattern: can't capture the %s: name another field or column", name)
		}
	}
	r.split = re
	return nil
}

func (r *Reader) checkDocuments() error {
	seen := map[string]bool{}
	for i, part := range r.options.Documents {
		name := part.name()
		at := fmt.Sprintf("documents[%d]", i)
		switch {
		case len(part.Text) == 0 || slices.Contains(part.Text, ""):
			return fmt.Errorf("%s: text: name the record field, or the fields, of the text", at)
		case seen[name]:
			return fmt.Errorf("%s: a second document %s of each record: give one of them another name", at, name)
		}
		seen[name] = true
		for _, fields := range []map[string]string{part.Fields, part.Set} {
			for _, to := range slices.Sorted(maps.Keys(fields)) {
				if to == "text" || to == "id" {
					return fmt.Errorf("%s: can't fill the %s of a part: use text and name", at, to)
				}
			}
		}
	}
	return nil
}

// layoutColumns are the names that the layout gives to columns of the user's own.
func (r *Reader) layoutColumns() (names []string) {
	if r.split != nil {
		for _, name := range r.split.SubexpNames() {
			if name != "" {
				names = append(names, name)
			}
		}
	}
	for _, part := range r.options.Documents {
		names = append(names, slices.Sorted(maps.Keys(part.Fields))...)
		names = append(names, slices.Sorted(maps.Keys(part.Set))...)
	}
	return names
}

// textFields are the record fields in which texts stand.
func (r *Reader) textFields() Names {
	if len(r.options.Documents) == 0 {
		return r.textNames()
	}
	var all Names
	for _, part := range r.options.Documents {
		all = append(all, part.Text...)
	}
	return all
}

// textNames are the record fields that make the text of a record's document.
func (r *Reader) textNames() Names {
	if names, ok := r.options.Fields["text"]; ok {
		return names
	}
	return usualText
}

var usualText = Names{"text"}
