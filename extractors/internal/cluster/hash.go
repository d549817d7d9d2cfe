package cluster

import "strings"

// Normal returns the form in which words are counted: ASCII letters in lower case, each digit a 0,
// typographic quotation marks straight.
func Normal(word string) string {
	var b strings.Builder
	for i := 0; i < len(word); {
		c, n := normal(word, i)
		b.WriteByte(c)
		i += n
	}
	return b.String()
}

// Hash returns a hash of a word's normal form, without building it.
func Hash[T ~string | ~[]byte](word T) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(word); {
		c, n := normal(word, i)
		h = (h ^ uint64(c)) * 1099511628211
		i += n
	}
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// normal returns the next byte of a word's normal form and how many bytes it stands for.
func normal[T ~string | ~[]byte](word T, i int) (byte, int) {
	c := word[i]
	switch {
	case c < 0x80:
		if 'A' <= c && c <= 'Z' {
			return c | 0x20, 1
		}
		if '0' <= c && c <= '9' {
			return '0', 1
		}
	case c == 0xe2 && i+2 < len(word) && word[i+1] == 0x80:
		switch word[i+2] {
		case 0x98, 0x99:
			return '\'', 3
		case 0x9c, 0x9d:
			return '"', 3
		}
	}
	return c, 1
}
