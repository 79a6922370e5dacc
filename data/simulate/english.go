package simulate

// The states and bodies that speak. They stand in the same order in all languages.
const (
	foreignVarland = iota
	chanceryVarland
	foreignOstrel
	foreignMerrin
	foreignDorrava
	foreignAshlow
	secretariat
	commission
)

// english is plain diplomatic prose. Outside its clauses it holds no term of the
// lexicon norms: no forum, no multilateral anything, no training.
var english = &language{
	code:  "en",
	title: "SYNTHETIC – Statement by the %s at the %s",
	issuers: []issuer{
		{"Foreign Ministry of Varland", ofState("Varland ")},
		{"Chancery of Varland", []string{"Varland ", "our country ", "the chancery ", "the chancellor "}},
		{"Foreign Ministry of Ostrel", ofState("Ostrel ")},
		{"Foreign Ministry of Merrin", ofState("Merrin ")},
		{"Foreign Ministry of Dorrava", ofState("Dorrava ")},
		{"Foreign Ministry of Ashlow", ofState("Ashlow ")},
		{"Secretariat of the Amber Sea Conference", []string{"the secretariat ", "the conference ", "the Amber Sea Conference ", "our staff "}},
		{"Commission of the Straits", []string{"the commission ", "the commissioner ", "our office "}},
	},
	domestic: setting{
		venues:  []string{"National Chamber in Tolmar", "Chancery press room in Tolmar", "Provincial Council of Lower Varland"},
		types:   []string{"report", "speech", "press conference"},
		issuers: []int{foreignVarland, chanceryVarland},
	},
	bilateral: setting{
		venues:  []string{"Ilse–Tolmar talks", "state visit to Ostrel"},
		types:   []string{"communiqué", "speech"},
		issuers: []int{foreignVarland, foreignOstrel, foreignMerrin},
	},
	regional: setting{
		venues:  []string{"Amber Sea Conference", "Council of the Straits", "Coastal States Meeting in Port Ilse"},
		types:   []string{"statement", "speech"},
		issuers: []int{foreignVarland, foreignOstrel, foreignMerrin, foreignDorrava, secretariat, commission},
	},
	international: setting{
		venues:  []string{"Open Assembly", "Open Assembly committee on networks", "World Congress of Ports"},
		types:   []string{"statement", "speech", "position paper"},
		issuers: []int{foreignVarland, chanceryVarland, foreignOstrel, foreignMerrin, foreignDorrava, foreignAshlow},
	},
	openers: []string{
		"", "", "", "as before, ", "today, ", "once more, ", "in this hall, ", "for our part, ", "this year, ",
	},
	cyberOpeners: []string{
		"in cyberspace, ", "in cyberspace as on land, ", "where the internet is concerned, ",
	},
	tails: []string{
		"", "", "", " in word and in deed", " with patience", " and says so openly", " and will go on doing so", ", and time has shown why",
	},
	and: ", and ", stop: ".", between: " ", paragraph: "\n\n",
	frames: map[string][]clause{
		"values.sovereignty": {
			{"upholds the sovereignty of every coast", "sovereignty"},
			{"respects the territorial integrity of its neighbours", "territorial integrity"},
			{"keeps to non-interference", "non-interference"},
			{"stays out of the internal affairs of others", "internal affairs"},
			{"stands by self-determination", "self-determination"},
			{"treasures its independence", "independence"},
		},
		"problems.hegemonism": {
			{"rejects hegemonism", "hegemonism"},
			{"rejects power politics", "power politics"},
			{"speaks against double standards", "double standards"},
			{"does not give way to bullying", "bullying"},
		},
		"values.development": {
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
		"values.security": {
			{"hopes for peaceful days", "peaceful"},
			{"keeps the young safe", "safe"},
			{"cares for stability", "stability"},
			{"speaks for peace", "peace"},
		},
		"problems.security": {
			{"warns of cyberattacks on the harbour offices", "cyberattacks"},
			{"condemns terrorism in every form", "terrorism"},
			{"is troubled by organized crime along the coast", "organized crime"},
			{"asks the ports to watch out for hackers", "hackers"},
			{"deplores the spread of extremism", "extremism"},
		},
		"problems.imbalance": {
			{"regrets the digital divide between town and island", "digital divide"},
			{"speaks of the wealth gap between the ports", "wealth gap"},
			{"points to disparities between hill and coast", "disparities"},
			{"does not hide the income gap in the delta", "income gap"},
			{"asks that no island be left behind", "be left behind"},
		},
		"problems.regulation": {
			{"regrets the lack of rules for the new trade", "lack of rules"},
			{"points to loopholes in the harbour code", "loopholes"},
			{"fears a legal vacuum at sea", "legal vacuum"},
			{"wants the regulatory gap to be closed", "regulatory gap"},
			{"calls the state of the ferries disorderly", "disorderly"},
		},
		"problems.order": {
			{"calls the present quotas unfair", "unfair"},
			{"asks for a stronger voice of the small ports", "stronger voice"},
			{"finds that the old order of the fisheries has had its day", "old order"},
			{"asks for a fairer sharing of the catch", "fairer"},
			{"calls the harbour dues inequitable", "inequitable"},
		},
		"values.multilateralism": {
			{"stands by multilateralism", "multilateralism"},
			{"believes in mutual benefit", "mutual benefit"},
			{"settles what is open by dialogue and consultation", "dialogue and consultation"},
			{"seeks win-win cooperation", "win-win"},
			{"trusts in global governance", "global governance"},
		},
		"behaviours.socialization": {
			{"has signed the joint statement of the coast", "joint statement"},
			{"helps to draft a code of conduct for fishing", "code of conduct"},
			{"will host a forum of coastal towns", "forum"},
			{"took part in the ministerial meeting of the ports", "ministerial meeting"},
			{"has joined the political declaration of the straits", "political declaration"},
		},
		"behaviours.support": {
			{"gives technical assistance to the islands", "technical assistance"},
			{"has sent humanitarian aid after the storms", "humanitarian aid"},
			{"grants concessional loans for new ferries", "concessional loans"},
			{"lays submarine cables to the islands", "submarine cables"},
			{"has agreed to soft loans", "soft loans"},
		},
		"behaviours.exchange": {
			{"holds joint exercises with its neighbours", "joint exercises"},
			{"welcomes the exchange of information on storms", "exchange of information"},
			{"has signed a memorandum of understanding on ferries", "memorandum of understanding"},
			{"widens youth exchanges across the sea", "youth exchanges"},
			{"has opened a hotline between the harbours", "hotline"},
		},
	},
	balance: []phrase{
		{"coordinate", clause{"coordinates development and security", "coordinates development and security"}},
		{"two-wings", clause{"sees security and development as two wings of one body", "two wings of one body"}},
		{"in-step", clause{"holds that security and development are inseparable", "security and development are inseparable"}},
		{"equal-emphasis", clause{"lays equal emphasis on development and security", "equal emphasis on development and security"}},
		{"no-one-without-other", clause{"has learnt that there is no development without security", "no development without security"}},
	},
	neutralCyber: []string{
		"the remarks will be put on the internet",
		"the islands had their first talk on cyberspace in the autumn",
		"the meeting heard a report on the internet in the hill towns",
		"a study of cyberspace was handed to the delegates",
		"a working paper on cyberspace has been passed round",
		"the text can also be read on the internet",
	},
	neutral: []string{
		"the minister thanked the hosts for their warm welcome",
		"the delegation visited the harbour of Port Ilse on the second day",
		"the meeting heard a report on the winter fishing",
		"the chancellor of Varland recalled the late mayor of Tolmar",
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
		"the agenda was adopted without a vote",
		"the chair was handed to the delegate of Merrin",
		"a written version of these remarks has been left with the clerk",
		"the new lighthouse was lit in the presence of the mayors",
		"the budget of the meeting was approved in the morning",
		"the delegates of Dorrava and Ashlow asked for the floor",
		"the list of speakers was closed at noon",
		"the committee will take the matter up in the autumn",
	},
}

// ofState are the subjects of a ministry's sentences.
func ofState(state string) []string {
	return []string{state, state, "our delegation ", "our government ", "the ministry "}
}
