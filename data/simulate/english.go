package simulate

// english is plain diplomatic prose. Outside the clauses and security it holds
// no term of the lexicon norms: no forum, no multilateral anything, no training.
var english = &language{
	code:    "en",
	title:   "SYNTHETIC – Statement by the %s at the %s",
	issuers: []string{"Foreign Ministry of Varland", "Chancery of Varland"},
	domestic: setting{
		venues: []string{"National Chamber in Tolmar", "Chancery press room in Tolmar", "Provincial Council of Lower Varland"},
		types:  []string{"report", "speech", "press conference"},
	},
	bilateral: setting{
		venues: []string{"Ilse–Tolmar talks", "state visit to Ostrel"},
		types:  []string{"communiqué", "speech"},
	},
	regional: setting{
		venues: []string{"Amber Sea Conference", "Council of the Straits", "Coastal States Meeting in Port Ilse"},
		types:  []string{"statement", "speech"},
	},
	international: setting{
		venues: []string{"Open Assembly", "Open Assembly committee on networks", "World Congress of Ports"},
		types:  []string{"statement", "speech", "position paper"},
	},
	openers: []string{
		"", "", "", "as before, ", "today, ", "once more, ", "in this hall, ", "for our part, ", "this year, ",
	},
	cyberOpeners: []string{
		"in cyberspace, ", "in cyberspace as on land, ", "where the internet is concerned, ",
	},
	subjects: []string{
		"Varland ", "our delegation ", "the ministry ", "the chancery ", "our country ", "the chancellor ",
	},
	tails: []string{
		"", "", "", " in word and in deed", " with patience", " and says so openly", " on the Amber Sea", ", and time has shown why",
	},
	and: ", and ", stop: ".", between: " ", paragraph: "\n\n",
	sovereignty: []clause{
		{"upholds the sovereignty of every coast", "sovereignty"},
		{"respects the territorial integrity of its neighbours", "territorial integrity"},
		{"keeps to non-interference", "non-interference"},
		{"stays out of the internal affairs of others", "internal affairs"},
		{"stands by self-determination", "self-determination"},
		{"treasures its independence", "independence"},
		{"rejects hegemonism", "hegemonism"},
		{"rejects power politics", "power politics"},
		{"speaks against double standards", "double standards"},
		{"does not give way to bullying", "bullying"},
	},
	development: []clause{
		{"puts development first", "development"},
		{"works for the growth of all ports", "growth"},
		{"fights poverty in the hill towns", "poverty"},
		{"builds connectivity between the islands", "connectivity"},
		{"seeks prosperity for the whole coast", "prosperity"},
		{"goes on with the modernization of its mills", "modernization"},
		{"opens its doors to innovation", "innovation"},
		{"invests in the digital economy", "digital economy"},
		{"hopes for industrialization along the Lenn", "industrialization"},
		{"wants better livelihoods in the delta", "livelihoods"},
	},
	balance: []clause{
		{"the two tasks are two wings of one body", "two wings of one body"},
		{"both aims are like two wings of a bird", "two wings of a bird"},
		{"the two aims turn as two wheels of one cart", "two wheels of one"},
	},
	security: []clause{
		{"hopes for peaceful days", "peaceful"},
		{"keeps the young safe", "safe"},
		{"cares for stability", "stability"},
		{"speaks for peace", "peace"},
	},
	neutralCyber: []string{
		"the remarks will be put on the internet",
		"the islands had their first talk on cyberspace in the autumn",
		"the meeting heard a report on the internet in the hill towns",
		"a study of cyberspace was handed to the delegates",
	},
	neutral: []string{
		"the minister thanked the hosts for their warm welcome",
		"the delegation visited the harbour of Port Ilse on the second day",
		"the meeting heard a report on the winter fishing",
		"the chancellor recalled the late mayor of Tolmar",
		"delegates from the islands arrived by ferry",
		"the next session will be held in the spring",
		"the text was read out in both languages",
		"our delegation has studied the report with care",
		"the chair asked for brief remarks",
		"questions were answered after the noon break",
		"many speakers have mentioned the weather on the Amber Sea",
		"the ministry will publish the figures in due course",
		"the delegation of Ostrel sent its greetings",
		"we have listened closely to those who spoke before us",
		"the harvest festival was kept in every province",
		"the archive in Tolmar was opened to visitors",
	},
}
