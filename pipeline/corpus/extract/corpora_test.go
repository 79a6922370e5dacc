package extract_test

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/frameshift/frameshift/pipeline/corpus/extract"
)

// corpora is the folder of the real corpora, which are not in the repository.
func corpora(t testing.TB, path ...string) string {
	t.Helper()
	dir := os.Getenv("FRAMESHIFT_CORPORA")
	if dir == "" {
		t.Skip("FRAMESHIFT_CORPORA is not set: the real corpora are not read")
	}
	return filepath.Join(append([]string{dir}, path...)...)
}

// members reads the files of a zip whose names end so, by their base name.
func members(t testing.TB, path, suffix string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string][]byte{}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, suffix) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[filepath.Base(f.Name)], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out
}

// bag counts what a text is made of.
type bag map[string]int

// trigrams are the runs of three characters that are no white space: a measure
// for Chinese, which has no spaces to cut words at.
func trigrams(text string) bag {
	var r []rune
	for _, c := range text {
		if !unicode.IsSpace(c) {
			r = append(r, c)
		}
	}
	out := bag{}
	for i := range max(0, len(r)-2) {
		out[string(r[i:i+3])]++
	}
	return out
}

func words(text string) bag {
	out := bag{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[w]++
	}
	return out
}

// within is the share of a that is in b.
func (a bag) within(b bag) float64 {
	in, all := 0, 0
	for k, n := range a {
		in += min(n, b[k])
		all += n
	}
	if all == 0 {
		return 1
	}
	return float64(in) / float64(all)
}

var dayMarkup = regexp.MustCompile(`(?m)^###.*$|<!--.*?-->|\*\*|!?\[[^\]]*\]\([^)]*\)`)

// item is the text of one item in the day's file, which names the page it comes from.
func item(day, page string) string {
	for section := range strings.SplitSeq(day, "\n### ") {
		if title, body, ok := strings.Cut(section, "\n"); ok && title != "" && strings.Contains(body, page) && !strings.Contains(title, "新闻联播") {
			body, _, _ = strings.Cut(body, "[查看原文]") // after the last item stands the program's own line
			return dayMarkup.ReplaceAllString(body, "")
		}
	}
	return ""
}

// TestPagesAgainstTheirText compares what comes out of 150 saved pages with the
// text of the same items that another program took from the site. Eleven pages
// have none: eight are the summaries of a day, of which the day's file has its own
// form, and three are named by the day after their own.
func TestPagesAgainstTheirText(t *testing.T) {
	pages := members(t, corpora(t, "html", "cctv_pages.zip"), ".shtml")
	days := members(t, corpora(t, "cctv", "cctv_news.zip"), ".md")
	var recovered, foreign []float64
	dated := 0
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		stem := strings.TrimSuffix(name, ".shtml")
		date := "20" + stem[len(stem)-6:]
		doc, err := extract.Read(context.Background(), extract.HTML, pages[name], extract.Limits{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if doc.Date == date[:4]+"-"+date[4:6]+"-"+date[6:] {
			dated++
		}
		if !strings.Contains(doc.Title, "视频") && !strings.Contains(doc.Title, "新闻联播") {
			t.Errorf("%s: title %q", name, doc.Title)
		}
		truth, text := trigrams(item(string(days[date+".md"]), stem)), trigrams(doc.Text)
		if len(truth) == 0 {
			t.Logf("%-35s no item of its own", stem)
			continue
		}
		in, out := truth.within(text), 1-text.within(truth)
		recovered, foreign = append(recovered, in), append(foreign, out)
		t.Logf("%-35s %5d in the item, recovered %.3f, foreign %.3f", stem, len(truth), in, out)
		if in < 0.99 || out > 0.01 {
			t.Errorf("%s: recovered %.3f, foreign %.3f", stem, in, out)
		}
	}
	t.Logf("%d pages with an item: recovered %.4f, foreign %.4f on average; %d of %d with the day of their name",
		len(recovered), mean(recovered), mean(foreign), dated, len(pages))
	if len(recovered) != 139 || mean(recovered) < 0.9998 || mean(foreign) > 0.0002 || dated < 147 {
		t.Error("less than was measured")
	}
}

func mean(shares []float64) float64 {
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	return sum / float64(len(shares))
}

// TestPDFsAgainstAnotherExtraction compares twenty speeches with an OCR of
// their pages. What of the OCR is missing are running heads and feet (mx_es
// has fifteen lines of address, za_en, gb_en and bd_en a line on each page) and what
// the OCR misread; what it lacks are misreadings too. The OCR of the two in
// Arabic is in Latin letters, so that nothing can be compared.
func TestPDFsAgainstAnotherExtraction(t *testing.T) {
	path := corpora(t, "pdf", "speeches2024.zip")
	files, texts := members(t, path, ".pdf"), members(t, path, ".txt")
	least := map[string]float64{"mx_es": 0.83, "za_en": 0.94, "gb_en": 0.96, "bd_en": 0.97}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		stem := strings.TrimSuffix(name, ".pdf")
		doc, err := extract.Read(context.Background(), extract.PDF, files[name], extract.Limits{})
		text, truth := words(doc.Text), words(string(texts[stem+".txt"]))
		in, out := truth.within(text), 1-text.within(truth)
		t.Logf("%s: %5d words in the OCR, recovered %.3f, foreign %.3f %v", stem, len(truth), in, out, err)
		switch stem {
		case "ca_en":
			if !errors.Is(err, extract.ErrScanned) {
				t.Errorf("a scan: %v", err)
			}
		case "cn_en", "ru_ru", "us_en", "sa_ar", "bh_ar": // codes of glyphs; Arabic
			if err != nil {
				t.Errorf("%s: %v", stem, err)
			}
		default:
			bound, ok := least[stem]
			if !ok {
				bound = 0.985
			}
			if err != nil || in < bound || out > 0.02 {
				t.Errorf("%s: recovered %.3f, foreign %.3f, %v", stem, in, out, err)
			}
		}
	}
}
