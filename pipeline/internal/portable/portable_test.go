package portable

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// functions are all of the package, as functions of two numbers from −1 to 1 drawn for
// them, beside those of math and of Gonum (whose distributions are Cephes') and by how
// much of the value, or of 1 if that is absolute, they may differ.
var functions = []struct {
	name      string
	got, want func(u, v float64) float64
	within    float64
	absolute  bool
	bits      uint64 // of 4,000 values
}{
	{"Log", func(u, _ float64) float64 { return Log(wide(u)) }, func(u, _ float64) float64 { return math.Log(wide(u)) }, 3e-16, false, 0x73415a2323ad0691},
	{"Log near 1", func(u, _ float64) float64 { return Log(1 + u/8) }, func(u, _ float64) float64 { return math.Log(1 + u/8) }, 4e-16, false, 0x92b0b6ef7aa36435},
	{"Exp", func(u, _ float64) float64 { return Exp(700 * u) }, func(u, _ float64) float64 { return math.Exp(700 * u) }, 4.5e-16, false, 0xa1b538ae53537b95},
	{"Exp near 0", func(u, _ float64) float64 { return Exp(u) }, func(u, _ float64) float64 { return math.Exp(u) }, 4.5e-16, false, 0x8520af8f2813c5bc},
	{"Log1p", func(u, v float64) float64 { return Log1p(u * math.Abs(v)) }, func(u, v float64) float64 { return math.Log1p(u * math.Abs(v)) }, 1e-15, false, 0x6b1adbb260a8a778},
	{"Expm1", func(u, v float64) float64 { return Expm1(5 * u * v) }, func(u, v float64) float64 { return math.Expm1(5 * u * v) }, 2e-15, false, 0x14dbcec73ef35751},
	{"Log2", func(u, _ float64) float64 { return Log2(wide(u)) }, func(u, _ float64) float64 { return math.Log2(wide(u)) }, 2e-14, false, 0xaf8f63fd94f1b9fc},
	{"Pow", func(u, v float64) float64 { return Pow(1+u, 3*v) }, func(u, v float64) float64 { return math.Pow(1+u, 3*v) }, 1e-14, false, 0xf742eeea0fdf0b28},
	{"Pow of whole numbers", func(u, v float64) float64 { return Pow(u, math.Round(30*v)) }, func(u, v float64) float64 { return math.Pow(u, math.Round(30*v)) }, 1e-14, false, 0x27c9790095cf7df4},
	{"Hypot", func(u, v float64) float64 { return Hypot(wide(u), v) }, func(u, v float64) float64 { return math.Hypot(wide(u), v) }, 5e-16, false, 0x6d92d10586b8f91e},
	{"Erfinv", func(u, _ float64) float64 { return Erfinv(u) }, func(u, _ float64) float64 { return math.Erfinv(u) }, 2e-15, false, 0x6b2d88aecc785a1f},
	{"Erfinv near 1", func(u, _ float64) float64 { return Erfinv(1 - wide(-math.Abs(u))) }, func(u, _ float64) float64 { return math.Erfinv(1 - wide(-math.Abs(u))) }, 1e-15, false, 0xe0323e5c42efc849},
	{"Erfc", func(u, _ float64) float64 { return Erfc(6 * u) }, func(u, _ float64) float64 { return math.Erfc(6 * u) }, 5e-14, false, 0xe420ee639c9f99d6},
	{"Lgamma", func(u, _ float64) float64 { return Lgamma(10 * math.Abs(u)) }, func(u, _ float64) float64 { l, _ := math.Lgamma(10 * math.Abs(u)); return l }, 1e-14, true, 0xa2c883b10df9b051},
	{"Lgamma of large numbers", func(u, _ float64) float64 { return Lgamma(10 + wide(u)) }, func(u, _ float64) float64 { l, _ := math.Lgamma(10 + wide(u)); return l }, 1e-14, false, 0x88f16d782bc97837},
	{"ChiSquaredSurvival", func(u, v float64) float64 { return ChiSquaredSurvival(50*math.Abs(u), math.Ceil(40*math.Abs(v))) },
		func(u, v float64) float64 {
			return distuv.ChiSquared{K: math.Ceil(40 * math.Abs(v))}.Survival(50 * math.Abs(u))
		}, 1e-12, false, 0x672c044a0d4763bf},
	{"GammaQuantile", func(u, v float64) float64 { return GammaQuantile(1+shape(u), 0.5+v/2) },
		func(u, v float64) float64 { return distuv.Gamma{Alpha: 1 + shape(u), Beta: 1}.Quantile(0.5 + v/2) }, 1e-10, false, 0xc018a82f07b1e545},
	{"GammaQuantile and back", func(u, v float64) float64 {
		below, above := GammaTails(shape(u), GammaQuantile(shape(u), 0.5+v/2))
		if v > 0 {
			return 1 - above
		}
		return below
	}, func(_, v float64) float64 { return 0.5 + v/2 }, 2e-13, false, 0xab1c48693fdd71da},
	{"StudentQuantile", func(u, v float64) float64 { return StudentQuantile(0.75+v/4.1, shape(u)) },
		func(u, v float64) float64 {
			return distuv.StudentsT{Sigma: 1, Nu: shape(u)}.Quantile(0.75 + v/4.1)
		}, 1e-8, false, 0x610a01d39f4c9dd3},
}

// wide is of any size, shape from 1/10 to 1,000.
func wide(u float64) float64  { return Exp(30 * u) }
func shape(u float64) float64 { return float64(10 * Pow(100, u)) }

// drawn calls use with the same numbers each time.
func drawn(n int, use func(u, v float64)) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range n {
		use(2*rng.Float64()-1, 2*rng.Float64()-1)
	}
}

func TestFunctions(t *testing.T) {
	for _, f := range functions {
		worst, at := 0.0, [2]float64{}
		drawn(20_000, func(u, v float64) {
			got, want := f.got(u, v), f.want(u, v)
			off := math.Abs(got - want)
			if !f.absolute && got != want {
				off /= math.Abs(want)
			}
			if !(off <= worst) {
				worst, at = off, [2]float64{u, v}
			}
		})
		if !(worst <= f.within) {
			t.Errorf("%s at %v: %v, want %v: off by %.2g", f.name, at, f.got(at[0], at[1]), f.want(at[0], at[1]), worst)
		}
	}
}

// TestBits holds the bits against those of another kind of processor: a machine on
// which it fails would write other tables.
func TestBits(t *testing.T) {
	for _, f := range functions {
		h := fnv.New64a()
		drawn(4_000, func(u, v float64) { binary.Write(h, binary.LittleEndian, f.got(u, v)) })
		if got := h.Sum64(); got != f.bits {
			t.Errorf("%s: %#x, want %#x", f.name, got, f.bits)
		}
	}
}

func TestSpecial(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"Log(0)", Log(0), -inf}, {"Log(-1)", Log(-1), math.NaN()}, {"Log(∞)", Log(inf), inf}, {"Log(1)", Log(1), 0}, {"Log of the least", Log(5e-324), -744.4400719213812},
		{"Exp(0)", Exp(0), 1}, {"Exp(-∞)", Exp(-inf), 0}, {"Exp(∞)", Exp(inf), inf}, {"Exp(710)", Exp(710), inf}, {"Exp(-746)", Exp(-746), 0}, {"Exp(NaN)", Exp(math.NaN()), math.NaN()},
		{"Log1p(-1)", Log1p(-1), -inf}, {"Log1p(∞)", Log1p(inf), inf}, {"Log1p(1e-300)", Log1p(1e-300), 1e-300}, {"Expm1(-∞)", Expm1(-inf), -1}, {"Expm1(∞)", Expm1(inf), inf}, {"Expm1(1e-300)", Expm1(1e-300), 1e-300},
		{"Log2(8)", Log2(8), 3}, {"Log2(0)", Log2(0), -inf}, {"Pow(0, 0)", Pow(0, 0), 1}, {"Pow(0, .5)", Pow(0, 0.5), 0}, {"Pow(0, -1)", Pow(0, -1), inf}, {"Pow(-2, 3)", Pow(-2, 3), -8}, {"Pow(-2, .5)", Pow(-2, 0.5), math.NaN()},
		{"Pow(.5, ∞)", Pow(0.5, inf), 0}, {"Hypot(3, 4)", Hypot(3, 4), 5}, {"Hypot(0, 0)", Hypot(0, 0), 0}, {"Hypot(∞, NaN)", Hypot(inf, math.NaN()), inf}, {"Hypot(NaN, 1)", Hypot(math.NaN(), 1), math.NaN()}, {"Hypot(1e300, 1e300)", Hypot(1e300, 1e300), math.Hypot(1e300, 1e300)},
		{"Erfinv(1)", Erfinv(1), inf}, {"Erfinv(-1)", Erfinv(-1), -inf}, {"Erfinv(2)", Erfinv(2), math.NaN()}, {"Erfc(0)", Erfc(0), 1}, {"Erfc(∞)", Erfc(inf), 0}, {"Erfc(-∞)", Erfc(-inf), 2}, {"Erfc(NaN)", Erfc(math.NaN()), math.NaN()},
		{"ChiSquaredSurvival(0)", ChiSquaredSurvival(0, 3), 1}, {"ChiSquaredSurvival(∞)", ChiSquaredSurvival(inf, 3), 0},
	} {
		if c.got != c.want && !(math.IsNaN(c.got) && math.IsNaN(c.want)) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

// TestPublished has what R 4.2 says (qt, pchisq, qgamma, lgamma, 17 digits).
func TestPublished(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"t, 1 degree, .975", StudentQuantile(0.975, 1), 12.7062047361746941},
		{"t, 10 degrees, .975", StudentQuantile(0.975, 10), 2.2281388519862739},
		{"t, 1,000 degrees, .975", StudentQuantile(0.975, 1000), 1.9623390808264076},
		{"χ², 1 degree, 3.841458820694124", ChiSquaredSurvival(3.841458820694124, 1), 0.05},
		{"χ², 10 degrees, 18.307038053275146", ChiSquaredSurvival(18.307038053275146, 10), 0.05},
		{"gamma, shape 1/2, .95", GammaQuantile(0.5, 0.95), 3.841458820694124 / 2},
		{"gamma, shape 1, .5", GammaQuantile(1, 0.5), math.Ln2},
		{"gamma, shape 20, .025", GammaQuantile(20, 0.025), 1.2216519585403942e+01},
		{"gamma, shape 1,000, .975", GammaQuantile(1000, 0.975), 1.0629211512248878e+03},
		{"gamma, shape .05, .025", GammaQuantile(0.05, 0.025), 5.3156618899143203e-33},
		{"log gamma of .1", Lgamma(0.1), 2.2527126517342060e+00},
		{"log gamma of 100,000", Lgamma(1e5), 1.0512877089736569e+06},
	} {
		if math.Abs(c.got-c.want) > 1e-13*c.want {
			t.Errorf("%s: %.17g, want %.17g", c.name, c.got, c.want)
		}
	}
}

func BenchmarkLog(b *testing.B) {
	x := 1.0
	for b.Loop() {
		x = 3 + Log(x)
	}
}

func BenchmarkExp(b *testing.B) {
	x := 1.0
	for b.Loop() {
		x = Exp(-x)
	}
}

func BenchmarkErfinv(b *testing.B) {
	x := 0.5
	for b.Loop() {
		x = Erfinv(x) / 2
	}
}

func BenchmarkGammaQuantile(b *testing.B) {
	for b.Loop() {
		GammaQuantile(20, 0.025)
	}
}
