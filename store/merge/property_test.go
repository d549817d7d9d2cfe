package merge

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire"
)

// TestSettle checks the rule on random graphs: the groups do not depend on the order, members of a group agree with each
// other, and two things that conflict are never one.
func TestSettle(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		n := 1 + rng.IntN(9)
		edges := make([][]bool, n)
		for i := range edges {
			edges[i] = make([]bool, n)
		}
		for i := range n {
			for j := i + 1; j < n; j++ {
				edges[i][j] = rng.IntN(2) == 0
				edges[j][i] = edges[i][j]
			}
		}
		group, ambiguous := settle(n, func(i, j int) bool { return edges[i][j] })
		for i := range n {
			for j := range n {
				if i != j && group[i] == group[j] && !edges[i][j] {
					t.Fatalf("%d and %d conflict and are one", i, j)
				}
				if i != j && !ambiguous[i] && !ambiguous[j] && edges[i][j] && group[i] != group[j] {
					t.Fatalf("%d and %d agree, neither is ambiguous, and they are two", i, j)
				}
			}
			clear := true
			for j := range n {
				for k := range n {
					if j != i && k != i && j != k && edges[i][j] && edges[i][k] && !edges[j][k] {
						clear = false
					}
				}
			}
			if clear == ambiguous[i] {
				t.Fatalf("%d is ambiguous: %v, want %v", i, ambiguous[i], !clear)
			}
		}
		order := rng.Perm(n)
		moved, _ := settle(n, func(i, j int) bool { return edges[order[i]][order[j]] })
		for i := range n {
			for j := range n {
				if (moved[i] == moved[j]) != (group[order[i]] == group[order[j]]) {
					t.Fatal("the groups depend on the order")
				}
			}
		}
	}
}

// TestTerms checks that linked observations share a term, which is how a store finds them.
func TestTerms(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	vocabulary := strings.Fields("we will not sign any paper before summer ends nor after that day comes the whole industry is ready to remove old gear")
	phrase := func(n int) []string {
		var out []string
		for range n {
			out = append(out, vocabulary[rng.IntN(len(vocabulary))])
		}
		return out
	}
	who := []factwire.Entity{{Name: "Ada Ost", Type: factwire.Person}}
	linkedPairs := 0
	for range 3000 {
		words := phrase(3 + rng.IntN(20))
		other := slices.Clone(words)
		switch rng.IntN(4) {
		case 0:
			other = append(phrase(rng.IntN(5)), other...)
		case 1:
			i := rng.IntN(len(other))
			other = other[i:]
		case 2:
			other[rng.IntN(len(other))] = "changed"
		case 3:
			other = phrase(1 + rng.IntN(8))
		}
		for _, kind := range []factwire.Kind{factwire.Quote, factwire.Deadline} {
			a := factwire.Fact{Kind: kind, Who: who, What: strings.Join(words, " ")}
			b := factwire.Fact{Kind: kind, Who: who, What: strings.Join(other, " ")}
			c := Options{}.canon()
			if Linked(a, b, c) != Linked(b, a, c) {
				t.Fatalf("not symmetric: %q %q", a.What, b.What)
			}
			if !Linked(a, b, c) {
				continue
			}
			linkedPairs++
			p, x := Terms(a, c)
			q, y := Terms(b, c)
			if p != q || !meet(x, y) {
				t.Fatalf("%s: linked, and no term is shared: %q %q", kind, a.What, b.What)
			}
		}
	}
	if linkedPairs < 500 {
		t.Errorf("only %d pairs were linked", linkedPairs)
	}
}

// TestParts checks that merging all observations at once, and merging those of linked nodes by themselves, gives the same facts:
// that is what lets a store merge only what a change touches.
func TestParts(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		var obs []factwire.Fact
		for i := range 12 {
			f := factwire.Fact{Kind: []factwire.Kind{factwire.Quote, factwire.Deadline, factwire.Ban}[rng.IntN(3)], Status: factwire.Statuses()[rng.IntN(4)],
				Who:  []factwire.Entity{{Name: []string{"Ost", "Lind"}[rng.IntN(2)], Type: factwire.Person}},
				What: []string{"remove the old equipment", "remove equipment from networks", "publish the yearly report", "we will remove the old equipment soon enough"}[rng.IntN(4)],
				When: factwire.When{Date: []factwire.Date{"", "2025", "2027", "2025-03", "2027-06-01"}[rng.IntN(5)]}, Confidence: 0.5,
				Evidence: []factwire.Evidence{{Article: string(rune('a' + i)), Published: "2021-01-0" + string(rune('1'+rng.IntN(9)))}}}
			if f.Kind == factwire.Ban {
				f.What, f.Whom = "ban", []factwire.Entity{{Name: "Velloria", Type: factwire.Company}}
			}
			obs = append(obs, f)
		}
		whole := Merge(obs, Options{})
		c := Options{}.canon()
		closed := map[int]bool{}
		var parts []Fact
		for i := range obs {
			if closed[i] {
				continue
			}
			queue := []int{i}
			closed[i] = true
			for k := 0; k < len(queue); k++ {
				for j := range obs {
					if !closed[j] && (Node(obs[queue[k]], c) == Node(obs[j], c) || Linked(obs[queue[k]], obs[j], c)) {
						closed[j] = true
						queue = append(queue, j)
					}
				}
			}
			var part []factwire.Fact
			for _, k := range queue {
				part = append(part, obs[k])
			}
			parts = append(parts, Merge(part, Options{})...)
		}
		slices.SortFunc(parts, func(a, b Fact) int { return strings.Compare(a.ID, b.ID) })
		if len(whole) != len(parts) {
			t.Fatalf("%d facts of all, %d of the parts", len(whole), len(parts))
		}
		for i := range whole {
			if whole[i].ID != parts[i].ID || whole[i].Articles != parts[i].Articles || whole[i].Status != parts[i].Status || whole[i].SupersededBy != parts[i].SupersededBy {
				t.Fatalf("%+v\nby itself\n%+v", whole[i], parts[i])
			}
		}
	}
}
