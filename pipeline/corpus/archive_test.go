package corpus

import (
	"archive/tar"
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zip"
	"github.com/klauspost/compress/zstd"
)

func speeches(n int) (entries []entry) {
	for i := range n {
		entries = append(entries, entry{fmt.Sprintf("TXT/A_%02d_%d.txt", i, 2000+i), fmt.Sprintf("%d. %s", i, english)})
	}
	return entries
}

func zstdOf(t testing.TB, data []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(data, nil)
}

// The same files give the same documents, whatever they are packed in.
func TestArchivesAgree(t *testing.T) {
	entries := speeches(5)
	packed := map[string][]byte{
		"c.tar": tarEntries(t, entries...), "c.tgz": gzipped(t, tarEntries(t, entries...)),
		"c.tar.gz": gzipped(t, tarEntries(t, entries...)), "c.gz": gzipped(t, tarEntries(t, entries...)),
		"c.tar.zst": zstdOf(t, tarEntries(t, entries...)), "c.zip": zipped(t, entries...),
	}
	want := readCorpus(t, dated(), folder(t, entries...))
	wantReasons(t, want, 5, nil)
	for name, data := range packed {
		got := readCorpus(t, dated(), writeFile(t, filepath.Join(t.TempDir(), name), data))
		wantReasons(t, got, 5, nil)
		for i, d := range got.docs {
			if w := want.docs[i]; d.ID != w.ID || d.Text != w.Text || d.Date != w.Date || d.SHA256 != w.SHA256 {
				t.Errorf("%s: got %+v, want %+v", name, d, w)
			}
			if d.Source != name+"/"+entries[i].name {
				t.Errorf("%s: source %s", name, d.Source)
			}
		}
	}
}

func TestCompressedFile(t *testing.T) {
	for name, data := range map[string][]byte{
		"speech_2001.txt.gz": gzipped(t, []byte(english)), "speech_2001.txt.zst": zstdOf(t, []byte(english)),
	} {
		got := readCorpus(t, dated(), temp(t, name, string(data)))
		wantReasons(t, got, 1, nil)
		if d := got.docs[0]; d.ID != "speech_2001" || d.Source != name {
			t.Errorf("id %s, source %s", d.ID, d.Source)
		}
	}
	lines := `{"text":"` + english + `","date":2001}` + "\n{broken\n"
	got := readCorpus(t, Options{}, temp(t, "speeches.jsonl.gz", string(gzipped(t, []byte(lines)))))
	wantReasons(t, got, 1, map[Reason]int{ReasonBadRecord: 1})
}

// What a truncated or damaged archive held before the damage is kept.
func TestBrokenArchives(t *testing.T) {
	noise := entries(t, 40, 3000)
	tgz := gzipped(t, tarEntries(t, noise...))
	flipped := bytes.Clone(tgz)
	flipped[len(flipped)-6] ^= 0xFF // in the checksum
	for _, c := range []struct {
		name   string
		data   []byte
		atMost int
	}{
		{"truncated.tgz", tgz[:len(tgz)/2], 30},
		{"checksum.tgz", flipped, 40},
		{"trailing.tgz", append(bytes.Clone(tgz), "garbage"...), 40},
		{"truncated.tar", tarEntries(t, noise...)[:100_000], 30},
		{"two.tar", append(tarEntries(t, noise...), tarEntries(t, noise...)...), 40},
		{"empty.tgz", nil, 0},
		{"text.tgz", []byte(english), 0},
		{"text.zip", []byte(english), 0},
		{"truncated.zip", zipped(t, noise...)[:50_000], 0},
		{"truncated.tar.zst", zstdOf(t, tarEntries(t, noise...))[:50_000], 40},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readCorpus(t, dated(), temp(t, c.name, string(c.data)))
			if n := len(got.docs); n > c.atMost || c.atMost > 0 && n == 0 {
				t.Errorf("%d documents, want some and at most %d", n, c.atMost)
			}
			if want := map[Reason]int{ReasonBrokenArchive: 1}; !maps.Equal(got.reasons(), want) {
				t.Errorf("got %v, want %v", got.reasons(), want)
			}
			if in := got.reader.Inputs()[0]; len(in.SHA256) != 64 || in.Bytes != int64(len(c.data)) {
				t.Errorf("input %+v", in)
			}
		})
	}
}

// entries are texts that hardly compress.
func entries(t testing.TB, n, size int) (out []entry) {
	t.Helper()
	state := uint64(1)
	for i := range n {
		var b strings.Builder
		b.WriteString(english)
		for b.Len() < size {
			state = state*6364136223846793005 + 1442695040888963407
			fmt.Fprintf(&b, " the %x", state>>20)
		}
		out = append(out, entry{fmt.Sprintf("%04d.txt", 1950+i), b.String()})
	}
	return out
}

func TestBadZipMember(t *testing.T) {
	data := zipped(t, speeches(3)...)
	at := bytes.Index(data, []byte("A_01_2001.txt")) + 60 // inside the second member
	data[at] ^= 0xFF
	got := readCorpus(t, dated(), temp(t, "c.zip", string(data)))
	wantReasons(t, got, 2, map[Reason]int{ReasonBrokenArchive: 1})
}

func TestUnsafeMembers(t *testing.T) {
	bad := []string{"../2001.txt", "a/../../2001.txt", "/etc/2001.txt", `C:\x\2001.txt`, `..\2001.txt`}
	var list []entry
	for _, name := range bad {
		list = append(list, entry{name, english})
	}
	list = append(list, entry{"./ok/2001.txt", english})
	for name, data := range map[string][]byte{"c.zip": zipped(t, list...), "c.tar": tarEntries(t, list...)} {
		got := readCorpus(t, dated(), temp(t, name, string(data)))
		wantReasons(t, got, 1, map[Reason]int{ReasonUnsafePath: len(bad)})
		if got.docs[0].ID != "ok/2001" {
			t.Errorf("%s: id %s", name, got.docs[0].ID)
		}
	}
}

func TestOddTarMembers(t *testing.T) {
	header := func(name string, kind byte) tarMember {
		return tarMember{Header: tar.Header{Name: name, Typeflag: kind, Linkname: "2001.txt"}}
	}
	data := tarOf(t, header("dir/", tar.TypeDir), header("soft.txt", tar.TypeSymlink), header("hard.txt", tar.TypeLink),
		header("pipe.txt", tar.TypeFifo), header("dev.txt", tar.TypeChar),
		tarMember{tar.Header{Name: "2001.txt", Typeflag: tar.TypeReg}, english})
	got := readCorpus(t, dated(), temp(t, "c.tar", string(data)))
	wantReasons(t, got, 1, map[Reason]int{ReasonUnsafePath: 4})
}

func TestArchiveInside(t *testing.T) {
	inner := string(zipped(t, speeches(1)...))
	data := zipped(t, entry{"inner.zip", inner}, entry{"x.txt.gz", "x"}, entry{"2001.txt", english})
	got := readCorpus(t, dated(), temp(t, "c.zip", string(data)))
	wantReasons(t, got, 1, map[Reason]int{ReasonUnsupportedFormat: 2})
	if r := got.rejection(t, "inner.zip"); !strings.Contains(r.Detail, "unpack the outer") {
		t.Error(r.Detail)
	}
	// In a folder an archive is read in place.
	got = readCorpus(t, dated(), folder(t, entry{"a/c.zip", inner}, entry{"b.gz", string(gzipped(t, []byte("x")))}))
	wantReasons(t, got, 1, map[Reason]int{ReasonUnsupportedFormat: 1})
	if d := got.docs[0]; d.Source != "corpus/a/c.zip/TXT/A_00_2000.txt" || d.ID != "a/c.zip/TXT/A_00_2000" {
		t.Errorf("source %s, id %s", d.Source, d.ID)
	}
}

func TestBombs(t *testing.T) {
	zeros := strings.Repeat("a", 8<<20)
	list := []entry{{"2001.txt", english}, {"2002.txt", zeros}, {"2003.txt", english}}
	for name, c := range map[string]struct {
		data []byte
		docs int
	}{
		"c.zip":     {zipped(t, list...), 2},                 // the other members are sound
		"c.tgz":     {gzipped(t, tarEntries(t, list...)), 1}, // a stream can't be read past the bomb
		"c.tar.zst": {zstdOf(t, tarEntries(t, list...)), 1},  //
		"d.txt.gz":  {gzipped(t, []byte(english+zeros)), 0},  //
	} {
		got := readCorpus(t, dated(), temp(t, name, string(c.data)))
		t.Log(name)
		wantReasons(t, got, c.docs, map[Reason]int{ReasonSuspiciousArchive: 1})
	}
}

func TestArchiveLimits(t *testing.T) {
	list := entries(t, 10, 1000)
	for _, limits := range []Limits{{Members: 4}, {Unpacked: 5000}} {
		o := dated()
		o.Limits = limits
		for name, data := range map[string][]byte{"c.zip": zipped(t, list...), "c.tgz": gzipped(t, tarEntries(t, list...))} {
			got := readCorpus(t, o, temp(t, name, string(data)))
			if n := len(got.docs); n < 1 || n > 5 || !strings.Contains(got.rejected[len(got.rejected)-1].Detail, "not read") {
				t.Errorf("%s with %+v: %d documents, %v", name, limits, n, got.reasons())
			}
		}
	}
}

func TestTooLargeMember(t *testing.T) {
	o := dated()
	o.Limits.Document = 1000
	list := []entry{{"2001.txt", strings.Repeat("a", 1001)}, {"2002.txt", english}}
	for name, data := range map[string][]byte{"c.zip": zipped(t, list...), "c.tar": tarEntries(t, list...)} {
		got := readCorpus(t, o, temp(t, name, string(data)))
		wantReasons(t, got, 1, map[Reason]int{ReasonTooLarge: 1})
	}
}

// A member whose header promises less than it holds must not be cut in silence.
func TestLyingZipHeader(t *testing.T) {
	data := zipped(t, entry{"2001.txt", english})
	var z *zip.Reader
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || z.File[0].UncompressedSize64 != uint64(len(english)) {
		t.Fatal(err)
	}
	at := bytes.LastIndex(data, []byte("PK\x01\x02")) + 24
	binary.LittleEndian.PutUint32(data[at:], 10)
	got := readCorpus(t, dated(), temp(t, "c.zip", string(data)))
	if len(got.docs)+len(got.rejected) != 1 || len(got.docs) == 1 && got.docs[0].Text != english {
		t.Errorf("%d documents, %v", len(got.docs), got.reasons())
	}
}

func TestEncryptedMember(t *testing.T) {
	data := zipped(t, entry{"2001.txt", english})
	data[bytes.LastIndex(data, []byte("PK\x01\x02"))+8] |= 1
	got := readCorpus(t, dated(), temp(t, "c.zip", string(data)))
	wantReasons(t, got, 0, map[Reason]int{ReasonUnreadable: 1})
}

// Names in GBK without the UTF-8 flag are what Chinese systems put into zips.
func TestMemberNameInGBK(t *testing.T) {
	data := tarEntries(t, entry{"\xB7\xA2\xD5\xB9_2001.txt", english})
	got := readCorpus(t, dated(), temp(t, "c.tar", string(data)))
	wantReasons(t, got, 1, nil)
	if got.docs[0].ID != "发展_2001" {
		t.Errorf("id %q", got.docs[0].ID)
	}
}
