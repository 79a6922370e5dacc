package network

// Name is which network a row is of.
type Name struct {
	Topic  string `column:"topic,repeats" about:"the topic the text is restricted to; empty for all discourse"`
	Group  string `column:"group,repeats" about:"the group, like issuer=CHN; empty for all documents"`
	Span   string `column:"span,repeats" about:"stretch of time, by the first day the date of a document can mean; empty for all"`
	Window string `column:"window,repeats" about:"what a unit is: sentence, paragraph, or so many sentences up to and with each"`
}

// LinkRow is a link.
type LinkRow struct {
	_ struct{} `table:"links" row:"a pair of nodes in a network" key:"topic group span window a b"`
	Name
	A         string  `column:"a,repeats" about:"a node: key of a frame, or frame:entry"`
	B         string  `column:"b,repeats" about:"the other node"`
	Together  int64   `column:"together" unit:"units" about:"units in which both have a kept hit, and not of the same bytes"`
	AUnits    int64   `column:"a_units" unit:"units" about:"units with the first node, less those of overlap"`
	BUnits    int64   `column:"b_units" unit:"units" about:"units with the second node, less those of overlap"`
	Units     int64   `column:"units" unit:"units" about:"all units, less those of overlap"`
	Expected  float64 `column:"expected,null" unit:"units" about:"a_units · b_units / units: together by chance"`
	LOR       float64 `column:"lor,null" unit:"logits" about:"log odds ratio of meeting, with ½ added to each of the four counts; null where a node is absent"`
	Low       float64 `column:"ci_low,null" unit:"logits" about:"lower end of its 95 % interval, from draws of documents"`
	High      float64 `column:"ci_high,null" unit:"logits" about:"upper end of it"`
	NPMI      float64 `column:"npmi,null" about:"normalised pointwise mutual information, −1 to 1; null where the nodes never meet"`
	Jaccard   float64 `column:"jaccard,null" unit:"share" about:"units with both among those with either"`
	Documents int64   `column:"documents_together" unit:"documents" about:"documents that have a unit with both"`
	Overlap   int64   `column:"overlap" unit:"units" about:"units where both have hits, but only such as share bytes: in no other column"`
	Q         float64 `column:"q,null" about:"false discovery rate of the link among those of its network (Benjamini–Hochberg of the two-sided share of draws beyond 0)"`
	Disparity float64 `column:"disparity,null" about:"α of the disparity filter on together; null where the nodes never meet"`
	SDSM      float64 `column:"p_sdsm,null" about:"with --null sdsm: how likely so many documents or more have both, each node in each document by itself, degrees as observed on average"`
	QSDSM     float64 `column:"q_sdsm,null" about:"its false discovery rate"`
	Backbone  bool    `column:"backbone" about:"whether the interval is above 0, q at most 0.05, and the nodes meet in four documents or more; with --null sdsm q_sdsm too"`
	Warnings  string  `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none: absent, few, few-documents, one-document, overlap"`
}

// ChangeRow is a change of a link.
type ChangeRow struct {
	_        struct{} `table:"link_changes" row:"a pair of nodes × two spans that follow each other" key:"topic group from to window a b"`
	Topic    string   `column:"topic,repeats" about:"the topic the text is restricted to; empty for all discourse"`
	Group    string   `column:"group,repeats" about:"the group, like issuer=CHN; empty for all documents"`
	From     string   `column:"from,repeats" about:"the first span"`
	To       string   `column:"to,repeats" about:"the second span"`
	Window   string   `column:"window,repeats" about:"what a unit is"`
	A        string   `column:"a,repeats" about:"a node"`
	B        string   `column:"b,repeats" about:"the other node"`
	Delta    float64  `column:"delta,null" unit:"logits" about:"lor of the second span less that of the first; null where a node is absent in both. Where it is absent in one (warning absent) the ½ stands in for it"`
	Low      float64  `column:"ci_low,null" unit:"logits" about:"lower end of its 95 % interval, from draws of documents"`
	High     float64  `column:"ci_high,null" unit:"logits" about:"upper end of it"`
	Z        float64  `column:"z,null" about:"delta over Woolf's standard error, which takes units for independent: no evidence by itself"`
	P        float64  `column:"p_family,null" about:"how often the largest |delta| of all links is as large, when the documents of each issuer are dealt out over both spans at random"`
	Warnings string   `column:"warnings,repeats" about:"reasons to doubt the row: absent, few, no-relabeling"`
}

// NetworkRow is a network.
type NetworkRow struct {
	_ struct{} `table:"networks" row:"a network" key:"topic group span window"`
	Name
	Units     int64   `column:"units" unit:"units" about:"all units"`
	Documents int64   `column:"documents" unit:"documents" about:"documents"`
	Nodes     int64   `column:"nodes" about:"nodes with a hit"`
	Links     int64   `column:"links" about:"links in the backbone"`
	Density   float64 `column:"density,null" unit:"share" about:"links in the backbone among all pairs of nodes with a hit"`
	Distance  float64 `column:"distance_previous,null" unit:"logits" about:"sum of |delta| over the links, to the span before"`
	P         float64 `column:"p_distance,null" about:"how often it is as large when documents are dealt out at random, as in link_changes"`
	Spectral  float64 `column:"spectral_previous,null" about:"distance of the spectra of both normalised Laplacians, links weighted by lor where it is above 0"`
	Warnings  string  `column:"warnings,repeats" about:"reasons to doubt the row: no-units, few-documents, no-link, no-relabeling"`
}

// AlignmentRow is how alike issuers are.
type AlignmentRow struct {
	_          struct{} `table:"alignment" row:"a pair of issuers, or the mean of such pairs within a bloc or between it and the others, × span" key:"topic span kind a b"`
	Topic      string   `column:"topic,repeats" about:"the topic the text is restricted to; empty for all discourse"`
	Span       string   `column:"span,repeats" about:"stretch of time; empty for all"`
	Kind       string   `column:"kind,repeats" about:"pair, within or between"`
	A          string   `column:"a,repeats" about:"an issuer; of a mean the bloc"`
	B          string   `column:"b,repeats" about:"the other issuer; of a mean empty"`
	Pairs      int64    `column:"pairs" about:"pairs behind it"`
	Cosine     float64  `column:"cosine,null" about:"cosine of the units with each node, 1 for the same shares: the mean over pairs"`
	Corrected  float64  `column:"corrected,null" about:"cosine less the bias that draws of documents show: little text makes issuers look less alike than they are"`
	Low        float64  `column:"ci_low,null" about:"lower end of the 95 % interval of corrected, from the same draws"`
	High       float64  `column:"ci_high,null" about:"upper end of it, at most 1"`
	Change     float64  `column:"change,null" about:"of a mean: corrected, less that of the span before"`
	ChangeLow  float64  `column:"change_low,null" about:"lower end of the interval of the change"`
	ChangeHigh float64  `column:"change_high,null" about:"upper end of it"`
	Congruence float64  `column:"congruence,null" about:"of a pair, with --nodes stances: products of the units in which both assert a frame, or both deny it, summed over frames"`
	Conflict   float64  `column:"conflict,null" about:"the same of a frame that one asserts and the other denies"`
	Average    float64  `column:"average,null" about:"congruence less conflict, over the mean number of units with a node of both"`
	AverageLow float64  `column:"average_low,null" about:"lower end of its 95 % interval, from draws of documents"`
	AverageTop float64  `column:"average_high,null" about:"upper end of it"`
	Documents  int64    `column:"documents" unit:"documents" about:"of a pair, the documents of the issuer with fewer; of a mean, those of the bloc"`
	Warnings   string   `column:"warnings,repeats" about:"reasons to doubt the row: few-documents, members-change"`
}
