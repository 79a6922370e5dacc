// Package portable has functions of package math and distributions whose every bit
// is the same on all machines.
//
// Two things make those of math differ in their last bit: processors that multiply
// and add at once, which a Go compiler uses where it is not told to round a product
// (float64(x*y) tells it), and functions in assembly, of which a processor has its
// own. Sqrt, Floor, Frexp and the like are exact everywhere and stay with math.
package portable

import "math"

// The logarithm of 2 in two parts, the first of which can be multiplied by any
// exponent without rounding.
const ln2High, ln2Low = 0x1.62e42fee00000p-1, 0x1.a39ef35793c76p-33

// Log is the natural logarithm. With x = 2ᵏ(1+f) and s = f/(2+f) it is k·ln 2 + f −
// s(f − R), R an even polynomial in s for what remains of log(1+s) − log(1−s) (Ng's
// coefficients in fdlibm's e_log.c). The error is below an ulp.
func Log(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	m, exponent := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, exponent = 2*m, exponent-1
	}
	f, k := m-1, float64(exponent)
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	odd := float64(z * poly4(w, 6.666666666666735130e-01, 2.857142874366239149e-01, 1.818357216161805012e-01, 1.479819860511658591e-01))
	even := float64(w * poly3(w, 3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01))
	half := float64(0.5 * f * f)
	return float64(k*ln2High) - ((half - (float64(s*(half+(odd+even))) + float64(k*ln2Low))) - f)
}

// poly3 is a + bx + cx², and the others so on. Written out they take a third of the
// time of a loop.
func poly3(x, a, b, c float64) float64    { return a + float64(x*(b+float64(x*c))) }
func poly4(x, a, b, c, d float64) float64 { return a + float64(x*poly3(x, b, c, d)) }
func poly8(x float64, c *[8]float64) float64 {
	return c[0] + float64(x*(c[1]+float64(x*(c[2]+float64(x*(c[3]+float64(x*poly4(x, c[4], c[5], c[6], c[7]))))))))
}

// Exp is e to the power of x. With x = k·ln 2 + r it is 2ᵏ(1 + r + rc/(2−c)), c = r −
// r²P(r²) (Ng's coefficients in fdlibm's e_exp.c). The error is below an ulp.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x > 7.09782712893383973096e+02:
		return math.Inf(1)
	case x < -7.45133219101941108420e+02:
		return 0
	case math.Abs(x) < 0x1p-28:
		return 1 + x
	}
	k := math.Floor(float64(math.Log2E*x) + 0.5)
	high, low := x-float64(k*ln2High), float64(k*ln2Low)
	r := high - low
	z := float64(r * r)
	c := r - float64(z*(1.66666666666666657415e-01+float64(z*poly4(z, -2.77777777770155933842e-03, 6.61375632143793436117e-05, -1.65339022054652515390e-06, 4.13813679705723846039e-08))))
	return math.Ldexp(1-((low-float64(r*c)/(2-c))-high), int(k))
}

// Log1p is log(1+x): what is lost of x in 1+x is lost in its logarithm alike (Kahan).
func Log1p(x float64) float64 {
	u := 1 + x
	if u == 1 || math.IsInf(u, 1) {
		return x
	}
	return float64(Log(u)*x) / (u - 1)
}

// Expm1 is Exp(x) − 1, in the same way.
func Expm1(x float64) float64 {
	switch u := Exp(x); {
	case u == 1:
		return x
	case u-1 == -1 || math.IsInf(u, 1):
		return u - 1
	default:
		return float64((u-1)*x) / Log(u)
	}
}

// Log2 is the binary logarithm, exact for powers of two.
func Log2(x float64) float64 {
	if m, k := math.Frexp(x); m == 0.5 {
		return float64(k - 1)
	}
	return Log(x) / math.Ln2
}

// Pow is x to the power of y. A whole y is multiplied out; of others the error is
// that of y·log x.
func Pow(x, y float64) float64 {
	switch {
	case y == math.Trunc(y) && math.Abs(y) < 1<<31:
		n, power := int(math.Abs(y)), 1.0
		for ; n > 0; n >>= 1 {
			if n&1 != 0 {
				power = float64(power * x)
			}
			x = float64(x * x)
		}
		if y < 0 {
			return 1 / power
		}
		return power
	case x == 1:
		return 1
	}
	return Exp(float64(y * Log(x)))
}

// Hypot is the square root of x² + y², of any size.
func Hypot(x, y float64) float64 {
	switch {
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		return math.Inf(1)
	case math.IsNaN(x) || math.IsNaN(y):
		return math.NaN()
	}
	x, y = math.Abs(x), math.Abs(y)
	if x < y {
		x, y = y, x
	}
	if x == 0 {
		return 0
	}
	y /= x
	return float64(x * math.Sqrt(1+float64(y*y)))
}

// Erfinv is the inverse of the error function, by Wichura's AS 241 (1988), PPND16:
// the error is about one in 10¹⁶.
func Erfinv(x float64) float64 {
	a := math.Abs(x)
	switch {
	case a == 1:
		return math.Inf(int(x))
	case !(a < 1):
		return math.NaN()
	case a <= 0.85:
		r := 0.180625 - float64(0.25*x*x)
		return float64(x*poly8(r, &middle.above)) / poly8(r, &middle.below)
	}
	r, p := math.Sqrt(math.Ln2-Log(1-a)), &tail
	if r <= 5 {
		r -= 1.6
	} else {
		r, p = r-5, &farTail
	}
	return math.Copysign(poly8(r, &p.above)/poly8(r, &p.below), x)
}

// ratio has the coefficients of a rational approximation, those of PPND16 over √2.
type ratio struct{ above, below [8]float64 }

var (
	middle = ratio{
		[8]float64{1.1975323115670912564578e0, 4.7072688112383978012285e1, 6.9706266534389598238465e2, 4.8548868893843886794648e3,
			1.6235862515167575384252e4, 2.3782041382114385731252e4, 1.1819493347062294404278e4, 8.8709406962545514830200e2},
		[8]float64{1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
			2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}}
	tail = ratio{
		[8]float64{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
			1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
		[8]float64{1.4142135623730950488016887e0, 2.9036514445419946173133295e0, 2.3707661626024532365971225e0, 9.7547832001787427186894837e-1,
			2.0945065210512749128288442e-1, 2.1494160384252876777097297e-2, 7.7441459065157709165577218e-4, 1.4859850019840355905497876e-9}}
	farTail = ratio{
		[8]float64{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
			2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
		[8]float64{1.414213562373095048801689e0, 8.482908416595164588112026e-1, 1.936480946950659106176712e-1, 2.103693768272068968719679e-2,
			1.112800997078859844711555e-3, 2.611088405080593625138020e-5, 2.010321207683943062279931e-7, 2.891024605872965461538222e-15}}
)
