package portable

import "math"

// Series and continued fractions end where a term no longer changes the sum, or after
// as many as none that converges takes.
const (
	negligible = 0x1p-54
	mostTerms  = 1_000_000
)

// Lgamma is the logarithm of the gamma function of x > 0: Stirling's series, for a
// small x after Γ(x) = Γ(x+n)/(x(x+1)…(x+n−1)). The error is some 10⁻¹⁵ of the
// larger of it and 1.
func Lgamma(x float64) float64 {
	if math.IsInf(x, 1) {
		return x
	}
	below := 1.0
	for ; x < 10; x++ {
		below = float64(below * x)
	}
	return float64((x-0.5)*Log(x)) - x + float64(0.5*Log(2*math.Pi)) + stirling(x) - Log(below)
}

// stirling is what the logarithm of the gamma function of x ≥ 10 has beyond its
// leading terms (Abramowitz and Stegun 6.1.41).
func stirling(x float64) float64 {
	return poly8(1/float64(x*x), &stirlingTerms) / x
}

// stirlingTerms are B₂ₖ/(2k(2k−1)), Bₖ the numbers of Bernoulli.
var stirlingTerms = [8]float64{1. / 12, -1. / 360, 1. / 1260, -1. / 1680, 1. / 1188, -691. / 360360, 1. / 156}

// gammaTerm is xᵃe⁻ˣ/Γ(a+1). Where a is large its parts are, too, and take each other
// away, so that only what they leave is worked out.
func gammaTerm(a, x float64) float64 {
	if a < 10 {
		return Exp(float64(a*Log(x)) - x - Lgamma(a+1))
	}
	mu := (x - a) / a
	return Exp(float64(-a*(mu-Log1p(mu)))-stirling(a)) / math.Sqrt(2*math.Pi*a)
}

// GammaTails are the regularized incomplete gamma functions P(a, x) and Q(a, x) = 1 −
// P: a series for what is below the mean, Legendre's continued fraction by Lentz's
// method above it (Abramowitz and Stegun 6.5.29, 6.5.31).
func GammaTails(a, x float64) (below, above float64) {
	switch {
	case math.IsNaN(a) || math.IsNaN(x) || a <= 0:
		return math.NaN(), math.NaN()
	case x <= 0:
		return 0, 1
	case math.IsInf(x, 1):
		return 1, 0
	}
	term := gammaTerm(a, x)
	if x < a+1 {
		sum, next := 1.0, 1.0
		for n := 1.0; n < mostTerms && next > negligible*sum; n++ {
			next = float64(next * (x / (a + n)))
			sum += next
		}
		below = min(1, float64(term*sum))
		return below, 1 - below
	}
	above = min(1, float64(term*a)*lentz(x+1-a, func(n float64) (up, down float64) { return float64(-n * (n - a)), x + 1 - a + 2*n }))
	return 1 - above, above
}

// lentz is the continued fraction 1/(first + up₁/(down₁ + up₂/(down₂ + …))).
func lentz(first float64, part func(n float64) (up, down float64)) float64 {
	const none = 0x1p-1000 // in place of a denominator of zero
	c, d := 1/none, 1/first
	h := d
	for n := 1.0; n < mostTerms; n++ {
		up, down := part(n)
		d = float64(up*d) + down
		if math.Abs(d) < none {
			d = none
		}
		c = down + up/c
		if math.Abs(c) < none {
			c = none
		}
		d = 1 / d
		change := float64(c * d)
		h = float64(h * change)
		if math.Abs(change-1) < 2*negligible {
			break
		}
	}
	return h
}

// Erfc is the complementary error function, Q(1/2, x²) for x ≥ 0.
func Erfc(x float64) float64 {
	below, above := GammaTails(0.5, float64(x*x))
	if x < 0 {
		return 1 + below
	}
	return above
}

// ChiSquaredSurvival is the probability of more than x with k degrees of freedom.
func ChiSquaredSurvival(x, k float64) float64 {
	_, above := GammaTails(k/2, x/2)
	return above
}

// GammaQuantile is the x with P(a, x) = p, 0 < p < 1: from that of Wilson and Hilferty
// (1931), or where a is small of the first term of the series, by Newton's steps
// within what is known to hold it.
func GammaQuantile(a, p float64) float64 {
	z := float64(math.Sqrt2 * Erfinv(float64(2*p)-1))
	x := 1 - 1/(9*a) + z/(3*math.Sqrt(a))
	if x = float64(a * x * x * x); a < 1 || x <= 0 {
		x = Exp((Log(p) + Lgamma(a+1)) / a)
	}
	low, high := 0.0, math.Inf(1)
	for range 100 {
		below, above := GammaTails(a, x)
		off := below - p
		if p > 0.5 {
			off = (1 - p) - above
		}
		if off < 0 {
			low = x
		} else {
			high = x
		}
		next := x - float64(off*x)/float64(a*gammaTerm(a, x))
		switch {
		case next > low && next < high:
		case math.IsInf(high, 1):
			next = 2 * x
		default:
			next = low + float64((high-low)/2)
		}
		if math.Abs(next-x) <= 4*negligible*x {
			return next
		}
		x = next
	}
	return x
}

// StudentQuantile is the t with P(T ≤ t) = p, 1/2 < p < 1, by Newton's steps from the
// quantile of the normal distribution: they do not pass it, for the tail falls ever
// more slowly. At the end rounding may lead them around in a circle, of a few values that
// differ in their last digit, and whole rounds are left out (Brent 1980, BIT 20:2).
func StudentQuantile(p, degrees float64) float64 {
	a := float64(degrees / 2)
	// The density at 0 is 1/(√ν B(ν/2, 1/2)).
	beta := Exp(logBeta(a))
	t := float64(math.Sqrt2 * Erfinv(float64(2*p)-1))
	seen, age, round := t, 0, 1
	for left := 1000; left > 0; left-- {
		if age == round {
			seen, age, round = t, 0, 2*round
		}
		tail := studentTail(t, a, beta)
		density := Exp(float64(-(a+0.5)*Log1p(float64(t*t)/degrees))) / float64(math.Sqrt(degrees)*beta)
		step := (tail - (1 - p)) / density
		if !(math.Abs(step) > 8*negligible*t) {
			break
		}
		t += step
		if age++; t == seen {
			left = (left-1)%age + 1
		}
	}
	return t
}

// logBeta is the logarithm of B(a, 1/2).
func logBeta(a float64) float64 {
	if a < 10 {
		return Lgamma(a) - Lgamma(a+0.5) + float64(0.5*Log(math.Pi))
	}
	return float64(0.5*Log(math.Pi/a)) + 0.5 - float64(a*Log1p(0.5/a)) + stirling(a) - stirling(a+0.5)
}

// studentTail is P(T > t) = ½ I(ν/(ν+t²); ν/2, ½) for t > 0, the incomplete beta function
// by its continued fraction (Abramowitz and Stegun 26.5.8).
func studentTail(t, a, beta float64) float64 {
	x := 1 / (1 + float64(t*t)/float64(2*a))
	y := float64(x*float64(t*t)) / float64(2*a) // 1 − x
	term := float64(Exp(float64(-a*Log1p(float64(t*t)/float64(2*a))))*math.Sqrt(y)) / beta
	if x < (a+1)/(a+2.5) {
		return float64(term*incomplete(a, 0.5, x)) / float64(2*a)
	}
	return 0.5 - float64(term*incomplete(0.5, a, y))
}

// incomplete is the continued fraction of the incomplete beta function.
func incomplete(a, b, x float64) float64 {
	return lentz(1, func(n float64) (up, down float64) {
		m := math.Floor(n / 2)
		if n != 2*m {
			return -float64(float64((a+m)*(a+b+m))*x) / float64((a+2*m)*(a+2*m+1)), 1
		}
		return float64(float64(m*(b-m))*x) / float64((a+2*m-1)*(a+2*m)), 1
	})
}
