// Package keys knows the keys of a configuration file from the structs that hold
// it: their names from the tags, what they hold from the types, and what they mean
// from the comments, which comments.json brings into the program.
//
//	Of(type) ──> *Form ──> Check      what is wrong with a file, line by line
//	                  ├──> Markdown   the reference
//	                  └──> Schema     a JSON Schema, for editors
//
// Nothing is listed by hand: a field with a yaml tag and a comment is a key in all
// of them. After a change of such a comment,
//
//	go generate ./pipeline/keys
//
// writes comments.json anew; a test compares it with the sources.
package keys
