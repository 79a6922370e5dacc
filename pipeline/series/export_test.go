package series

// HoldNothing has documents go into the file of a at once, a few at a time.
func HoldNothing(a *Aggregator) { a.docs.pile.Held, a.docs.pile.Chunk = 1, 1<<10 }
