package series

// HoldNothing has documents go into the file of a at once, a few at a time.
func HoldNothing(a *Aggregator) { a.docs.most, a.docs.chunk = 0, 1<<10 }
