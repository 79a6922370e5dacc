package simulate

// Frames are the frames of the lexicon norms, in its order.
var Frames = [...]string{
	"problems.security", "problems.imbalance", "problems.regulation", "problems.order", hegemonismFrame,
	sovereigntyFrame, "values.multilateralism", developmentFrame, securityFrame, balanceFrame,
	"behaviours.socialization", "behaviours.support", "behaviours.exchange",
}

// The frames that are planted in some other way than by a course alone.
const (
	hegemonismFrame  = "problems.hegemonism"
	sovereigntyFrame = "values.sovereignty"
	developmentFrame = "values.development"
	securityFrame    = "values.security"
	balanceFrame     = "values.balance"
)
