package corpus

// What types that read themselves from YAML take there, by the names of JSON
// Schema. The reference of the configuration is made of it.

// YAMLTypes says that a size is written with a unit or as a number of bytes.
func (Size) YAMLTypes() []string { return []string{"string", "integer"} }

// YAMLTypes says that a mapping has names of the user's own.
func (Mapping) YAMLTypes() []string { return []string{"object"} }

// YAMLTypes says that columns are one name, the word all, or a list.
func (Columns) YAMLTypes() []string { return []string{"string", "array"} }

// YAMLTypes says that names are one or a list.
func (Names) YAMLTypes() []string { return []string{"string", "array"} }
