package part

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// mostNamed is how many parts an error names.
const mostNamed = 20

// Complete puts the parts into the order of their shards. Its error names those that
// do not belong to the others, come twice or are missing, in whole or in part.
func Complete(parts []*File) error {
	if len(parts) == 0 {
		return errors.New("no part (*" + Ext + "): frameshift shard makes them")
	}
	slices.SortFunc(parts, func(a, b *File) int { return cmp.Or(cmp.Compare(a.Shard, b.Shard), cmp.Compare(a.Path, b.Path)) })
	if err := strangers(parts); err != nil {
		return err
	}
	var twice, missing []string
	at := 0
	for shard := 1; shard <= parts[0].Of; shard++ {
		first := at
		for at < len(parts) && parts[at].Shard == shard {
			at++
		}
		switch {
		case at == first && len(missing) <= mostNamed:
			missing = append(missing, fmt.Sprintf("%d/%d", shard, parts[0].Of))
		case at > first+1:
			for _, p := range parts[first:at] {
				twice = append(twice, p.Path)
			}
		}
	}
	switch {
	case len(twice) > 0:
		return fmt.Errorf("shards come twice: %s", named(twice))
	case len(missing) > 0:
		return fmt.Errorf("shards are missing: %s (frameshift shard makes each)", named(missing))
	}
	return alone(parts)
}

// alone finds parts without the files beside them.
func alone(parts []*File) error {
	var without []string
	for _, p := range parts {
		for _, ext := range Exts {
			if path := p.Beside(ext); !exists(path) {
				without = append(without, path)
			}
		}
	}
	if len(without) > 0 {
		return fmt.Errorf("files of parts are missing: %s", named(without))
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// strangers finds parts that were made of something else than most.
func strangers(parts []*File) error {
	count := map[string]int{}
	usual := parts[0]
	for _, p := range parts {
		key := p.key()
		if count[key]++; count[key] > count[usual.key()] {
			usual = p
		}
	}
	var odd []string
	for _, p := range parts {
		if p.key() != usual.key() {
			odd = append(odd, p.Path+" ("+p.differs(usual)+")")
		}
	}
	if len(odd) > 0 {
		return fmt.Errorf("%d parts do not belong to the others, such as %s: %s", len(odd), usual.Path, named(odd))
	}
	return nil
}

func (f *File) key() string { return fmt.Sprint(f.Of, f.Made) }

// differs says what another part was made of that this one was not.
func (f *File) differs(from *File) string {
	var what []string
	if f.Of != from.Of {
		what = append(what, fmt.Sprintf("of %d shards, not %d", f.Of, from.Of))
	}
	for _, fact := range f.Made {
		if !slices.Contains(from.Made, fact) {
			what = append(what, "another "+fact.Name)
		}
	}
	return cmp.Or(strings.Join(what, ", "), "less is known of it")
}

func named(list []string) string {
	if n := len(list) - mostNamed; n > 0 {
		list = append(slices.Clone(list[:mostNamed]), "…")
	}
	return strings.Join(list, ", ")
}
