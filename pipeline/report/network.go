package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/factwire/factwire"
)

// network is who signed with whom, laid out on a square of 1000 by 1000.
type network struct {
	Nodes []node `json:"nodes"`
	// Left counts the parties that were left out because the drawing would not be readable with them.
	Left int `json:"left,omitempty"`
}

// node is a party: the index of its entity, all indexes that mean it, and its place.
type node struct {
	Entities []int `json:"e"`
	X        int   `json:"x"`
	Y        int   `json:"y"`
}

// most is how many parties are drawn at most: those with most signings.
const most = 120

// draw lays out the parties of the signings by the force-directed method of Fruchterman and Reingold (Graph
// Drawing by Force-directed Placement, 1991), with a pull to the middle that keeps unconnected groups in sight. It begins
// on a sunflower spiral instead of at random, so the same facts give the same drawing.
func draw(facts []fact, entities []factwire.Entity) network {
	var parties []*party
	byKey := map[string]*party{}
	var pairs [][2]*party
	for _, f := range facts {
		if f.Kind != string(factwire.Signing) {
			continue
		}
		var with []*party
		for _, i := range f.Who {
			key := entities[i].Key()
			p := byKey[key]
			if p == nil {
				p = &party{key: key}
				byKey[key] = p
				parties = append(parties, p)
			}
			if !slices.Contains(p.entities, i) {
				p.entities = append(p.entities, i)
			}
			if !slices.Contains(with, p) {
				p.signings++
				with = append(with, p)
			}
		}
		// A text with very many parties would draw a ball of wool: each is tied to the first.
		for i, a := range with {
			for j := i + 1; j < len(with) && (i == 0 || len(with) <= 12); j++ {
				pairs = append(pairs, [2]*party{a, with[j]})
			}
		}
	}
	slices.SortFunc(parties, func(a, b *party) int {
		return cmp.Or(cmp.Compare(b.signings, a.signings), cmp.Compare(a.key, b.key))
	})
	out := network{Nodes: []node{}}
	if len(parties) > most {
		out.Left = len(parties) - most
		parties = parties[:most]
	}
	for i, p := range parties {
		p.index = i
	}
	type edge struct{ a, b int }
	var edges []edge
	for _, e := range pairs {
		a, b := e[0], e[1]
		if a.index < len(parties) && parties[a.index] == a && b.index < len(parties) && parties[b.index] == b {
			edges = append(edges, edge{min(a.index, b.index), max(a.index, b.index)})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) })
	edges = slices.Compact(edges)
	links := make([][2]int, len(edges))
	for i, e := range edges {
		links[i] = [2]int{e.a, e.b}
	}
	for i, at := range place(len(parties), links) {
		out.Nodes = append(out.Nodes, node{parties[i].entities, at[0], at[1]})
	}
	return out
}

type party struct {
	key             string
	entities        []int
	signings, index int
}

// place returns the places of n nodes on the square. Products are converted to float64 before they are added, which
// the language promises not to fuse: the drawing is the same on all machines.
func place(n int, links [][2]int) [][2]int {
	if n == 0 {
		return nil
	}
	x, y := make([]float64, n), make([]float64, n)
	dx, dy := make([]float64, n), make([]float64, n)
	for i := range n {
		// Vogel's spiral: neighbours turn by the golden angle.
		r, a := math.Sqrt((float64(i)+0.5)/float64(n)), float64(i)*2.399963229728653
		x[i], y[i] = float64(r*math.Cos(a)), float64(r*math.Sin(a))
	}
	const rounds = 400
	k := math.Sqrt(4 / float64(n)) // the distance that nodes keep, in a square of 2 by 2
	for round := range rounds {
		heat := float64(0.2 * (1 - float64(round)/rounds))
		for i := range n {
			dx[i], dy[i] = -float64(x[i]*1.2*k), -float64(y[i]*1.2*k)
		}
		for i := range n {
			for j := i + 1; j < n; j++ {
				ex, ey := x[i]-x[j], y[i]-y[j]
				d2 := max(float64(ex*ex)+float64(ey*ey), 1e-6)
				f := k * k / d2
				fx, fy := float64(ex*f), float64(ey*f)
				dx[i], dy[i], dx[j], dy[j] = dx[i]+fx, dy[i]+fy, dx[j]-fx, dy[j]-fy
			}
		}
		for _, l := range links {
			i, j := l[0], l[1]
			ex, ey := x[i]-x[j], y[i]-y[j]
			d := math.Sqrt(max(float64(ex*ex)+float64(ey*ey), 1e-6))
			fx, fy := float64(ex*d)/k, float64(ey*d)/k
			dx[i], dy[i], dx[j], dy[j] = dx[i]-fx, dy[i]-fy, dx[j]+fx, dy[j]+fy
		}
		for i := range n {
			d := math.Sqrt(max(float64(dx[i]*dx[i])+float64(dy[i]*dy[i]), 1e-12))
			s := min(d, heat) / d
			x[i], y[i] = x[i]+float64(dx[i]*s), y[i]+float64(dy[i]*s)
		}
	}
	return fit(x, y)
}

// fit stretches the drawing to the square, each way by itself.
func fit(x, y []float64) [][2]int {
	scale := func(v, lo, hi float64) int {
		if hi-lo < 1e-9 {
			return 500
		}
		return int(math.Round(float64((v - lo) / (hi - lo) * 1000)))
	}
	out := make([][2]int, len(x))
	for i := range x {
		out[i] = [2]int{scale(x[i], slices.Min(x), slices.Max(x)), scale(y[i], slices.Min(y), slices.Max(y))}
	}
	return out
}
