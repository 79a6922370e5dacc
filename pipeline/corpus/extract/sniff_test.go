package extract

import "testing"

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		head, extension string
		want            Format
	}{
		// Marks decide, whatever the name.
		{"%PDF-1.7\n", ".txt", PDF},
		{"\r\n%PDF-1.4\n", ".pdf", PDF},
		{"junk of a mail gateway\n%PDF-1.4\n", ".pdf", PDF},
		{`{\rtf1\ansi`, ".doc", RTF},
		{"PK\x03\x04....", ".pdf", Package},
		{"PAR1\x15\x04", ".dat", Parquet},
		{"PAR1\x15\x04", ".parquet", Parquet},
		// Pages, under the names that servers give them.
		{"<!DOCTYPE html>\n<html>", ".txt", HTML},
		{"\xEF\xBB\xBF \n<!doctype HTML PUBLIC \"-//W3C\">", ".php", HTML},
		{"<!-- saved from url -->\n<html lang=en>", "", HTML},
		{`<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">`, ".xml", HTML},
		{"<p>We uphold sovereignty.</p>", ".html", HTML},
		{"No tag at all.", ".htm", HTML},
		{"<p>We uphold sovereignty.</p>", ".docx", HTML}, // a page saved under the name that the link had
		{"<p>We uphold sovereignty.</p>", ".pdf", HTML},
		{"<p>We uphold sovereignty.</p>", ".xml", XML},
		{`<?xml version="1.0"?><TEI>`, ".txt", XML},
		{"From: a@b\nDate: 1 May 2019\nMessage-ID: <1>\n\nText", ".txt", Mail},
		{"Subject: x\n\nText", ".eml", Mail},
		// Texts stay texts.
		{"From: the minister\nTo: the press\nDate: 1 May 2019\n\nText", ".txt", Unknown},
		{"<3 this speech", ".txt", Unknown},
		{"<p>markdown may hold tags</p>", ".md", Unknown},
		{"PAR1S, le 3 mai", ".txt", Unknown},
		{"plain", ".pdf", Unknown},
		{"", ".docx", Unknown},
		{"\x89PNG\r\n\x1a\n", ".png", Unknown},
	} {
		if got := Sniff([]byte(c.head), c.extension); got != c.want {
			t.Errorf("%.40q %s: got %q, want %q", c.head, c.extension, got, c.want)
		}
	}
}
