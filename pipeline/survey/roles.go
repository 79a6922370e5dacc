package survey

import (
	"strings"
	"unicode"
)

// role is a field of documents, with names that columns have which fill it, the
// better ones first. A name counts in any case and with any separators.
type role struct {
	field string
	names []string
}

// textNames are names of columns with the text of a document.
var textNames = strings.Fields(`text content body fulltext full_text speech transcript statement document paragraph
	article raw_text clean_text text_en discurso texto texte inhalt redetext 正文 内容 全文 文本 текст نص`)

// dateNames are names of columns with a date, the finer ones first.
var dateNames = strings.Fields(`date datetime day published published_at publication_date pub_date date_published release_date
	created created_at timestamp time speech_date doc_date signed session_date datum fecha data jour 日期 时间 发布时间 дата
	year_month month year jahr année anno 年份 年 год`)

// roles in the order in which they choose columns.
var roles = []role{
	{"id", strings.Fields("id doc_id docid document_id text_id speech_id uid uuid identifier symbol 编号")},
	{"title", strings.Fields("title headline subject heading titel titre titulo 标题 题目 заголовок name_of_document")},
	{"url", strings.Fields("url link href source_url web permalink 链接 网址")},
	{"lang", strings.Fields("lang language language_code sprache langue idioma 语言 язык")},
	{"issuer", strings.Fields(`issuer country country_code iso iso_code iso3 speaker actor state delegation party author sender
		organization organisation institution ministry agency body_name president government member_state land pays pais
		国家 发言人 作者 单位 страна автор`)},
	{"audience", strings.Fields("audience addressee recipient target 对象")},
	{"venue", strings.Fields("venue place location forum event meeting conference occasion city chamber ort lieu lugar 地点 会议 место")},
	{"type", strings.Fields("type doc_type document_type category genre kind class typ 类型 类别 тип")},
}

// dateFormats are tried where the program knows no form of a column's dates by
// itself; a column is of one form if nearly all of its values are.
var dateFormats = []string{
	"%d %b %Y, %H:%M", "%d %B %Y, %H:%M", "%b %d, %Y %H:%M", "%Y-%m-%d %H:%M:%S%:z", "%Y-%m-%d %H:%M:%S.%f", "%a, %d %b %Y",
	"%A, %d %B %Y", "%A, %B %d, %Y", "%d-%b-%Y", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y",
	"%Y年%m月%d日 %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%y%m%d",
}

// folded makes names alike that differ in case and separators only.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// rank is the place of a column's name among names: 0 is the best, -1 none.
func rank(column string, names []string) int {
	name := folded(column)
	for i, n := range names {
		if folded(n) == name {
			return i
		}
	}
	return -1
}
