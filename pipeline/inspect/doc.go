// Package inspect shows what a lexicon finds before a run is made of it: in a
// text, hit by hit ([Read]); in a corpus, entry by entry and year by year
// ([Cover]); which of its entries find nothing or nearly everything ([Use]); and
// whether its languages find the same in the same texts ([Match]).
package inspect
