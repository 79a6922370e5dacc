package stance

// Polarity says whether a text asserts what it mentions.
type Polarity uint8

// The polarities. What no rules have looked at has none.
const (
	Untold Polarity = iota
	Asserted
	Denied
	Uncertain
	Polarities = iota
)

// String is the word in the hits table.
func (p Polarity) String() string { return [...]string{"", "asserted", "denied", "uncertain"}[p] }

// Holder says whose words something is said to be.
type Holder uint8

// The holders.
const (
	None    Holder = iota // nobody's in particular
	Self                  // the speaker's own: we believe
	Other                 // somebody else's: they claim
	Holders = iota
)

// String is the word in the hits table.
func (h Holder) String() string { return [...]string{"none", "self", "other"}[h] }

// Stance is how a text stands to a hit. The zero value is that of a hit that no
// rules have looked at.
type Stance struct {
	Polarity Polarity
	Holder   Holder
	Quoted   bool
	// CueStart and CueEnd are the bytes of the cue behind a polarity other than
	// Asserted.
	CueStart, CueEnd int32
}

// Plain says that there is nothing to tell.
func (s Stance) Plain() bool { return s.Polarity <= Asserted && s.Holder != Other && !s.Quoted }

// Cued says that the stance has a cue.
func (s Stance) Cued() bool { return s.Polarity > Asserted }

// Moved is the stance with its cue so many bytes further on.
func (s Stance) Moved(by int32) Stance {
	if s.Cued() {
		s.CueStart, s.CueEnd = s.CueStart+by, s.CueEnd+by
	}
	return s
}
