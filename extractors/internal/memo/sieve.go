package memo

// Sieve tells of most words that they are none of a list, by length and first, second and last byte, without hashing all of them.
// The zero value is that of an empty list.
type Sieve struct{ bits [1 << 10]uint64 }

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

func place(word string) uint16 {
	n := len(word)
	if n < 2 {
		return uint16(n)
	}
	return uint16((uint32(n)<<24 | uint32(word[0])<<16 | uint32(word[1])<<8 | uint32(word[n-1])) * 0x9E3779B1 >> 16)
}
