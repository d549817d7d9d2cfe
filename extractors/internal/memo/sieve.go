package memo

// Sieve tells of most words that they are none of a list, by length and first and last byte, without hashing them.
// The zero value is that of an empty list.
type Sieve struct{ bits [1 << 8]uint64 }

// SieveOf returns the sieve of the keys of lists.
func SieveOf[V any](lists ...map[string]V) *Sieve {
	s := &Sieve{}
	for _, list := range lists {
		for word := range list {
			s.Add(word)
		}
	}
	return s
}

// Add adds a word to the list. It is not for use beside May.
func (s *Sieve) Add(word string) {
	i := place(word)
	s.bits[i>>6] |= 1 << (i & 63)
}

// May reports whether a word may be one of the list.
func (s *Sieve) May(word string) bool {
	i := place(word)
	return s.bits[i>>6]>>(i&63)&1 != 0
}

func place(word string) uint {
	n := len(word)
	if n == 0 {
		return 0
	}
	return uint(n&15)<<10 | uint(word[0]&31)<<5 | uint(word[n-1]&31)
}
