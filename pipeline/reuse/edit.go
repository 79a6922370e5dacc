package reuse

// edit is a run of a shortest edit: tokens a to aTo of the first text stand for b to bTo
// of the second. Both are as long in what is kept.
type edit struct {
	keep           bool
	a, aTo, b, bTo int
}

// least is how many tokens are kept together at least: a word or two that stand by chance
// between changes are part of them.
const least = 3

// edits is a shortest edit of one text into another (Myers 1986, Algorithmica 1:251, in
// linear space), with changes that lie together joined.
func edits(a, b []uint64) []edit {
	d := differ{a: a, b: b}
	d.compare(0, len(a), 0, len(b))
	return joined(d.long(), len(a), len(b))
}

// differ collects the stretches that are kept, in their order.
type differ struct {
	a, b []uint64
	out  []edit
	x, y []int // furthest ends of paths, forwards and backwards
}

func (d *differ) keep(a, b, n int) {
	if n == 0 {
		return
	}
	if k := len(d.out) - 1; k >= 0 && d.out[k].aTo == a && d.out[k].bTo == b {
		d.out[k].aTo, d.out[k].bTo = a+n, b+n
		return
	}
	d.out = append(d.out, edit{true, a, a + n, b, b + n})
}

func (d *differ) compare(a, aTo, b, bTo int) {
	n := 0
	for a+n < aTo && b+n < bTo && d.a[a+n] == d.b[b+n] {
		n++
	}
	d.keep(a, b, n)
	a, b = a+n, b+n
	n = 0
	for aTo-n > a && bTo-n > b && d.a[aTo-n-1] == d.b[bTo-n-1] {
		n++
	}
	aTo, bTo = aTo-n, bTo-n
	if a < aTo && b < bTo {
		x, y := d.middle(a, aTo, b, bTo)
		if x+y > a+b && x+y < aTo+bTo {
			d.compare(a, x, b, y)
			d.compare(x, aTo, y, bTo)
		}
	}
	d.keep(aTo, bTo, n)
}

// middle is a point on a shortest path, where paths from both ends meet.
func (d *differ) middle(a, aTo, b, bTo int) (x, y int) {
	n, m := aTo-a, bTo-b
	half := (n + m + 1) / 2
	if size := 2*half + 2; len(d.x) < size {
		d.x, d.y = make([]int, size), make([]int, size)
	}
	delta, at := n-m, half
	d.x[at+1], d.y[at+1] = 0, 0
	for k := 0; k <= half; k++ {
		for i := -k; i <= k; i += 2 {
			u := furthest(d.x, at, i, k)
			v := u - i
			for u < n && v < m && d.a[a+u] == d.b[b+v] {
				u, v = u+1, v+1
			}
			d.x[at+i] = u
			if j := delta - i; delta%2 != 0 && j > -k && j < k && u+d.y[at+j] >= n {
				return a + u, b + v
			}
		}
		for i := -k; i <= k; i += 2 {
			u := furthest(d.y, at, i, k)
			v := u - i
			for u < n && v < m && d.a[aTo-u-1] == d.b[bTo-v-1] {
				u, v = u+1, v+1
			}
			d.y[at+i] = u
			if j := delta - i; delta%2 == 0 && j >= -k && j <= k && u+d.x[at+j] >= n {
				return aTo - u, bTo - v
			}
		}
	}
	return a, b
}

// furthest is how far a path on diagonal i reaches with k changes, before what is kept.
func furthest(ends []int, at, i, k int) int {
	if i == -k || i != k && ends[at+i-1] < ends[at+i+1] {
		return ends[at+i+1]
	}
	return ends[at+i-1] + 1
}

// long are the stretches that are not given up, as long as they can be now.
func (d *differ) long() (out []edit) {
	n, m := len(d.a), len(d.b)
	for _, e := range d.out {
		if between := e.a+e.b > 0 && e.aTo+e.bTo < n+m; !between || e.aTo-e.a >= least {
			out = append(out, e)
		}
	}
	a, b := 0, 0
	for i := range out {
		e := &out[i]
		for e.a > a && e.b > b && d.a[e.a-1] == d.b[e.b-1] {
			e.a, e.b = e.a-1, e.b-1
		}
		to, other := n, m
		if i+1 < len(out) {
			to, other = out[i+1].a, out[i+1].b
		}
		for e.aTo < to && e.bTo < other && d.a[e.aTo] == d.b[e.bTo] {
			e.aTo, e.bTo = e.aTo+1, e.bTo+1
		}
		a, b = e.aTo, e.bTo
	}
	return out
}

// joined fills in the changes between what is kept, of texts of n and m tokens.
func joined(kept []edit, n, m int) (out []edit) {
	a, b := 0, 0
	for _, e := range append(kept, edit{true, n, n, m, m}) {
		if e.a > a || e.b > b {
			out = append(out, edit{false, a, e.a, b, e.b})
		}
		if e.aTo > e.a {
			out = append(out, e)
		}
		a, b = e.aTo, e.bTo
	}
	return out
}
