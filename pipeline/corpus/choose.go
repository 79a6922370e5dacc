package corpus

import (
	"errors"
	"slices"
)

// Choice is a condition on a document: Fits is asked with the value that the key has,
// for the issuer with the code its source files it under as well.
type Choice struct {
	Key  string
	Fits func(values ...string) bool
}

// LeftOut is what Decode returns in place of a rejection for an item that does not
// fit a Choice.
var LeftOut = &Rejection{}

var errLeftOut = errors.New("left out")

// Choose leaves out what does not fit, before Read. A text is not read where its name
// and the metadata tables say enough, nor a record past its fields; a condition
// on what they do not say (the language) is not asked here.
func (r *Reader) Choose(choices []Choice) {
	for _, c := range choices {
		if c.Key == "lang" || c.Key == "source" {
			continue
		}
		r.choices = append(r.choices, c)
		for _, form := range []form{formText, formDocument} {
			if r.namedBy(form, c.Key) {
				r.choicesByName[form] = append(r.choicesByName[form], c)
			}
		}
	}
}

// leftOutByName judges a file of one text before its text is read.
func (r *Reader) leftOutByName(f *file, form form) bool {
	choices := r.choicesByName[form]
	if len(choices) == 0 || slices.Contains(markdown, extension(f.path)) { // whose front matter may say more
		return false
	}
	d := &draft{raw: Raw{file: f, form: form}, fields: slices.Clone(f.fields)}
	for _, step := range []func(*draft) error{r.constants, r.mapKeys, r.statedDate, r.join, r.furtherDate, r.mapped, r.issuer} {
		if step(d) != nil {
			return false
		}
	}
	return !r.fits(d, choices)
}

// choose is the step of Decode that judges a record; a text has been judged before it
// was read, but for what it says itself.
func (r *Reader) choose(d *draft) error {
	if len(r.choices) == 0 {
		return nil
	}
	if err := r.issuer(d); err != nil {
		return err
	}
	if !r.fits(d, r.choices) {
		return errLeftOut
	}
	return nil
}

func (r *Reader) fits(d *draft, choices []Choice) bool {
	for _, c := range choices {
		values := []string{d.get(c.Key)}
		switch c.Key {
		case "id":
			values[0] = r.idOf(d)
		case "date":
			values[0] = d.date.String()
		case "precision":
			values[0] = d.date.Precision.String()
		case "issuer":
			values = []string{d.issuer, d.get("issuer")}
		case "code":
			values[0] = d.get("issuer")
		}
		if !c.Fits(values...) {
			return false
		}
	}
	return true
}

// namedBy says whether the name of a file, the configuration and the metadata tables
// settle the value of a key, whatever stands in the file.
func (r *Reader) namedBy(form form, key string) bool {
	switch key {
	case "date", "precision":
		return r.dateByName(form)
	case "id":
		return len(r.id) > 0 && !slices.ContainsFunc(r.id.names(), func(name string) bool { return !r.fieldByName(name) })
	case "code":
		return r.fieldByName("issuer")
	case "issuer":
		return r.fieldByName(key) && (len(r.issuers) == 0 || r.dateByName(form))
	}
	return r.fieldByName(key)
}

// fieldByName is namedBy for a field, before the rules about issuers.
func (r *Reader) fieldByName(name string) bool {
	for _, m := range r.derive {
		if m.to == name {
			return r.given(m.from) && (m.fallback != "" || r.given(name))
		}
	}
	return r.given(name)
}

// given says whether a field has its value from a constant, a path, or a table that is
// joined by such, and nothing in a file would come before.
func (r *Reader) given(name string) bool {
	if r.inName(name) {
		return true
	}
	joined := false
	for _, t := range r.tables {
		for _, c := range t.Columns {
			if c.To != name {
				continue
			}
			joined = true
			for _, key := range t.keys {
				if slices.ContainsFunc(key.names(), func(part string) bool { return !r.inName(part) }) {
					return false
				}
			}
		}
	}
	return joined && !isBase(name) && len(r.options.Fields[name]) == 0 && r.options.FromText[name] == ""
}

// inName says whether a constant, the place of a file or every pattern of
// corpus.path gives a name a value.
func (r *Reader) inName(name string) bool {
	if r.options.Set[name] != "" || slices.Contains(placeNames, name) {
		return true
	}
	return len(r.patterns) > 0 && !slices.ContainsFunc(r.patterns, func(p *pathPattern) bool { return !slices.Contains(p.names(), name) })
}

// dateByName says whether the date of a text is that of its name, which nothing refines.
func (r *Reader) dateByName(form form) bool {
	if r.options.Set["date"] != "" {
		return true
	}
	stated := slices.ContainsFunc(r.derive, func(m derivation) bool { return m.to == "date" }) ||
		len(r.dateFrom) > 0 || r.options.FromText["date"] != ""
	for _, t := range r.tables {
		stated = stated || slices.ContainsFunc(t.Columns, func(c Pair) bool { return c.To == "date" })
	}
	return form == formText && !stated && (r.inName("date") || r.inName("year"))
}
