package extract

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"
)

// visitor is called for what stands in a piece of XML, in its order. Elements
// go by their local names.
type visitor struct {
	skip  map[string]bool // elements passed over with all that is in them
	start func(xml.StartElement)
	end   func(name string)
	text  func(path []string, s string)
}

// maxNesting is deeper than any document and shallower than an attack.
const maxNesting = 200

// walk decodes without building a tree. Entities other than those of HTML are
// an error of the decoder, so none can grow.
func (v visitor) walk(data []byte, most int64, out *paragraphs) error {
	d := newXML(data)
	var path []string
	for {
		token, err := d.Token()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("%w: %v", ErrBroken, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if v.skip[t.Name.Local] {
				if err := skipElement(d); err != nil {
					return fmt.Errorf("%w: %v", ErrBroken, err)
				}
				continue
			}
			if path = append(path, t.Name.Local); len(path) > maxNesting {
				return fmt.Errorf("%w: nested deeper than %d", ErrTooLarge, maxNesting)
			}
			if v.start != nil {
				v.start(t)
			}
		case xml.EndElement:
			if v.end != nil {
				v.end(t.Name.Local)
			}
			path = path[:max(0, len(path)-1)]
		case xml.CharData:
			v.text(path, string(t))
		}
		if out != nil && out.size() > most {
			return fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, most)
		}
	}
}

func newXML(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// skipElement passes over an element without the recursion of Decoder.Skip.
func skipElement(d *xml.Decoder) error {
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

func names(list string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(list) {
		set[name] = true
	}
	return set
}

func contains(path []string, name string) bool { return slices.Contains(path, name) }
