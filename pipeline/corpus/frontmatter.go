package corpus

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/pipeline/lang"
)

var markdown = []string{".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"}

// longestFrontMatter bounds what is parsed.
const longestFrontMatter = 64 << 10

// frontMatter makes a record of the YAML between two lines --- with which a
// Markdown file begins, and leaves it out of the text.
func (d *draft) frontMatter() {
	if !slices.Contains(markdown, extension(d.raw.file.path)) {
		return
	}
	start, inside, end := frontMatter(d.text)
	if end == 0 {
		return
	}
	fields := yamlFields(inside)
	if len(fields) == 0 {
		return
	}
	d.record = append(d.record, fields...)
	d.skip = append(d.skip, lang.Span{Start: start, End: end})
}

var (
	reOpens  = regexp.MustCompile(`^(?:\x{FEFF})?---[ \t]*\r?\n`)
	reCloses = regexp.MustCompile(`(?m)^(?:---|\.\.\.)[ \t]*\r?$`)
)

// frontMatter finds the bounds of front matter and what stands between its lines.
func frontMatter(text string) (start int, inside string, end int) {
	open := reOpens.FindString(text)
	if open == "" {
		return 0, "", 0
	}
	head := text[len(open):min(len(text), longestFrontMatter)]
	shut := reCloses.FindStringIndex(head)
	if shut == nil {
		return 0, "", 0
	}
	return strings.Index(text, "---"), head[:shut[0]], len(open) + shut[1]
}

// yamlFields reads a mapping: objects inside it become dotted names, and lists are
// joined with "; ", as in JSON records. Where it is no YAML, as with a colon in a
// title without quotes, its lines of key and value are read.
func yamlFields(text string) []Field {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil || len(doc.Content) == 0 {
		return lineFields(text)
	}
	var out []Field
	addYAML(&out, "", doc.Content[0], 0)
	return out
}

// deepest bounds aliases and nesting.
const deepest = 8

func addYAML(out *[]Field, name string, n *yaml.Node, depth int) {
	if depth > deepest {
		return
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if name != "" {
				key = name + "." + key
			}
			addYAML(out, key, n.Content[i+1], depth+1)
		}
	case yaml.SequenceNode:
		var parts []string
		for _, item := range n.Content {
			if item.Kind == yaml.ScalarNode {
				parts = append(parts, item.Value)
			}
		}
		addField(out, name, strings.Join(parts, "; "))
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			addField(out, name, n.Value)
		}
	}
}

func addField(out *[]Field, name, value string) {
	if _, there := find(*out, name); name != "" && value != "" && !there {
		*out = append(*out, Field{name, value})
	}
}

var reLine = regexp.MustCompile(`(?m)^([A-Za-z_][\w .-]*?)[ \t]*:[ \t]+(.*?)[ \t\r]*$`)

func lineFields(text string) []Field {
	var out []Field
	for _, m := range reLine.FindAllStringSubmatch(text, -1) {
		addField(&out, m[1], strings.Trim(m[2], `"'`))
	}
	return out
}
