package lang

// Spanish writes capitals without their accent as well (Africa), so the first
// letter's does not count.
var Spanish = define(Language{
	Code: "es", Name: "Spanish", Aliases: []string{"español", "espanol", "castellano"}, Script: Latin,
	Evidence: Evidence{
		Found: 5, Stated: 5,
		// Portuguese and Italian share most of the frequent words, none of its own.
		Frequent: "al como con de del en entre esta ha han la lo no para por que se ser si sin sobre son su " +
			"todos un una",
		Own: "el este las los muy nuestra nuestro nuestros pero pueblos sus y",
	},
	Compared:  plainFirst,
	Closed:    wordSet(closedSpanish),
	Sentences: Sentences{Standard: true},
	// From appendix 2 of the Ortografía of the Real Academia Española ("Lista de
	// abreviaturas"), as far as official prose has them.
	Abbreviations: abbreviations(
		"sr mr sra sres sras srta dr dra d dña excmo excma ilmo ilma gral cnel prof profa ing lic mons pdte pdta s.e s.m ud uds vd",
		"art arts núm núms nos pág págs p pp párr párrs cap caps vol vols t res inc apdo fig doc n nº n.º",
		"etc ej p.ej cf ibíd ibid op cit aprox ee.uu ss a.c d.c rev corr add supl ed"),
	Compounds: wordSet(`
		afro anglo anti asiático económico ex franco hispano ibero intra iraquí latino
		no político post pre pro socio técnico teórico ítalo`),
	Encoding: "Windows-1252",
})
