package report

import (
	"fmt"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/lexicon"
)

func (r *run) documentFacts() []fact {
	var tokens, sentences int64
	if t := r.texts[textKey{freq: string(r.freq)}]; t != nil {
		for i := range t.tokens {
			tokens, sentences = tokens+t.tokens[i], sentences+t.sentences[i]
		}
	}
	out := []fact{{"Documents", claim.Grouped(len(r.documents))}}
	if tokens > 0 {
		out = append(out, fact{"Sentences", claim.Grouped(sentences)}, fact{"Words", claim.Grouped(tokens)})
	}
	for _, column := range []struct {
		name string
		of   func(*document) string
	}{
		{"Issuers", func(d *document) string { return d.Issuer }}, {"Venues", func(d *document) string { return d.Venue }},
		{"Audiences", func(d *document) string { return d.Audience }},
	} {
		values := r.distinct(column.of)
		if n := len(values); n > 2*shownNames {
			values = append(values[:2*shownNames:2*shownNames], claim.Grouped(n-2*shownNames)+" more")
		}
		if len(values) > 0 {
			out = append(out, fact{column.name, list(values)})
		}
	}
	return out
}

func (b *builder) heldText(h held) string {
	if h.AllHits == 0 {
		return "The run has no hit that counts."
	}
	text := fmt.Sprintf("This page holds all %s of the run, in %s.", counted(h.AllHits, "hit"), counted(h.AllSentences, "sentence"))
	if h.Hits < h.AllHits {
		text = fmt.Sprintf("This page holds %s of the %s of the run, in %s of %s; the others were left out to keep it small. The periods took turns; in a period first one sentence of every term was taken, then a second, and so on, and of a term first the sentences with more hits, then the newer ones. All are in the run's tables hits and sentences.%s",
			claim.Grouped(h.Hits), counted(h.AllHits, "hit"), claim.Grouped(h.Sentences), counted(h.AllSentences, "sentence"), b.share(h))
	}
	switch {
	case b.noText || b.payload.Plain && b.Manifest.Rows["sentences"] > 0:
		text += " Sentences were left out of it, so terms stand alone."
	case b.payload.Plain:
		text += " The run kept no sentences (--text none), so terms stand alone."
	case b.Config.Text != "all":
		text += " The run kept only sentences with hits: the one before and the one after stand beside a sentence where they have hits too; with --text all they always do."
	}
	return text
}

func (r *run) facts() []fact {
	m := &r.Manifest
	out := []fact{
		{"Software", m.Software}, {"Fingerprint of the run", m.Fingerprint}, {"Seed", fmt.Sprint(m.Seed)},
		{"Tokenizer", m.Tokenizer}, {"Lexicon", fmt.Sprintf("%s, version %s, SHA-256 %s", m.Lexicon.Name, m.Lexicon.Version, m.Lexicon.SHA256)},
	}
	out = append(out, r.validated()...)
	for _, l := range m.AlsoLexicons {
		out = append(out, fact{"Also measured with", fmt.Sprintf("%s, version %s, SHA-256 %s", l.Name, l.Version, l.SHA256)})
	}
	return append(out, fact{"Schema of the tables", fmt.Sprint(m.SchemaVersion)})
}

// validated says how the lexicon was held against people.
func (r *run) validated() (out []fact) {
	for _, v := range r.Manifest.Validation {
		var frames []string
		for _, f := range v.Frames {
			name := r.frame(f.Frame)
			if f.Lang != "" {
				name += " (" + f.Lang + ")"
			}
			frames = append(frames, name+": "+f.Said())
		}
		out = append(out, fact{"Validation of the lexicon", v.Said() + ". " + strings.Join(frames, "; ") + "."})
	}
	if len(out) == 0 {
		out = append(out, fact{"Validation of the lexicon", lexicon.NotValidated})
	}
	return out
}

// command repeats the run, from the configuration on the page.
func (r *run) command() string {
	words := []string{"frameshift run --config config.yaml"}
	for _, in := range r.Manifest.Inputs {
		if in.Kind != "metadata" && !r.Config.Sample() {
			words = append(words, shellWord(in.Name))
		}
	}
	return strings.Join(words, " ")
}

// shellWord quotes a word for a POSIX shell where it has to be.
func shellWord(s string) string {
	plain := func(c rune) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("_./-+:@,", c)
	}
	if strings.HasPrefix(s, "-") {
		s = "./" + s
	}
	if s != "" && strings.IndexFunc(s, func(c rune) bool { return !plain(c) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
