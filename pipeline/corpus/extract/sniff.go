package extract

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
)

// Format is how a document is read.
type Format string

// The formats. Package is any document that is a zip of parts: DOCX, ODT and
// EPUB, told apart when it is read.
const (
	Unknown Format = ""
	HTML    Format = "html"
	PDF     Format = "pdf"
	Package Format = "package"
	RTF     Format = "rtf"
	XML     Format = "xml"
	Mail    Format = "mail"
	Parquet Format = "parquet" // a table, which corpus reads by rows
)

// Binary reports whether a document is no text at all.
func (f Format) Binary() bool { return f == PDF || f == Package || f == Parquet }

// HeadSize is how much of a file Sniff wants to see.
const HeadSize = 1024

// Marks that no text begins with. PDF allows some bytes before its mark.
var marks = []struct {
	format Format
	mark   string
}{
	{PDF, "%PDF-"}, {RTF, `{\rtf`}, {Package, "PK\x03\x04"}, {Parquet, "PAR1\x15"},
}

var (
	htmlStart = regexp.MustCompile(`(?i)^(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html)[\s>]`)
	xmlStart  = regexp.MustCompile(`^<\?xml\s`)
	mailStart = regexp.MustCompile(`(?i)^(?:From \S+ .*\r?\n)?(?:(?:return-path|received|delivered-to|message-id|mime-version|from|date|subject|to):[^\n]*\n(?:[ \t][^\n]*\n)*){3}`)
	mailMark  = regexp.MustCompile(`(?im)^(?:return-path|received|delivered-to|message-id|mime-version):`)
)

// markup are the extensions under which a file without a doctype is a web page or XML.
var markup = map[string]Format{
	".html": HTML, ".htm": HTML, ".shtml": HTML, ".xhtml": HTML, ".php": HTML, ".asp": HTML, ".aspx": HTML, ".jsp": HTML,
	".mhtml": Mail, ".mht": Mail, ".eml": Mail, ".mbox": Mail, ".xml": XML, ".tei": XML,
}

// Sniff tells the format by the first bytes of a file. The extension (with its
// dot, in lower case) decides only between kinds of markup that look alike.
func Sniff(head []byte, extension string) Format {
	head = bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	start := bytes.TrimLeft(head, " \t\r\n")
	for _, m := range marks {
		if bytes.HasPrefix(start, []byte(m.mark)) {
			return m.format
		}
	}
	switch {
	case htmlStart.Match(start):
		return HTML
	case xmlStart.Match(start):
		return XML
	case bytes.Contains(head, []byte("\n%PDF-")):
		return PDF
	case mailStart.Match(start) && mailMark.Match(head):
		return Mail
	}
	if extension == ".parquet" && bytes.HasPrefix(head, []byte("PAR1")) {
		return Parquet
	}
	return byName(head, start, extension)
}

// byName decides where the bytes alone do not: UTF-16, a fragment of a page,
// letters of a mailbox with few headers.
func byName(head, start []byte, extension string) Format {
	named, known := markup[extension]
	tag := bytes.HasPrefix(start, []byte("<"))
	wide := bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF"))
	switch {
	case known && (tag || wide || named != XML):
		return named
	case !known && tag && isDocument(extension) && strings.HasPrefix(http.DetectContentType(start), "text/html"):
		return HTML
	}
	return Unknown
}

// isDocument reports whether a name promises one of the formats: a page saved
// under the name of a PDF is a page.
func isDocument(extension string) bool {
	switch extension {
	case ".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub", ".parquet", ".xml", ".tei":
		return true
	}
	return false
}
