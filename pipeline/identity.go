package pipeline

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// renamed are the documents whose id an earlier document has with another text: an
// id that is none, such as the number of a row that begins at 1 in every file.
type renamed struct {
	ids   map[int32]string // by place in the spool
	first string           // the first one, in words
}

// identify gives a document an id that no other has, or rejects it where it is the
// same document again. Documents come in the order of the inputs, so that ids depend
// on nothing else.
func (r *register) identify(d *score.Document, index int32) bool {
	switch n := r.docs.find(d.ID); {
	case n >= 0 && r.docs.texts[n] == textOf(d):
		r.rejections = append(r.rejections, corpus.Rejection{
			Seq: d.Seq, Source: d.Source, Reason: corpus.ReasonDuplicateID,
			Detail: fmt.Sprintf("an earlier document has the id %s and the same text", d.ID),
		})
		return false
	case n >= 0:
		r.rename(d, index)
	}
	return true
}

// textOf stands for the text of a document.
func textOf(d *score.Document) [16]byte { return [16]byte(d.SHA256[:]) }

// rename puts the file of a document before its id, and where that is taken too a
// number behind it.
func (r *register) rename(d *score.Document, index int32) {
	old, unique := d.ID, idInFile(d.ID, d.Source)
	d.ID = unique
	for n := 2; r.docs.find(d.ID) >= 0; n++ {
		d.ID = unique + "~" + strconv.Itoa(n)
	}
	if r.renamed.ids == nil {
		r.renamed = renamed{map[int32]string{}, fmt.Sprintf("%s of %s, which is %s here", old, d.Source, d.ID)}
	}
	r.renamed.ids[index] = d.ID
}

// idInFile is an id with the file before it, or with the input, where the file is in
// the id: 2020#1 for the id 1 of 2020.csv#2, jan/001 for the id 001 of jan/001.txt.
func idInFile(id, source string) string {
	file := source
	if at := strings.LastIndexByte(source, '#'); at >= 0 {
		file = source[:at]
	}
	base := file[strings.LastIndexByte(file, '/')+1:]
	if dot := strings.LastIndexByte(base, '.'); dot > 0 {
		file = strings.TrimSuffix(file, base[dot:])
	}
	path, _, _ := strings.Cut(id, "#")
	if label, ok := strings.CutSuffix(file, "/"+path); ok {
		return label + "/" + id
	}
	return file + "#" + id
}

func (r renamed) warnings() []string {
	if len(r.ids) == 0 {
		return nil
	}
	return []string{fmt.Sprintf(`%d documents have the id of an earlier one and another text: the file stands before it now, such as %s; corpus.id says how ids are made, such as "{path}-{id}"`,
		len(r.ids), r.first)}
}

// fits holds a document against the conditions on what scoring has found out.
func (r *register) fits(d *score.Document, flags []string) bool {
	for _, c := range r.where {
		var values []string
		switch c.Key {
		case "tokens":
			values = []string{strconv.Itoa(d.Tokens)}
		case "sentences":
			values = []string{strconv.Itoa(d.Sentences)}
		default:
			values = append(values, flags...)
		}
		if len(values) == 0 {
			values = []string{""}
		}
		if !c.Fits(values...) {
			return false
		}
	}
	return true
}
