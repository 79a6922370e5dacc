package corpus

// Again is a Reader of the same inputs and metadata tables, as Open has found them, that
// has read nothing yet. What it reads leaves no trace in r.
func (r *Reader) Again() (*Reader, error) {
	out, err := compile(r.options)
	if err != nil {
		return nil, err
	}
	out.root, out.find, out.notes = r.root, r.find, r.notes
	out.choices, out.choicesByName = r.choices, r.choicesByName
	out.total.Store(r.total.Load())
	for _, in := range r.inputs {
		out.inputs = append(out.inputs, in.again())
	}
	for _, t := range r.tables {
		out.tables = append(out.tables, t.again())
	}
	return out, nil
}

// again is the table with rows that nobody has used.
func (t *table) again() *table {
	out := newTable(t.Table, t.path)
	out.input, out.order, out.badRows, out.left = t.input, t.order, t.badRows, t.left
	rows := make([]tableRow, len(t.listed))
	for i, row := range t.listed {
		rows[i].key, rows[i].values, rows[i].repeated, rows[i].place = row.key, row.values, row.repeated, row.place
		out.listed = append(out.listed, &rows[i])
	}
	rename := func(index map[string]*tableRow) map[string]*tableRow {
		fresh := make(map[string]*tableRow, len(index))
		for key, row := range index {
			if row != nil {
				row = out.listed[row.place-1]
			}
			fresh[key] = row
		}
		return fresh
	}
	out.rows, out.loose = rename(t.rows), rename(t.loose)
	return out
}
