package corpus

import (
	"path"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
)

func baseName(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

// trimExt takes the extension off a path, but never the whole of a name.
func trimExt(p string) string {
	if ext := path.Ext(p); len(ext) < len(baseName(p)) {
		return strings.TrimSuffix(p, ext)
	}
	return p
}

// cleanName makes the name of a file or member valid UTF-8 with forward
// slashes. Archives from Chinese systems often hold names in GBK unmarked.
func cleanName(name string) string {
	if !utf8.ValidString(name) {
		if text, _, err := decodeText([]byte(name), encodingAuto); err == nil {
			name = text
		}
	}
	name = strings.ToValidUTF8(name, "\uFFFD")
	return strings.ReplaceAll(name, `\`, "/")
}

// safePath cleans the path of an archive member and reports whether it stays
// inside the archive.
func safePath(p string) (string, bool) {
	drive := len(p) > 1 && p[1] == ':'
	if p == "" || p[0] == '/' || drive || strings.ContainsRune(p, 0) {
		return p, false
	}
	for part := range strings.SplitSeq(p, "/") {
		if part == ".." {
			return p, false
		}
	}
	return path.Clean(p), true
}

// junk tells what a system or an editor left behind from what someone put there.
func junk(p string) (Reason, bool) {
	base := baseName(p)
	switch {
	case strings.HasPrefix(base, "._"):
		return ReasonResourceFork, true
	case strings.HasSuffix(base, "~"), strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#"): // an editor's copies
		return ReasonHiddenFile, true
	}
	for part := range strings.SplitSeq(p, "/") {
		switch {
		case part == "." || part == "":
		case part[0] == '.', strings.HasPrefix(part, "~$"), leftBehind[strings.ToLower(part)]:
			return ReasonHiddenFile, true
		}
	}
	return "", false
}

// leftBehind are names that macOS, Windows and storage systems give to their own
// files and folders.
var leftBehind = map[string]bool{
	"__macosx": true, "icon\r": true, "thumbs.db": true, "ehthumbs.db": true, "desktop.ini": true, "$recycle.bin": true,
	"system volume information": true, "@eadir": true, "lost+found": true,
}

// globMatch reports whether the glob fits the path or a tail of it that starts
// at a folder; a leading slash ties it to the root.
func globMatch(glob, p string) bool {
	if rooted, ok := strings.CutPrefix(glob, "/"); ok {
		return doublestar.MatchUnvalidated(rooted, p)
	}
	return doublestar.MatchUnvalidated(glob, p) || doublestar.MatchUnvalidated("**/"+glob, p)
}

// excluded says which rule leaves a file out. The label of a folder input
// counts as its first folder, so that one rule serves a folder and its archive.
func (f Files) excluded(label, p string, archive bool) (rule string, out bool) {
	for _, glob := range f.Ignore {
		if globMatch(glob, p) || globMatch(glob, label+"/"+p) {
			return "files.ignore: " + glob, true
		}
	}
	for _, glob := range f.Only {
		if globMatch(glob, p) || globMatch(glob, label+"/"+p) {
			return "", false
		}
	}
	return "no glob of files.only fits", len(f.Only) > 0 && !archive
}
