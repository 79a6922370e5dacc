package report_test

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline"
	"github.com/frameshift/frameshift/pipeline/network"
	"github.com/frameshift/frameshift/pipeline/report"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
)

// TestLinks: where networks lie beside the run, the page has their strongest links with
// sentences in which both frames stand, and no sentence where none is to go in.
func TestLinks(t *testing.T) {
	dir := mustRun(t, pipeline.Config{Draws: 100})
	if page, _ := mustWrite(t, dir, report.Options{}); strings.Contains(page, "What goes together") {
		t.Error("a section of networks without any")
	}
	run, err := result.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var spans []series.Span
	for _, text := range []string{"2003..2015", "2016..2024"} {
		s, err := series.ParseSpan(text)
		if err != nil {
			t.Fatal(err)
		}
		spans = append(spans, s)
	}
	n, err := network.Of(t.Context(), run, network.Options{Spans: spans, Draws: 200, Permutations: 200})
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Write(network.Folder(run.Dir), nil); err != nil {
		t.Fatal(err)
	}
	page, _ := mustWrite(t, dir, report.Options{})
	_, section, _ := strings.Cut(page, `<section id="links"`)
	section, _, _ = strings.Cut(section, "</section>")
	for _, want := range []string{"What goes together", "2003..2015", "2016..2024", "by chance", "<blockquote><p>", ", sentence ", "Changes"} {
		if !strings.Contains(section, want) {
			t.Errorf("no %q in\n%s", want, section)
		}
	}
	if bare, _ := mustWrite(t, dir, report.Options{NoText: true}); !strings.Contains(bare, "What goes together") || strings.Contains(bare, "<blockquote>") {
		t.Error("without text, no links or a sentence")
	}
}
