package merge

// settle groups n things of which agree says which may be one. A thing that agrees with two that conflict is
// ambiguous; the others fall into groups in which all agree with all. The ambiguous ones are settled again
// among themselves. Agree must be symmetric. The result gives each thing's group, named by its smallest member, and whether it
// was ambiguous among all.
//
// Without ambiguous things agreement is an equivalence: were a with b and b with c but not a with c, b would be ambiguous.
func settle(n int, agree func(i, j int) bool) (group []int, ambiguous []bool) {
	return settleRounds(n, n, agree)
}

// settled is settle without settling the ambiguous ones: each of them stands for itself.
func settled(n int, agree func(i, j int) bool) (group []int, ambiguous []bool) {
	return settleRounds(n, 1, agree)
}

func settleRounds(n, rounds int, agree func(i, j int) bool) (group []int, ambiguous []bool) {
	group, ambiguous = make([]int, n), make([]bool, n)
	alive := make([]int, n) // not settled yet
	for i := range alive {
		alive[i], group[i] = i, i
	}
	adjacent := make([]bits, n)
	for i := range n {
		adjacent[i] = newBits(n)
	}
	for i := range n {
		adjacent[i].set(i)
		for j := i + 1; j < n; j++ {
			if agree(i, j) {
				adjacent[i].set(j)
				adjacent[j].set(i)
			}
		}
	}
	for round := 0; len(alive) > 0 && round < rounds; round++ {
		mask := newBits(n)
		for _, i := range alive {
			mask.set(i)
		}
		var left []int
		for _, i := range alive {
			clear := true
			for _, j := range alive {
				if adjacent[i].has(j) && !adjacent[i].within(adjacent[j], mask) {
					clear = false
					break
				}
			}
			if !clear {
				left = append(left, i)
			}
		}
		if len(left) == len(alive) { // all are ambiguous: each stands for itself
			break
		}
		for _, i := range left {
			mask.unset(i)
			ambiguous[i] = true
		}
		for _, i := range alive {
			if mask.has(i) {
				group[i] = adjacent[i].least(mask)
			}
		}
		alive = left
	}
	for _, i := range alive {
		ambiguous[i] = true
	}
	return group, ambiguous
}

// bits is a set of small numbers.
type bits []uint64

func newBits(n int) bits      { return make(bits, (n+63)/64) }
func (b bits) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bits) unset(i int)    { b[i/64] &^= 1 << (i % 64) }
func (b bits) has(i int) bool { return b[i/64]>>(i%64)&1 == 1 }
func (b bits) within(c, mask bits) bool {
	for i, w := range b {
		if w&mask[i]&^c[i] != 0 {
			return false
		}
	}
	return true
}

// least is the smallest member that mask has too.
func (b bits) least(mask bits) int {
	for i := range b {
		if w := b[i] & mask[i]; w != 0 {
			n := 0
			for w&1 == 0 {
				w >>= 1
				n++
			}
			return i*64 + n
		}
	}
	return -1
}
