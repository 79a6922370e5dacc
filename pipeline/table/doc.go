// Package table writes and reads tables: files of columns, each declared once,
// as a struct whose fields are tagged.
//
//	type Row struct {
//		_     struct{}  `table:"prices" row:"a good × day" key:"good day"`
//		Good  string    `column:"good,repeats" about:"what is sold"`
//		Day   time.Time `column:"day" about:"the day"`
//		Price float64   `column:"price,null" unit:"€" about:"null where none was sold"`
//	}
//
// From the struct come the [Spec] with which a codebook is written, the Parquet
// schema, the notes inside the file, [Writer] and [Scan]. A struct with some of
// a table's columns reads these only. Neighbours: package store declares the
// tables of a run. It is the only package that knows Parquet.
//
// # Tags
//
// A field of the type string, int64, float64, bool or time.Time is a column; an
// embedded struct stands for its columns. After the name of the column come
//
//   - null: what is nothing (an empty text, NaN, the zero time, a whole number below
//     zero) is written as null;
//   - repeats: the column has few distinct values, and is worth a dictionary;
//   - optional: a file without the column can be read, as if it were null.
//
// A field map[string]string with the name * holds the columns that are not known
// when the program is written, by name, see [Options.Extra]. Null is read as what
// it is written for, and a number that is missing as NaN, a
// whole one as −1.
//
// The same rows give the same bytes on every machine: rows are grouped and
// compressed by count and never by time, and nothing but the rows and the
// declaration goes into a file.
package table
