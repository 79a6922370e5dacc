package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// pdfOf makes a PDF with a head, a foot with the page number, and these lines on its pages.
func pdfOf(t testing.TB, pages ...[]string) []byte {
	t.Helper()
	p := fpdf.New("P", "mm", "A4", "")
	p.SetTitle("A speech", false)
	p.SetAuthor("The Minister", false)
	p.SetCreationDate(time.Date(2019, 3, 5, 0, 0, 0, 0, time.UTC))
	for i, lines := range pages {
		p.AddPage()
		p.SetFont("Helvetica", "", 11)
		if lines == nil { // a picture of a page
			p.Rect(10, 10, 100, 100, "F")
			continue
		}
		p.Text(20, 10, "MINISTRY OF PEACE")
		for j, line := range lines {
			p.Text(20, 30+6*float64(j), line)
		}
		p.Text(20, 280, fmt.Sprintf("Page %d of %d", i+1, len(pages)))
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var speech = []string{"We uphold the sovereignty of every state and the terri-", "torial integrity of each. Peace, security and develop-", "ment belong together."}

func TestPDF(t *testing.T) {
	first, last := []string{"Mr President, it is an honour to speak to this Assembly today."}, []string{"Let us work together for a world at peace, as we did in 1945."}
	doc := read(t, PDF, pdfOf(t, first, speech, nil, last))
	want := first[0] + "\n" + strings.Join(speech, "\n") + "\n\n" + last[0]
	if doc.Text != want {
		t.Errorf("got  %q\nwant %q", doc.Text, want)
	}
	if doc.Title != "A speech" || doc.Author != "The Minister" || doc.Created != "2019-03-05" || doc.Date != "" || len(doc.Flags) != 1 || doc.Flags[0] != ScannedPages {
		t.Errorf("facts: %+v", doc)
	}
	if _, err := Read(context.Background(), PDF, pdfOf(t, nil, nil), Limits{}); !errors.Is(err, ErrScanned) {
		t.Errorf("pictures: %v", err)
	}
}

func TestPDFLimits(t *testing.T) {
	data := pdfOf(t, speech, speech, speech)
	for want, limits := range map[error][]Limits{ErrTooLarge: {{Pages: 2}, {Text: 100}}, ErrTooSlow: {{Time: time.Nanosecond}}} {
		for _, l := range limits {
			if _, err := Read(context.Background(), PDF, data, l); !errors.Is(err, want) {
				t.Errorf("%+v: got %v, want %v", l, err, want)
			}
		}
	}
	if doc := read(t, PDF, data); doc.Text == "" {
		t.Error("nothing is read after a document that was stopped")
	}
}

// TestAssemble: pages as the library gives them.
func TestAssemble(t *testing.T) {
	full := "a line that is as wide as the column of the page is"
	for _, c := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"one page keeps what stands at its ends", []string{"Mr President,\r\n" + full + "\r\nends."}, "Mr President,\n" + full + "\nends."},
		{"the mark of a hyphen", []string{full + " sover\x02eignty"}, full + " sover-\neignty"},
		{"heads and numbers", []string{"1\r\nOFFICIAL\r\n" + full + " a", "2\r\nOFFICIAL\r\n" + full + " b", "3\r\nOFFICIAL\r\n" + full + " c"}, full + " a\n" + full + " b\n" + full + " c"},
		{"forms that are all alike", []string{full, full, full}, full + "\n" + full + "\n" + full},
		{"two pages may begin alike", []string{"Thank you\r\n" + full, "Thank you\r\n" + full}, "Thank you\n\n" + full + "\nThank you\n\n" + full},
		{"page numbers in their forms", []string{full + "\r\n- 1 -", full + " b\r\nPage 2 of 3", full + " c\r\n3/3", full + " d\r\n第 4 页"}, full + "\n" + full + " b\n" + full + " c\n" + full + " d"},
		{"a sentence that ends short ends a paragraph", []string{full + "\r\nends here.\r\n" + full + "\r\n" + full}, full + "\nends here.\n\n" + full + "\n" + full},
		{"a year that ends a sentence is no page number", []string{full + "\r\nin 1945."}, full + "\nin 1945."},
	} {
		doc, err := assemble(c.pages)
		if err != nil || doc.Text != c.want {
			t.Errorf("%s: %v\ngot  %q\nwant %q", c.name, err, doc.Text, c.want)
		}
	}
}
