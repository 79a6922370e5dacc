package network

import (
	"cmp"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/graph/formats/gexf12"

	"github.com/frameshift/frameshift/pipeline/safe"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Formats are those of Export, by the end of a file's name.
func Formats() []string { return []string{".graphml", ".gexf", ".csv"} }

// Format is that of a file, by its name.
func Format(name string) (string, error) {
	ext := strings.ToLower(filepath.Ext(name))
	for _, f := range Formats() {
		if f == ext {
			return f, nil
		}
	}
	return "", usage.Errorf("to %q: want a name that ends in %s", name, strings.Join(Formats(), ", "))
}

// Export writes the links as a graph: every link of which both nodes are there is an edge,
// one a span and group. Its weight is lor where that is above 0, else 0, for programs that
// know no other.
func (n *Networks) Export(w io.Writer, format string) error {
	switch format {
	case ".graphml":
		return n.graphML(w)
	case ".gexf":
		return n.gexf(w)
	}
	return n.edgeList(w)
}

// edge is a link as text, by the names of columns.
type edge struct {
	row    *LinkRow
	values []string
}

// edgeColumns are the attributes of an edge and their types in both graph formats.
var edgeColumns = []struct{ name, kind string }{
	{"group", "string"}, {"span", "string"}, {"weight", "double"}, {"lor", "double"}, {"ci_low", "double"}, {"ci_high", "double"},
	{"together", "int"}, {"expected", "double"}, {"q", "double"}, {"backbone", "boolean"}, {"warnings", "string"},
}

func (n *Networks) edges() (out []edge) {
	real := func(v float64) string {
		if math.IsNaN(v) {
			return ""
		}
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	for i := range n.Links {
		r := &n.Links[i]
		if math.IsNaN(r.LOR) {
			continue
		}
		out = append(out, edge{r, []string{r.Group, r.Span, real(max(0, r.LOR)), real(r.LOR), real(r.Low), real(r.High),
			strconv.FormatInt(r.Together, 10), real(r.Expected), real(r.Q), strconv.FormatBool(r.Backbone), r.Warnings}})
	}
	return out
}

func (n *Networks) edgeList(w io.Writer) error {
	c := csv.NewWriter(w)
	head := []string{"source", "target"}
	for _, column := range edgeColumns {
		head = append(head, column.name)
	}
	rows := [][]string{head}
	for _, e := range n.edges() {
		row := []string{safe.Cell(e.row.A), safe.Cell(e.row.B), safe.Cell(e.values[0])}
		rows = append(rows, append(row, e.values[1:]...))
	}
	return c.WriteAll(rows)
}

// The parts of GraphML (Brandes et al. 2002) that Gephi, visone and igraph read.
type (
	graphML struct {
		XMLName xml.Name     `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
		Keys    []graphKey   `xml:"key"`
		Graph   graphMLGraph `xml:"graph"`
	}
	graphKey struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	}
	graphMLGraph struct {
		Default string        `xml:"edgedefault,attr"`
		Nodes   []graphMLNode `xml:"node"`
		Edges   []graphMLEdge `xml:"edge"`
	}
	graphMLNode struct {
		ID   string      `xml:"id,attr"`
		Data []graphData `xml:"data"`
	}
	graphMLEdge struct {
		Source string      `xml:"source,attr"`
		Target string      `xml:"target,attr"`
		Data   []graphData `xml:"data"`
	}
	graphData struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	}
)

func nodeID(i int) string { return fmt.Sprintf("n%d", i) }

// ids are those of nodes, by name.
func (n *Networks) ids() map[string]string {
	out := map[string]string{}
	for i, name := range n.Nodes {
		out[name] = nodeID(i)
	}
	return out
}

func (n *Networks) graphML(w io.Writer) error {
	g := graphML{Keys: []graphKey{{"label", "node", "label", "string"}}, Graph: graphMLGraph{Default: "undirected"}}
	for _, column := range edgeColumns {
		g.Keys = append(g.Keys, graphKey{column.name, "edge", column.name, column.kind})
	}
	for i, name := range n.Nodes {
		g.Graph.Nodes = append(g.Graph.Nodes, graphMLNode{nodeID(i), []graphData{{"label", name}}})
	}
	ids := n.ids()
	for _, e := range n.edges() {
		out := graphMLEdge{Source: ids[e.row.A], Target: ids[e.row.B]}
		for i, v := range e.values {
			if v != "" {
				out.Data = append(out.Data, graphData{edgeColumns[i].name, v})
			}
		}
		g.Graph.Edges = append(g.Graph.Edges, out)
	}
	return writeXML(w, g)
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// gexf writes the spans as the times of the edges, so that Gephi's timeline runs through
// them.
func (n *Networks) gexf(w io.Writer) error {
	ids := n.ids()
	g := gexf12.Graph{DefaultEdgeType: "undirected"}
	if len(n.Options.Spans) > 0 {
		g.Mode, g.TimeFormat = "dynamic", "date"
	}
	attributes := gexf12.Attributes{Class: "edge"}
	for _, column := range edgeColumns {
		attributes.Attributes = append(attributes.Attributes, gexf12.Attribute{ID: column.name, Title: column.name, Type: cmp.Or(map[string]string{"int": "integer"}[column.kind], column.kind)})
	}
	g.Attributes = []gexf12.Attributes{attributes}
	for i, name := range n.Nodes {
		g.Nodes.Nodes = append(g.Nodes.Nodes, gexf12.Node{ID: nodeID(i), Label: name})
	}
	spans := map[string][2]string{}
	for _, s := range n.Options.Spans {
		spans[s.String()] = [2]string{s.Start.Format("2006-01-02"), s.End.Format("2006-01-02")}
	}
	for i, e := range n.edges() {
		out := gexf12.Edge{ID: fmt.Sprintf("e%d", i), Source: ids[e.row.A], Target: ids[e.row.B], Weight: max(0, e.row.LOR),
			Start: spans[e.row.Span][0], End: spans[e.row.Span][1], AttValues: &gexf12.AttValues{}}
		for k, v := range e.values {
			if v != "" {
				out.AttValues.AttValues = append(out.AttValues.AttValues, gexf12.AttValue{For: edgeColumns[k].name, Value: v})
			}
		}
		g.Edges.Edges = append(g.Edges.Edges, out)
	}
	g.Nodes.Count, g.Edges.Count = len(g.Nodes.Nodes), len(g.Edges.Edges)
	return writeXML(w, gexf12.Content{Graph: g, Version: "1.2"})
}
