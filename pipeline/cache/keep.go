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

// merge makes one pack of all but the large ones, where there are many.
func merge(dir string) error {
	packs, _, err := all(dir)
	if err != nil {
		return err
	}
	defer func() {
		for _, p := range packs {
			p.file.Close()
		}
	}()
	small := slices.DeleteFunc(slices.Clone(packs), func(p *pack) bool { return p.size >= largePack })
	if len(small) <= mostPacks {
		return nil
	}
	return mergePacks(dir, small)
}

// mergePacks may lose a race against another process that merges too, after which an
// entry lies there twice, or is gone with a pack that was pruned: neither matters.
func mergePacks(dir string, packs []*pack) error {
	slices.SortFunc(packs, func(a, b *pack) int { return b.used.Compare(a.used) })
	var w writer
	var replaced []*pack
	seen := map[Key]bool{}
	flush := func() error {
		path, err := w.write(dir)
		if err != nil {
			return err
		}
		used := replaced[0].used
		os.Chtimes(path, used, used)
		for _, p := range replaced {
			if p.path != path {
				err = errors.Join(err, remove(p.path))
			}
		}
		replaced = replaced[:0]
		return err
	}
	for _, p := range packs {
		if len(w.buf) > 0 && len(w.buf)+int(p.size) > mergedPack {
			if err := flush(); err != nil {
				return err
			}
		}
		replaced = append(replaced, p)
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
	if len(w.places) == 0 {
		return nil
	}
	return flush()
}

// mergedPack is how large a merged pack is made: it is held in memory once.
const mergedPack = 64 << 20
