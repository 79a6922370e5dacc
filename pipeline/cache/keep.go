package cache

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Info is what lies in a cache.
type Info struct {
	Packs   int
	Entries int
	Bytes   int64
	Damaged int       // packs that can't be read
	Oldest  time.Time // when the pack that has been left longest was last of use
}

// Stat says what lies in a cache. A folder that is not there holds nothing.
func Stat(dir string) (Info, error) {
	packs, damaged, err := all(dir)
	info := Info{Packs: len(packs), Damaged: len(damaged)}
	for _, p := range packs {
		info.Entries += p.len()
		info.Bytes += p.size
		if info.Oldest.IsZero() || p.used.Before(info.Oldest) {
			info.Oldest = p.used
		}
		p.file.Close()
	}
	return info, err
}

// Prune removes packs that nobody has used since, and then, beginning with the one left
// longest, as many as it takes for the rest to have at most so many bytes; negative: any
// number. Damaged ones go in any case.
func Prune(dir string, since time.Time, most int64) (removed Info, err error) {
	packs, damaged, err := all(dir)
	if err != nil {
		return removed, err
	}
	removed.Damaged = len(damaged)
	for _, path := range damaged {
		err = errors.Join(err, remove(path))
	}
	slices.SortFunc(packs, func(a, b *pack) int { return cmp.Or(b.used.Compare(a.used), cmp.Compare(a.path, b.path)) })
	left := int64(0)
	for _, p := range packs {
		p.file.Close()
		if left += p.size; !p.used.Before(since) && (most < 0 || left <= most) {
			continue
		}
		left -= p.size
		removed.Packs++
		removed.Entries += p.len()
		removed.Bytes += p.size
		err = errors.Join(err, remove(p.path))
	}
	return removed, err
}

// remove is done too where somebody else was faster.
func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// all opens every pack of a folder, and names those that are damaged.
func all(dir string) (packs []*pack, damaged []string, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), packSuffix) || !e.Type().IsRegular() {
			continue
		}
		path := filepath.Join(dir, e.Name())
		p, failed := openPack(path)
		switch {
		case errors.Is(failed, errDamaged):
			damaged = append(damaged, path)
		case errors.Is(failed, fs.ErrNotExist): // merged or pruned just now
		case failed != nil:
			err = errors.Join(err, failed)
		default:
			packs = append(packs, p)
		}
	}
	return packs, damaged, err
}

// merge makes one pack of the smallest until they are no longer many: a run that adds
// little does not pay for all.
func merge(dir string) error {
	for {
		packs, _, err := all(dir)
		if err != nil {
			return err
		}
		few := smallest(packs)
		if len(few) > 0 {
			err = mergePacks(dir, few)
		}
		for _, p := range packs {
			p.file.Close()
		}
		if err != nil || len(few) == 0 {
			return err
		}
	}
}

// smallest are those to be merged next.
func smallest(packs []*pack) []*pack {
	small := slices.DeleteFunc(slices.Clone(packs), func(p *pack) bool { return p.size >= mergedPack })
	if len(small) <= mostPacks {
		return nil
	}
	slices.SortFunc(small, func(a, b *pack) int { return cmp.Compare(a.size, b.size) })
	n, size := 0, int64(0)
	for n < len(small) && (n < 2 || size+small[n].size <= mergedPack) {
		size += small[n].size
		n++
	}
	return small[:n]
}

// mergePacks may lose a race against another process that merges too, after which an
// entry lies there twice, or is gone with a pack that was pruned: neither matters.
func mergePacks(dir string, packs []*pack) error {
	slices.SortFunc(packs, func(a, b *pack) int { return b.used.Compare(a.used) })
	var w writer
	seen := map[Key]bool{}
	for _, p := range packs {
		for i := range p.len() {
			at := p.place(i)
			if seen[at.key] {
				continue
			}
			if value, err := p.value(at); err == nil {
				seen[at.key] = true
				w.add(at.key, value)
			}
		}
	}
	path, err := w.write(dir) // no path: nothing in them can be read
	if err != nil {
		return err
	}
	if path != "" {
		os.Chtimes(path, packs[0].used, packs[0].used)
	}
	for _, p := range packs {
		if p.path != path {
			err = errors.Join(err, remove(p.path))
		}
	}
	return err
}
