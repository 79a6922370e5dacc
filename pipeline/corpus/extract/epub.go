package extract

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"strings"
)

// book is the package document of an EPUB.
type book struct {
	Metadata struct {
		Title    []string `xml:"title"`
		Creator  []string `xml:"creator"`
		Language []string `xml:"language"`
		Date     []string `xml:"date"`
	} `xml:"metadata"`
	Items []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		IDRef string `xml:"idref,attr"`
	} `xml:"spine>itemref"`
}

// epub reads the chapters in the order of the spine, without the contents page.
func (p *parts) epub(ctx context.Context) (Document, error) {
	var container struct {
		Roots []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := p.decode("META-INF/container.xml", &container); err != nil {
		return Document{}, err
	}
	if len(container.Roots) == 0 {
		return Document{}, fmt.Errorf("%w: a book without a package document", ErrBroken)
	}
	root := container.Roots[0].Path
	var b book
	if err := p.decode(root, &b); err != nil {
		return Document{}, err
	}
	doc := Document{
		Format: "epub", Title: firstOf(b.Metadata.Title), Author: strings.Join(b.Metadata.Creator, "; "),
		Lang: firstOf(b.Metadata.Language), Date: dayOf(firstOf(b.Metadata.Date)),
	}
	var err error
	doc.Text, err = p.chapters(ctx, b, path.Dir(root))
	return doc, err
}

func (p *parts) chapters(ctx context.Context, b book, dir string) (string, error) {
	hrefs := map[string]string{}
	for _, item := range b.Items {
		if !strings.Contains(" "+item.Properties+" ", " nav ") {
			hrefs[item.ID] = item.Href
		}
	}
	var texts []string
	size := int64(0)
	for _, ref := range b.Spine {
		href, err := url.PathUnescape(hrefs[ref.IDRef])
		if href == "" || err != nil {
			continue
		}
		data, err := p.read(path.Join(dir, href))
		if err != nil {
			return "", err
		}
		text, err := chapter(data)
		if err != nil {
			return "", fmt.Errorf("chapter %s: %w", href, err)
		}
		if size += int64(len(text)); size > p.limits.Text {
			return "", fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, p.limits.Text)
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if text != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "\n\n"), nil
}

// decode reads a small part of XML into a struct.
func (p *parts) decode(name string, into any) error {
	data, err := p.read(name)
	if err != nil {
		return err
	}
	nothing := visitor{text: func([]string, string) {}}
	if err := nothing.walk(data, 0, nil); err != nil { // the nesting, before Decode recurses
		return err
	}
	if err := newXML(data).Decode(into); err != nil {
		return fmt.Errorf("%w: %s: %v", ErrBroken, name, err)
	}
	return nil
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return oneLine(list[0])
}
