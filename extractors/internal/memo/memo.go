// Package memo keeps what was found of words, so that a common one is looked at once.
package memo

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// size is the number of words that are kept, a power of two. News takes nine words in ten from fewer.
const size = 1 << 15

// maxWord is the length of the longest word that is kept, in bytes.
const maxWord = 64

// Words keeps the values of a pure function of words: as many as have room, the newer one of those that share a place. Which
// are kept makes no difference but in time. It is safe for concurrent use; the zero value is not ready, see New.
type Words[V any] struct {
	of    func(word string) V
	seed  maphash.Seed
	slots []atomic.Pointer[entry[V]]
}

type entry[V any] struct {
	word  string
	value V
}

// New returns a memory of the function, which must depend on nothing but the word. It must not keep the word it is
// called with beyond the value, and it may be called from several goroutines at once.
func New[V any](of func(word string) V) *Words[V] {
	return &Words[V]{of: of, seed: maphash.MakeSeed(), slots: make([]atomic.Pointer[entry[V]], size)}
}

// Of returns the value of a word. It belongs to all who ask, and must not be changed.
func (m *Words[V]) Of(word string) *V {
	at := maphash.String(m.seed, word) & (size - 1)
	first := m.slots[at].Load()
	if first != nil && first.word == word {
		return &first.value
	}
	if second := m.slots[at^1].Load(); second != nil && second.word == word {
		return &second.value
	}
	if len(word) > maxWord {
		v := m.of(word)
		return &v
	}
	word = strings.Clone(word) // a part of a text would keep all of it
	e := &entry[V]{word: word, value: m.of(word)}
	if first != nil {
		m.slots[at^1].Store(first)
	}
	m.slots[at].Store(e)
	return &e.value
}
