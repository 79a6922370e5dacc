// Package network takes from a finished run which frames, or which entries, go together:
// links between nodes, how they change, and how alike issuers are.
//
//	run ── read ──> documents with counts ── Of ──> links, changes, networks, alignment
//	                                                  ├── Write: tables beside the run
//	                                                  ├── Export: GraphML, GEXF, CSV
//	                                                  └── Methods: a paragraph for a paper
//
// A document is a list of counters: its units, the units with each node, and for each
// pair of nodes those with both. All that is drawn at random are weights of documents
// (stats.Weights, keyed by seed and id, as in the series) and relabelings of documents, so
// that sentences of one document are never taken for independent. Two hits that share
// bytes are one thing said, and no link: units where two nodes meet in no other way are
// left out of that pair's table and counted apart.
//
// Neighbours: package result reads, the arithmetic is package stats'.
package network
