package pack

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// entity is a thing in the graph of an RO-Crate. Keys that are empty are left out.
type entity struct {
	ID             string `json:"@id"`
	Type           string `json:"@type"`
	ConformsTo     *ref   `json:"conformsTo,omitempty"`
	About          *ref   `json:"about,omitempty"`
	Name           string `json:"name,omitempty"`
	Description    string `json:"description,omitempty"`
	DatePublished  string `json:"datePublished,omitempty"`
	License        *ref   `json:"license,omitempty"`
	EncodingFormat string `json:"encodingFormat,omitempty"`
	ContentSize    string `json:"contentSize,omitempty"`
	SHA256         string `json:"sha256,omitempty"`
	Version        string `json:"version,omitempty"`
	URL            string `json:"url,omitempty"`
	Instrument     *ref   `json:"instrument,omitempty"`
	StartTime      string `json:"startTime,omitempty"`
	EndTime        string `json:"endTime,omitempty"`
	Object         refs   `json:"object,omitempty"`
	Result         refs   `json:"result,omitempty"`
	Mentions       refs   `json:"mentions,omitempty"`
	HasPart        refs   `json:"hasPart,omitempty"`
}

type ref struct {
	ID string `json:"@id"`
}

// refs are one reference as it is, or several as a list.
type refs []ref

// MarshalJSON implements json.Marshaler.
func (r refs) MarshalJSON() ([]byte, error) {
	if len(r) == 1 {
		return json.Marshal(r[0])
	}
	return json.Marshal([]ref(r))
}

// Identifiers in the graph.
const (
	actionID   = "#run"
	softwareID = "#frameshift"
	noLicense  = "#licence"
)

// crate describes the package as an RO-Crate 1.1: its files, and the run as the
// action that made them of the inputs.
func (p *packing) crate() error {
	finished, err := p.finished()
	if err != nil {
		return err
	}
	p.sort()
	root := entity{
		ID: "./", Type: "Dataset", Name: p.title(), Description: p.about(), DatePublished: finished.Format(time.RFC3339),
		License: &ref{noLicense}, Mentions: refs{{actionID}}, HasPart: refs{{PackageName}},
	}
	if p.options.License != "" {
		root.License.ID = p.options.License
	}
	graph := []entity{
		{ID: CrateName, Type: "CreativeWork", ConformsTo: &ref{"https://w3id.org/ro/crate/1.1"}, About: &ref{"./"}},
		root, p.license(),
		{ID: PackageName, Type: "File", Name: PackageName, Description: "Data Package with the schema of every table", EncodingFormat: "application/json"},
	}
	for _, f := range p.files {
		graph[1].HasPart = append(graph[1].HasPart, ref{f.name})
		graph = append(graph, entity{
			ID: f.name, Type: "File", Name: f.name, Description: f.about(), EncodingFormat: mediaTypes[f.format()],
			ContentSize: fmt.Sprint(f.bytes), SHA256: f.sha256,
		})
	}
	action, err := p.action()
	if err != nil {
		return err
	}
	raw, err := indented(map[string]any{
		"@context": []any{"https://w3id.org/ro/crate/1.1/context", map[string]string{"sha256": "https://schema.org/sha256"}},
		"@graph":   append(graph, action...),
	})
	p.add(CrateName, raw)
	return err
}

func (p *packing) license() entity {
	if p.options.License != "" {
		return entity{ID: p.options.License, Type: "CreativeWork", Name: p.options.License}
	}
	return entity{ID: noLicense, Type: "CreativeWork", Name: "No licence stated", Description: "Who packed this stated no licence; the texts it is made from have their own."}
}

// action is the run, with what it was made by and of.
func (p *packing) action() ([]entity, error) {
	t, err := store.ReadTiming(p.run.Dir)
	if err != nil {
		return nil, err
	}
	name, version, _ := strings.Cut(p.run.Manifest.Software, " ")
	run := entity{
		ID: actionID, Type: "CreateAction", Name: "frameshift run", Instrument: &ref{softwareID},
		StartTime: t.Started.UTC().Format(time.RFC3339), EndTime: t.Finished.UTC().Format(time.RFC3339),
	}
	for _, f := range p.files {
		if strings.HasSuffix(f.name, ".parquet") {
			run.Result = append(run.Result, ref{f.name})
		}
	}
	var inputs []entity
	for i, in := range p.run.Manifest.Inputs {
		id := fmt.Sprintf("#input-%d", i+1)
		run.Object = append(run.Object, ref{id})
		inputs = append(inputs, entity{
			ID: id, Type: "CreativeWork", Name: in.Name, SHA256: in.SHA256, ContentSize: fmt.Sprint(in.Bytes),
			Description: fmt.Sprintf("input of the run (%s, files: %d), which is not in the package", in.Kind, in.Files),
		})
	}
	software := entity{
		ID: softwareID, Type: "SoftwareApplication", Name: name, Version: version, URL: "https://github.com/frameshift/frameshift",
		Description: "measures how official discourse is framed, tokenizer " + p.run.Manifest.Tokenizer,
	}
	return append([]entity{run, software}, inputs...), nil
}
