package keys

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write comments.json anew")

// sources are the folders whose structs hold a configuration.
var sources = []string{"..", "../corpus"}

// TestComments: comments.json holds the comments as they stand in the sources.
func TestComments(t *testing.T) {
	all := map[string]string{}
	for _, dir := range sources {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				maps.Copy(all, commentsOf(t, file))
			}
		}
	}
	var want bytes.Buffer
	e := json.NewEncoder(&want)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(all); err != nil { // which sorts the keys
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("comments.json", want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(commentsJSON, want.Bytes()) {
		t.Error("comments.json is not what the sources say: go generate ./pipeline/keys, then go generate ./cmd/frameshift")
	}
}

// commentsOf are the comments of fields with a yaml tag, by package.Type.Field.
func commentsOf(t *testing.T, path string) map[string]string {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	read := ownReaders(file)
	ast.Inspect(file, func(n ast.Node) bool {
		decl, ok := n.(*ast.GenDecl)
		if !ok || decl.Tok != token.TYPE || len(decl.Specs) != 1 {
			return true
		}
		typ := decl.Specs[0].(*ast.TypeSpec)
		name := file.Name.Name + "." + typ.Name.Name
		keyed := false
		if fields, ok := typ.Type.(*ast.StructType); ok {
			keyed = fieldComments(name, fields, out)
		}
		// What a whole configuration or corpus is, its key says.
		if keyed && typ.Name.Name != "Config" && typ.Name.Name != "Options" || read[typ.Name.Name] {
			if doc := paragraphs(decl.Doc.Text()); doc != "" {
				out[name] = doc
			}
		}
		return true
	})
	return out
}

// ownReaders are the types of a file that read themselves from YAML.
func ownReaders(file *ast.File) map[string]bool {
	out := map[string]bool{}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || f.Name.Name != "UnmarshalYAML" {
			continue
		}
		if star, ok := f.Recv.List[0].Type.(*ast.StarExpr); ok {
			out[star.X.(*ast.Ident).Name] = true
		}
	}
	return out
}

func fieldComments(typ string, fields *ast.StructType, out map[string]string) (keyed bool) {
	for _, f := range fields.Fields.List {
		if f.Tag == nil || !strings.Contains(f.Tag.Value, "yaml:") {
			continue
		}
		keyed = true
		doc := f.Doc.Text()
		if doc == "" {
			doc = f.Comment.Text()
		}
		for _, name := range f.Names {
			if doc := paragraphs(doc); doc != "" {
				out[typ+"."+name.Name] = doc
			}
		}
	}
	return keyed
}

// paragraphs are those of a comment, each with its lines joined.
func paragraphs(doc string) string {
	var paragraphs []string
	for p := range strings.SplitSeq(strings.TrimSpace(doc), "\n\n") {
		paragraphs = append(paragraphs, strings.Join(slices.Collect(strings.FieldsSeq(p)), " "))
	}
	return strings.Join(paragraphs, "\n\n")
}
