package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

var (
	mdLink    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	mdPath    = regexp.MustCompile("`((?:docs|pipeline|cmd|lexicons|data|bench|notebooks|packaging|\\.ci|\\.github)/[\\w./-]*)`")
	mdFence   = regexp.MustCompile("(?ms)^```.*?^```")
	mdCode    = regexp.MustCompile("`[^`\n]*`")
	mdHeading = regexp.MustCompile(`(?m)^#+ +(.*)$`)
)

// TestLinks: what the pages link to is there, files, headings and the paths that they
// name; addresses elsewhere are not asked.
func TestLinks(t *testing.T) {
	pages := markdownPages(t, "../..")
	links := 0
	for _, page := range pages {
		raw, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		text := mdFence.ReplaceAllString(string(raw), "")
		for _, m := range mdPath.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join("../..", m[1])); err != nil {
				t.Errorf("%s names `%s`, which is not there", page, m[1])
			}
		}
		for _, m := range mdLink.FindAllStringSubmatch(mdCode.ReplaceAllString(text, ""), -1) {
			links++
			if err := checkLink(page, m[1]); err != nil {
				t.Errorf("%s links to %s: %v", page, m[1], err)
			}
		}
	}
	if len(pages) < 20 || links < 40 {
		t.Errorf("%d links on %d pages: these are not all", links, len(pages))
	}
}

func markdownPages(t *testing.T, root string) (pages []string) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "out" || d.Name() == "dist" || d.Name() == "site" || d.Name() == "testdata" || d.Name() == ".extras"):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".md"):
			pages = append(pages, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func checkLink(page, link string) error {
	if strings.Contains(link, "://") || strings.HasPrefix(link, "mailto:") {
		return nil
	}
	file, anchor, _ := strings.Cut(link, "#")
	target := page
	if file != "" {
		target = filepath.Join(filepath.Dir(page), file)
	}
	raw, err := os.ReadFile(target)
	if info, statErr := os.Stat(target); statErr == nil && info.IsDir() {
		return nil
	}
	if err != nil {
		return errors.New("no such file")
	}
	if anchor == "" {
		return nil
	}
	for _, m := range mdHeading.FindAllStringSubmatch(mdFence.ReplaceAllString(string(raw), ""), -1) {
		if slug(m[1]) == anchor {
			return nil
		}
	}
	return errors.New("no such heading")
}

// slug is the anchor of a heading, as GitHub and mkdocs make it of plain words.
func slug(heading string) string {
	heading = strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return '-'
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
	return heading
}
