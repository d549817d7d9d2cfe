// Package memo keeps what was found of words, so that a common one is looked at once.
package memo

import (
	"strings"
	"sync/atomic"
)

// Two to the power of bits is the number of words that are kept. News takes nine words in ten from fewer.
const bits = 15

// maxWord is the length of the longest word that is kept, in bytes.
const maxWord = 64

// Words keeps the values of a pure function of words: as many as have room, the newer one of those that share a place. Which
// are kept makes no difference but in time. It is safe for concurrent use; the zero value is not ready, see New.
type Words[V any] struct {
	of    func(word string) V
	slots []atomic.Pointer[entry[V]]
}

// entry is a word with its value. What most words are told apart by lies beside the value: the memory that a look-up waits for is one place.
type entry[V any] struct {
	ends
	word  string
	value V
}

// ends are the first and the last eight bytes of a word. With its length they are all there is of one of up to 16.
type ends struct{ first, last uint64 }

func endsOf(w string) ends {
	n := len(w)
	switch {
	case n >= 8:
		return ends{eight(w), eight(w[n-8:])}
	case n >= 4:
		return ends{four(w), four(w[n-4:])}
	case n > 0:
		return ends{uint64(w[0]) | uint64(w[n/2])<<8 | uint64(w[n-1])<<16, 0}
	}
	return ends{}
}

func eight(w string) uint64 {
	_ = w[7]
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 | uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
}

func four(w string) uint64 {
	_ = w[3]
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24
}

// place is where a word of such ends is kept, if it is.
func (e ends) place(n int) uint64 {
	h := (e.first ^ uint64(n)) * 0x9E3779B97F4A7C15
	h = (h ^ h>>32 ^ e.last) * 0xC2B2AE3D27D4EB4F
	return h >> (64 - bits)
}

func (x *entry[V]) is(word string, e ends) bool {
	return x.ends == e && len(x.word) == len(word) && (len(word) <= 16 || x.word == word)
}

// New returns a memory of the function, which must depend on nothing but the word. It must not keep the word it is
// called with beyond the value, and it may be called from several goroutines at once.
func New[V any](of func(word string) V) *Words[V] {
	return &Words[V]{of: of, slots: make([]atomic.Pointer[entry[V]], 1<<bits)}
}

// Of returns the value of a word. It belongs to all who ask, and must not be changed.
func (m *Words[V]) Of(word string) *V {
	e := endsOf(word)
	at := e.place(len(word))
	first := m.slots[at].Load()
	if first != nil && first.is(word, e) {
		return &first.value
	}
	if second := m.slots[at^1].Load(); second != nil && second.is(word, e) {
		return &second.value
	}
	if len(word) > maxWord {
		v := m.of(word)
		return &v
	}
	word = strings.Clone(word) // a part of a text would keep all of it
	made := &entry[V]{ends: e, word: word, value: m.of(word)}
	if first != nil {
		m.slots[at^1].Store(first)
	}
	m.slots[at].Store(made)
	return &made.value
}
