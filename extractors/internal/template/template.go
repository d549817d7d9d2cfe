// Package template hashes what is seen of words and states into features, each under the number of the template that asks for it.
package template

// The odd multipliers of the hash; seeds are made of them, too.
const (
	Prime1 = 0x9E3779B97F4A7C15
	Prime2 = 0xC2B2AE3D27D4EB4F
	Prime3 = 0x165667B19E3779F9
)

// List writes hashes into a slice that the caller owns, which must have room for them. Each call of One, Two, Three or Four is a template of its
// own, in the order of the calls: lists whose calls come in the same order give the same hashes.
type List struct {
	Out  []uint64
	Seed uint64 // tells the templates of one list from those of another
	n    int    // hashes written
}

func (l *List) put(h uint64) {
	h ^= h >> 29
	h *= Prime3
	l.Out[l.n] = h ^ h>>32
	l.n++
	l.Seed += Prime1
}

// Skip passes over n templates, as if they had been called: what follows gives the hashes that it gives behind them.
func (l *List) Skip(n int) { l.Seed += uint64(n) * Prime1 }

// One writes a hash of one value.
func (l *List) One(a uint64) { l.put((a ^ l.Seed) * Prime2) }

// Two writes a hash of two values, in their order.
func (l *List) Two(a, b uint64) { l.put(((a^l.Seed)*Prime2 + b) * Prime1) }

// Three writes a hash of three values, in their order.
func (l *List) Three(a, b, c uint64) { l.put((((a^l.Seed)*Prime2+b)*Prime1 + c) * Prime2) }

// Four writes a hash of four values, in their order.
func (l *List) Four(a, b, c, d uint64) { l.put(((((a^l.Seed)*Prime2+b)*Prime1+c)*Prime2 + d) * Prime1) }
