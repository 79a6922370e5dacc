package extract

import (
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// pdfMemory is what one document may take in the library, in pages of 64 KiB: 512 MiB.
const pdfMemory = 8192

// pdfInstances is more than there are workers, so that none waits for another.
const pdfInstances = 256

// pdfPool starts the library when the first PDF comes. Compiling it takes
// several seconds, so the machine code is kept in the user's cache folder,
// as a build cache is; where there is none it is compiled for each run.
var pdfPool = sync.OnceValues(func() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCloseOnContextDone(true).
		WithMemoryLimitPages(pdfMemory)
	if cache := compilationCache(); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	return webassembly.Init(webassembly.Config{
		MaxIdle:       1,
		MaxTotal:      pdfInstances,
		FSConfig:      wazero.NewFSConfig(), // no file of the machine is in reach
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
})

func compilationCache() wazero.CompilationCache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	dir = filepath.Join(dir, "frameshift", "pdfium")
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return cache
}
