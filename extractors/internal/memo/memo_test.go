package memo_test

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/factwire/factwire/extractors/internal/memo"
)

// TestOf asks for more words than are kept, twice over and from several goroutines: each has its own value, whatever
// was kept in its place.
func TestOf(t *testing.T) {
	m := memo.New(func(word string) int { return len(word) * 10 })
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for n := range 100_000 {
				word := strings.Repeat("x", n%90) + strconv.Itoa(n)
				if got := *m.Of(word); got != len(word)*10 {
					t.Errorf("%s: %d", word, got)
					return
				}
			}
		})
	}
	wg.Wait()
}

// TestKept pins that a word is looked at once, unless it is too long to be kept.
func TestKept(t *testing.T) {
	asked := map[string]int{}
	m := memo.New(func(word string) string { asked[word]++; return word })
	long := strings.Repeat("long", 20)
	for range 3 {
		m.Of("word")
		m.Of("other")
		m.Of(long)
	}
	if asked["word"] != 1 || asked["other"] != 1 || asked[long] != 3 {
		t.Errorf("asked: %v", asked)
	}
	if n := testing.AllocsPerRun(100, func() { m.Of("word") }); n > 0 {
		t.Errorf("a word that is kept costs %v allocations", n)
	}
}

func TestSieve(t *testing.T) {
	s := memo.SieveOf(map[string]bool{"": true, "banned": true}, map[string]bool{"the": true})
	s.Add("iPhone")
	for word, want := range map[string]bool{"": true, "banned": true, "the": true, "iPhone": true, "barred": true, "band": false, "then": false, "thine": false, "tie": false, "the ": false} {
		if s.May(word) != want {
			t.Errorf("%q may be of the list: %v", word, !want)
		}
	}
	if (&memo.Sieve{}).May("the") {
		t.Error("a word may be of an empty list")
	}
}
