package network

import (
	"fmt"
	"strings"
)

// Methods is a paragraph for a paper: what was done, with the sources of what it was done
// by.
func (n *Networks) Methods() string {
	o := n.Options
	said := []string{
		fmt.Sprintf("Nodes are %s of the lexicon %s, version %s (%s).", n.nodesSaid(), n.Run.Manifest.Lexicon.Name, n.Run.Manifest.Lexicon.Version, n.Run.Manifest.Software),
		fmt.Sprintf("Two nodes meet where both have a hit in %s%s; hits that share bytes are one thing said, and units in which two nodes meet in no other way are left out of the table of that pair.", windowSaid(o), topicSaid(o)),
		"A link is the log odds ratio of meeting, with ½ added to each of the four counts (Haldane 1956; Anscombe 1956), and undefined where a node does not occur.",
		fmt.Sprintf("Its 95 %% interval is from a Poisson bootstrap of documents (Hanley and MacGibbon 2006; %d draws, seed %d), with percentiles expanded for few documents (Hesterberg 2015), so that sentences of one document are not taken for independent.", o.Draws, o.Seed),
		"The backbone are links whose interval lies above 0 at a false discovery rate of 0.05 among the links of a network (Benjamini and Hochberg 1995).",
	}
	if o.Null == SDSM {
		said = append(said, "It is further held against the stochastic degree sequence model of documents by nodes (Neal 2014), with probabilities of the bipartite configuration model (Saracco et al. 2015) and exact tails.")
	}
	if len(o.Spans) > 1 {
		said = append(said,
			fmt.Sprintf("Changes between spans (%s) are tested by dealing the documents of each issuer out over both spans at random (%d times, or all ways where there are at most %d), with the largest absolute change of any link, which holds the error of the whole family (Westfall and Young 1993).", n.spansSaid(), o.Permutations, mostExact),
			"The distance of two networks is the sum of absolute changes, and, beside it, that of the spectra of their normalised Laplacians (Chung 1997).")
	}
	if len(n.Alignment) > 0 {
		said = append(said, "Issuers are alike as far as the cosine of their counts by node is near 1, less the bias that the same draws show and with basic intervals from them (Davison and Hinkley 1997); a mean over pairs of a bloc has them too (actors by concepts as in discourse network analysis, Leifeld 2017, which has no intervals).")
	}
	return strings.Join(append(said, sources(o, len(n.Alignment) > 0)), " ")
}

func (n *Networks) nodesSaid() string {
	if n.Options.Nodes == Entries {
		return fmt.Sprintf("the %d entries that most documents have", len(n.Nodes))
	}
	if n.Options.Nodes == Stances {
		return fmt.Sprintf("the %d frames as asserted and as denied, by the rules of the run,", len(n.Nodes)/2)
	}
	return fmt.Sprintf("the %d frames", len(n.Nodes))
}

func windowSaid(o Options) string {
	switch {
	case o.Window == Sentence || o.width == 1:
		return "one sentence"
	case o.Window == Paragraph:
		return "one paragraph"
	}
	return fmt.Sprintf("a sentence and the %d before it (a moving window, Siebert-Evenstone et al. 2017)", o.width-1)
}

func topicSaid(o Options) string {
	if o.Topic == "" {
		return ""
	}
	return " inside the topic " + o.Topic
}

func (n *Networks) spansSaid() string {
	var names []string
	for _, s := range n.Options.Spans {
		names = append(names, s.String())
	}
	return strings.Join(names, ", ")
}

// sources lists the works that the paragraph cites, in the order of authors.
func sources(o Options, aligned bool) string {
	var list []string
	for _, s := range []struct {
		cited bool
		work  string
	}{
		{true, "Anscombe, Biometrika 43:461 (1956)"},
		{true, "Benjamini and Hochberg, JRSS B 57:289 (1995)"},
		{len(o.Spans) > 1, "Chung, Spectral Graph Theory (1997)"},
		{aligned, "Davison and Hinkley, Bootstrap Methods and their Application (1997)"},
		{true, "Haldane, Annals of Human Genetics 20:309 (1956)"},
		{true, "Hanley and MacGibbon, Computer Methods and Programs in Biomedicine 83:1 (2006)"},
		{true, "Hesterberg, The American Statistician 69:371 (2015)"},
		{aligned, "Leifeld, Oxford Handbook of Political Networks, 301 (2017)"},
		{o.Null == SDSM, "Neal, Social Networks 39:84 (2014)"},
		{o.Null == SDSM, "Saracco et al., Scientific Reports 5:10595 (2015)"},
		{o.width > 1, "Siebert-Evenstone et al., Journal of Learning Analytics 4(3):123 (2017)"},
		{len(o.Spans) > 1, "Westfall and Young, Resampling-Based Multiple Testing (1993)"},
	} {
		if s.cited {
			list = append(list, s.work)
		}
	}
	return "Sources: " + strings.Join(list, "; ") + "."
}
