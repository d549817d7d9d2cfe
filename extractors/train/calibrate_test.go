package train

import (
	"math"
	"testing"
)

// TestCalibrate gives facts of known shares of right ones to a reader that is too sure, and wants the shares back.
func TestCalibrate(t *testing.T) {
	told := func(n int, confidence, share float64) []Told {
		var out []Told
		for i := range n {
			out = append(out, Told{confidence, float64(i) < share*float64(n)})
		}
		return out
	}
	join := func(all ...[]Told) (out []Told) {
		for _, a := range all {
			out = append(out, a...)
		}
		return out
	}
	at := func(curve []float64, x float64) float64 {
		for i := 2; i < len(curve); i += 2 {
			if x <= curve[i] {
				return curve[i-1] + (x-curve[i-2])/(curve[i]-curve[i-2])*(curve[i+1]-curve[i-1])
			}
		}
		return curve[len(curve)-1]
	}
	for _, c := range []struct {
		name string
		all  []Told
		want map[float64]float64 // confidence to share, within .04
	}{
		{"many facts", join(told(100, 0.95, 0.8), told(100, 0.85, 0.7), told(100, 0.6, 0.3)), map[float64]float64{0.95: 0.8, 0.85: 0.7, 0.6: 0.3, 0.725: 0.5}},
		{"shares that fall are pooled", join(told(100, 0.95, 0.7), told(100, 0.85, 0.9), told(100, 0.5, 0.5)), map[float64]float64{0.95: 0.85, 0.9: 0.8, 0.5: 0.5}},
		{"few facts follow a curve", join(told(60, 0.9, 0.7), told(60, 0.6, 0.3)), map[float64]float64{0.9: 0.7, 0.6: 0.3}},
		{"what is right stays", join(told(100, 0.9, 0.9), told(90, 0.5, 0.5)), map[float64]float64{0.9: 0.9, 0.5: 0.5}},
		{"a handful says less than many", told(2, 0.9, 0), map[float64]float64{0.9: 0.566}},
		{"none says nothing", nil, map[float64]float64{0.9: 0.9, 0.5: 0.5, 0.1: 0.1}},
	} {
		curve := Calibrate(c.all)
		for i := 2; i < len(curve); i += 2 {
			if curve[i] <= curve[i-2] || curve[i+1] < curve[i-1] {
				t.Errorf("%s: %v is no line that rises", c.name, curve)
			}
		}
		for x, want := range c.want {
			if got := at(curve, x); math.Abs(got-want) > 0.04 {
				t.Errorf("%s: confidence %.2f is %.3f, want %.2f (%v)", c.name, x, got, want, curve)
			}
		}
	}
}
