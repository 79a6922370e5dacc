package token

import (
	"strconv"
	"strings"

	"gopkg.in/neurosnap/sentences.v1"
	"gopkg.in/neurosnap/sentences.v1/data"
)

// training is the English model of Punkt that prose takes: lists of types with a number
// each, as JSON with a type a line. Reading it as such takes less than a fifth of what
// reading it as any JSON does, which was a tenth of a run over one text. If it comes to
// be written otherwise, the library reads it.
func training() (*sentences.Storage, error) {
	raw, err := data.Asset("data/english.json")
	if err != nil {
		return nil, err
	}
	if s, ok := readTraining(string(raw)); ok {
		return s, nil
	}
	return sentences.LoadTraining(raw)
}

func readTraining(text string) (*sentences.Storage, bool) {
	var s sentences.Storage
	lists := map[string]*sentences.SetString{
		"AbbrevTypes": &s.AbbrevTypes, "Collocations": &s.Collocations, "SentStarters": &s.SentStarters, "OrthoContext": &s.OrthoContext,
	}
	text, ok := strings.CutPrefix(strings.TrimSpace(text), "{")
	for more := true; ok && more; {
		var name, list string
		if name, text, ok = strings.Cut(text, `": {`); !ok {
			return nil, false
		}
		list, text, _ = strings.Cut(text, "}")
		into := lists[strings.TrimPrefix(strings.TrimSpace(name), `"`)]
		if into == nil || *into != nil {
			return nil, false
		}
		*into, ok = readTypes(list)
		text, more = strings.CutPrefix(text, ",")
	}
	return &s, ok && strings.TrimSpace(text) == "}"
}

// readTypes reads the lines of a list, "type": number.
func readTypes(list string) (sentences.SetString, bool) {
	if strings.Contains(list, `\`) {
		return nil, false
	}
	types := make(sentences.SetString, strings.Count(list, "\n"))
	for line := range strings.SplitSeq(list, ",\n") {
		name, number, ok := strings.Cut(strings.TrimSpace(line), `": `)
		n, err := strconv.Atoi(number)
		if !ok || err != nil || strconv.Itoa(n) != number || !strings.HasPrefix(name, `"`) {
			return nil, false
		}
		types[name[1:]] = n
	}
	return types, true
}
