package corpus

import (
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// kind is how a file is read: by its extension, unless its bytes say otherwise (see settleKind).
type kind uint8

const (
	kindUnsupported kind = iota
	kindText
	kindJSON
	kindCSV
	kindXLSX
	kindDocument // has no text of its own: package extract makes one
	kindParquet
	kindZip
	kindTar
	kindGzip // one compressed file, or a tar
	kindZstd
)

var kindByExt = map[string]kind{
	".txt": kindText, ".md": kindText, ".text": kindText, ".markdown": kindText,
	".json": kindJSON, ".jsonl": kindJSON, ".ndjson": kindJSON,
	".csv": kindCSV, ".tsv": kindCSV, ".tab": kindCSV,
	".xlsx": kindXLSX, ".xlsm": kindXLSX,
	".parquet": kindParquet,
	".html":    kindDocument, ".htm": kindDocument, ".shtml": kindDocument, ".xhtml": kindDocument,
	".pdf": kindDocument, ".docx": kindDocument, ".odt": kindDocument, ".rtf": kindDocument, ".epub": kindDocument,
	".xml": kindDocument, ".tei": kindDocument, ".eml": kindDocument,
	".zip": kindZip, ".tar": kindTar,
	".tgz": kindGzip, ".gz": kindGzip, ".tzst": kindZstd, ".zst": kindZstd,
}

func kindOf(name string) kind { return kindByExt[extension(name)] }

func extension(name string) string { return strings.ToLower(path.Ext(name)) }

func (k kind) archive() bool { return k >= kindZip }

// unpackedName is the name of what a compressed file holds: x.tar for x.tgz
// and x.tar.gz, x.txt for x.txt.gz.
func unpackedName(name string) string {
	switch extension(name) {
	case ".tgz", ".tzst":
		return trimExt(name) + ".tar"
	}
	return trimExt(name)
}

// Formats that people have, with what to do about them.
var unsupportedHints = map[string]string{
	".xls": "save it as .xlsx or .csv", ".doc": "save it as .docx or .pdf", ".ppt": "save it as .pdf",
	".7z": "unpack it first", ".rar": "unpack it first",
	".bz2": "unpack it first", ".xz": "unpack it first", ".tbz2": "unpack it first", ".txz": "unpack it first",
}

// pagePart is a file that a browser put beside a web page it saved, in a folder of the
// page's name: what the page looks like and does, not what it says.
var pagePart = regexp.MustCompile(`(?i)^(.+)(?:_files|\.files|_fichiers|-dateien|_archivos|_файлы)/(?:.*/)?[^/]*\.(?:js|css|download|png|gif|jpe?g|svg|ico|webp|avif|woff2?|ttf|eot|map)$`)

// ofPage says whether a file of a folder is such a part: the page is there.
func (p *pass) ofPage(f *file) bool {
	m := pagePart.FindStringSubmatch(f.path)
	return m != nil && p.in.folder && !f.inside && slices.ContainsFunc([]string{".html", ".htm", ".xhtml"}, func(ext string) bool {
		_, err := p.root.stat(filepath.Join(p.in.path, filepath.FromSlash(m[1]+ext)))
		return err == nil
	})
}

func unsupported(name string) *fault {
	ext := extension(name)
	switch hint := unsupportedHints[ext]; {
	case kindByExt[ext] != kindUnsupported:
		return faultf(ReasonUnsupportedFormat, "named %s, but its bytes are no document that is read here", ext)
	case hint != "":
		return faultf(ReasonUnsupportedFormat, "%s is not read: %s", ext, hint)
	case ext == "":
		return faultf(ReasonUnsupportedFormat, "no extension: rename it to .txt if it is a text")
	}
	return faultf(ReasonUnsupportedFormat, "%s is not read", ext)
}
