package similar_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire/store/similar"
)

func words(rng *rand.Rand, n int) []string {
	out := make([]string, n)
	for i := range out {
		b := make([]byte, 3+rng.IntN(5))
		for j := range b {
			b[j] = 'a' + byte(rng.IntN(26))
		}
		out[i] = string(b)
	}
	return out
}

func TestCopies(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	missed, taken := 0, 0
	for range 300 {
		text := words(rng, 400)
		edited := slices.Clone(text)
		for range 4 { // an editor's changes
			edited[rng.IntN(len(edited))] = "changed"
		}
		edited = append([]string{"by", "our", "staff"}, edited[:380]...)
		if !similar.Copies(similar.Of(strings.Join(text, " ")), similar.Of("\n"+strings.ToUpper(strings.Join(edited, ", ")))) {
			missed++
		}
		if similar.Copies(similar.Of(strings.Join(text, " ")), similar.Of(strings.Join(words(rng, 400), " "))) {
			taken++
		}
	}
	if missed > 40 || taken > 0 {
		t.Errorf("of 300 copies %d are missed, of 300 other texts %d are taken for copies", missed, taken)
	}
	if similar.Of("too short to tell") != 0 || similar.Copies(0, 0) {
		t.Error("a short text has a print")
	}
}

// TestGroups compares with all pairs, and in any order.
func TestGroups(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for round := range 50 {
		var prints []similar.Print
		for range []int{40, 300}[round%10/9] { // few enough to compare all, and more
			p := similar.Print(rng.Uint64())
			if len(prints) > 0 && rng.IntN(2) == 0 {
				p = prints[rng.IntN(len(prints))]
				for range rng.IntN(18) {
					p ^= 1 << rng.IntN(64)
				}
			}
			if rng.IntN(10) == 0 {
				p = 0
			}
			prints = append(prints, p)
		}
		groups := similar.Groups(prints)
		reach := make([][]bool, len(prints))
		for i := range reach {
			reach[i] = make([]bool, len(prints))
			for j := range reach[i] {
				reach[i][j] = i == j || similar.Copies(prints[i], prints[j])
			}
		}
		for k := range prints {
			for i := range prints {
				for j := range prints {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		for i := range prints {
			for j := range prints {
				if (groups[i] == groups[j]) != reach[i][j] {
					t.Fatalf("prints %d and %d: one group is %v, want %v", i, j, groups[i] == groups[j], reach[i][j])
				}
			}
		}
	}
}
