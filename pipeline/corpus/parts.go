package corpus

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// parts makes the documents that one item holds: of a record those that
// corpus.documents names, of a text those that corpus.split finds.
func (r *Reader) parts(d *draft) ([]*draft, error) {
	all, err := []*draft{d}, error(nil)
	if d.isRecord() && len(r.options.Documents) > 0 {
		if all, err = r.several(d); err != nil {
			return nil, err
		}
	}
	if r.split == nil {
		return all, nil
	}
	var out []*draft
	for _, d := range all {
		out = append(out, r.turns(d)...)
	}
	return out, nil
}

// several makes a document of each text in a record.
func (r *Reader) several(d *draft) (out []*draft, err error) {
	for _, p := range r.options.Documents {
		text, err := r.textOf(d, p.Text)
		if err != nil && d.raw.form != formJSON { // in JSON a field may be left out
			return nil, err
		}
		if !hasContent(text) {
			continue
		}
		part := d.part("#" + p.name())
		part.text, part.constants = text, p.Set
		for _, to := range slices.Sorted(maps.Keys(p.Fields)) {
			if v, ok := find(d.record, p.Fields[to]); ok {
				part.set(to, strings.TrimSpace(v))
			}
		}
		out = append(out, part)
	}
	if len(out) == 0 {
		return []*draft{d}, nil // it is rejected as empty
	}
	return out, nil
}

// turns cuts a text behind each match of the pattern.
func (r *Reader) turns(d *draft) []*draft {
	lines := strings.ReplaceAll(d.text, "\r", "\n") // CR ends lines for no regular expression, and the offsets stay
	matches := r.split.FindAllStringSubmatchIndex(lines, -1)
	if len(matches) == 0 {
		if hasContent(d.text) {
			d.wrong = faultf(ReasonBadRecord, "corpus.split.pattern fits nowhere in the text")
		}
		return []*draft{d}
	}
	out := preamble(d, matches[0][0])
	d.whole = r.captured(d.text)
	for i, m := range matches {
		end := len(d.text)
		if i+1 < len(matches) {
			end = matches[i+1][0]
		}
		if !hasContent(d.text[m[1]:end]) {
			continue // a heading of headings
		}
		turn := d.part(fmt.Sprintf("#%d", i+1))
		turn.text, turn.offset = d.text[m[1]:end], d.offset+m[1]
		for g, name := range r.split.SubexpNames() {
			if name != "" && m[2*g] >= 0 {
				turn.set(name, strings.TrimSpace(d.text[m[2*g]:m[2*g+1]]))
			}
		}
		out = append(out, turn)
	}
	if len(out) == 0 {
		d.text = ""
		out = append(out, d)
	}
	return out
}

// preamble says what became of the text before the first part.
func preamble(d *draft, end int) []*draft {
	if !hasContent(d.visible()[:end]) {
		return nil
	}
	head := d.part("#0")
	head.wrong = faultf(ReasonIgnored, "%d bytes before the first match of corpus.split.pattern", end)
	return []*draft{head}
}

// part is a copy of a draft, for one of several documents.
func (d *draft) part(suffix string) *draft {
	part := *d
	part.suffix += suffix
	part.skip = nil // lies in the whole
	part.raw.Source += suffix
	part.fields, part.flags, part.rows = slices.Clone(d.fields), slices.Clone(d.flags), slices.Clone(d.rows)
	return &part
}

func (d *draft) isRecord() bool { return d.raw.form != formText && d.raw.form != formDocument }

// textOf joins the fields that make a text, with an empty line between. Of
// several a record of JSON may leave some out.
func (r *Reader) textOf(d *draft, names Names) (string, error) {
	if len(names) == 1 {
		text, ok := find(d.record, names[0])
		if !ok {
			return "", r.missing(d, names[0])
		}
		return text, nil
	}
	var texts []string
	some := false
	for _, name := range names {
		text, ok := find(d.record, name)
		if some = some || ok; !ok && d.raw.form != formJSON {
			return "", r.missing(d, name)
		}
		if strings.TrimSpace(text) != "" {
			texts = append(texts, text)
		}
	}
	if !some {
		return "", r.missing(d, strings.Join(names, " and "))
	}
	return strings.Join(texts, "\n\n"), nil
}

// missing says what a record has in place of its text.
func (r *Reader) missing(d *draft, name string) *fault {
	lists := d.raw.lists(r.textFields())
	if n, ok := find(lists, name); ok {
		return faultf(ReasonMissingText, "%s is a list of %s objects, no text: name the field of theirs that is (fields: {text: %q}), or make each a document (records: %s)",
			name, n, name+"[].text", r.pathTo(name))
	}
	hint := "see corpus.fields.text"
	if len(lists) > 0 {
		hint = fmt.Sprintf("%s holds %s records: set corpus.records: %s", lists[0].Key, lists[0].Value, r.pathTo(lists[0].Key))
	} else if member, ok := holder(d.record, name); ok {
		hint = fmt.Sprintf("%s has one: set corpus.records: . where each member is a record, or corpus.fields.text: %s.%s", member, member, name)
	}
	return faultf(ReasonMissingText, "no field %q; it has %s (%s)", name, namesOf(d.record), hint)
}

// pathTo is the path of records to a list in a record.
func (r *Reader) pathTo(list string) string {
	if path := r.options.Records; path != "" && path != "." {
		return path + "." + list
	}
	return list
}

// holder finds an object in a record that has the field.
func holder(record []Field, name string) (member string, ok bool) {
	for _, f := range record {
		if member, ok = strings.CutSuffix(f.Key, "."+name); ok {
			return member, true
		}
	}
	return "", false
}

// maxNamed is how many fields a message names.
const maxNamed = 12

func namesOf(fields []Field) string {
	var out []string
	for _, f := range fields[:min(len(fields), maxNamed)] {
		out = append(out, f.Key)
	}
	if more := len(fields) - len(out); more > 0 {
		out = append(out, fmt.Sprintf("%d more", more))
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, ", ")
}
