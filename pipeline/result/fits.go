package result

import (
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/where"
)

// Fits says whether a document of a run fits conditions on its columns; an issuer by its
// code as well, as when the run was made. A column that is not there is empty.
func Fits(conditions where.Conditions, d *store.DocumentRow) bool {
	for _, c := range conditions {
		value, _ := d.Get(c.Key)
		either := where.List(c.Key, value)
		if c.Key == "issuer" {
			either = append(either, d.Code)
		}
		if !c.Fits(either...) {
			return false
		}
	}
	return true
}
