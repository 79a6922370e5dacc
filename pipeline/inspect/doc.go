// Package inspect shows what a lexicon finds before a run is made of it: in a
// text, hit by hit ([Read]); in a corpus, entry by entry and year by year
// ([Cover]); and which of its entries find nothing or nearly everything ([Use]).
package inspect
