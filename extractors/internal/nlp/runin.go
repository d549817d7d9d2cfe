package nlp

import "strings"

// Headings and captions run into the sentence behind them where a collector has glued an article's paragraphs together: "What
// happens next The ban takes effect on Monday." Between a word in lower case and one that begins sentences, with nothing between
// them but a space, English has no other reason for the capital; titles of works aside, which are asked not to follow.

// leastHead and leastBody are how many words a heading, and the sentence behind it, have at least.
const (
	leastHead = 2
	leastBody = 4
)

// parted appends text[start:end], a sentence, in as many parts as headings run into it.
func (s segmenter) parted(out []Sentence, text string, start, end int) []Sentence {
	if !s.mayPart(text, start, end) {
		return append(out, Sentence{Start: start, End: end})
	}
	from, words := start, 0
	prev := ""
	for i := start; i < end; {
		j, next, _ := nextChunk(text, i, end)
		word := text[i:j]
		if words >= leastHead && s.opens(prev, word, text[next:end]) {
			a, b := trim(text, from, i)
			out = append(out, Sentence{Start: a, End: b})
			from, words = i, 0
		}
		words++
		prev = word
		i = next
	}
	return append(out, Sentence{Start: from, End: end})
}

// mayPart reports whether a word that sentences begin with stands behind a small letter and a blank: most sentences have none, and opens asks for one.
func (s segmenter) mayPart(text string, start, end int) bool {
	for i := start + 2; i < end; i++ {
		if !isUpperASCII(text[i]) || sorted[text[i-1]] == within || sorted[text[i-1]] == ending {
			continue
		}
		k := i - 1
		for k > start && sorted[text[k]] != within && sorted[text[k]] != ending {
			k--
		}
		if !isLowerASCII(text[k]) {
			continue
		}
		j := i
		for j < end && isASCIILetter(text[j]) {
			j++
		}
		var low [12]byte
		if n := copy(low[:], text[i:j]); n == j-i {
			low[0] |= 0x20
			for k := range low[:n] {
				low[k] |= 0x20
			}
			if s.starters[string(low[:n])] {
				return true
			}
		} else if s.starters[strings.ToLower(text[i:j])] {
			return true
		}
	}
	return false
}

// opens reports whether a word begins a sentence behind prev, without any mark between them. Rest is what follows it.
func (s segmenter) opens(prev, word, rest string) bool {
	if len(prev) < 3 || len(word) < 2 || !isUpperASCII(word[0]) || !plainWord(prev) || s.starters[prev] || s.speech[prev] {
		return false
	}
	bare, comma := strings.CutSuffix(word, ",")
	if !s.starters[strings.ToLower(bare)] || !plainWord(strings.ToLower(word[:1])+bare[1:]) {
		return false
	}
	follow := strings.Fields(rest[:min(len(rest), 80)])
	if len(follow) < leastBody || len(strings.Fields(rest[:min(len(rest), 400)])) < leastBody {
		return false
	}
	if comma {
		return true
	}
	return plainWord(strings.TrimRight(follow[0], ",")) && plainWord(strings.TrimRight(follow[1], ",.")) || isDigit(follow[0][0])
}

// plainWord reports a word of small letters alone.
func plainWord(w string) bool {
	for i := range len(w) {
		if !isLowerASCII(w[i]) {
			return false
		}
	}
	return w != ""
}
