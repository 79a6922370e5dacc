package pipeline_test

import (
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/frameshift/frameshift/"

// layers says which packages of the project each may import, and which
// libraries belong to it alone.
var layers = map[string][]string{
	"pipeline/lang":     {"pipeline/internal/ascii", "pipeline/internal/han"},
	"pipeline/cache":    {},
	"pipeline/objects":  {},
	"pipeline/corpus":   {"pipeline/cache", "pipeline/lang", "pipeline/objects", "pipeline/corpus/extract", "pipeline/internal/ascii", "pipeline/internal/han", "pipeline/internal/markup"},
	"pipeline/stats":    {},
	"pipeline/survival": {},
	"pipeline/measure":  {},
	"pipeline/group":    {},
	"pipeline/keys":     {"pipeline/usage"},
	"pipeline/safe":     {},
	"pipeline/table":    {"pipeline/usage"},
	"pipeline/token":    {"pipeline/lang", "pipeline/internal/ascii", "pipeline/internal/markup"},
	"pipeline/lexicon":  {"pipeline/lang", "pipeline/token"},

	"pipeline/stance":          {"pipeline/internal/wholefile", "pipeline/lang", "pipeline/lexicon", "pipeline/token", "pipeline/usage", "lexicons"},
	"pipeline/corpus/extract":  {},
	"pipeline/lexicon/convert": {"pipeline/lang", "pipeline/lexicon", "pipeline/safe"},
	"pipeline/lexicon/library": {"pipeline/internal/wholefile", "pipeline/lexicon", "pipeline/lexicon/convert", "pipeline/usage", "lexicons"},

	"pipeline/usage": {},
	"pipeline/where": {"pipeline/corpus"},

	"pipeline/score":  {"pipeline/corpus", "pipeline/token", "pipeline/lexicon", "pipeline/stance"},
	"pipeline/series": {"pipeline/internal/pile", "pipeline/usage", "pipeline/corpus", "pipeline/score", "pipeline/lexicon", "pipeline/stats", "pipeline/measure", "pipeline/group"},
	"pipeline/spool":  {"pipeline/corpus", "pipeline/lexicon", "pipeline/score", "pipeline/stance"},
	"pipeline/part":   {"pipeline/internal/atomicdir"},
	"pipeline/store": {
		"pipeline/lang", "pipeline/corpus", "pipeline/lexicon", "pipeline/score", "pipeline/series", "pipeline/spool", "pipeline/stance", "pipeline/stats",
		"pipeline/measure", "pipeline/safe", "pipeline/table", "pipeline/internal/atomicdir", "pipeline/internal/stage",
	},
	"pipeline/result": {"pipeline/lexicon", "pipeline/store", "pipeline/table", "pipeline/where"},
	"pipeline/explain": {
		"pipeline/lexicon", "pipeline/series", "pipeline/measure", "pipeline/group", "pipeline/store", "pipeline/result",
		"pipeline/usage", "pipeline/where",
	},
	"pipeline/claim":  {"pipeline/measure", "pipeline/result", "pipeline/series", "pipeline/store"},
	"pipeline/diff":   {"pipeline/claim", "pipeline/lexicon", "pipeline/measure", "pipeline/result", "pipeline/safe", "pipeline/series", "pipeline/store", "pipeline/table"},
	"pipeline/keep":   {"pipeline/diff", "pipeline/internal/atomicdir", "pipeline/result", "pipeline/store"},
	"pipeline/chart":  {},
	"pipeline/figure": {"pipeline/diffusion", "pipeline/network", "pipeline/validate", "pipeline/chart", "pipeline/claim", "pipeline/group", "pipeline/lexicon", "pipeline/measure", "pipeline/series", "pipeline/store", "pipeline/table", "pipeline/result", "pipeline/usage", "pipeline/safe", "pipeline/internal/stage"},
	"pipeline/report": {"pipeline/diffusion", "pipeline/network", "pipeline/claim", "pipeline/lexicon", "pipeline/validate", "pipeline/diff", "pipeline/lang", "pipeline/group", "pipeline/measure", "pipeline/series", "pipeline/store", "pipeline/table", "pipeline/result", "pipeline/safe"},
	"pipeline/pack":   {"pipeline/figure", "pipeline/report", "pipeline/result", "pipeline/safe", "pipeline/store", "pipeline/table"},
	"lexicons":        {},
	"data":            {},
	"data/simulate":   {},
	"pipeline": {
		"pipeline/cache", "pipeline/corpus", "pipeline/diff", "pipeline/group", "pipeline/keep", "pipeline/lang", "pipeline/lexicon", "pipeline/lexicon/convert", "pipeline/lexicon/library", "pipeline/measure",
		"pipeline/objects", "pipeline/part", "pipeline/score", "pipeline/series", "pipeline/spool", "pipeline/stance", "pipeline/stats", "pipeline/store", "pipeline/token", "pipeline/usage",
		"pipeline/where", "pipeline/internal/atomicdir", "pipeline/internal/pile", "pipeline/internal/sketch", "pipeline/internal/stage", "pipeline/internal/wholefile", "pipeline/keys", "data",
	},
	"pipeline/suggest": {"pipeline", "pipeline/lang", "pipeline/lexicon", "pipeline/lexicon/library", "pipeline/safe", "pipeline/score", "pipeline/stats", "pipeline/token", "pipeline/usage"},
	"pipeline/diffusion": {
		"pipeline/corpus", "pipeline/group", "pipeline/internal/beside", "pipeline/lang", "pipeline/lexicon", "pipeline/result", "pipeline/score", "pipeline/series", "pipeline/stats", "pipeline/store",
		"pipeline/survival", "pipeline/table", "pipeline/token", "pipeline/usage", "pipeline/where",
	},
	"pipeline/nightly": {"pipeline", "pipeline/claim", "pipeline/result", "pipeline/store", "pipeline/usage"},
	"pipeline/survey":  {"pipeline", "pipeline/corpus", "pipeline/objects"},
	"pipeline/verify":  {"pipeline", "pipeline/corpus", "pipeline/lexicon/library", "pipeline/objects", "pipeline/result", "pipeline/safe", "pipeline/store", "pipeline/table"},
	"pipeline/validate": {
		"pipeline/corpus", "pipeline/group", "pipeline/internal/wholefile", "pipeline/lexicon", "pipeline/result", "pipeline/safe", "pipeline/series",
		"pipeline/stats", "pipeline/store", "pipeline/table", "pipeline/usage",
	},
	"pipeline/network": {
		"pipeline/group", "pipeline/internal/beside", "pipeline/lexicon", "pipeline/result", "pipeline/safe", "pipeline/series", "pipeline/stats", "pipeline/store", "pipeline/table",
		"pipeline/usage", "pipeline/where",
	},
	"pipeline/reuse": {"pipeline/internal/beside", "pipeline/result", "pipeline/stats", "pipeline/store", "pipeline/table", "pipeline/usage"},
	"pipeline/inspect": {
		"pipeline", "pipeline/corpus", "pipeline/group", "pipeline/lang", "pipeline/lexicon", "pipeline/score", "pipeline/stance", "pipeline/stats", "pipeline/token", "pipeline/usage",
	},
}

// outside are the programs, which may import anything, and what tests are helped
// by.
var outside = []string{"cmd/frameshift", "data/simulate/make", "pipeline/spool/spooltest", "pipeline/objects/objectstest"}

// owners are the packages that may import a library, one or several.
var owners = map[string]string{
	"github.com/clipperhouse/uax29":    "pipeline/token",
	"github.com/prometheus":            "pipeline/nightly",
	"github.com/longbridgeapp/opencc":  "pipeline/lang",
	"github.com/RadhiFadlillah":        "pipeline/lang",
	"github.com/jdkato/prose":          "pipeline/token",
	"gopkg.in/neurosnap/sentences.v1":  "pipeline/token",
	"github.com/go-ego/gse":            "pipeline/token",
	"github.com/apache/arrow":          "pipeline/spool",
	"github.com/parquet-go/parquet-go": "pipeline/table pipeline/corpus",
	"github.com/klippa-app/go-pdfium":  "pipeline/corpus/extract",
	"github.com/tetratelabs/wazero":    "pipeline/corpus/extract",
	"codeberg.org/readeck":             "pipeline/corpus/extract",
	"golang.org/x/net":                 "pipeline/corpus/extract",
	"github.com/xuri/excelize":         "pipeline/corpus pipeline/validate",
	"github.com/go-playground/locales": "pipeline/corpus",
	"github.com/xuri/nfp":              "pipeline/corpus",
	"github.com/klauspost/compress":    "pipeline/corpus pipeline/part pipeline/table",
	"github.com/minio/minio-go":        "pipeline/objects",
	"gonum.org/v1/plot":                "pipeline/chart",
	"codeberg.org/go-fonts":            "pipeline/chart",
	"codeberg.org/go-pdf":              "pipeline/chart",
	"golang.org/x/image":               "pipeline/chart",
	"github.com/spf13/cobra":           "cmd/frameshift",
	"github.com/guptarohit/asciigraph": "cmd/frameshift",
	"github.com/schollz/progressbar":   "cmd/frameshift",
	"github.com/jedib0t/go-pretty":     "cmd/frameshift",
}

// TestProgram: the generator of the sample is no part of the program.
func TestProgram(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", module+"cmd/frameshift").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if slices.Contains(deps, module+"data/simulate") || !slices.Contains(deps, module+"data") {
		t.Error("cmd/frameshift holds data/simulate, or not data")
	}
}

// TestContributing: the table of places in CONTRIBUTING.md names the packages
// that have a layer, each once.
func TestContributing(t *testing.T) {
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	places, _, _ := strings.Cut(string(text), "## What a change touches")
	var named []string
	for _, line := range strings.Split(places, "\n") {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			for _, m := range regexp.MustCompile("`([a-z/]+)`").FindAllStringSubmatch(cells[1], -1) {
				named = append(named, m[1])
			}
		}
	}
	slices.Sort(named)
	want := slices.Sorted(maps.Keys(layers))
	want = append([]string{"cmd/frameshift"}, want...)
	if !slices.Equal(named, want) {
		t.Errorf("CONTRIBUTING.md names\n%q, the layers are\n%q", named, want)
	}
}

// TestLayers: data flows one way. A package imports only what stands before it,
// and each library that could spread has one owner.
func TestLayers(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}:{{join .Imports " "}}`, module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		path, list, _ := strings.Cut(line, ":")
		path = strings.TrimPrefix(path, module)
		allowed, layered := layers[path]
		if layered {
			seen++
		} else if !slices.Contains(outside, path) && !small(path) {
			t.Errorf("%s has no layer", path)
		}
		for _, imp := range strings.Fields(list) {
			if own, ok := strings.CutPrefix(imp, module); ok {
				switch {
				case own == "pipeline/internal/portable": // as everybody may import math
				case layered && !slices.Contains(allowed, own):
					t.Errorf("%s imports %s, which does not stand before it", path, own)
				case small(path) && own != "pipeline/internal/ascii":
					t.Errorf("%s imports %s: the small jobs import only the standard library, x packages and ascii", path, own)
				}
				continue
			}
			for lib, may := range owners {
				if strings.HasPrefix(imp, lib) && !slices.Contains(strings.Fields(may), path) {
					t.Errorf("%s imports %s, which only %s may", path, imp, may)
				}
			}
		}
	}
	if seen != len(layers) {
		t.Errorf("%d of the %d layers exist", seen, len(layers))
	}
}

// TestPortable: what is written comes from no function of math that each processor has
// its own of. What is drawn and what is printed with few digits may.
func TestPortable(t *testing.T) {
	own := regexp.MustCompile(`\bmath\.(Exp2?|Expm1|Log(10|1p|2)?|Pow|L?[Gg]amma|Erfc?(inv)?|Hypot|Cbrt|A?(Sin|Cos|Tan)h?)\b|gonum/stat/distuv`)
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch dir, _, _ := strings.Cut(path, "/"); {
		case err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return err
		case dir == "chart" || dir == "report" || strings.HasPrefix(path, "internal/growth/"):
			return nil
		}
		seen++
		code, err := os.ReadFile(path)
		if found := own.Find(code); found != nil {
			t.Errorf("%s has %s: take it from pipeline/internal/portable", path, found)
		}
		return err
	})
	if err != nil || seen < 100 {
		t.Errorf("%d files, %v", seen, err)
	}
}

// small says whether a package does one small job.
func small(path string) bool {
	return strings.HasPrefix(path, "pipeline/internal/") || strings.HasPrefix(path, "cmd/frameshift/internal/")
}
