package nlp

import "unicode/utf8"

// sorts are what matters of a byte to nextChunk.
type sort byte

const (
	within sort = iota
	blank
	ending
	long // the first byte of a longer rune, or none of a rune
)

// sorted are the sorts of all bytes.
var sorted = func() (t [256]sort) {
	for b := range t {
		switch {
		case b <= ' ' || b == 0x7f:
			t[b] = blank
		case b == '.' || b == '?' || b == '!':
			t[b] = ending
		case b >= utf8.RuneSelf:
			t[b] = long
		}
	}
	return t
}()

// nextChunk returns the end of the chunk at i, the start of the one after it, and
// whether a mark that may end a sentence is in it.
func nextChunk(text string, i, end int) (stop, next int, ends bool) {
	j := i
run:
	for j < end {
		switch sorted[text[j]] {
		case within:
			j++
		case ending:
			ends = true
			j++
		case blank:
			break run
		default:
			r, size := utf8.DecodeRuneInString(text[j:end])
			if isSpace(r) {
				break run
			}
			ends = ends || r == '…' || r == '。' || r == '？' || r == '！'
			j += size
		}
	}
	next = j
	for next < end {
		r, size := decode(text, next, end)
		if !isSpace(r) {
			break
		}
		next += size
	}
	return j, next, ends
}

// nextEnding returns where the next chunk begins, from i on, that has a mark in it which may end a sentence; end if there is none. i is no
// place within a chunk.
func nextEnding(text string, i, end int) int {
	k := i
	for ; k < end; k++ {
		b := text[k]
		if sorted[b] == ending {
			break
		}
		if b == 0xe2 || b == 0xe3 || b == 0xef {
			if r, _ := utf8.DecodeRuneInString(text[k:end]); endsSentence(r) {
				break
			}
		}
	}
	if k == end {
		return end
	}
	for k > i {
		r, size := rune(text[k-1]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeLastRuneInString(text[i:k])
		}
		if isSpace(r) {
			break
		}
		k -= size
	}
	return k
}
