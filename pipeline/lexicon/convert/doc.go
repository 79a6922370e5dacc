// Package convert reads and writes the dictionaries that people already have:
// those of quanteda, LIWC, WordStat, Yoshikoder and Lexicoder, a plain table,
// and frameshift's own lexicons.
//
//	file ── decode ──> text ── read ──> draft ──> lexicon ── plan ── write ──> file
//	                              └──── losses ────┘            └─ losses
//
// A reader finds categories and terms and hands them to a draft, which makes
// frames and entries of them. A writer gets a plan, in which every entry stands
// as its format spells it. What one side could not hold, or what a reader did
// not understand, comes back as a list of [Loss]: what changes a count is listed
// entry by entry, what only documents an entry is counted frame by frame.
//
// What each format holds, beside terms and categories:
//
//	format      weights  case  except  languages  notes  nesting  contrasts  wildcards
//	own         yes      yes   yes     yes        yes    yes      yes        * ? regex
//	csv         yes      yes   yes     yes        yes    yes      no         * ? regex
//	quanteda    no       no    no      no         no     yes      no         * ?
//	liwc        no       no    no      no         no     no       no         * at the end
//	dicx        no       no    no      no         no     no       no         * at the end
//	wordstat    yes      no    no      no         no     yes      no         * ?
//	yoshikoder  yes      no    no      no         no     yes      no         *
//	lexicoder   no       no    no      no         no     no       no         * at the end
//
// Weights are those above 0; notes are an entry's note, source and id; contrasts
// stand for pairs and topics too. Nesting: a frame's key problems.security is
// security inside problems; the other formats write the whole key as a name.
// Where a format holds one language, [Options] says which.
//
// A category becomes a frame whose key is its name and those above it, joined by
// dots; characters no key may hold become "_", and the label keeps the name as
// it was. Terms become globs on whole tokens: what a format takes literally but
// frameshift would take for a wildcard can't be an entry and is listed.
package convert
