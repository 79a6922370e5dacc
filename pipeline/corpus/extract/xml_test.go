package extract

import "testing"

func TestXML(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       Document
	}{
		{"any", `<p>We uphold sovereignty.</p>`, Document{Text: "We uphold sovereignty."}},
		{"elements are paragraphs", `<doc><h>One</h><p>Two <b>and</b> three</p></doc>`, Document{Text: "One\n\nTwo and three"}},
		{"TEI", `<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A sitting</title></titleStmt><sourceDesc><bibl><date when="2019-03-05"/></bibl></sourceDesc></fileDesc></teiHeader>` +
			`<text><body><div><note>The Speaker rose.</note><u who="#A"><seg>We uphold.</seg><seg>Second.</seg></u></div></body></text></TEI>`,
			Document{Text: "We uphold.\n\nSecond.", Title: "A sitting", Date: "2019-03-05", Lang: "en"}},
		{"ParlaMint, annotated", `<TEI><text><u><s><w>We</w>
			<w join="right">uphold</w>
			<pc>.</pc></s> <s><w>Second</w></s></u></text></TEI>`, Document{Text: "We uphold. Second"}},
		{"Akoma Ntoso", `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><identification><FRBRWork><FRBRdate date="2019-03-05" name="x"/></FRBRWork></identification></meta>` +
			`<preface><p>An Act</p></preface><body><article><num>1.</num><content><p>We uphold.</p></content></article></body></act></akomaNtoso>`,
			Document{Text: "An Act\n\n1.\n\nWe uphold.", Date: "2019-03-05"}},
		{"entities of HTML", `<p>a&nbsp;b &eacute;</p>`, Document{Text: "a b é"}},
		{"another encoding", "<?xml version=\"1.0\" encoding=\"windows-1252\"?><p>caf\xe9</p>", Document{Text: "café"}},
	} {
		if doc := read(t, XML, []byte(c.data)); doc.Text != c.want.Text || doc.Title != c.want.Title || doc.Date != c.want.Date || doc.Lang != c.want.Lang {
			t.Errorf("%s:\ngot  %+v\nwant %+v", c.name, doc, c.want)
		}
	}
}

func TestMail(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       Document
	}{
		{"plain", "From: The Minister <m@x.org>\r\nSubject: =?utf-8?B?6K6y6K+d?=\r\nDate: Tue, 5 Mar 2019 10:00:00 +0800\r\n\r\nWe uphold.\r\n",
			Document{Text: "We uphold.", Title: "讲话", Author: "The Minister <m@x.org>", Date: "2019-03-05"}},
		{"plain before HTML", "Subject: x\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>html</p>\n--b\nContent-Type: text/plain; charset=gbk\nContent-Transfer-Encoding: base64\n\n1tC5+g==\n--b--\n",
			Document{Text: "中国", Title: "x"}},
		{"HTML alone", "Subject: x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>We=20uphold</p>\n", Document{Text: "We uphold", Title: "x"}},
		{"attachments are none", "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nwar\n--b\nContent-Type: text/plain\n\npeace\n--b--\n",
			Document{Text: "peace", Title: "x"}},
	} {
		if doc := read(t, Mail, []byte(c.data)); doc.Text != c.want.Text || doc.Title != c.want.Title || doc.Author != c.want.Author || doc.Date != c.want.Date {
			t.Errorf("%s:\ngot  %+v\nwant %+v", c.name, doc, c.want)
		}
	}
}
