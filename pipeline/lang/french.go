package lang

import "strings"

// French splits off what an apostrophe joins to the next word. Capitals are
// often written without their accent (Etat), so the first letter's does not
// count.
var French = define(Language{
	Code: "fr", Name: "French", Aliases: []string{"français", "francais"}, Script: Latin,
	Evidence: Evidence{
		Found: 5, Stated: 5,
		Frequent: "au ce comme de elle en entre il la le leur ne nos ont ou par pas plus qu que qui se " +
			"son sur tous un une",
		Own: "aux avec cette dans des du est et les leurs mais notre nous pour sans ses sont",
	},
	Elisions:  wordSet("c d j l m n s t ç qu jusqu lorsqu puisqu quoiqu"),
	Compared:  func(word string) string { return plainFirst(ligatures.Replace(word)) },
	Closed:    wordSet(closedFrench),
	Sentences: Sentences{Standard: true},
	// From the list of the Imprimerie nationale (Lexique des règles
	// typographiques, "Abréviations") and from what documents of the United
	// Nations cite by.
	Abbreviations: abbreviations(
		"m mm mr mme mmes mlle mlles me dr pr prof mgr amb gén col cdt s.e s.m s.exc st ste av apr",
		"art arts al alin par chap sect vol t p pp fig rés doc n no n°",
		"etc cf ibid op cit env ex p.ex c.-à-d j.-c add rev corr suppl éd"),
	Compounds: wordSet(`
		après arrière au avant bien bon ci co contre delà demi euro ex extra grand
		haut inter là libre mi moyen multi neuf non nord nouveau par peut plus post pré
		pro quasi quelques rendez royaume semi sénégal socio sous sud super
		ultra vice vis à`),
	Encoding: "Windows-1252",
})

// ligatures are letters that are also written as two.
var ligatures = strings.NewReplacer("œ", "oe", "Œ", "Oe", "æ", "ae", "Æ", "Ae")
