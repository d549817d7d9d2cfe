package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"

	"golang.org/x/text/language"
)

// world is a TopoJSON topology: borders (arcs) that neighbours share, and lands that name them. Longitudes and
// latitudes are in degrees.
type world struct {
	arcs  [][]point
	lands []shape
}

type point [2]float64

// shape is a polygon of a country: rings of arcs; ^i is arc i backwards.
type shape struct {
	code  string
	rings [][]int
}

// read reads a topology with the object "countries" (TopoJSON 1.0: arcs are delta-encoded integers).
func read(file string) (*world, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var t struct {
		Transform struct{ Scale, Translate point }
		Arcs      [][]point
		Objects   struct {
			Countries struct {
				Geometries []struct {
					Type       string
					ID         string
					Properties struct{ Name string }
					Arcs       json.RawMessage
				}
			}
		}
	}
	if err := json.Unmarshal(b, &t); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	w := &world{}
	for _, arc := range t.Arcs {
		var at point
		line := make([]point, len(arc))
		for i, p := range arc {
			at[0], at[1] = at[0]+p[0], at[1]+p[1]
			line[i] = point{at[0]*t.Transform.Scale[0] + t.Transform.Translate[0], at[1]*t.Transform.Scale[1] + t.Transform.Translate[1]}
		}
		w.arcs = append(w.arcs, line)
	}
	for _, g := range t.Objects.Countries.Geometries {
		var polygons [][][]int
		if g.Type == "Polygon" {
			polygons = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &polygons[0])
		} else {
			err = json.Unmarshal(g.Arcs, &polygons)
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		for _, rings := range polygons {
			if code := w.code(g.ID, g.Properties.Name, rings[0]); code != "" && code != antarctica {
				w.lands = append(w.lands, shape{code, rings})
			}
		}
	}
	return w, nil
}

// code says whose a polygon is: by the box that it lies in, by its name if it has no number, by its number.
func (w *world) code(number, name string, ring []int) string {
	code := counted[name]
	if number != "" {
		r, err := language.ParseRegion(number)
		if err != nil {
			return ""
		}
		code = r.String()
	}
	var middle point
	all := w.line(ring)
	for _, p := range all {
		middle[0], middle[1] = middle[0]+p[0]/float64(len(all)), middle[1]+p[1]/float64(len(all))
	}
	for _, m := range apart {
		if m.from == code && middle[0] > m.west && middle[0] < m.east && middle[1] > m.south && middle[1] < m.north {
			return m.to
		}
	}
	return code
}

// line joins arcs to one line, whose ends meet in a ring; longitudes run on across the date line.
func (w *world) line(ring []int) []point {
	var out []point
	for _, i := range ring {
		arc := w.arc(i)
		if len(out) > 0 {
			arc = arc[1:]
		}
		out = append(out, arc...)
	}
	for i := 1; i < len(out); i++ {
		out[i][0] -= 360 * math.Round((out[i][0]-out[i-1][0])/360)
	}
	return out
}

func (w *world) arc(i int) []point {
	if i >= 0 {
		return slices.Clone(w.arcs[i])
	}
	arc := slices.Clone(w.arcs[^i])
	slices.Reverse(arc)
	return arc
}

// thin leaves out corners whose triangle with its neighbours is below an area on the map (Visvalingam and Whyatt,
// Line generalisation by repeated elimination of points, 1993). Ends of borders stay; a ring keeps four points.
func (w *world) thin(least float64) {
	for n, arc := range w.arcs {
		line := slices.Clone(w.line([]int{n}))
		flat := make([]point, len(line))
		for i, p := range line {
			flat[i] = project(p[0], p[1])
		}
		floor := 2
		if arc[0] == arc[len(arc)-1] {
			floor = 5
		}
		for len(line) > floor {
			best, at := least, 0
			for i := 1; i+1 < len(flat); i++ {
				if a := math.Abs(cross(flat[i-1], flat[i], flat[i+1])) / 2; a < best {
					best, at = a, i
				}
			}
			if at == 0 {
				break
			}
			line, flat = slices.Delete(line, at, at+1), slices.Delete(flat, at, at+1)
		}
		w.arcs[n] = line
	}
}

func cross(a, b, c point) float64 { return (b[0]-a[0])*(c[1]-a[1]) - (c[0]-a[0])*(b[1]-a[1]) }

// countries returns the rings of each country. A border with the country itself on both sides is none, and what it
// parted becomes one.
func (w *world) countries() (map[string][][]point, error) {
	arcs := map[string][]int{}
	for _, l := range w.lands {
		for _, r := range l.rings {
			arcs[l.code] = append(arcs[l.code], r...)
		}
	}
	out := map[string][][]point{}
	for code, all := range arcs {
		var kept []int
		for _, i := range all {
			if other := slices.Index(kept, ^i); other >= 0 {
				kept = slices.Delete(kept, other, other+1)
			} else {
				kept = append(kept, i)
			}
		}
		for len(kept) > 0 {
			ring := kept[:1:1]
			kept = kept[1:]
			first := w.arc(ring[0])[0]
			for {
				end := w.arc(ring[len(ring)-1])
				if end[len(end)-1] == first {
					break
				}
				next := slices.IndexFunc(kept, func(i int) bool { return w.arc(i)[0] == end[len(end)-1] })
				if next < 0 {
					return nil, fmt.Errorf("join borders of %s: a ring is open", code)
				}
				ring = append(ring, kept[next])
				kept = slices.Delete(slices.Clone(kept), next, next+1)
			}
			out[code] = append(out[code], w.line(ring))
		}
	}
	return out, nil
}
