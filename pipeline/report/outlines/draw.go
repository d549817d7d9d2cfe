package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// land is a country on the map: a point well within it, that point's distance from the border, and the outline as an
// SVG path.
type land struct {
	at   point
	room float64
	path string
}

// middle is the meridian in the middle of the map: the edge then runs through the Bering Strait, and parts no land.
const middle = 11.0

// The northern edge of the map.
const north = 83.7

// project is the Equal Earth projection (Šavrič, Patterson and Jenny, The Equal Earth map projection, 2018), in
// units of the map, whose origin is its north-western corner.
func project(lon, lat float64) point {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	raw := func(lon, lat float64) point {
		t := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat*math.Pi/180))
		t2 := t * t
		t6 := t2 * t2 * t2
		return point{2 * math.Sqrt(3) * lon * math.Pi / 180 * math.Cos(t) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1)), t * (a4*t6*t2 + a3*t6 + a2*t2 + a1)}
	}
	edge := raw(180, 0)[0]
	scale := wide / (2 * edge)
	p := raw(lon-middle, lat)
	return point{(p[0] + edge) * scale, (raw(0, north)[1] - p[1]) * scale}
}

// outline draws a country's rings, in order of size, if it is to be drawn at all.
func outline(rings [][]point, drawn bool) land {
	var flat [][]point
	for _, r := range rings {
		// A ring over the edge of the map stands on the side of most of it.
		sum := 0.0
		for _, p := range r {
			sum += p[0]
		}
		turn := 360 * math.Round((sum/float64(len(r))-middle)/360)
		var f []point
		for _, p := range r {
			f = append(f, project(p[0]-turn, p[1]))
		}
		flat = append(flat, f)
	}
	slices.SortStableFunc(flat, func(a, b []point) int {
		return cmp.Or(cmp.Compare(area(b), area(a)), cmp.Compare(a[0][0], b[0][0]), cmp.Compare(a[0][1], b[0][1]))
	})
	l := land{}
	l.at, l.room = within(flat)
	if !drawn {
		return l
	}
	var b strings.Builder
	for i, f := range flat {
		if i > 0 && area(f) < island {
			break
		}
		b.WriteString(path(f))
	}
	l.path = b.String()
	return l
}

func area(ring []point) float64 {
	sum := 0.0
	for i := 1; i+1 < len(ring); i++ {
		sum += cross(ring[0], ring[i], ring[i+1])
	}
	return math.Abs(sum) / 2
}

// path writes a ring in whole units, each point by its distance from the one before; "" if too little is left of it.
func path(ring []point) string {
	type whole [2]int
	var all []whole
	for _, p := range ring {
		q := whole{int(math.Round(p[0])), int(math.Round(p[1]))}
		if len(all) == 0 || all[len(all)-1] != q {
			all = append(all, q)
		}
	}
	if len(all) < 4 { // three corners, and the first again
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "M%d,%dl", all[0][0], all[0][1])
	for i := 1; i < len(all)-1; i++ {
		dx, dy := fmt.Sprint(all[i][0]-all[i-1][0]), fmt.Sprint(all[i][1]-all[i-1][1])
		if i > 1 && dx[0] != '-' {
			b.WriteByte(' ')
		}
		b.WriteString(dx)
		if dy[0] != '-' {
			b.WriteByte(' ')
		}
		b.WriteString(dy)
	}
	b.WriteByte('z')
	return b.String()
}

// within finds the point of a grid over the largest ring that lies farthest from all borders.
func within(rings [][]point) (at point, room float64) {
	lo, hi := rings[0][0], rings[0][0]
	for _, p := range rings[0] {
		lo, hi = point{min(lo[0], p[0]), min(lo[1], p[1])}, point{max(hi[0], p[0]), max(hi[1], p[1])}
	}
	at = point{(lo[0] + hi[0]) / 2, (lo[1] + hi[1]) / 2}
	const steps = 60
	for i := 1; i < steps; i++ {
		for j := 1; j < steps; j++ {
			p := point{lo[0] + (hi[0]-lo[0])*float64(i)/steps, lo[1] + (hi[1]-lo[1])*float64(j)/steps}
			inside, least := false, math.Inf(1)
			for _, r := range rings {
				for k := 1; k < len(r); k++ {
					a, b := r[k-1], r[k]
					if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1])+a[0] {
						inside = !inside
					}
					least = min(least, distance(p, a, b))
				}
			}
			if inside && least > room {
				at, room = p, least
			}
		}
	}
	return at, room
}

// distance is that of a point from a line between two.
func distance(p, a, b point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	t := 0.0
	if d := dx*dx + dy*dy; d > 0 {
		t = max(0, min(1, ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/d))
	}
	return math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy)
}
