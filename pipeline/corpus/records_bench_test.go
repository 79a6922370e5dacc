package corpus

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkRecords reads 2,000 speeches of some 2.5 kB in each format of records, and as
// many of a line.
func BenchmarkRecords(b *testing.B) {
	var lines, rows, short []string
	for i := range 2000 {
		text := strings.Repeat("We respect the sovereignty of all, and say \\\"so\\\". ", 50)
		lines = append(lines, fmt.Sprintf(`{"id":"r%d","date":2019,"text":"%s"}`, i, text))
		short = append(short, fmt.Sprintf("r%d,2019-%02d-01,We respect the sovereignty of all and nothing else is to be said of it here", i, 1+i%12))
		rows = append(rows, fmt.Sprintf(`r%d,2019,"%s"`, i, strings.ReplaceAll(text, `\"`, `""`)))
	}
	table := [][]any{{"id", "date", "text"}}
	for i := range rows {
		table = append(table, []any{i, 2019, rows[i]})
	}
	for name, data := range map[string]string{
		"a.json": "[" + strings.Join(lines, ",\n") + "]", "a.jsonl": strings.Join(lines, "\n"),
		"a.csv": "id,date,text\n" + strings.Join(rows, "\n"), "short.csv": "id,date,text\n" + strings.Join(short, "\n"), "a.xlsx": string(workbookOf(b, table...)),
	} {
		b.Run(name, func(b *testing.B) {
			r, err := Open([]string{temp(b, name, data)}, Options{Lang: "en"})
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(strings.Join(rows, ""))))
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				err := r.Read(context.Background(), func(raw Raw) error {
					if doc, _ := r.Decode(raw); doc != nil {
						n++
					}
					return nil
				})
				if err != nil || n != 2000 {
					b.Fatal(n, err)
				}
			}
		})
	}
}
