// Package stance says how a text stands to what it mentions: whether a hit is
// denied, left open or asserted, whether it stands in quotation marks, and whose
// words it is said to be.
//
//	Parse ── YAML ──> Rules ── Compile ──> Matcher ── NewMarker ──> Marker.Mark(doc, hits) ──> stances
//
// A file of [Rules] is for one language. A cue (not, never, 绝不) reaches so many
// words before or after it, up to a terminator (but, however, a semicolon) and never
// across a sentence; the nearest one decides, a denial before a doubt. Cues are
// lexicon entries and are found as such, so that pseudo-cues (not only, 不仅) block
// those inside them. The method is that of NegEx and ConText (Chapman et al. 2001,
// Journal of Biomedical Informatics 34:301; Harkema et al. 2009, 42:839): no grammar,
// and wrong where a grammar would be needed. docs/stance.md says how often.
//
// Only sentences with a hit are looked at, each once. A [Matcher] is immutable and
// shared; a [Marker] belongs to one goroutine.
package stance
